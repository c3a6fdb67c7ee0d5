"""Transitions as a table that a clerk can hold against the policy."""

from dataclasses import dataclass
from typing import Any

from .decisions import YES, Answer, no, require


@dataclass(frozen=True)
class Transition:
    """One verb: from which states, to which, who may, and what refuses it (Chinese, for the drawn chart)."""

    verb: str
    label: str
    sources: tuple[str, ...]
    target: str
    who: str
    refused_when: str = ""


class StateTable:
    """The states of one noun with their Chinese names, and the transitions between them."""

    def __init__(self, noun: str, labels: dict[str, str], transitions: list[Transition]) -> None:
        self.noun = noun
        self.labels = labels
        self.transitions = {transition.verb: transition for transition in transitions}

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(self.labels.items())

    def allows(self, verb: str, state: str) -> bool:
        return state in self.transitions[verb].sources

    def may(self, verb: str, state: str) -> Answer:
        """Yes, or no with the state it is in and those it would have to be in."""
        transition = self.transitions[verb]
        if state in transition.sources:
            return YES
        wanted = "、".join(f"“{self.labels[source]}”" for source in transition.sources)
        return no(f"{self.noun}现在是“{self.labels[state]}”，不能{transition.label}（须为{wanted}）。")

    def move(self, thing: Any, verb: str) -> None:
        """Set `thing.state` (not saved), or raise the Refusal of `may`."""
        require(self.may(verb, thing.state))
        thing.state = self.transitions[verb].target
