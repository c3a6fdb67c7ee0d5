"""A committee chosen from the register: experts taken and dropped, or drawn by a seed that stays on record."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict

from django.db import transaction

from nominations.models import AnnualRound
from review.models import Committee, CommitteeDraw, CommitteeMember, RegisteredExpert
from review.queries_of_experts import to_choose, with_careers
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_secretary_or_staff
from wuhou_craftsmen.common.kernel import audit, clock, digests
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.keys import match_key

from . import against, drawing, entries

REFUSED_WHEN_APPROVED = "专家委员会已经审批，不能再更换专家。"
GROUP_LENGTH = 20  # of a seat's 评审组
SEEDS = 200  # tried before experts are too few


def _open(actor: User, round: AnnualRound) -> Committee:
    """The round's committee, locked, while it is being formed."""
    require(is_secretary_or_staff(actor))
    committee, _ = Committee.objects.select_for_update().get_or_create(round=round)
    if committee.approved_at:
        raise Refusal(REFUSED_WHEN_APPROVED)
    if round.state not in ("planned", "open", "checking"):
        raise Refusal("批次已不在组建专家委员会的阶段。")
    return committee


def next_code(committee: Committee) -> str:
    """P01, or the next that is free."""
    taken, number = set(committee.members.values_list("code", flat=True)), 1
    while f"P{number:02d}" in taken:
        number += 1
    return f"P{number:02d}"


@transaction.atomic
def take(actor: User, round: AnnualRound, entry: RegisteredExpert, group: str = "") -> CommitteeMember:
    """Somebody of the register sits in the committee; an account is opened where there is none."""
    committee = _open(actor, round)
    entry = RegisteredExpert.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if why := entries.not_to_be_chosen(entry):
        raise Refusal(f"{why}。")
    if committee.members.filter(expert__entry=entry).exists():
        raise Refusal(f"{entry.name}已在专家委员会中。")
    member = _seat(actor, committee, entry, group)
    audit.record(actor, "选聘专家", committee, expert=member.code, name=entry.name, group=member.group)
    return member


def _seat(
    actor: User, committee: Committee, entry: RegisteredExpert, group: str, draw: CommitteeDraw | None = None
) -> CommitteeMember:
    return CommitteeMember.objects.create(
        committee=committee, expert=entries.account_of(actor, entry), code=next_code(committee),
        group=group.strip()[:GROUP_LENGTH], draw=draw,
    )  # fmt: skip


@transaction.atomic
def drop(actor: User, round: AnnualRound, member_id: int) -> str:
    """The member leaves the committee that is being formed; gives the name."""
    committee = _open(actor, round)
    member = committee.members.filter(pk=member_id).select_related("expert__entry").first()
    if member is None:
        raise Refusal("这名专家已不在专家委员会中。")
    name = member.name
    member.delete()
    audit.record(actor, "不再选聘专家", committee, expert=member.code, name=name)
    return name


@transaction.atomic
def draw(
    actor: User,
    round: AnnualRound,
    wanted: Sequence[tuple[str, int]],
    conditions: Sequence[str],
    reason: str = "",
) -> CommitteeDraw:
    """So many of each trade, by a seed that the portal makes; drawn again, those of the draw before leave.

    `conditions`: of what speaks against somebody, what keeps him out beside the candidates themselves and lapsed licences.
    """
    committee = _open(actor, round)
    number = round.draws.count() + 1
    if number > 1:
        reason = require_text(reason, "重新抽取须写明原因，原因和以前的抽取一并留存。")[:200]
    committee.members.filter(draw__isnull=False).delete()
    out = [*against.ALWAYS_OUT, *sorted(conditions)]
    groups = pool(round, wanted, out)
    seed = _seed_for(groups)
    drawn = drawing.draw(seed, groups)
    made = CommitteeDraw.objects.create(
        round=round, number=number, seed=seed, groups=[asdict(group) for group in groups], conditions=out,
        sha256=digest_of(groups), drawn=drawn, reason=reason, drawn_by=actor, drawn_at=clock.now(),
    )  # fmt: skip
    _seat_drawn(actor, committee, made)
    audit.record(actor, "抽取专家", committee, draw=number, seed=seed, sha256=made.sha256, reason=reason)
    return made


def _seed_for(groups: Sequence[drawing.Group]) -> str:
    """By chance; where somebody knows two trades, a seed that leaves one of them short is thrown away, by nobody's choice."""
    for _ in range(SEEDS):
        seed = secrets.token_hex(16)
        lacking = drawing.missing(seed, groups)
        if not lacking:
            return seed
    told = "、".join(f"{trade}还差 {count} 人" for trade, count in lacking)
    raise Refusal(f"可以参加抽取的专家不够：{told}。请减少人数，或者先在“专家和裁判员”中登记。")


def pool(round: AnnualRound, wanted: Sequence[tuple[str, int]], out: Sequence[str]) -> list[drawing.Group]:
    """The groups of a draw: of each trade those of the register who may be drawn, by their numbers."""
    sitting = CommitteeMember.objects.filter(committee__round=round).values("expert__entry")
    rows = with_careers(to_choose().exclude(pk__in=sitting))
    people = list(rows.order_by("pk"))
    told = against.against(against.year_of(round), people)
    free = [entry for entry in people if not {reason.kind for reason in told[entry.pk]} & set(out)]
    return [
        drawing.Group(trade, count, [entry.pk for entry in free if _knows(entry, trade)])
        for trade, count in wanted
    ]


def _knows(entry: RegisteredExpert, trade: str) -> bool:
    return any(match_key(craft.trade) == match_key(trade) for craft in entry.trades.all())


def digest_of(groups: Sequence[drawing.Group]) -> str:
    return digests.digest([asdict(group) for group in groups])


def _seat_drawn(actor: User, committee: Committee, made: CommitteeDraw) -> None:
    """In an order of its own, so that nobody reads from the published draw which code stands for whom."""
    found = RegisteredExpert.objects.in_bulk([number for number, _ in made.drawn])
    drawn = list(made.drawn)
    secrets.SystemRandom().shuffle(drawn)
    for number, trade in drawn:
        _seat(actor, committee, found[number], trade, made)


def drawn_anew(made: CommitteeDraw) -> list[list]:
    """What the seed gives over the list on record: the same as was drawn, or somebody changed one of them."""
    groups = groups_of(made)
    return (
        [list(pair) for pair in drawing.draw(made.seed, groups)] if digest_of(groups) == made.sha256 else []
    )


def groups_of(made: CommitteeDraw) -> list[drawing.Group]:
    return [drawing.Group(**group) for group in made.groups]
