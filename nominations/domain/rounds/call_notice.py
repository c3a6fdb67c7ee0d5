"""评选通知 of a round: number, contact and date; alone while it is planned, by two people once it was open to all."""

import datetime as dt

from django.db import transaction

from nominations.models import AnnualRound, CallNotice
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_or_leader, is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text import private_numbers
from wuhou_craftsmen.common.text.chinese import read_moment_text


def _checked(round_id: int, number: str, contact: str) -> AnnualRound:
    round = AnnualRound.objects.select_for_update().get(pk=round_id)
    if round.state not in ("planned", "open", "checking"):
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，评选通知不能再改。")
    if not number.strip() or not contact.strip():
        raise Refusal("请填写发文字号和联系方式。")
    if private_numbers.in_contact(contact):
        raise Refusal("评选通知向社会公开，联系方式请填办公电话和地址，不填手机号、证件号。")
    return round


def _write(actor: User, round: AnnualRound, number: str, contact: str, issued_on: dt.date) -> CallNotice:
    notice, _ = CallNotice.objects.update_or_create(
        round=round,
        defaults={
            "number": number.strip(),
            "contact": contact.strip(),
            "issued_on": issued_on,
            "set_by": actor,
            "set_at": clock.now(),
        },
    )
    audit.record(actor, "登记评选通知", round, number=notice.number)
    return notice


@transaction.atomic
def register(actor: User, round: AnnualRound, *, number: str, contact: str, issued_on: dt.date) -> CallNotice:
    """The first time, and any change while the round is planned."""
    require(is_union_staff(actor))
    round = _checked(round.pk, number, contact)
    if round.state != "planned" and CallNotice.objects.filter(round=round).exists():
        raise Refusal("评选通知已经公开，更改须由两人办理。")
    return _write(actor, round, number, contact, issued_on)


def last_contact(round: AnnualRound) -> str:
    """What the newest notice of an earlier year says; nothing where there is none."""
    earlier = CallNotice.objects.filter(round__year__lt=round.year).exclude(round__state="annulled")
    return earlier.order_by("round__year").values_list("contact", flat=True).last() or ""


@transaction.atomic
def _check(round_id: int, number: str, contact: str, issued_on: str) -> None:
    _checked(round_id, number, contact)


@two_person_act(
    "nominations.change_call",
    "更改评选通知",
    may=is_union_or_leader,
    summary=lambda round_id, number, contact, issued_on: (
        f"{AnnualRound.objects.get(pk=round_id)}：发文字号 {number}，成文日期 {read_moment_text(issued_on)}，"
        f"联系方式 {contact}"
    ),
    check=_check,
)
@transaction.atomic
def change(
    *, actor: User, second: User, round_id: int, number: str, contact: str, issued_on: str
) -> CallNotice:
    """What the public could read already is changed by two people."""
    round = _checked(round_id, number, contact)
    return _write(second, round, number, contact, dt.date.fromisoformat(issued_on))
