"""命名决定: the leading group names who was cleared; titles, certificate numbers, the ladder's rung follow at once."""

import datetime as dt
import secrets

from django.db import transaction

from awards import rules
from awards.models import NamingDecision, Title
from nominations.domain.rounds import rounds
from nominations.models import AnnualRound, Route
from nominations.rules.changes import deaths_settled
from review.models import Candidacy
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import read_moment_text
from wuhou_craftsmen.common.text.keys import number_key
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier

ISSUERS = ["中共成都市武侯区委员会", "成都市武侯区人民政府"]


@transaction.atomic
def decide_naming(
    actor: User, round: AnnualRound, *, number: str, decided_on: dt.date, issuers: list[str] | None = None
) -> NamingDecision:
    """Name everybody cleared. Refused without number, issuers, meeting, or outside the policy's validity.

    Side effects, in order: decision, titles by rank, rung 诸葛工匠 of each person, round on to rewarding.
    """
    require(rules.may_name(actor))
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    if existing := NamingDecision.objects.filter(round=round).first():
        return existing
    issuers = [name.strip() for name in (ISSUERS if issuers is None else issuers) if name.strip()]
    if not number.strip() or not issuers:
        raise Refusal("命名决定须有发文字号和颁发单位。")
    if decided_on > clock.today():
        raise Refusal("命名日期不能晚于今天。")
    if not needed(round.policy).covers(decided_on):
        raise Refusal(f"命名日期 {decided_on:%Y年%-m月%-d日} 不在政策有效期内。")
    if NamingDecision.objects.filter(number=number.strip()).exists():
        raise Refusal(f"发文字号“{number.strip()}”已被使用。")
    meeting = round.meetings.last()
    if meeting is None:
        raise Refusal("没有领导小组会议纪要，不能命名（第八条）。")
    cleared = _cleared_by_rank(round)
    if not cleared:
        raise Refusal("没有公示无异议的人选。")
    require(deaths_settled(*(candidacy.nomination for candidacy, _ in cleared)))
    decision = NamingDecision.objects.create(
        round=round, number=number.strip(), decided_on=decided_on, issuers=issuers, meeting=meeting,
        decided_by=actor, at=clock.now(),
    )  # fmt: skip
    for place, (candidacy, rank) in enumerate(cleared, 1):
        _name(actor, decision, candidacy, rank, place)
    rounds.advance(actor, round, "name", number=decision.number, named=len(cleared))
    return decision


def _cleared_by_rank(round: AnnualRound) -> list[tuple[Candidacy, int | None]]:
    """(candidacy, rank) of the ranked, then of the directly recognised, who have no rank."""
    run = round.rankings.first()
    ranks = dict(run.rows.values_list("candidacy_id", "rank")) if run else {}
    cleared = round.candidacies.filter(state="cleared").select_related("nomination__person")
    cleared = cleared.prefetch_related("nomination__changes")
    found = [(c, None if c.nomination.route == Route.DIRECT else ranks[c.pk]) for c in cleared]
    return sorted(found, key=lambda pair: (pair[1] is None, pair[1] or 0, number_key(pair[0].nomination.no)))


def _name(actor: User, decision: NamingDecision, candidacy: Candidacy, rank: int | None, place: int) -> Title:
    file = candidacy.nomination
    title = Title.objects.create(
        candidacy=candidacy,
        person=file.person,
        decision=decision,
        name=file.name_now,
        certificate_no=f"诸葛工匠〔{decision.round.year}〕{place:03d}号",
        check_code=secrets.token_hex(16),
        named_on=decision.decided_on,
        rank=rank,
    )
    people.add_rung(actor, file.person, Tier.ZHUGE, decision.decided_on, decision.number)
    audit.record(actor, "命名", title, number=decision.number)
    return title


def _check_revocation(title_id: int, reason: str, on: str) -> Title:
    title = Title.objects.get(pk=title_id)
    if title.revoked_on:
        raise Refusal("称号已经撤销。")
    require_text(reason, "请写明撤销的事由和依据。")
    if not title.named_on <= dt.date.fromisoformat(on) <= clock.today():
        raise Refusal("撤销日期应在命名日期与今天之间。")
    return title


@two_person_act(
    "awards.revoke",
    "撤销称号",
    may=rules.may_revoke,
    summary=lambda title_id, reason, on: (
        f"{Title.objects.get(pk=title_id)}：{read_moment_text(on)}起撤销，事由：{reason}"
    ),
    check=_check_revocation,
)
@transaction.atomic
def revoke(*, actor: User, second: User, title_id: int, reason: str, on: str) -> Title:
    """The title ends; the record, the certificate and what was paid stay. Recovery is a decision of its own."""
    Title.objects.select_for_update().get(pk=title_id)
    title = _check_revocation(title_id, reason, on)
    title.revoked_on, title.revoked_reason = dt.date.fromisoformat(on), reason.strip()
    title.save()
    people.revoke_rung(second, title.person, Tier.ZHUGE, title.revoked_on)
    audit.record(second, "撤销称号", title, on=on, reason=reason.strip())
    return title
