"""Reading what is stored encrypted: only with a reason, and never without a row in the audit log (permissions row 4)."""

from dataclasses import dataclass

from django.db import transaction

from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common import audit
from wuhou_craftsmen.common.answers import require
from wuhou_craftsmen.common.refusals import Refusal

from .. import rules
from ..models import Nomination


@dataclass(frozen=True)
class PrivateNumbers:
    """The whole numbers of one person, for one page that is not stored anywhere."""

    id_number: str
    phone: str


@transaction.atomic
def read_private(actor, nomination: Nomination, reason: str) -> PrivateNumbers:
    """The person's ID number and phone. The own firm typed them in; everybody else says why."""
    require(rules.may_read_private(actor, nomination))
    own = actor.organisation_as(Role.FIRM_HR) == nomination.firm
    if not own and not reason.strip():
        raise Refusal("请写明查看的原因，原因将记入操作记录。")
    audit.record(actor, "查看完整身份证号", nomination, reason=reason.strip() or "本单位核对")
    return PrivateNumbers(nomination.person.id_number, nomination.person.phone)
