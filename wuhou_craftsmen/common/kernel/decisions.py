"""A rule answers with its reason: yes, or no and why in Chinese, so that a page can say why a button is missing."""

from dataclasses import dataclass

from .refusals import Refusal


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
    """The text without outer blanks; the Refusal `reason` where nothing is left."""
    if not (kept := text.strip()):
        raise Refusal(reason)
    return kept


def require(answer: Answer) -> None:
    """Raise the Refusal that belongs to a no."""
    if not answer:
        raise Refusal(answer.reason, answer.code)
