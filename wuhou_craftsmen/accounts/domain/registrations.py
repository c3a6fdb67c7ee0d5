"""单位注册: a firm asks for its first account with its seal letter, the clerk of its endorsing unit decides."""

import datetime as dt

from django.db import IntegrityError, transaction

from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.messages import links
from wuhou_craftsmen.common.security import crypto

from .. import queries, rules
from ..models import FirmRegistration, Organisation, OrganisationKind, Role, User
from . import firms, invitations, people, units

MAX_REGISTRATIONS_PER_ADDRESS_PER_HOUR = 5  # registrations from one network address
MAX_WAITING_REGISTRATIONS_PER_DAY = 20
ASK_OWNER = (
    "这个统一社会信用代码已经登记。要增加人员，请与本单位的单位管理员联系；"
    "联系不上或者单位管理员已经离职的，请与所在的{units}联系。"
)


@transaction.atomic
def register(
    *, credit_code: str, name: str, nature: str, endorsing_unit: Organisation, contact_name: str, phone: str,
    email: str, username: str, letter: bytes, letter_name: str, address: str,
) -> FirmRegistration:  # fmt: skip
    """A registration that waits for the clerk, with its `code`; the same firm and phone again is the same registration.

    `address` is the network address of the sender; only its keyed fingerprint is kept.
    """
    waiting = FirmRegistration.objects.filter(credit_code=credit_code, state="waiting").first()
    if waiting and waiting.phone == phone:
        return waiting
    if waiting:
        raise Refusal("这个统一社会信用代码已有一份注册等待确认，请不要重复提交；有疑问请与所在街道联系。")
    _refuse_known(credit_code)
    client = crypto.fingerprint(address, "registration")
    _refuse_flood(client)
    stored = uploads.store_upload(letter, name=letter_name, actor=None)
    now, (code, kept) = clock.now(), links.new_own_code()
    try:
        with transaction.atomic():
            made = FirmRegistration.objects.create(
                credit_code=credit_code, name=name, nature=nature, endorsing_unit=endorsing_unit,
                contact_name=contact_name, phone=phone, email=email, username=username, letter=stored,
                client=client, noticed_at=now, created_at=now, own_code=kept,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refusal("这个统一社会信用代码已有一份注册等待确认，请不要重复提交。") from error
    made.receipt_no = f"DJ{clock.today().year}-{made.pk:05d}"
    made.save(update_fields=["receipt_no"])
    made.code = code
    audit.record(None, "提交单位注册", made)
    return made


def _refuse_known(credit_code: str) -> None:
    """A firm without any HR user, known by an import, may still be taken over."""
    firm = Organisation.objects.filter(credit_code=credit_code).first()
    if firm and firm.struck_off_on:
        raise Refusal("这家单位已经除名，不能注册。请与区总工会联系。")
    if firm and queries.hr_of(firm).exists():
        raise Refusal(ASK_OWNER.format(units=queries.endorsing_units_text()))


def _refuse_flood(client: str) -> None:
    now, own = clock.now(), FirmRegistration.objects.filter(client=client)
    if (
        own.filter(created_at__gt=now - dt.timedelta(hours=1)).count()
        >= MAX_REGISTRATIONS_PER_ADDRESS_PER_HOUR
    ):
        raise Refusal(
            f"您所在的网络一小时内已提交 {MAX_REGISTRATIONS_PER_ADDRESS_PER_HOUR} 份注册，请一小时后再试，或者到所在街道现场办理。",
            "too_often",
        )
    if (
        own.filter(created_at__gt=now - dt.timedelta(days=1), state="waiting").count()
        >= MAX_WAITING_REGISTRATIONS_PER_DAY
    ):
        raise Refusal(
            f"您所在的网络一日内已有 {MAX_WAITING_REGISTRATIONS_PER_DAY} 份注册等待确认，请等待办理，或者到所在街道现场办理。",
            "too_often",
        )


@transaction.atomic
def confirm(
    actor: User, registration: FirmRegistration, *, username: str, correct_name: bool = False, basis: str = ""
) -> tuple[User | None, str]:
    """(the firm's first user, its 单位管理员; the secret of the invitation). Confirmed already: (None, "").

    A firm known by an import is taken over; where its name differs it is kept, or corrected on `basis`.
    """
    registration = _locked(registration)
    require(rules.may_decide_registration(actor, registration))
    if registration.state == "confirmed":
        return None, ""
    if registration.state == "refused":
        raise Refusal("这份注册已经退回，单位可以重新提交。")
    _refuse_known(registration.credit_code)
    firm = _firm_of(actor, registration, correct_name, basis)
    firm.contact_name, firm.contact_phone = registration.contact_name, registration.phone
    firm.contact_email = registration.email
    firm.save()
    _decide(actor, registration, "confirmed", firm=firm)
    owner = people.open_account(
        actor, username=username, full_name=registration.contact_name, role=Role.FIRM_HR, organisation=firm,
        phone=registration.phone, email=registration.email,
    )  # fmt: skip
    return owner, invitations.invite(actor, owner, own_code=registration.own_code)


def _firm_of(actor: User, registration: FirmRegistration, correct_name: bool, basis: str) -> Organisation:
    firm = Organisation.objects.select_for_update().filter(credit_code=registration.credit_code).first()
    if firm is None:
        return units.register_firm(
            actor, credit_code=registration.credit_code, name=registration.name, nature=registration.nature,
            endorsing_unit=registration.endorsing_unit,
        )  # fmt: skip
    if firm.kind != OrganisationKind.FIRM:
        raise Refusal("这个统一社会信用代码不属于企业，请核对。")
    if not rules.may_look_after(actor, firm):
        raise Refusal("该单位已登记在另一推荐单位，请由区总工会工作人员核对后确认。")
    if correct_name:
        firm = firms.rename_firm(actor, firm, name=registration.name, basis=basis)
    return firm


@transaction.atomic
def refuse(actor: User, registration: FirmRegistration, *, reason: str) -> None:
    """Not confirmed, with the reason; the firm may hand in another one."""
    registration = _locked(registration)
    require(rules.may_decide_registration(actor, registration))
    if registration.state == "refused":
        return
    if registration.state == "confirmed":
        raise Refusal("这份注册已经确认，不能退回；要停止这家单位的账号，请在企业页面办理。")
    require_text(reason, "请写明退回原因。")
    _decide(actor, registration, "refused", reason=reason.strip())


def _locked(registration: FirmRegistration) -> FirmRegistration:
    return FirmRegistration.objects.select_for_update().get(pk=registration.pk)


def _decide(
    actor: User,
    registration: FirmRegistration,
    state: str,
    *,
    firm: Organisation | None = None,
    reason: str = "",
) -> None:
    registration.state, registration.firm, registration.reason = state, firm, reason
    registration.decided_by, registration.decided_at = actor, clock.now()
    registration.save()
    audit.record(actor, "确认单位注册" if firm else "退回单位注册", registration, reason=reason)
