"""Forms of the roll of craftsmen."""

from django import forms
from django.db.models import QuerySet

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.web.fields import TypedField
from wuhou_craftsmen.common.web.filters import FilterForm, WordsField

from . import queries
from .models import DEED, Profile
from .states import PROFILE


def _all(words: list) -> list[tuple[str, str]]:
    return [("", "全部"), *((str(word), str(word)) for word in words if word)]


class RollFilterForm(FilterForm):
    """By year, trade and street, and by words in name, firm and trade: nothing else can be looked for."""

    q = WordsField("查找", "姓名、单位、职业（工种）")
    year = forms.ChoiceField(label="命名年度", required=False)
    trade = forms.ChoiceField(label="职业（工种）", required=False)
    street = forms.ChoiceField(label="街道", required=False)

    def __init__(self, data) -> None:
        super().__init__(data)
        self.fields["year"].choices = _all(queries.years())
        self.fields["trade"].choices = _all(queries.words("trade"))
        self.fields["street"].choices = _all(queries.words("street"))

    def narrow(self, rows: QuerySet, wanted: dict) -> QuerySet:
        if said := wanted.pop("q", ""):
            rows = (
                rows.filter(name__holds=said) | rows.filter(firm__holds=said) | rows.filter(trade__holds=said)
            )
        return rows.filter(**wanted)


class ProfileFilterForm(FilterForm):
    """The union's list."""

    q = WordsField("查找", "姓名、单位")
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *PROFILE.choices])

    def narrow(self, rows: QuerySet, wanted: dict) -> QuerySet:
        if said := wanted.pop("q", ""):
            rows = rows.filter(name__holds=said) | rows.filter(firm__holds=said)
        return rows.filter(**wanted)


class DeedForm(forms.Form):
    deed = TypedField(
        parsers.read_text(DEED),
        label="一句话事迹",
        max_length=DEED,
        widget=forms.Textarea({"rows": 3}),
        help_text=Profile._meta.get_field("draft_deed").help_text,
    )


class TakeBackForm(forms.Form):
    reason = forms.CharField(
        label="本人怎样提出", max_length=200, help_text="哪一天、来电还是来访，如“6 月 7 日来电提出”"
    )


class OwnAnswerForm(forms.Form):
    remark = forms.CharField(
        label="希望怎样改（可以不写）",
        max_length=200,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text="写了的，区总工会改好后再征求您的意见",
    )
