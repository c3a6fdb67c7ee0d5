"""Fields of forms that read what people type by the same readers as the cells of a workbook."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from ..text import parsers
from ..text.printable import unprintable_in_words


def choices(words: Iterable[str], blank: str = "请选择") -> list[tuple[str, str]]:
    return [("", blank), *((word, word) for word in words)]


def printable(text: object) -> None:
    """A validator of every text field: what nobody can print is told where it was typed."""
    if isinstance(text, str) and (words := unprintable_in_words(text)):
        raise forms.ValidationError(f"应为能够打印的字：{words}。")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class IdNumberInput(forms.TextInput):
    """An ID number: with script the page shows at once which sex and birth date it tells, or that it cannot be right."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", "data-id-number": ""})


class TypedField(forms.CharField):
    """A text field whose text is read by one of the readers of workbook cells."""

    def __init__(self, reader: Callable[[str], Any], **kwargs: Any) -> None:
        self.reader = reader
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return text
        try:
            return self.reader(text)
        except parsers.Unreadable as unreadable:
            raise forms.ValidationError(unreadable.told) from unreadable
