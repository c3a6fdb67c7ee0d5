"""Forms that narrow a list. They live in the address, so what is typed into them must not be a private number."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from ..text import private_numbers


class WordsField(forms.CharField):
    """Words to look for. Eleven digits in a row would be a phone, ID or bank number: addresses are logged, so no."""

    def __init__(self, label: str = "查找", hint: str = "", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"placeholder": hint, "autocomplete": "off", "type": "search"})
        super().__init__(label=label, required=False, max_length=60, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        if private_numbers.in_words(words):
            raise forms.ValidationError("不能用身份证号、电话或银行账号查找，请改用姓名、编号或单位名称。")
        return words


class FilterForm(forms.Form):
    """A filter bar: `narrowed(rows)` gives the rows that match. What cannot be read narrows nothing and says why."""

    def __init__(self, data: Mapping | None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="filter_%s", **kwargs)

    def narrowed(self, rows: QuerySet) -> QuerySet:
        if not self.is_valid():
            return rows
        return self.narrow(rows, {name: value for name, value in self.cleaned_data.items() if value})

    def narrow(self, rows: QuerySet, wanted: dict) -> QuerySet:
        """The rows that match `wanted`: the fields that were filled in, by name."""
        raise NotImplementedError

    @property
    def in_use(self) -> bool:
        """Something was filled in."""
        return any(self.data.get(name) for name in self.fields)
