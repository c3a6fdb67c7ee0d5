"""Query results as the plain data of the printed documents."""

from .documents import Receipt
from .models import Nomination


def receipt_of(nomination: Nomination) -> Receipt:
    """What stands on the receipt of a submitted file."""
    return Receipt(
        receipt_no=nomination.receipt_no,
        nomination_no=nomination.no,
        name=nomination.name,
        firm=nomination.firm.name,
        round=str(nomination.round),
        received_at=nomination.received_at,
        sha256=nomination.frozen_sha256,
        rehearsal=nomination.round.rehearsal,
    )
