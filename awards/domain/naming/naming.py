"""命名决定: the leading group names who was cleared; titles, certificate numbers, the ladder's rung follow at once."""

import datetime as dt
import secrets
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.urls import reverse

from awards import messages, rules
from awards.models import NamingDecision, Title
from nominations.domain.rounds import rounds
from nominations.models import AnnualRound, Route
from nominations.rules.changes import deaths_settled
from review.domain.outcome.deliberation import refuse_own_cases
from review.models import Candidacy
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import read_moment_text
from wuhou_craftsmen.common.text.keys import number_key
from wuhou_craftsmen.common.text.stroke_order import by_strokes
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier

ISSUERS = ["中共成都市武侯区委员会", "成都市武侯区人民政府"]


def _check_naming(
    round_id: int, number: str, decided_on: str, issuers: list[str]
) -> list[tuple[Candidacy, int | None]]:
    """Who would be named, by rank. Refused without number, issuers, meeting, or outside the policy's validity."""
    round, day = (
        AnnualRound.objects.select_related("policy").get(pk=round_id),
        dt.date.fromisoformat(decided_on),
    )
    if round.state not in ("naming", "rewarding"):
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，公示办结后才能命名。")
    if not number.strip() or not any(name.strip() for name in issuers):
        raise Refusal("命名决定须有发文字号和颁发单位。")
    if day > clock.today():
        raise Refusal("命名日期不能晚于今天。")
    if not needed(round.policy).covers(day):
        raise Refusal(f"命名日期 {day:%Y年%-m月%-d日} 不在政策有效期内。")
    if NamingDecision.objects.filter(number=number.strip()).exists():
        raise Refusal(f"发文字号“{number.strip()}”已被使用。")
    if round.meetings.last() is None:
        raise Refusal("没有领导小组会议纪要，不能命名（第八条）。")
    cleared = _cleared_by_rank(round)
    if not cleared:
        raise Refusal("没有公示无异议的人选。")
    require(deaths_settled(*(candidacy.nomination for candidacy, _ in cleared)))
    return cleared


def _words(round_id: int, number: str, decided_on: str, issuers: list[str]) -> str:
    round = AnnualRound.objects.get(pk=round_id)
    kind = "补充命名" if round.state == "rewarding" else "命名"
    count = round.candidacies.filter(state="cleared", title=None).count()
    return f"{round}：{kind} {count} 人，{number}，{read_moment_text(decided_on)}"


def _names_seen(**said: Any) -> list:
    return [[c.nomination.no, c.nomination.name_now] for c, _ in _check_naming(**said)]


def _naming_shown(**said: Any) -> list[tuple[str, str]]:
    """The names as the decision lists them, who issues it, and the paper itself."""
    files = by_strokes((c.nomination for c, _ in _check_naming(**said)), key=lambda file: file.name_now)
    draft = reverse("awards:decision_draft", args=[said["round_id"]])
    return [
        ("命名", "\n".join(f"{n}. {f.name_now}　{f.firm_now}　{f.trade}" for n, f in enumerate(files, 1))),
        ("颁发单位", "\n".join(said["issuers"])),
        ("命名决定（草稿）", f"{draft}?{urlencode({'number': said['number'], 'on': said['decided_on']})}"),
    ]


@two_person_act(
    "awards.name",
    "命名决定",
    may=rules.may_name,
    summary=_words,
    check=_check_naming,
    seen=_names_seen,
    shown=_naming_shown,
)
@transaction.atomic
def decide(
    *, actor: User, second: User, round_id: int, number: str, decided_on: str, issuers: list[str]
) -> NamingDecision:
    """Name everybody cleared, by two of the leading group; after the naming whoever was cleared since (补充命名).

    Side effects, in order: decision, titles, rung 诸葛工匠 of each person, round on to rewarding.
    """
    round = AnnualRound.objects.select_for_update().get(pk=round_id)
    cleared = _check_naming(round_id, number, decided_on, issuers)
    refuse_own_cases([candidacy for candidacy, _ in cleared], actor, second)
    supplement = round.state == "rewarding"
    decision = NamingDecision.objects.create(
        round=round, number=number.strip(), decided_on=dt.date.fromisoformat(decided_on),
        issuers=[name.strip() for name in issuers if name.strip()], meeting=needed(round.meetings.last()),
        decided_by=actor, confirmed_by=second, supplement=supplement, at=clock.now(),
    )  # fmt: skip
    # numbered as the notice lists them: the order says nothing of the rank
    listed = by_strokes(cleared, key=lambda pair: pair[0].nomination.name_now)
    titles = [
        _name(second, decision, candidacy, rank, place)
        for place, (candidacy, rank) in enumerate(listed, first_number(round.year))
    ]
    if supplement:
        audit.record(second, "补充命名", round, number=decision.number, named=len(cleared))
    else:
        rounds.advance(second, round, "name", number=decision.number, named=len(cleared))
    messages.named(decision, titles)
    return decision


def first_number(year: int) -> int:
    """The next certificate number of the year: on after those of an annulled batch."""
    return Title.objects.filter(decision__round__year=year).count() + 1


def _cleared_by_rank(round: AnnualRound) -> list[tuple[Candidacy, int | None]]:
    """(candidacy, rank) of the ranked, then of the directly recognised, who have no rank."""
    run = round.rankings.first()
    ranks = dict(run.rows.values_list("candidacy_id", "rank")) if run else {}
    cleared = round.candidacies.filter(state="cleared", title=None).select_related("nomination__person")
    cleared = cleared.select_related("nomination__firm").prefetch_related("nomination__changes__firm")
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
