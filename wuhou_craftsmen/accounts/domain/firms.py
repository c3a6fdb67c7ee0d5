"""The register of firms: names corrected, contact data, struck off and put back."""

import datetime as dt

from django.db import transaction

from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.text.chinese import cn_date, read_moment_text

from .. import queries, rules
from ..models import Organisation, OrganisationKind, User


def _locked(number: int) -> Organisation:
    return Organisation.objects.select_for_update().get(pk=number, kind=OrganisationKind.FIRM)


@transaction.atomic
def rename_firm(actor: User, firm: Organisation, *, name: str, basis: str) -> Organisation:
    """The name from now on; what was submitted under the old one keeps it. `basis`: the document and its number."""
    firm = _locked(firm.pk)
    require(rules.may_look_after(actor, firm))
    if not name.strip() or not basis.strip():
        raise Refusal("请填写新的名称，并写明依据的文件名称和文号。")
    if firm.name != name.strip():
        old, firm.name = firm.name, name.strip()
        firm.save()
        audit.record(actor, "更正单位名称", firm, old=old, new=firm.name, basis=basis.strip())
    return firm


@transaction.atomic
def set_contact(
    actor: User, firm: Organisation, *, contact_name: str, phone: str, email: str
) -> Organisation:
    """Whom the street and the union call; kept up by the 单位管理员."""
    firm = _locked(firm.pk)
    if not rules.owns(actor, firm):
        raise Refusal("只有本单位的单位管理员可以修改联系方式。")
    firm.contact_name, firm.contact_phone, firm.contact_email = contact_name, phone, email
    firm.save()
    audit.record(actor, "修改单位联系方式", firm)
    return firm


def _check_strike_off(firm_id: int, struck_off_on: str, reason: str, basis: str) -> Organisation:
    firm = Organisation.objects.get(pk=firm_id, kind=OrganisationKind.FIRM)
    if firm.struck_off_on:
        raise Refusal(f"“{firm}”已于{cn_date(firm.struck_off_on)}除名。")
    if dt.date.fromisoformat(struck_off_on) > clock.today():
        raise Refusal("除名日期还没有到，请核对。")
    if not reason.strip() or not basis.strip():
        raise Refusal("请写明除名的原因和依据的文件。")
    return firm


@two_person_act(
    "accounts.strike_off",
    "企业除名",
    may=rules.is_union_staff,
    summary=lambda firm_id, struck_off_on, reason, basis: (
        f"{Organisation.objects.get(pk=firm_id)}，自{read_moment_text(struck_off_on)}除名，原因：{reason}，依据：{basis}"
    ),
    check=_check_strike_off,
)
@transaction.atomic
def strike_off(
    *, actor: User, second: User, firm_id: int, struck_off_on: str, reason: str, basis: str
) -> Organisation:
    """The firm can neither begin nor submit a file any more; what is there stays readable."""
    firm = _locked(firm_id)
    _check_strike_off(firm_id, struck_off_on, reason, basis)
    firm.struck_off_on = dt.date.fromisoformat(struck_off_on)
    firm.struck_off_reason = f"{reason}（{basis}）"
    firm.save()
    audit.record(second, "企业除名", firm, reason=reason, basis=basis, proposed_by=str(actor))
    outbox.notify(
        [row.user for row in queries.hr_of(firm)],
        "firm_struck_off",
        "本单位已除名",
        f"“{firm}”已于{cn_date(firm.struck_off_on)}除名，不能再填报和报送申报，已有的内容仍可查看。",
        key=f"firm {firm.pk} struck off {clock.now().isoformat()}",
    )
    return firm


def _check_put_back(firm_id: int, reason: str) -> None:
    if not Organisation.objects.get(pk=firm_id, kind=OrganisationKind.FIRM).struck_off_on:
        raise Refusal("这家单位没有除名，无须恢复。")
    require_text(reason, "请写明恢复的原因和依据。")


@two_person_act(
    "accounts.put_back",
    "企业恢复",
    may=rules.is_union_staff,
    summary=lambda firm_id, reason: f"恢复{Organisation.objects.get(pk=firm_id)}，原因：{reason}",
    check=_check_put_back,
)
@transaction.atomic
def put_back(*, actor: User, second: User, firm_id: int, reason: str) -> Organisation:
    """The firm may work again as before."""
    firm = _locked(firm_id)
    _check_put_back(firm_id, reason)
    firm.struck_off_on, firm.struck_off_reason = None, ""
    firm.save()
    audit.record(second, "企业恢复", firm, reason=reason, proposed_by=str(actor))
    return firm
