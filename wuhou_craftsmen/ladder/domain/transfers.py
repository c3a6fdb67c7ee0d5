"""转入请求: a firm asks for somebody whom another firm keeps; that firm, or the union, agrees or refuses with a reason."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.queries import holders
from wuhou_craftsmen.common.kernel import audit, calendar, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import outbox

from .. import rules
from ..models import TransferRequest
from . import people

ANSWER_WORKING_DAYS = 5  # then the union decides


@transaction.atomic
def ask(
    actor: User, firm: Organisation, *, name: str, id_number: str, sex: str, trade: str, since: dt.date
) -> TransferRequest:
    """A request to the firm that keeps the person, who must be known under this name. Asked again it is the same request."""
    require(rules.may_enrol(actor, firm))
    require(rules.fits_id(id_number, sex))
    if since > clock.today():
        raise Refusal("到岗日期不能晚于今天。")
    person = people.find(id_number)
    if person:
        require(rules.goes_by(person, name))
    at = person and person.employment
    if not (person and at) or at.firm_id == firm.pk:
        raise Refusal("这个人没有登记在其他单位，不须请求转入，请直接登记。")
    open_one = TransferRequest.objects.filter(person=person, state="asked").first()
    if open_one and open_one.to_firm_id == firm.pk:
        return open_one
    try:
        with transaction.atomic():
            made = TransferRequest.objects.create(
                person=person, from_firm=at.firm, to_firm=firm, trade=trade, since=since, asked_by=actor,
                asked_at=clock.now(), answer_by=calendar.notice_end(clock.today(), ANSWER_WORKING_DAYS),
            )  # fmt: skip
    except IntegrityError as twin:
        raise Refusal("这个人已有一份转入请求等待答复，请与区总工会联系。") from twin
    audit.record(actor, "请求转入", made)
    _tell(
        made,
        holders(Role.FIRM_HR, at.firm),
        f"{firm}请求把{person}转入该单位，请在 {made.answer_by:%-m月%-d日} 前答复。",
        "asked",
    )
    return made


@transaction.atomic
def agree(actor: User, wanted: TransferRequest) -> TransferRequest:
    """The person leaves the one firm and works at the other from today on. Idempotent."""
    wanted = _locked(wanted)
    if wanted.state == "agreed":
        return wanted
    require(rules.may_answer_transfer(actor, wanted))
    at = wanted.person.employment
    if at is None or at.firm_id != wanted.from_firm_id:
        raise Refusal(f"{wanted.person}已不在{wanted.from_firm}，请撤下这份请求后直接登记。")
    people.move(actor, at, wanted.to_firm, wanted.trade, max(wanted.since, at.since))
    return _decide(actor, wanted, "agreed", "已同意转出")


@transaction.atomic
def refuse(actor: User, wanted: TransferRequest, *, reason: str) -> TransferRequest:
    """With the reason; the person stays where he is."""
    wanted = _locked(wanted)
    require(rules.may_answer_transfer(actor, wanted))
    wanted.reason = require_text(reason, "请写明不同意的原因，如“本人仍在本单位工作”。")
    return _decide(actor, wanted, "refused", f"没有同意转出，原因：{wanted.reason}")


@transaction.atomic
def take_back(actor: User, wanted: TransferRequest) -> TransferRequest:
    """By whoever may enrol for the asking firm."""
    wanted = _locked(wanted)
    require(rules.may_enrol(actor, wanted.to_firm))
    require(rules.is_open(wanted))
    return _decide(actor, wanted, "withdrawn", "")


def _locked(wanted: TransferRequest) -> TransferRequest:
    rows = TransferRequest.objects.select_for_update(of=("self",))
    return rows.select_related("person", "from_firm", "to_firm", "asked_by").get(pk=wanted.pk)


def _decide(actor: User, wanted: TransferRequest, state: str, told: str) -> TransferRequest:
    wanted.state, wanted.decided_by, wanted.decided_at = state, actor, clock.now()
    wanted.save()
    audit.record(actor, wanted.get_state_display(), wanted, reason=wanted.reason)
    if told:
        _tell(wanted, [wanted.asked_by], f"{wanted.from_firm}对{wanted.person}的转入请求{told}。", state)
    return wanted


def _tell(wanted: TransferRequest, users: Iterable[User], text: str, occasion: str) -> None:
    outbox.notify(
        users,
        "transfer",
        "转入请求",
        text,
        path=reverse("ladder:transfers"),
        key=f"transfer {wanted.pk} {occasion}",
    )
