"""The committee of a round: taken from the expert register, approved by two people, grants and recusals at opening."""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import QuerySet

from nominations.domain.rounds import rounds
from nominations.models import AnnualRound, Conflict, Nomination, Route
from nominations.waiting import unsettled
from review import messages, rules
from review.models import Candidacy, Committee, CommitteeMember, Expert, Recusal
from wuhou_craftsmen.accounts.domain import people as accounts
from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.rules import is_secretary_or_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.security import grants
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import moment_text, read_moment_text
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.common.text.masks import mask_id
from wuhou_craftsmen.common.text.resident_id import contradictions
from wuhou_craftsmen.common.workbooks.cells import Source
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import Fault, Table, WorkbookFaults
from wuhou_craftsmen.ladder.domain.people import id_fingerprint
from wuhou_craftsmen.policy.domain import settings as register

REMINDED_BEFORE = dt.timedelta(days=3)  # the experts, of the end of scoring
COLUMNS = [
    Column("code", "专家编号", parsers.read_number(10)),
    Column("name", "姓名", parsers.read_name),
    Column("id_number", "身份证号", parsers.read_resident_id, private=True),
    Column("employer", "工作单位", parsers.read_text(100)),
    Column("title", "职称（技能等级）", parsers.read_text(60), required=False),
    Column("group", "评审组", parsers.read_text(20), required=False),
    Column("phone", "联系电话", parsers.read_phone, required=False, private=True),
]


def read_experts(source: Source, file_name: str) -> Table:
    """专家名册.xlsx: a code or a person that stands twice is a fault."""
    return read_table(source, file_name=file_name, columns=COLUMNS, key="code", unique=("code", "id_number"))


def recused_pairs(nominations: Table, experts: Table) -> set[tuple[str, str]]:
    """(expert code, 申报编号) that may not meet: the same employer, or the same person; by the tables alone."""
    pairs = set()
    for file in nominations.rows:
        firm = match_key(file.values["firm_name"])
        for expert in experts.rows:
            same_firm = match_key(expert.values["employer"]) == firm
            if same_firm or expert.values["id_number"] == file.values["id_number"]:
                pairs.add((expert.values["code"], file.values["no"]))
    return pairs


@transaction.atomic
def import_table(
    actor: User, round: AnnualRound, table: Table, file_name: str = "专家名册.xlsx"
) -> Committee:
    """Form the round's committee of the roster's experts, or tell every fault; before approval a new roster replaces it."""
    require(is_secretary_or_staff(actor))
    if faults := [*table.faults, *_against_register(table, file_name)]:
        raise WorkbookFaults(faults)
    if not table.rows:
        raise Refusal("专家名册里没有专家，请填好以后再导入；原来的名册没有变。")
    committee, _ = Committee.objects.select_for_update().get_or_create(round=round)
    if committee.approved_at:
        raise Refusal("专家委员会已经审批，不能再更换名册。")
    committee.members.all().delete()
    for row in table.rows:
        values = row.values
        CommitteeMember.objects.create(
            committee=committee,
            expert=_expert(actor, values),
            code=values["code"],
            group=values["group"] or "",
        )
    audit.record(actor, "组建专家委员会", committee, experts=len(table.rows))
    return committee


def _against_register(table: Table, file_name: str) -> list[Fault]:
    """Rows whose ID number is an expert's of another name, or cannot be anybody's who works."""
    prints = {row.number: id_fingerprint(row.values["id_number"]) for row in table.rows}
    known = {e.id_fingerprint: e.name for e in Expert.objects.filter(id_fingerprint__in=prints.values())}
    faults, today = [], clock.today()
    for row in table.rows:
        number, name = row.values["id_number"], row.values["name"]
        for wanted in contradictions(number, today=today).values():
            faults.append(Fault(file_name, row.number, "身份证号", mask_id(number), wanted))
        before = known.get(prints[row.number], name)
        if match_key(before) != match_key(name):
            wanted = f"与这一身份证号的专家登记的姓名“{before}”一致（请对照身份证核对姓名和身份证号）"
            faults.append(Fault(file_name, row.number, "姓名", name, wanted))
    return faults


