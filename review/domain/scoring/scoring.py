"""Draft marks and sealed scores. A seal is a row that never changes; until closing its expert may seal again."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from django.db import transaction

from nominations.models import AnnualRound, Route
from review import rules
from review.models import Candidacy, Committee, CommitteeMember, DraftMarks, Score
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.security import grants
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Table, WorkbookFaults
from wuhou_craftsmen.policy.models import Rubric

from ..committee import recusal


@dataclass(frozen=True)
class SheetIn:
    """One complete sheet: marks by the criterion's code in half points, the endorsement, the comment."""

    candidacy_id: int
    marks: dict[str, int]
    endorsed: bool
    comment: str = ""


def columns(rubric: Rubric) -> list[Column]:
    """Headings of 专家评分表.xlsx; empty marks are allowed there: such a sheet is not a score yet."""
    return [
        Column("no", "申报编号", parsers.read_number(30)),
        Column("code", "专家编号", parsers.read_number(10)),
        *(
            Column(c.field, c.heading, parsers.read_half_points(c.weight), required=False)
            for c in rubric.criteria.all()
        ),
        Column("endorsed", "认可（是/否）", parsers.read_yes_no, required=False),
        Column("comment", "评语", parsers.read_text(1000, lines=True), required=False),
    ]


def read_scores(
    source: Source,
    file_name: str,
    rubric: Rubric,
    *,
    files: Container[str] | None = None,
    experts: Container[str] | None = None,
    recused: Container[tuple[str, str]] = frozenset(),
    only: str = "",
) -> Table:
    """Read the score workbook against what is known: numbers, expert codes, pairs that must not meet.

    `files`, `experts`: the known ones (None = not checked); `only`: the one code whose rows are accepted.
    """
    table = read_table(source, file_name=file_name, columns=columns(rubric), key="no")
    faults, seen = list(table.faults), dict[tuple[str, str], int]()
    for row in table.rows:
        no, code = row.values["no"], row.values["code"]
        pair = (match_key(code), match_key(no))

        def fault(heading: str, read: object, wanted: str, number: int = row.number) -> None:
            faults.append(Fault(file_name, number, heading, read, wanted))

        if files is not None and no not in files:
            fault("申报编号", no, "参加评审的申报编号")
        if experts is not None and code not in experts:
            fault("专家编号", code, "专家名册中的专家编号")
        if only and code != only:
            fault("专家编号", code, f"您本人的专家编号“{only}”")
        if (code, no) in recused:
            fault("专家编号", code, f"无须回避的专家（该专家应回避 {no}）")
        if pair in seen:
            fault("专家编号", code, f"第 {seen[pair]} 行已有这名专家对这份申报的评分，请删去一行。")
        seen.setdefault(pair, row.number)
    return replace(table, faults=table.in_order(faults))


def marks_of(values: dict, rubric: Rubric) -> dict[str, int]:
    """The marks of a row of the workbook by criterion; what is empty is left out."""
    return {c.code: values[c.field] for c in rubric.criteria.all() if values[c.field] is not None}


def _complete(marks: dict, endorsed: bool | None, rubric: Rubric) -> bool:
    """A sheet with an empty mark or 认可 is not a score."""
    return set(marks) == {c.code for c in rubric.criteria.all()} and endorsed is not None


@transaction.atomic
def save_draft(
    actor: User,
    candidacy: Candidacy,
    *,
    marks: Mapping[str, int | None],
    endorsed: bool | None,
    comment: str = "",
) -> DraftMarks:
    """What the expert has filled in so far: marks by code in half points, an empty one None or left out. Weights are
    checked here too."""
    require(rules.may_score(actor, candidacy))
    criteria = needed(candidacy.round.rubric).criteria.all()
    given = {c.code: mark for c in criteria if (mark := marks.get(c.code)) is not None}
    for criterion in criteria:
        if not 0 <= given.get(criterion.code, 0) <= 2 * criterion.weight:
            raise Refusal(f"“{criterion.name}”应为 0 至 {criterion.weight} 分。")
    member = CommitteeMember.objects.get(committee__round=candidacy.round, expert__user=actor)
    draft, _ = DraftMarks.objects.update_or_create(
        candidacy=candidacy,
        member=member,
        defaults={
            "marks": given,
            "endorsed": endorsed,
            "comment": comment.strip(),
            "saved_at": clock.now(),
        },
    )
    return draft


