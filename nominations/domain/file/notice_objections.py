"""单位公示异议: what colleagues object to while the firm shows its nominee; open ones keep the file from being handed in."""

import datetime as dt

from django.db import transaction

from nominations.models import Nomination, NoticeObjection
from nominations.rules.file.nomination import may_edit
from nominations.rules.ways_in.leads import holds_no_number
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal


@transaction.atomic
def enter(actor: User, nomination: Nomination, *, raised_on: dt.date, text: str) -> NoticeObjection:
    """By whoever writes the file; the objector is not named."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm")
        .get(pk=nomination.pk)
    )
    require(may_edit(actor, nomination))
    require_text(text, "请写明异议的内容。")
    require(holds_no_number(text))
    if raised_on > clock.today():
        raise Refusal("提出异议的日期不能晚于今天。")
    found = NoticeObjection.objects.create(
        nomination=nomination, raised_on=raised_on, text=text.strip()[:500], entered_by=actor, entered_at=clock.now()
    )  # fmt: skip
    audit.record(actor, "登记单位公示异议", nomination)
    return found


@transaction.atomic
def settle(actor: User, objection: NoticeObjection, *, finding: str) -> NoticeObjection:
    """Settle it with the finding. Idempotent: settled once."""
    objection = NoticeObjection.objects.select_for_update().get(pk=objection.pk)
    require(may_edit(actor, objection.nomination))
    if objection.settled_at:
        return objection
    require_text(finding, "请写明核查的经过和结果；异议属实、影响推荐的，请撤回这份申报。")
    require(holds_no_number(finding))
    objection.finding, objection.settled_by, objection.settled_at = finding.strip()[:500], actor, clock.now()
    objection.save()
    audit.record(actor, "办结单位公示异议", objection.nomination)
    return objection
