"""What the portal's own pages are asked for: words to search, and what narrows the audit log."""

from django import forms
from django.db.models import Q
from django.http import QueryDict

from wuhou_craftsmen.common.text import private_numbers
from wuhou_craftsmen.common.web.fields import DateInput
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField


class SearchForm(forms.Form):
    """The box at the top of every page."""

    q = WordsField("查找", "姓名、编号或单位")


class AuditFilterForm(FilterForm):
    """By words of the act or its object, and by days."""

    q = WordsField("查找", "事项或对象")
    start = forms.DateField(label="从", required=False, widget=DateInput())
    end = forms.DateField(label="到", required=False, widget=DateInput())

    def clean(self):
        data = super().clean()
        if data.get("start") and data.get("end") and data["start"] > data["end"]:
            raise forms.ValidationError("开始日期晚于结束日期，请核对。")
        return data

    def narrow(self, rows, wanted):
        if words := wanted.get("q"):
            rows = rows.filter(Q(verb__holds=words) | Q(object_label__holds=words))
        if start := wanted.get("start"):
            rows = rows.filter(at__date__gte=start)
        if end := wanted.get("end"):
            rows = rows.filter(at__date__lte=end)
        return rows


class SavedFilterForm(forms.Form):
    """A filter to keep: an address of this portal, what stands behind its question mark, and a name."""

    page = forms.RegexField(r"^/[\w/-]*$", max_length=100)
    query = forms.CharField(max_length=300)
    name = forms.CharField(max_length=20)

    def clean_query(self):
        """Without the page number: a filter starts at its first page."""
        query = QueryDict(self.cleaned_data["query"], mutable=True)
        query.pop("page", None)
        if private_numbers.in_words(query.urlencode()):
            raise forms.ValidationError("筛选条件不能含身份证号、电话或银行账号。")
        return query.urlencode()
