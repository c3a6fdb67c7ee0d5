"""The HR users of a firm: added by its 单位管理员, handed over, ended; the firm's files stay (permissions row 62)."""

from django.db import transaction

from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal

from .. import queries, rules
from ..models import Membership, Organisation, Role, User
from . import invitations, people


@transaction.atomic
def add_colleague(
    actor: User, firm: Organisation, *, full_name: str, username: str, phone: str, email: str = ""
) -> tuple[User, str]:
    """(the new HR user, the secret of the invitation); only by the firm's 单位管理员."""
    if not rules.owns(actor, firm):
        raise Refusal("只有本单位的单位管理员可以增加人员。")
    user = people.open_account(
        actor, username=username, full_name=full_name, role=Role.FIRM_HR, organisation=firm, phone=phone,
        email=email,
    )  # fmt: skip
    audit.record(actor, "增加单位人员", firm, person=full_name)
    return user, invitations.invite(actor, user)


@transaction.atomic
def make_owner(actor: User, membership: Membership, *, reason: str = "") -> None:
    """One more 单位管理员: by one of them, or by the street or the union with a reason. Idempotent."""
    membership = _locked(membership)
    _require(actor, membership, reason)
    if not membership.owner:
        membership.owner = True
        membership.save()
        audit.record(
            actor, "设为单位管理员", membership.organisation, person=membership.user.full_name, reason=reason
        )


@transaction.atomic
def end_membership(actor: User, membership: Membership, *, reason: str) -> None:
    """A colleague leaves, or oneself: denied from the next click on. The firm's files stay with the firm.

    The last 单位管理员 hands over before leaving; the street or the union may end it all the same.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.ended_at:
        return
    _hr_only(membership)
    firm, own = membership.organisation, membership.user_id == actor.pk
    require_text(reason, "请写明原因，如“已调离”。")
    if not own:
        _require(actor, membership, reason)
    if rules.belongs_to(actor, firm) and membership.owner and not _another_owner(membership):
        raise Refusal(
            "您是本单位唯一的单位管理员，请先把一位同事设为单位管理员；没有同事的，请与所在街道联系。"
        )
    people.end_role(actor, membership)
    audit.record(actor, "结束单位人员", firm, person=membership.user.full_name, reason=reason.strip())


def _locked(membership: Membership) -> Membership:
    found = Membership.objects.select_for_update().filter(pk=membership.pk, ended_at=None).first()
    if found is None:
        raise Refusal("这位人员已经不在本单位，请刷新页面后再办理。")
    return found


def _require(actor: User, membership: Membership, reason: str) -> None:
    """From outside the firm only with a reason."""
    _hr_only(membership)
    require(rules.may_manage_members(actor, membership.organisation))
    if not rules.owns(actor, membership.organisation) and not reason.strip():
        raise Refusal("请写明原因，如“原单位管理员已离职，单位来函”。")


def _hr_only(membership: Membership) -> None:
    if membership.role != Role.FIRM_HR:
        raise Refusal("这里只办理企业人力资源专员。")


def _another_owner(membership: Membership) -> bool:
    return queries.hr_of(membership.organisation).filter(owner=True).exclude(pk=membership.pk).exists()
