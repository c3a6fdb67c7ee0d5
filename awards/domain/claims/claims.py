"""配套奖励申报表.xlsx, and the judgement of claims in order of award date (clause 九)."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from django.db import transaction

from awards import queries, rules
from awards.models import ClaimVerdict, MatchingClaim, Title
from nominations.models import AnnualRound, Nomination
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.keys import fold_number, match_key
from wuhou_craftsmen.common.text.masks import mask_id
from wuhou_craftsmen.common.text.resident_id import contradictions
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Row, Table, WorkbookFaults
from wuhou_craftsmen.ladder.domain.people import find_many, id_fingerprint
from wuhou_craftsmen.ladder.models import Craftsman

from ..money import rewards
from . import entitlement

MOST_FEN = 100_000_000 * 100  # no prize comes near it: a number in fen, or two cells run into one
COLUMNS = [
    Column("no", "申请编号", parsers.read_number(30)),
    Column("name", "姓名", parsers.read_name),
    Column("id_number", "身份证号", parsers.read_resident_id, private=True),
    Column("award", "奖项（称号）", parsers.read_text(200)),
    Column("kind", "类别", parsers.read_choice([kind for kind, _ in MatchingClaim.KINDS])),
    Column("level", "级别", parsers.read_choice([level for level, _ in MatchingClaim.LEVELS])),
    Column("award_date", "颁奖日期", parsers.read_date),
    Column("cash_fen", "奖金总额（元）", parsers.read_money),
    Column("share_fen", "本人应得奖金（元）", parsers.read_money),
    Column("achievement", "同一成果标识", parsers.read_text(200)),
    Column("document_no", "颁奖文件文号", parsers.read_text(100)),
]


def read_claims(source: Source, file_name: str) -> Table:
    """Every claim of the form; a share above the prize, or a prize beyond all that is given, is a fault."""
    table = read_table(source, file_name=file_name, columns=COLUMNS, key="no", unique=("no",))
    faults = list(table.faults)
    for row in table.rows:
        if row.values["cash_fen"] > MOST_FEN:
            told = _yuan(row.values["cash_fen"])
            faults.append(
                Fault(file_name, row.number, "奖金总额（元）", told, "不超过 1 亿元的金额，单位为元")
            )
        if row.values["share_fen"] > row.values["cash_fen"]:
            faults.append(
                Fault(
                    file_name,
                    row.number,
                    "本人应得奖金（元）",
                    _yuan(row.values["share_fen"]),
                    "不多于奖金总额的金额",
                )
            )
    return replace(table, faults=table.in_order([*faults, *_two_names(table, file_name)]))


def _two_names(table: Table, file_name: str) -> list[Fault]:
    """One ID number under two names in the form: a fault of each row, with the other row and its name."""
    by_number: dict[str, list[Row]] = {}
    for row in table.rows:
        by_number.setdefault(row.values["id_number"], []).append(row)
    return [
        Fault(
            file_name,
            row.number,
            "姓名",
            row.values["name"],
            f"与身份证号一致的姓名（第 {other.number} 行同一身份证号的姓名是“{other.values['name']}”，请核对两行）",
        )
        for rows in by_number.values()
        for row in rows
        if (other := next((o for o in rows if _key(o) != _key(row)), None))
    ]


def _key(row: Row) -> str:
    return match_key(row.values["name"])


def _names_of(people: Iterable[Craftsman]) -> dict[int, set[str]]:
    """Person -> the keys of every name that he has or was named by: a changed name is no contradiction."""
    found = {person.pk: {match_key(person.name)} for person in people}
    titles = Title.objects.filter(person__in=found).values_list("person", "name")
    files = Nomination.objects.filter(person__in=found, receipt_no__isnull=False).order_by()
    for pk, name in [*titles, *files.values_list("person", "name")]:
        found[pk].add(match_key(name))
    return found


def _against_records(table: Table, file_name: str) -> list[Fault]:
    """Rows whose ID number is on record under another name, or cannot be a worker's."""
    known = find_many([row.values["id_number"] for row in table.rows])
    names = _names_of(known.values())
    faults, today = [], clock.today()
    for row in table.rows:
        number, name = row.values["id_number"], row.values["name"]
        for wanted in contradictions(number, today=today).values():
            faults.append(Fault(file_name, row.number, "身份证号", mask_id(number), wanted))
        person = known.get(number)
        if person and match_key(name) not in names[person.pk]:
            wanted = f"这一身份证号登记的姓名“{person.name}”（身份证号或姓名有误；更名的，先登记变更）"
            faults.append(Fault(file_name, row.number, "姓名", name, wanted))
    return faults


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


