"""Who may do one act with many files at once, and take the batch back."""

from nominations.models import BulkAct
from wuhou_craftsmen.accounts.roles import OFFICES
from wuhou_craftsmen.accounts.rules import holds
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

may_act_in_bulk = holds(*OFFICES)


def may_undo(user, batch: BulkAct) -> Answer:
    """Whoever did it; a second officer's confirmation is in force at once, two people open it again."""
    if batch.by_id != user.pk:
        return no("批量办理只由办理人本人撤销；其他人可以逐份撤回。")
    if batch.act == "confirm":
        return no("复核后结论立即生效，不能撤销；确需更改的，在申报页由两人重新审查。")
    return YES
