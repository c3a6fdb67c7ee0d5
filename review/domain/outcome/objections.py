"""异议: real name or sealed letter, in time. It holds one person, never the list."""

import datetime as dt

from django.db import transaction

from review import rules
from review.models import Candidacy, Objection, PublicNotice
from review.states import CANDIDACY, OBJECTION
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal

VERBS = {"upheld": "uphold", "dismissed": "dismiss"}  # outcome -> how an objection comes to it


def _not_accepted_for(notice: PublicNotice, dated_on: dt.date, real_name: bool, objector: str) -> str:
    if not notice.starts_on <= dated_on <= notice.ends_on:
        return "不在公示期内"
    return "" if real_name and objector.strip() else "未署实名或未加盖单位公章"


@transaction.atomic
def register(
    actor: User,
    notice: PublicNotice,
    candidacy: Candidacy,
    *,
    means: str,
    objector: str,
    real_name: bool,
    dated_on: dt.date,
    allegation: str,
) -> Objection:
    """Enter an objection, also one that arrives after the notice was ended: what is in time (a letter by its postmark) holds,
    what is late or anonymous is not accepted, with the reason kept. Who is named already is not held: what is upheld then
    leads to the revocation of the title.
    """
    require(is_union_staff(actor))
    require_text(allegation, "请写明异议内容。")
    candidacy = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if candidacy.state not in rules.ON_SHOW:
        raise Refusal(f"该人选现在是“{candidacy.get_state_display()}”，没有公示。")
    reason = _not_accepted_for(notice, dated_on, real_name, objector)
    objection = Objection.objects.create(
        notice=notice,
        candidacy=candidacy,
        means=means,
        objector=objector.strip(),
        real_name=real_name,
        dated_on=dated_on,
        allegation=allegation.strip(),
        state="not_accepted" if reason else "open",
        not_accepted_reason=reason,
        received_by=actor,
        received_at=clock.now(),
    )
    named = candidacy.state == "cleared" and candidacy.round.state not in ("notice", "naming")
    if objection.state == "open" and candidacy.state != "held" and not named:
        CANDIDACY.move(candidacy, "hold")
        candidacy.save()
    audit.record(actor, "登记异议", candidacy, accepted=not reason, reason=reason)
    return objection


@transaction.atomic
def read_objector(actor: User, objection: Objection, reason: str) -> str:
    """Who objected, told with a reason and written down (permissions row 45)."""
    require(rules.may_read_objector(actor))
    why = require_text(reason, "请写明查看的原因。")
    audit.record(actor, "查看异议人", objection.candidacy, reason=why[:200])
    return objection.objector


@transaction.atomic
def decide(actor: User, objection: Objection, *, finding: str, outcome: str) -> Objection:
    """The leading group's decision on the finding: upheld ends the candidacy, dismissed puts it back."""
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    candidacy = Candidacy.objects.select_for_update().get(pk=objection.candidacy_id)
    require(rules.may_decide_objection(actor, objection))
    if objection.state in VERBS:
        return objection
    require_text(finding, "没有核查报告，不能作出结论。")
    if outcome not in VERBS:
        raise Refusal("请选择异议成立或不成立。")
    OBJECTION.move(objection, VERBS[outcome])
    objection.finding = finding.strip()
    objection.decided_by, objection.decided_at = actor, clock.now()
    objection.save()
    _settle(candidacy, objection)
    audit.record(actor, "异议办结", candidacy, outcome=objection.get_state_display())
    return objection


def _settle(candidacy: Candidacy, objection: Objection) -> None:
    if candidacy.state != "held":
        return
    if objection.state == "upheld":
        CANDIDACY.move(candidacy, "disqualify")
        candidacy.outcome_reason = "异议成立，取消资格"
    elif not candidacy.objections.filter(state="open").exists():
        CANDIDACY.move(candidacy, "release")
        if objection.notice.ended_at:
            CANDIDACY.move(candidacy, "clear")
    candidacy.save()
