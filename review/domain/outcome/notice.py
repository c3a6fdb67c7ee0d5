"""公示: two people publish the exact list that the leading group approved, for working days."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from nominations.domain.rounds import rounds
from nominations.models import AnnualRound
from nominations.rules.changes import deaths_settled
from review import messages, queries, rules
from review.documents.papers import ListedPerson, refuse_unfit_lists
from review.models import Candidacy, NoticeEntry, PublicNotice
from review.states import CANDIDACY
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.jobs.due import by_the_clock
from wuhou_craftsmen.common.kernel import calendar, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text import private_numbers
from wuhou_craftsmen.common.text.chinese import cn_date, read_moment_text
from wuhou_craftsmen.common.text.stroke_order import by_strokes
from wuhou_craftsmen.policy.domain import settings as register

from .deliberation import list_hash


def _check(round_id: int, starts_on: str, contact: str) -> tuple[AnnualRound, list[Candidacy]]:
    round = AnnualRound.objects.get(pk=round_id)
    meeting = round.meetings.last()
    if meeting is None:
        raise Refusal("没有领导小组会议纪要，不能公示。")
    files = round.candidacies.select_related("nomination__firm").prefetch_related("nomination__changes__firm")
    approved = list(files.filter(state="approved"))
    left = list(files.filter(state="withdrawn", left_approved_at__isnull=False))
    if list_hash([*approved, *left]) != meeting.list_sha256:
        raise Refusal("公示名单与领导小组审定的名单不一致，不能公示。")
    require(deaths_settled(*(candidacy.nomination for candidacy in approved)))
    start = dt.date.fromisoformat(starts_on)
    if start < clock.today() or not calendar.is_working_day(start):
        raise Refusal("公示开始日须为今天或以后的工作日。")
    require_text(contact, "请填写受理异议的联系方式。")
    if private_numbers.in_contact(contact):
        raise Refusal("受理异议的联系方式中有身份证号、手机号或账号，请改填办公电话和地址。")
    refuse_unfit_lists(_listed(approved))
    return round, approved


def _listed(candidacies: Iterable[Candidacy]) -> list[ListedPerson]:
    files = [candidacy.nomination for candidacy in candidacies]
    return [ListedPerson(name=file.name_now, firm=file.firm_now.name, trade=file.trade) for file in files]


def _list_seen(round_id: int, starts_on: str, contact: str) -> list:
    """Who would stand on the notice, as they would stand there."""
    _, approved = _check(round_id, starts_on, contact)
    return sorted([person.name, person.firm, person.trade] for person in _listed(approved))


def _notice_shown(round_id: int, starts_on: str, contact: str) -> list[tuple[str, str]]:
    """The list as it will stand there, the days, and whom to write to."""
    round, approved = _check(round_id, starts_on, contact)
    people = by_strokes(_listed(approved), key=lambda person: person.name)
    days, start = register.value(round.settings, "notice_days"), dt.date.fromisoformat(starts_on)
    return [
        ("名单", "\n".join(f"{n}. {p.name}　{p.firm}　{p.trade}" for n, p in enumerate(people, 1))),
        ("公示期", f"{cn_date(start)}至{cn_date(calendar.notice_end(start, days))}，共 {days} 个工作日"),
        ("受理异议", contact),
    ]


@two_person_act(
    "review.publish_notice",
    "发布公示",
    may=rules.may_publish,
    summary=lambda round_id, starts_on, contact: (
        f"{AnnualRound.objects.get(pk=round_id)}：{read_moment_text(starts_on)}起公示"
    ),
    check=_check,
    seen=_list_seen,
    shown=_notice_shown,
)
@transaction.atomic
def publish(*, actor: User, second: User, round_id: int, starts_on: str, contact: str) -> PublicNotice:
    """The list in the order of strokes, with name, firm and trade only; the last day counted in working days."""
    AnnualRound.objects.select_for_update().get(pk=round_id)
    round, approved = _check(round_id, starts_on, contact)
    days, start = register.value(round.settings, "notice_days"), dt.date.fromisoformat(starts_on)
    notice = PublicNotice.objects.create(
        round=round,
        starts_on=start,
        ends_on=calendar.notice_end(start, days),
        days=days,
        contact=contact.strip(),
        list_sha256=list_hash(approved),
        published_by=actor,
        confirmed_by=second,
        published_at=clock.now(),
    )
    entries = []
    for position, candidacy in enumerate(by_strokes(approved, key=lambda c: c.nomination.name_now), 1):
        CANDIDACY.move(candidacy, "publish")
        file = candidacy.nomination
        entries.append(
            NoticeEntry(
                notice=notice, candidacy=candidacy, name=file.name_now, firm=file.firm_now.name, trade=file.trade,
                position=position,
            )
        )  # fmt: skip
    Candidacy.objects.bulk_update(approved, ["state"])
    NoticeEntry.objects.bulk_create(entries)
    rounds.advance(second, round, "start_notice", ends_on=notice.ends_on.isoformat())
    _tell_firms(notice)
    return notice


@by_the_clock
def tell_what_has_begun() -> None:
    """A notice published ahead is told to the firms on its first day, with the public and not before."""
    for notice in queries.begun_notices().filter(told_at=None, ended_at=None).select_related("round"):
        with transaction.atomic():
            _tell_firms(notice)


def _tell_firms(notice: PublicNotice) -> None:
    """Once; the conditional update lets one worker alone tell it."""
    untold = PublicNotice.objects.filter(pk=notice.pk, told_at=None, starts_on__lte=clock.today())
    if untold.update(told_at=clock.now()):
        messages.notice_begun(notice)


@transaction.atomic
def end_notice(actor: User, round: AnnualRound) -> PublicNotice:
    """After the last day: everybody without an open objection is cleared; who is held waits, the others go on."""
    require(is_union_staff(actor))
    round = AnnualRound.objects.select_for_update().get(pk=round.pk)
    notice = round.notices.last()
    if notice is None:
        raise Refusal("还没有公示。")
    if notice.ended_at:
        return notice
    if clock.today() <= notice.ends_on:
        raise Refusal(f"公示到 {notice.ends_on:%Y年%-m月%-d日} 结束，期满后才能办结。")
    cleared = list(round.candidacies.filter(state="on_notice"))
    for candidacy in cleared:
        CANDIDACY.move(candidacy, "clear")
    Candidacy.objects.bulk_update(cleared, ["state"])
    notice.ended_at = clock.now()
    notice.save()
    rounds.advance(actor, round, "end_notice", cleared=len(cleared))
    return notice
