"""Who is told that a record was verified or sent back."""

from django.urls import reverse

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.text.chinese import cn_date

from .models import Record
from .register import register_of


def decided(record: Record) -> None:
    """Whoever reported it learns what came of it, with the page where it is put right."""
    register, verified = register_of(record), record.state == "verified"
    outbox.notify(
        [record.entered_by],
        "record_decided",
        f"{register.noun}{'已核实' if verified else '退回补正'}",
        f"您填报的{register.noun}“{record.title}”{'已核实' if verified else f'被退回，原因：{record.why}'}。{_until(record)}",
        key=f"record {record.pk} {record.state} {record.decisions}",
        path=reverse("registers:record", args=[register.key, record.pk]),
    )


def _until(record: Record) -> str:
    """Until when a record that was sent back is to be put right."""
    told = record.state == "returned" and record.correct_by
    return f"请于{cn_date(record.correct_by)}前更正，逾期的仍可更正。" if told else ""


def changed(actor: User, record: Record, what: str) -> None:
    """Who reported it learns that somebody else corrected or withdrew it."""
    if record.entered_by_id in actor.own_accounts:
        return
    register = register_of(record)
    why = f"，原因：{record.why}" if what == "撤下" else ""
    outbox.notify(
        [record.entered_by],
        "record_decided",
        f"{register.noun}{what}",
        f"您填报的{register.noun}“{record.title}”由{actor}{what}{why}。",
        key=f"record {record.pk} {what} {seq_of(record)}",
        path=reverse("registers:record", args=[register.key, record.pk]),
    )


def seq_of(record: Record) -> int:
    """The number of its last row in the log: each change is told once."""
    last = audit.last_of(record)
    return last.seq if last else 0
