"""How often one address may try what a stranger could guess: codes, receipts, names of accounts."""

import datetime as dt

from celery import shared_task

from ..kernel import clock
from ..kernel.refusals import Refusal
from ..models import Attempt
from .crypto import fingerprint

PERIOD = dt.timedelta(hours=1)


def count(kind: str, address: str, *, limit: int) -> None:
    """Note one try of this kind; Refusal (429) from the one after `limit` within an hour. Not in a verb's transaction.

    Of the address only a fingerprint is kept, which changes each day.
    """
    now = clock.database_now()
    source = fingerprint(f"{now.date()} {address}", f"tries {kind}")
    if Attempt.objects.filter(source=source, at__gt=now - PERIOD).count() >= limit:
        raise Refusal(
            f"您所在的网络一小时内试的次数较多（{limit} 次），请一小时后再试，或者与区总工会联系。",
            "too_often",
        )
    Attempt.objects.create(source=source, at=now)


@shared_task(name="common.purge_attempts")
def purge() -> int:
    """Forget what counts no more."""
    return Attempt.objects.filter(at__lt=clock.database_now() - PERIOD).delete()[0]
