"""Reading the whole numbers of somebody who is paid: by few, and each look is on record (permissions rows 4 and 5)."""

from dataclasses import dataclass

from django.db import transaction

from awards import rules
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.ladder.models import Craftsman


@dataclass(frozen=True)
class PayeeNumbers:
    """The whole numbers of one person, for one page that is not stored anywhere."""

    id_number: str
    account: str


@transaction.atomic
def read(actor: User, person: Craftsman, reason: str) -> PayeeNumbers:
    """The person's ID number and bank account. The own firm knows them; finance and auditors say why."""
    require(rules.may_read_payee(actor, person))
    own = rules.employs(actor, person)
    if not own and not reason.strip():
        raise Refusal("请写明查看的原因，原因将记入操作记录。")
    audit.record(actor, "查看收款人完整号码", person, reason=reason.strip()[:100] or "本单位核对")
    account = person.accounts.last()
    return PayeeNumbers(person.id_number, account.number if account else "")
