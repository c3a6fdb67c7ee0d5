"""Query results as the plain data of the printed documents."""

from django.utils import timezone

from .documents import Receipt
from .models import Nomination


def receipt_of(nomination: Nomination) -> Receipt:
    """What stands on the receipt of a submitted file."""
    return Receipt(
        year=nomination.round.year,
        receipt_no=nomination.receipt_no,
        nomination_no=nomination.no,
        name=nomination.name,
        unit=nomination.firm.name,
        received_at=timezone.localtime(nomination.received_at),
        submission=nomination.submissions,
        sha256=nomination.frozen_sha256,
        rehearsal=nomination.round.rehearsal,
    )
