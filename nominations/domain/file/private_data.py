"""Reading what is stored encrypted: only with a reason, and never without a row in the audit log (permissions row 4)."""

from dataclasses import dataclass

from django.db import transaction

from nominations.models import Evidence, FileChange, Nomination
from nominations.rules.changes import may_read_change_papers
from nominations.rules.file.evidence import may_read_id_card
from nominations.rules.file.nomination import may_read_private
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal


@dataclass(frozen=True)
class PrivateNumbers:
    """The whole numbers of one person, for one page that is not stored anywhere."""

    id_number: str
    phone: str


@transaction.atomic
def read_private(actor: User, nomination: Nomination, reason: str) -> PrivateNumbers:
    """The person's ID number and phone. The own firm typed them in; everybody else says why."""
    require(may_read_private(actor, nomination))
    _record_look(actor, "查看完整身份证号", nomination, reason)
    return PrivateNumbers(nomination.person.id_number, nomination.person.phone)


@transaction.atomic
def read_id_card(actor: User, evidence: Evidence, reason: str) -> bytes:
    """The picture of the person's ID card, under the same two conditions (permissions row 19)."""
    require(may_read_id_card(actor, evidence.nomination))
    content = store.read(evidence.file)
    _record_look(actor, "查看身份证照片", evidence.nomination, reason)
    return content


@transaction.atomic
def read_change_paper(actor: User, change: FileChange, reason: str) -> bytes:
    """The document of a change: a household register or a death certificate tells more than the change itself."""
    require(may_read_change_papers(actor))
    content = store.read(change.scan)
    _record_look(actor, "查看变更依据", change.nomination, reason)
    return content


def _record_look(actor: User, verb: str, nomination: Nomination, reason: str) -> None:
    own = actor.organisation_as(Role.FIRM_HR) == nomination.firm
    if not own and not reason.strip():
        raise Refusal("请写明查看的原因，原因将记入操作记录。")
    audit.record(actor, verb, nomination, reason=reason.strip()[:100] or "本单位核对")