def _expert(actor: User, values: dict) -> Expert:
    """The register's entry for this person, with an account; known by the ID number."""
    fingerprint = id_fingerprint(values["id_number"])
    expert = Expert.objects.filter(id_fingerprint=fingerprint).first()
    if expert is None:
        number = Expert.objects.count() + 1
        while User.objects.filter(username=f"expert{number}").exists():
            number += 1
        user = accounts.open_account(
            actor,
            username=f"expert{number}",
            full_name=values["name"],
            role=Role.EXPERT,
            organisation=Organisation.objects.get(kind="union"),
            phone=values["phone"] or "",
        )
        expert = Expert(user=user, id_fingerprint=fingerprint, id_number=values["id_number"])
    expert.name, expert.employer, expert.title = values["name"], values["employer"], values["title"] or ""
    expert.save()
    if values["phone"] and not expert.user.phone:  # what the expert gave himself stays
        expert.user.phone = values["phone"]
        expert.user.save(update_fields=["phone"])
    return expert


def _size_problem(round: AnnualRound) -> str:
    committee = Committee.objects.filter(round=round).first()
    size = committee.members.count() if committee else 0
    low, high = (register.value(round.settings, key) for key in ("committee_min", "committee_max"))
    if not low <= size <= high:
        return f"专家委员会应为 {low} 至 {high} 人，现有 {size} 人。"
    if register.value(round.settings, "committee_odd") and size % 2 == 0:
        return f"专家委员会人数应为单数，现有 {size} 人。"
    return ""


def _check_committee(round_id: int) -> None:
    if problem := _size_problem(AnnualRound.objects.get(pk=round_id)):
        raise Refusal(problem)


def _roster_seen(round_id: int) -> list:
    """Who would be approved, seat by seat; locked, so that nobody changes the roster between look and approval."""
    Committee.objects.select_for_update().filter(round=round_id).first()
    members = CommitteeMember.objects.filter(committee__round=round_id).order_by("code")
    return list(members.values_list("code", "expert_id", "expert__name", "expert__employer", "group"))


@two_person_act(
    "review.approve_committee",
    "审批专家委员会",
    may=is_secretary_or_staff,
    summary=lambda round_id: (
        f"{AnnualRound.objects.get(pk=round_id)}：专家 "
        f"{CommitteeMember.objects.filter(committee__round=round_id).count()} 人"
    ),
    check=_check_committee,
    seen=_roster_seen,
)
@transaction.atomic
def approve(*, actor: User, second: User, round_id: int) -> Committee:
    """Two people approve exactly the committee that was proposed. Idempotent."""
    committee = Committee.objects.select_for_update().get(round=round_id)
    _check_committee(round_id)
    if committee.approved_at is None:
        committee.approved_at, committee.approved_by, committee.confirmed_by = clock.now(), actor, second
        committee.save()
        audit.record(second, "审批专家委员会", committee)
    return committee


def to_be_scored(round: AnnualRound) -> QuerySet[Nomination]:
    """The qualified files; 直接认定 goes past the experts (clause 七)."""
    return Nomination.objects.filter(round=round, state="qualified").exclude(route=Route.DIRECT)


def _check_opening(round_id: int, closes_at: str) -> tuple[AnnualRound, Committee]:
    round = AnnualRound.objects.get(pk=round_id)
    committee = Committee.objects.filter(round=round).first()
    if committee is None or committee.approved_at is None:
        raise Refusal("专家委员会尚未审批，不能开始评分。")
    if waiting := unsettled().filter(round=round).count():
        raise Refusal(f"还有 {waiting} 份申报未办结，不能开始评分。")
    if until := rounds.reopened_until(round):
        raise Refusal(f"还有单位可补报至 {moment_text(until)}，期满后才能开始评分。")
    if not to_be_scored(round).exists():
        raise Refusal("没有资格合格的申报。")
    if dt.datetime.fromisoformat(closes_at) <= clock.now():
        raise Refusal("评分截止时间须晚于现在。")
    return round, committee


