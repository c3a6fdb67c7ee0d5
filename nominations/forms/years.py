"""The chooser of the year that lists share."""

from django import forms

from nominations import queries


class YearField(forms.ChoiceField):
    """Empty for the round in progress, else a year that had a round."""

    def __init__(self) -> None:
        super().__init__(label="年度", required=False, choices=_years)


def _years() -> list[tuple[str, str]]:
    return [("", "当前批次"), *((str(round.year), f"{round.year}年度") for round in queries.begun())]
