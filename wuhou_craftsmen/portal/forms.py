"""What narrows the audit log."""

from django import forms
from django.db.models import Q


class AuditFilterForm(forms.Form):
    """By words of the act or its object, and by days."""

    verb = forms.CharField(label="事项或对象", max_length=60, required=False)
    start = forms.DateField(label="从", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label="到", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self):
        data = super().clean()
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            raise forms.ValidationError("开始日期晚于结束日期，请核对。")
        return data

    def narrow(self, entries):
        """The entries that match what was filled in."""
        data = self.cleaned_data
        if data["verb"]:
            words = data["verb"]
            entries = entries.filter(Q(verb__icontains=words) | Q(object_label__icontains=words))
        if data["start"]:
            entries = entries.filter(at__date__gte=data["start"])
        if data["end"]:
            entries = entries.filter(at__date__lte=data["end"])
        return entries
