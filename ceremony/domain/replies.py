"""Whether a craftsman comes, or who comes for him: said by HR of the firm, or by the union for it."""

from django.db import transaction

from ceremony import rules
from ceremony.models import Attendee
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text

from .planning import locked


@transaction.atomic
def reply(
    actor: User,
    attendee: Attendee,
    *,
    answer: str,
    proxy_name: str = "",
    proxy_relation: str = "",
    reason: str = "",
) -> Attendee:
    """`answer`: self, proxy or absent; who is absent gives the seat free. It may be changed until the arrival."""
    locked(attendee.ceremony_id, "reply")
    found = Attendee.objects.select_for_update(of=("self",)).select_related("ceremony", "title")
    attendee = found.get(pk=attendee.pk)
    require(rules.may_reply(actor, attendee))
    for_proxy = answer == "proxy"
    attendee.reply = answer
    attendee.proxy_name = require_text(proxy_name, "请写明代领人的姓名。") if for_proxy else ""
    attendee.proxy_relation = require_text(proxy_relation, "请写明代领人与本人的关系。") if for_proxy else ""
    attendee.reply_reason = "" if answer == "self" else require_text(reason, "请写明本人不能到会的原因。")
    attendee.replied_by, attendee.replied_at = actor, clock.now()
    if answer == "absent":
        attendee.row = attendee.seat = None
    attendee.save()
    audit.record(actor, "回复到会情况", attendee, reply=attendee.get_reply_display())
    return attendee
