"""A candidate of the round, named by the number of the file."""

from collections.abc import Container

from django import forms
from django.db.models import Q

from wuhou_craftsmen.common.text.keys import match_key

from ..models import Candidacy
from ..states import CANDIDACY


class CandidateNumberField(forms.CharField):
    """Typed, not chosen: a list to choose from would be as long as the round. Gives the candidacy."""

    round = None  # told by the form

    def __init__(self, *, states: Container[str], **kwargs):
        self.states = states
        super().__init__(label="申报编号", max_length=30, **kwargs)

    def clean(self, value):
        if not (typed := super().clean(value)):
            return None
        by_number = Q(nomination__no__iexact=typed) | Q(nomination__no__iexact=match_key(typed))
        found = Candidacy.objects.filter(by_number, round=self.round).select_related("nomination").first()
        if found is None:
            raise forms.ValidationError(f"本批次的候选人里没有“{typed}”，请核对申报编号。")
        if found.state not in self.states:
            wanted = "、".join(f"“{label}”" for state, label in CANDIDACY.choices if state in self.states)
            raise forms.ValidationError(
                f"{found.nomination}现在是“{found.get_state_display()}”，不能办理（须为{wanted}）。"
            )
        return found
