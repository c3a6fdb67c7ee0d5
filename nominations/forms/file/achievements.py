"""The lists of the 申报表: as many rows as are wanted, with and without script."""

import re

from django import forms

from nominations.help import ACHIEVEMENT_HELP
from nominations.models.achievements import rows_of
from nominations.rules.file.achievements import MAX_ROWS, row_faults
from nominations.vocabulary import ACHIEVEMENT_COLUMNS, ACHIEVEMENTS, LEVELS
from wuhou_craftsmen.common.web.fields import DateInput, choices


class AchievementForm(forms.Form):
    """One row; of its fields only the columns of its list stay."""

    title = forms.CharField(max_length=100, required=False)
    level = forms.ChoiceField(choices=choices(LEVELS), required=False)
    issuer = forms.CharField(max_length=100, required=False)
    result = forms.CharField(max_length=200, required=False)
    on = forms.DateField(widget=DateInput(), required=False)

    def __init__(self, *args, kind: str, disabled: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        columns, helps = ACHIEVEMENT_COLUMNS[kind], ACHIEVEMENT_HELP[kind][2]
        self.fields = {name: self.fields[name] for name in columns}
        for name, field in self.fields.items():
            field.label, field.help_text, field.disabled = columns[name], helps[name], disabled

    def clean(self):
        for name, words in row_faults(self.kind, self.cleaned_data).items():
            if name not in self.errors:
                self.add_error(name, words)

    @property
    def values(self) -> dict:
        empty = {"title": "", "level": "", "issuer": "", "result": "", "on": None}
        return empty | self.cleaned_data


class AchievementRows:
    """One list of the form: what stands in it, what was typed into it, and a blank row where it is open and empty.

    Rows are numbered by the page (contests-0-title); a number may be missing where a row was taken out, and a row
    without any word is none. `on_page` is False where the page had no such list, so that nothing is lost with it.
    """

    def __init__(self, kind: str, data, nomination, *, disabled: bool, more: bool = False, without: str = ""):
        self.kind, self.disabled, self.more, self.mark = kind, disabled, more, ""
        self.title, (self.help_text, self.add_label, _) = ACHIEVEMENTS[kind], ACHIEVEMENT_HELP[kind]
        pattern = re.compile(rf"{kind}-(\d{{1,3}})-title")
        typed = data if data is not None and not disabled else {}
        numbers = sorted(int(found[1]) for found in map(pattern.fullmatch, typed) if found)
        self.on_page = bool(numbers)
        if self.on_page:
            prefixes = [f"{kind}-{number}" for number in numbers[: MAX_ROWS * 2]]
            self.forms = [
                self._row(prefix, data=typed, empty_permitted=True)
                for prefix in prefixes
                if prefix != without
            ]
        else:
            rows = rows_of(nomination, kind)
            self.forms = [self._row(f"{kind}-{place}", initial=row) for place, row in enumerate(rows)]
        if not disabled and (more or not self.forms):
            self._add_blank(numbers)

    def _row(self, prefix: str, **words) -> AchievementForm:
        return AchievementForm(
            kind=self.kind, disabled=self.disabled, prefix=prefix, use_required_attribute=False, **words
        )

    def _add_blank(self, numbers: list[int]) -> None:
        number = max([*numbers, len(self.forms) - 1, -1]) + 1
        self.forms.append(self._row(f"{self.kind}-{number}"))

    @property
    def _filled(self) -> list[AchievementForm]:
        return [form for form in self.forms if form.is_bound and form.has_changed()]

    @property
    def errors(self) -> dict[str, list[str]]:
        """Name of the input -> what is wrong."""
        return {
            form.add_prefix(name): list(words) for form in self._filled for name, words in form.errors.items()
        }

    @property
    def fault_labels(self) -> list[tuple[str, str]]:
        """(id of the input, which row and column it is) of each fault."""
        return [
            (form[name].id_for_label, f"{self.title}第 {place} 项的{form[name].label}")
            for place, form in enumerate(self.forms, 1)
            if form in self._filled
            for name in form.errors
        ]

    @property
    def count(self) -> int:
        """How many rows stand in it."""
        return len(self._filled) if self.on_page else len([form for form in self.forms if form.initial])

    @property
    def unfolded(self) -> bool:
        """Something stands in it or is asked for; an empty list lies folded, for none has to be filled."""
        return bool(self.mark or self.more or self.count)

    @property
    def values(self) -> list[dict]:
        return [form.values for form in self._filled]
