"""What the registers of the programme know of the nominee is taken into the lists of his 申报表 by one press."""

from django.db import transaction

from nominations.models import Nomination
from nominations.models.achievements import rows_of
from nominations.rules.file.nomination import open_fields
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.queries import evidence_of

from . import drafts

Offer = tuple[Record, str, dict]  # the record, the list, the row


def offered(nomination: Nomination) -> list[Offer]:
    """What is verified about the nominee, stands in no list yet and may be put there now."""
    open_now = open_fields(nomination)
    return [
        (record, kind, row)
        for record, kind, row in evidence_of(nomination.person)
        if kind in open_now and not _stands(nomination, kind, row)
    ]


def _stands(nomination: Nomination, kind: str, row: dict) -> bool:
    return any(
        (other["title"], other["on"]) == (row["title"], row["on"]) for other in rows_of(nomination, kind)
    )


@transaction.atomic
def take(actor: User, nomination: Nomination, record_id: int) -> str:
    """Put the record behind the rows of its list; gives which list. Taken twice it stands there once."""
    offers = {record.pk: (kind, row) for record, kind, row in evidence_of(nomination.person)}
    if record_id not in offers:
        raise Refusal("这条记录不是本人已核实的业绩，不能引用。")
    kind, row = offers[record_id]
    if not _stands(nomination, kind, row):
        drafts.edit(actor, nomination, fields={kind: [*rows_of(nomination, kind), row]})
    return kind
