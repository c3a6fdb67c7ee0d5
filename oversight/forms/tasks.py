"""The form by which the tasks of a year are drawn."""

import datetime as dt
from typing import Any

from django import forms

from oversight.domain.tasks import drawn_of, titles_of
from oversight.models.owed import MATTERS
from wuhou_craftsmen.common.web.fields import DateInput


class DrawForm(forms.Form):
    """A day for each clause of which tasks are wanted."""

    year = forms.TypedChoiceField(label="年度", coerce=int, help_text="任务属于哪一年")

    def __init__(self, data: Any = None, *, year: int) -> None:
        super().__init__(data, initial={"year": year})
        drawn = drawn_of([year, year + 1])
        self.fields["year"].choices = [(n, f"{n}年") for n in (year, year + 1)]
        for number, title in titles_of().items():
            self.fields[f"due_{number}"] = forms.DateField(
                label=MATTERS[number],
                required=False,
                widget=DateInput(),
                help_text=f"{title}；{drawn.get(number) or '不下达的留空'}",
            )

    @property
    def dues(self) -> dict[int, dt.date]:
        """clause -> day, of those that were filled in."""
        found = {number: self.cleaned_data[f"due_{number}"] for number in MATTERS}
        return {number: day for number, day in found.items() if day}
