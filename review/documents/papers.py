"""The papers of the review: the leading group's minutes and the public notice. Plain values in, PDF out."""

from dataclasses import dataclass
from datetime import date

from wuhou_craftsmen.common.pdf.fonts import FontSubset
from wuhou_craftsmen.common.pdf.paper import Paper, render_pdf
from wuhou_craftsmen.common.text.published import ListedPerson, refuse_unfit_lists
from wuhou_craftsmen.common.text.stroke_order import by_strokes

NOTICE = "documents/public_notice.html"
MINUTES = "documents/minutes.html"
__all__ = [
    "ListedPerson",
    "MinutesPaper",
    "PublicNoticePaper",
    "minutes_pdf",
    "public_notice_pdf",
    "refuse_unfit_lists",
]


@dataclass(frozen=True, kw_only=True)
class PublicNoticePaper(Paper):
    """公示. `starts_on` and `ends_on` both count; `contact`: lines with office, telephone, address."""

    year: int
    people: tuple[ListedPerson, ...]
    basis: tuple[str, ...]
    starts_on: date
    ends_on: date
    working_days: int
    contact: tuple[str, ...]
    issued_on: date
    issuer: str = "武侯区“诸葛工匠”评选管理领导小组"

    @property
    def title(self) -> str:
        return f"关于{self.year}年度武侯区“诸葛工匠”拟命名人选的公示"


@dataclass(frozen=True, kw_only=True)
class MinutesPaper(Paper):
    """会议纪要 of the leading group. `quorum_rule` in words; `people` is the approved list, hashed."""

    year: int
    held_on: date
    seats: int
    present: tuple[str, ...]
    absent: tuple[str, ...]
    quorum_rule: str
    quorate: bool
    decisions: tuple[str, ...]
    recorder: str
    discussion: tuple[str, ...] = ()
    people: tuple[ListedPerson, ...] = ()
    list_sha256: str = ""
    place: str = ""
    chair: str = ""

    @property
    def title(self) -> str:
        return f"{self.year}年度“诸葛工匠”评选管理领导小组会议纪要"


def public_notice_pdf(data: PublicNoticePaper, fonts: FontSubset | None = None) -> bytes:
    """公示 with its list by 姓氏笔画; Refusal if a line holds what looks like an ID, account or telephone."""
    refuse_unfit_lists(data.people)
    return render_pdf(NOTICE, {"paper": data, "people": _in_order(data.people)}, fonts=fonts)


def minutes_pdf(data: MinutesPaper, fonts: FontSubset | None = None) -> bytes:
    """会议纪要 with the approved list by 姓氏笔画."""
    return render_pdf(MINUTES, {"paper": data, "people": _in_order(data.people)}, fonts=fonts)


def _in_order(people: tuple[ListedPerson, ...]) -> list[ListedPerson]:
    return by_strokes(people, key=lambda person: person.name)