@transaction.atomic
def create_from_table(
    actor: User, round: AnnualRound, table: Table, file_name: str = "配套奖励申报表.xlsx"
) -> list[MatchingClaim]:
    """Enter the claims in the form's order; a number or an award date that cannot be is a fault."""
    require(is_union_staff(actor))
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    if round.state != "rewarding":
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，命名后才能申报配套奖励。")
    used = {fold_number(no) for no in MatchingClaim.objects.values_list("no", flat=True)}
    faults, today = [*table.faults, *_against_records(table, file_name)], clock.today()
    for row in table.rows:
        if row.values["no"] in used:
            faults.append(Fault(file_name, row.number, "申请编号", row.values["no"], "尚未使用的申请编号"))
        if row.values["award_date"] > today:
            faults.append(
                Fault(file_name, row.number, "颁奖日期", row.values["award_date"], "不晚于今天的日期")
            )
    if faults:
        raise WorkbookFaults(table.in_order(faults))
    if not table.rows:
        raise Refusal("申报表里没有申报，请填好以后再导入；没有登记任何内容。")
    first = round.claims.count()
    claims = [_create(actor, round, row.values, first + place) for place, row in enumerate(table.rows, 1)]
    audit.record_many(actor, "登记配套奖励申报", [(claim, {}) for claim in claims])
    return claims


def _create(actor: User, round: AnnualRound, values: dict, position: int) -> MatchingClaim:
    return MatchingClaim.objects.create(
        round=round,
        position=position,
        id_fingerprint=id_fingerprint(values["id_number"]),
        achievement_key=match_key(values["achievement"]),
        created_by=actor,
        created_at=clock.now(),
        **values,
    )


@transaction.atomic
def set_flag(actor: User, claim: MatchingClaim, reason: str) -> MatchingClaim:
    """Flag a prize to the winner's master or in kind: held for a ruling. An empty reason lifts the flag.

    Refused once the claim has another verdict than HELD: it is not judged again, so a flag would hold nothing.
    """
    require(is_union_staff(actor))
    claim = MatchingClaim.objects.select_for_update().get(pk=claim.pk)
    last = claim.verdicts.last()
    if last and last.code != "HELD":
        raise Refusal("这份申报已有审核结论，不能再标记待裁定；已登记的奖励如有误，请冲销。")
    claim.flagged = reason.strip()
    claim.save()
    audit.record(actor, "标记待裁定" if claim.flagged else "解除待裁定", claim, reason=claim.flagged)
    return claim


@transaction.atomic
def judge_claims(actor: User, round: AnnualRound) -> list[ClaimVerdict]:
    """Judge every claim that has no verdict or is held; what pays becomes a ledger entry at once."""
    require(rules.may_create_entries(actor))
    round = AnnualRound.objects.select_for_update(of=("self",)).select_related("policy").get(pk=round.pk)
    waiting = [c for c in round.claims.prefetch_related("verdicts") if not c.verdicts.all() or _held(c)]
    people = {claim.id_fingerprint for claim in waiting}
    # all of them before the first is recorded: see the order of locks in docs/architecture.md
    list(Craftsman.objects.select_for_update().filter(id_fingerprint__in=people).order_by("pk"))
    return [_judge(actor, round, claim) for claim in entitlement.judging_order(waiting)]


def _held(claim: MatchingClaim) -> bool:
    return list(claim.verdicts.all())[-1].code == "HELD"


def _judge(actor: User, round: AnnualRound, claim: MatchingClaim) -> ClaimVerdict:
    person = Craftsman.objects.filter(id_fingerprint=claim.id_fingerprint).first()
    titles = list(Title.objects.filter(person=person).order_by("named_on")) if person else []
    before = matched_before(claim)
    policy = needed(round.policy)
    verdict = entitlement.judge(
        entitlement.Claim(
            claim.no, claim.kind, claim.level, claim.award_date, claim.share_fen, bool(claim.flagged)
        ),
        [entitlement.HeldTitle(title.named_on, title.revoked_on) for title in titles],
        before,
        entitlement.Terms(
            needed(policy.valid_from),
            policy.valid_to,
            Fraction(policy.matching_numerator, policy.matching_denominator),
        ),
    )
    row = ClaimVerdict.objects.create(
        claim=claim,
        code=verdict.code,
        match_fen=verdict.match_fen,
        before_fen=before,
        pays_fen=verdict.pays_fen,
        judged_by=actor,
        at=clock.now(),
    )
    audit.record(actor, "审核配套奖励", claim, verdict=verdict.code, pays_fen=verdict.pays_fen)
    if verdict.code in entitlement.PAYING:
        standing = next(title for title in titles if title.revoked_on is None)
        rewards.write_entry(
            actor, round, kind="matching", title=standing, award_fen=verdict.pays_fen, basis=claim.document_no,
            verdict=row,
        )  # fmt: skip
    return row


def matched_before(claim: MatchingClaim) -> int:
    """Unreversed matching of the same person and achievement, in any year, before tax."""
    entries = queries.standing().filter(
        kind="matching",
        verdict__claim__id_fingerprint=claim.id_fingerprint,
        verdict__claim__achievement_key=claim.achievement_key,
    )
    return sum(entries.values_list("award_fen", flat=True))
