"""Who is told that a record was verified or sent back."""

from django.urls import reverse

from wuhou_craftsmen.common.messages import outbox

from .models import Record
from .register import register_of


def decided(record: Record) -> None:
    """Whoever reported it learns what came of it, with the page where it is put right."""
    register, verified = register_of(record), record.state == "verified"
    outbox.notify(
        [record.entered_by],
        "record_decided",
        f"{register.noun}{'已核实' if verified else '退回补正'}",
        f"您填报的{register.noun}“{record.title}”{'已核实' if verified else f'被退回，原因：{record.reason}'}。",
        key=f"record {record.pk} {record.state} {record.decisions}",
        path=reverse("registers:record", args=[register.key, record.pk]),
    )
