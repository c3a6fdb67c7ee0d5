"""A rule answers with its reason: yes, or no and why in Chinese, so that a page can say why a button is missing."""

from dataclasses import dataclass
from typing import TypeVar

from ..text.printable import unprintable_in_words
from .refusals import Refusal

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Answer:
    """True or false in an `if`; `reason` is Chinese text, empty for yes; `code` names the ground, where one is given."""

    allowed: bool
    reason: str = ""
    code: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Answer(True)


def no(reason: str, code: str = "") -> Answer:
    """The answer no, with the reason that the page shows."""
    return Answer(False, reason, code)


def require_text(text: str, reason: str) -> str:
    """The text without outer blanks; the Refusal `reason` where nothing is left, another where it cannot be printed."""
    if not (kept := text.strip()):
        raise Refusal(reason)
    if words := unprintable_in_words(kept):
        raise Refusal(f"写的内容无法打印：{words}。")
    return kept


def needed(value: Thing | None) -> Thing:
    """The value, of which a rule or a constraint has made sure; without it the code is wrong, not the user."""
    if value is None:
        raise LookupError
    return value


def require(answer: Answer) -> None:
    """Raise the Refusal that belongs to a no."""
    if not answer:
        raise Refusal(answer.reason, answer.code)