@two_person_act(
    "review.open_scoring",
    "开始评分",
    may=rules.may_open_scoring,
    summary=lambda round_id, closes_at: (
        f"{AnnualRound.objects.get(pk=round_id)}：评分截止 {read_moment_text(closes_at)}"
    ),
    check=_check_opening,
)
@transaction.atomic
def open_scoring(*, actor: User, second: User, round_id: int, closes_at: str) -> Committee:
    """Every qualified file goes before the experts, without those who must stand aside."""
    AnnualRound.objects.select_for_update().get(pk=round_id)
    round, committee = _check_opening(round_id, closes_at)
    committee = Committee.objects.select_for_update().get(pk=committee.pk)
    rounds.advance(second, round, "start_review")
    committee.scoring_opened_at = clock.now()
    committee.scoring_closes_at = dt.datetime.fromisoformat(closes_at)
    if committee.scoring_closes_at - clock.now() <= REMINDED_BEFORE:
        committee.reminded_of = committee.scoring_closes_at  # being told of the opening is enough
    committee.save()
    Candidacy.objects.bulk_create(
        Candidacy(nomination=nomination, round=round) for nomination in to_be_scored(round)
    )
    recused = _compute_recusals(round, committee)
    _assign(round, committee, recused)
    audit.record(second, "开始评分", committee, closes_at=closes_at, recusals=len(recused))
    messages.scoring_opened(committee)
    return committee


def _compute_recusals(round: AnnualRound, committee: Committee) -> set[tuple[int, int]]:
    """The same employer, the same person, or what the expert declared before; as (member id, candidacy id)."""
    members = list(committee.members.select_related("expert"))
    declared = {
        (conflict.user_id, conflict.nomination_id): conflict.cause
        for conflict in Conflict.objects.filter(nomination__round=round)
    }
    rows = []
    scored = round.candidacies.filter(state="in_review")
    scored = scored.select_related("nomination__firm", "nomination__person")
    for candidacy in scored.prefetch_related("nomination__changes__firm"):
        file = candidacy.nomination  # the firm that nominated, and where the person works now
        firms = {match_key(name) for name in (file.firm_as_submitted, file.firm.name, file.firm_now.name)}
        for member in members:
            same_person = member.expert.id_fingerprint == candidacy.nomination.person.id_fingerprint
            same_firm = match_key(member.expert.employer) in firms
            cause = declared.get((member.expert.user_id, candidacy.nomination_id), "")
            cause = "same_person" if same_person else "employer" if same_firm else cause
            if cause:
                rows.append(Recusal(candidacy=candidacy, member=member, cause=cause, at=clock.now()))
    Recusal.objects.bulk_create(rows)
    return {(row.member_id, row.candidacy_id) for row in rows}


def _assign(round: AnnualRound, committee: Committee, recused: set[tuple[int, int]]) -> None:
    """The whole committee up to k experts a file, else k of them with the loads kept even."""
    members = list(committee.members.select_related("expert__user"))
    k = max(register.value(round.settings, key) for key in ("experts_per_file", "min_scores"))
    load: Counter = Counter()
    files: dict[int, list[int]] = {member.pk: [] for member in members}
    for candidacy_id in round.candidacies.filter(state="in_review").values_list("pk", flat=True):
        free = [member for member in members if (member.pk, candidacy_id) not in recused]
        for member in sorted(free, key=lambda member: (load[member.pk], member.code))[:k]:
            load[member.pk] += 1
            files[member.pk].append(candidacy_id)
    for member in members:
        grants.grant(member.expert.user, rules.SCORE, Candidacy.objects.filter(pk__in=files[member.pk]))
