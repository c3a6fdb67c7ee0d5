"""The papers of the intake: lists and report of an endorsing unit, summary table, places of the units, the notice."""

from dataclasses import dataclass
from datetime import date

from wuhou_craftsmen.common.pdf.paper import Paper, render_pdf
from wuhou_craftsmen.common.text.published import ListedPerson, refuse_unfit_lists

POSTED = "documents/posted_list.html"
RANKED = "documents/ranked_table.html"
REPORT = "documents/unit_report.html"
QUOTAS = "documents/quota_table.html"
CALL = "documents/call_notice.html"


@dataclass(frozen=True, kw_only=True)
class IntakePaper(Paper):
    """`code`: the digits at the foot that tie a stamped sheet to its content; empty where nothing is stamped."""

    year: int
    printed_on: date
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class PostedList(IntakePaper):
    """初审名单, for the unit's notice board: `people` already in the order of strokes, `posts` in the same order."""

    unit: str
    people: tuple[ListedPerson, ...]
    posts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RankedTable(IntakePaper):
    """推荐排序表 of a unit or 推荐汇总表 of a firm or unit; `rows` as papers.row_of gives them, with rank and reason."""

    title: str
    unit: str
    rows: tuple[dict, ...]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitReportPaper(IntakePaper):
    """初审报告: numbers in and out, and the order. `report` as papers.content_of gives it."""

    unit: str
    report: dict


@dataclass(frozen=True, kw_only=True)
class QuotaTable(IntakePaper):
    """名额分配表: (unit, places or None for no limit)."""

    naming_quota: int
    rows: tuple[tuple[str, int | None], ...]

    @property
    def places(self) -> int:
        return sum(places or 0 for _, places in self.rows)


@dataclass(frozen=True, kw_only=True)
class CallPaper(IntakePaper):
    """评选通知. Age, education, seniority and status are no condition (clause 八)."""

    number: str
    basis: tuple[str, ...]
    naming_quota: int
    opens_on: date
    closes: str
    unit_notice_days: int
    contact: tuple[str, ...]
    issued_on: date
    addressees: str  # 街道、武侯新城、产业工会
    checkers: str  # 街道、武侯新城或者产业工会
    rows: tuple[tuple[str, int | None], ...] = ()
    issuer: str = "成都市武侯区总工会"


def posted_list_pdf(data: PostedList) -> bytes:
    """Refusal if a line holds what looks like an ID, account or telephone."""
    refuse_unfit_lists(data.people)
    refuse_unfit_lists(ListedPerson(name="", firm="", trade=post) for post in data.posts)
    return render_pdf(POSTED, {"paper": data, "rows": list(zip(data.people, data.posts, strict=True))})


def ranked_table_pdf(data: RankedTable) -> bytes:
    return render_pdf(RANKED, {"paper": data})


def unit_report_pdf(data: UnitReportPaper) -> bytes:
    return render_pdf(REPORT, {"paper": data, "report": data.report})


def quota_table_pdf(data: QuotaTable) -> bytes:
    return render_pdf(QUOTAS, {"paper": data})


def call_pdf(data: CallPaper) -> bytes:
    places = sum(places or 0 for _, places in data.rows)
    return render_pdf(CALL, {"paper": data, "places": places})
