"""What higher rooms know of a person: they tell it here, and say which records their own work opens."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A line on a person's page: what it is, how it stands, where it is kept."""

    label: str
    detail: str
    url: str


_tellers: list[Callable] = []
_openers: list[Callable] = []


def tells_of_person(teller: Callable) -> Callable:
    """Register `teller(person, user) -> list[Fact]`: only what this user may see of it."""
    _tellers.append(teller)
    return teller


def opens_records(opener: Callable) -> Callable:
    """Register `opener(user)`: a condition on Craftsman rows that this user sees through that room's work."""
    _openers.append(opener)
    return opener


def facts_of(person, user) -> list[Fact]:
    return [fact for teller in _tellers for fact in teller(person, user)]


def opened_to(user) -> list:
    """The conditions of every room."""
    return [opener(user) for opener in _openers]
