"""Query results as the plain data of the intake's papers; what a reader may not see is left out here."""

from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.accounts.queries import endorsing_units_text
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import moment_text
from wuhou_craftsmen.common.text.keys import number_key
from wuhou_craftsmen.common.text.lookups import ByNumber
from wuhou_craftsmen.common.text.published import ListedPerson
from wuhou_craftsmen.policy.domain import settings as register

from ..models import AnnualRound, Nomination, ReportKind
from . import contents
from . import intake as documents

REASON_LENGTH = 90


def unit_paper_pdf(round: AnnualRound, unit, kind: str) -> bytes:
    """One of the three papers of an endorsing unit, with the code of its content at the foot."""
    content = contents.content_of(round, unit, kind)
    common = {
        "year": round.year,
        "printed_on": clock.today(),
        "rehearsal": round.rehearsal,
        "code": contents.code_of(contents.sha256_of(content)),
        "unit": unit.name,
    }
    if kind == ReportKind.LIST:
        people = tuple(ListedPerson(name=row[0], firm=row[1], trade=row[2]) for row in content["people"])
        posts = tuple(row[3] for row in content["people"])
        return documents.posted_list_pdf(documents.PostedList(people=people, posts=posts, **common))
    if kind == ReportKind.RANKING:
        rows = tuple(content["rows"])
        return documents.ranked_table_pdf(documents.RankedTable(title="推荐排序表", rows=rows, **common))
    return documents.unit_report_pdf(documents.UnitReportPaper(report=content, **common))


def summary_of(round: AnnualRound, firm) -> documents.RankedTable:
    """推荐汇总表 of a firm: what it handed in, in its own order; drafts are only counted."""
    files = Nomination.objects.filter(round=round, firm=firm).exclude(state__in=["withdrawn", "disqualified"])
    files = files.select_related("firm").order_by("unit_rank", ByNumber("no"))
    handed_in = [file for file in files if file.receipt_no]
    handed_in.sort(key=lambda file: (file.unit_rank is None, file.unit_rank or 0, number_key(file.no)))
    drafts = len(files) - len(handed_in)
    return documents.RankedTable(
        title="推荐汇总表",
        unit=firm.name,
        rows=tuple(
            {"rank": file.unit_rank, "reason": shortened(file.deeds), **contents.row_of(file)}
            for file in handed_in
        ),
        note=f"另有 {drafts} 份草稿未报送，没有列入" if drafts else "",
        year=round.year,
        printed_on=clock.today(),
        rehearsal=round.rehearsal,
    )


def summary_for(user, round: AnnualRound) -> documents.RankedTable:
    """推荐汇总表 of the firm or unit that the user acts for."""
    if firm := user.organisation_as(Role.FIRM_HR):
        return summary_of(round, firm)
    return unit_summary_of(round, user.organisation_as(Role.ENDORSING_CLERK))


def unit_summary_of(round: AnnualRound, unit) -> documents.RankedTable:
    """推荐汇总表 of an endorsing unit: all it endorsed, in its order."""
    return documents.RankedTable(
        title="推荐汇总表",
        unit=unit.name,
        rows=tuple(contents.content_of(round, unit, ReportKind.RANKING)["rows"]),
        year=round.year,
        printed_on=clock.today(),
        rehearsal=round.rehearsal,
    )


def shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= REASON_LENGTH else text[: REASON_LENGTH - 1] + "…"


def _quota_rows(round: AnnualRound) -> tuple[tuple[str, int | None], ...]:
    places = dict(round.unit_quotas.values_list("unit_id", "places"))
    units = Organisation.objects.endorsing(also=places)
    return tuple((unit.name, places.get(unit.pk)) for unit in units) if places else ()


def quota_pdf(round: AnnualRound) -> bytes:
    """名额分配表; Refusal while no unit has a number."""
    rows = _quota_rows(round)
    if not rows:
        raise Refusal("还没有核定推荐名额，没有名额分配表。")
    return documents.quota_table_pdf(
        documents.QuotaTable(
            year=round.year,
            naming_quota=round.quota,
            rows=rows,
            printed_on=clock.today(),
            rehearsal=round.rehearsal,
        )
    )


def call_notice_pdf(round: AnnualRound) -> bytes:
    """评选通知; Refusal before its number and contact are registered."""
    notice = getattr(round, "call_notice", None)
    if notice is None:
        raise Refusal("评选通知还没有登记发文字号和联系方式。")
    policy = f"{round.policy.cited}和" if round.policy else ""
    basis = f"根据{policy}{round.approval_basis}，现就开展{round.year}年度“诸葛工匠”评选有关事项通知如下。"
    return documents.call_pdf(
        documents.CallPaper(
            year=round.year,
            number=notice.number,
            basis=(basis,),
            naming_quota=round.quota,
            opens_on=round.opens_on,
            closes=moment_text(round.intake_closes_at),
            unit_notice_days=register.value(round.settings, "unit_notice_days"),
            contact=tuple(line.strip() for line in notice.contact.splitlines() if line.strip()),
            issued_on=notice.issued_on,
            addressees=endorsing_units_text("、"),
            checkers=endorsing_units_text("或者"),
            rows=_quota_rows(round),
            printed_on=clock.today(),
            rehearsal=round.rehearsal,
        )
    )