@transaction.atomic
def seal(actor: User, candidacy: Candidacy) -> Score:
    """Seal what is in the draft; refused while a mark or the endorsement is empty."""
    draft = DraftMarks.objects.filter(candidacy=candidacy, member__expert__user=actor).first()
    if draft is None or not _complete(draft.marks, draft.endorsed, needed(candidacy.round.rubric)):
        raise Refusal("还有未打的分或未选择是否认可，不能封存。")
    sheet = SheetIn(candidacy.pk, draft.marks, needed(draft.endorsed), draft.comment)
    return seal_many(actor, candidacy.round, [sheet])[0]


@transaction.atomic
def seal_many(actor: User, round: AnnualRound, sheets: list[SheetIn]) -> list[Score]:
    """Seal several sheets of one expert, or none of them."""
    committee = Committee.objects.select_for_update().get(round=round)
    require(rules.scoring_open(committee))
    member = committee.members.filter(expert__user=actor).first()
    if member is None:
        raise Refusal("您不是本年度专家委员会的成员。")
    if member.pledged_at is None:
        raise Refusal("请先签署回避与保密承诺，再评分。")
    given = grants.granted(actor, rules.SCORE, Candidacy).filter(round=round)
    given = given.exclude(recusals__member=member).exclude(state="withdrawn")
    mine = {candidacy.pk: candidacy for candidacy in given.select_related("nomination")}
    if any(sheet.candidacy_id not in mine for sheet in sheets):
        raise Refusal("其中有没有分配给您、或您应当回避的候选人，不能评分。")
    at = clock.now()
    scores = Score.objects.bulk_create(
        Score(
            candidacy=mine[sheet.candidacy_id],
            member=member,
            endorsed=sheet.endorsed,
            comment=sheet.comment,
            sealed_at=at,
            rubric_id=needed(round.rubric_id),
            marks=sheet.marks,
        )
        for sheet in sheets
    )
    # the row says that a sheet was sealed, never its marks
    audit.record_many(actor, "封存评分", [(score.candidacy, {"expert": member.code}) for score in scores])
    return scores


def _sheets(round: AnnualRound, table: Table, code: str) -> list[SheetIn]:
    rubric = needed(round.rubric)
    numbers = dict(round.candidacies.values_list("nomination__no", "pk"))
    return [
        SheetIn(numbers[row.values["no"]], marks, row.values["endorsed"], row.values["comment"] or "")
        for row in table.rows
        if row.values["code"] == code
        and _complete(marks := marks_of(row.values, rubric), row.values["endorsed"], rubric)
    ]


def _seat(actor: User, round: AnnualRound) -> CommitteeMember:
    member = CommitteeMember.objects.filter(committee__round=round, expert__user=actor).first()
    if member is None:
        raise Refusal("您不是本年度专家委员会的成员。")
    return member


def read_own_scores(actor: User, round: AnnualRound, source: Source, file_name: str) -> Table:
    """An expert's own workbook: only own rows, every fault at once."""
    member = _seat(actor, round)
    return read_scores(
        source,
        file_name,
        needed(round.rubric),
        files=set(
            round.candidacies.exclude(nomination__route=Route.DIRECT).values_list("nomination__no", flat=True)
        ),
        recused={
            (member.code, no) for no in member.recusals.values_list("candidacy__nomination__no", flat=True)
        },
        only=member.code,
    )


def seal_own_table(actor: User, round: AnnualRound, table: Table) -> list[Score]:
    """All complete sheets of the own workbook are sealed, or none."""
    if table.faults:
        raise WorkbookFaults(table.faults)
    return seal_many(actor, round, _sheets(round, table, _seat(actor, round).code))


def seal_table(round: AnnualRound, table: Table) -> None:
    """A workbook with several experts' sheets: each is sealed by its expert."""
    if table.faults:
        raise WorkbookFaults(table.faults)
    for member in round.committee.members.select_related("expert__user"):
        if sheets := _sheets(round, table, member.code):
            recusal.pledge(member.expert.user, round)
            seal_many(member.expert.user, round, sheets)
