"""Who is told that a task or a finding was reported, given back or closed."""

from django.urls import reverse

from oversight.models.owed import Owed
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.queries import holders
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.registers.messages import seq_of
from wuhou_craftsmen.registers.register import register_of
from wuhou_craftsmen.registers.rules import OFFICERS


def moved(actor: User, owed: Owed) -> None:
    """The side whose turn it is now learns of it: who set it of the report, the unit of what came of it."""
    if owed.stage == "answered":
        users = [owed.entered_by]
    else:
        users = [user for role in OFFICERS for user in holders(role, owed.about)]
    register = register_of(owed)
    outbox.notify(
        [user for user in users if user.pk not in actor.own_accounts],
        "owed_moved",
        f"{register.noun}{owed.get_stage_display()}",
        f"{register.noun}“{owed.title}”{owed.get_stage_display()}。{owed.turn}",
        key=f"owed {owed.pk} {seq_of(owed)}",
        path=reverse("registers:record", args=[register.key, owed.pk]),
    )
