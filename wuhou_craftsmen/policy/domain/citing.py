"""Where the matter of a clause stands in a version: pages and papers name clauses by their numbers in the first text."""

from dataclasses import dataclass

from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.request_cache import once_a_request
from wuhou_craftsmen.common.text.chinese import numeral

from ..models import Clause
from .versions import current_of


@dataclass(frozen=True)
class Cited:
    """A clause of a version: its number there."""

    version_id: int
    number: int

    @property
    def words(self) -> str:
        return f"第{numeral(self.number)}条"


@once_a_request
def _places() -> tuple[int | None, dict[tuple[int, int | None], int]]:
    """The version in force, and (version, origin) -> number of every clause: one question for a whole page."""
    rows = list(
        Clause.objects.filter(origin__isnull=False).values_list(
            "version_id", "version__valid_from", "version__valid_to", "origin", "number"
        )
    )
    current = current_of({row[:3] for row in rows}, clock.today())
    return current, {(version_id, origin): number for version_id, _, _, origin, number in rows}


def cited(version_id: int | None, origin: int) -> Cited | None:
    """The clause of the version, of the one in force where none is named; None where that version has no such clause."""
    current, places = _places()
    version_id = version_id or current
    number = places.get((version_id, origin)) if version_id else None
    return Cited(version_id, number) if version_id and number else None


def clause_words(version_id: int | None, origin: int) -> str:
    """实施办法第七条 for a paper; 实施办法 alone where the version has no such clause."""
    found = cited(version_id, origin)
    return f"实施办法{found.words}" if found else "实施办法"
