"""Where the matter of a clause stands in a version: pages and papers name clauses by their numbers in the first text."""

from dataclasses import dataclass

from wuhou_craftsmen.common.kernel.request_cache import once_a_request
from wuhou_craftsmen.common.text.chinese import numeral

from ..models import Clause
from .versions import current


@dataclass(frozen=True)
class Cited:
    """A clause of a version: its number there."""

    version_id: int
    number: int

    @property
    def words(self) -> str:
        return f"第{numeral(self.number)}条"


@once_a_request
def _places(version_id: int) -> dict[int | None, int]:
    return dict(Clause.objects.filter(version_id=version_id).values_list("origin", "number"))


@once_a_request
def _current_id() -> int | None:
    version = current()
    return version.pk if version else None


def cited(version_id: int | None, origin: int) -> Cited | None:
    """The clause of the version, of the one in force where none is named; None where that version has no such clause."""
    version_id = version_id or _current_id()
    number = _places(version_id).get(origin) if version_id else None
    return Cited(version_id, number) if version_id and number else None


def clause_words(version_id: int | None, origin: int) -> str:
    """实施办法第七条 for a paper; 实施办法 alone where the version has no such clause."""
    found = cited(version_id, origin)
    return f"实施办法{found.words}" if found else "实施办法"
