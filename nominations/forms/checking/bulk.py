"""What a bulk act asks for beside the chosen files, on the page that says what would be done."""

import uuid

from django import forms

from nominations.rules.checking.checks import reason_is_lawful
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.fields import DateInput


class BulkForm(forms.Form):
    """The token makes a second click the same batch; `back` is the list as it was narrowed."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    back = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def values(self) -> dict:
        """What the verb takes."""
        return {key: value for key, value in self.cleaned_data.items() if key not in ("token", "back")}


class EndorseManyForm(BulkForm):
    clauses = {"opinion": "8"}
    opinion = forms.CharField(
        label="初审意见",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="每一份都登记这一意见，如“材料齐全属实，同意推荐”；年龄、学历、资历、身份不得作为理由",
    )

    def clean_opinion(self):
        opinion = self.cleaned_data["opinion"]
        answer = reason_is_lawful(opinion)
        if not answer:
            raise forms.ValidationError(answer.reason)
        return opinion


class AskManyForm(BulkForm):
    departments = forms.ModelMultipleChoiceField(
        Organisation.objects.departments(),
        label="征求意见的部门",
        widget=forms.CheckboxSelectMultiple,
        help_text="可以选几个；已经征求过的部门不再重复征求",
    )
    due_on = forms.DateField(
        label="回复期限", widget=DateInput(), help_text="请部门最迟在这一天回复；不能早于今天"
    )

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < clock.today():
            raise forms.ValidationError("回复期限不能早于今天。")
        return due_on


BULK_FORMS = {"endorse": EndorseManyForm, "ask": AskManyForm, "check": BulkForm, "confirm": BulkForm}
