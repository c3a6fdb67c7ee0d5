"""直接认定 (clause 七): claimed by the firm, checked with the issuing body, confirmed by a second officer.

What was confirmed becomes a file of the route 直接认定; the rooms above are told and carry it on: it joins the
leading group's list, the public notice and the naming decision of the year, without scores and beside the quota.
"""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from nominations.models import AnnualRound, DirectRecognition, Nomination, Route
from nominations.rules.checking.checks import reason_is_lawful
from nominations.rules.file.consent import may_store_numbers
from nominations.rules.file.nomination import person_is_free
from nominations.rules.ways_in.direct_recognition import (
    may_check_direct,
    may_claim_direct,
    may_confirm_direct,
    may_refuse_direct,
    may_withdraw_direct,
    round_takes,
    title_counts,
    works_here,
)
from nominations.states import DIRECT, NOMINATION
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.resident_id import sex_of
from wuhou_craftsmen.ladder.domain import people

from ..file import submission
from ..file.drafts import next_no

_listeners: list[Callable] = []


def when_proposed(listener: Callable) -> Callable:
    """Register `listener(actor, nomination)`: told in the same transaction, a Refusal of its own stops the proposal."""
    _listeners.append(listener)
    return listener


@transaction.atomic
def claim(
    actor: User,
    round: AnnualRound,
    firm: Organisation,
    *,
    id_number: str,
    phone: str,
    consented_on: dt.date | None,
    evidence: tuple[str, bytes],
    fields: dict,
) -> DirectRecognition:
    """A claim in the year's register. `fields`: name, maybe sex (else that of the number), trade, title, issuer, level, titled_on, document_no,
    arrived_on; `evidence`: file name and content."""
    round = AnnualRound.objects.select_for_update(of=("self",)).select_related("policy").get(pk=round.pk)
    require(may_claim_direct(actor, round, firm))
    require(title_counts(level=fields["level"], issuer=fields["issuer"]))
    require(may_store_numbers(consented_on))
    if max(fields["titled_on"], fields["arrived_on"]) > clock.today():
        raise Refusal("授予日期和来武侯工作日期不能晚于今天。")
    fields = {"sex": sex_of(id_number)} | fields
    person = people.of_firm(
        actor, firm, name=fields["name"], id_number=id_number, sex=fields["sex"], phone=phone
    )
    require(person_is_free(person, round))
    name, content = evidence
    found = DirectRecognition.objects.create(
        round=round,
        person=person,
        firm=firm,
        consented_on=needed(consented_on),
        evidence=uploads.store_upload(content, name=name, actor=actor, rehearsal=round.rehearsal),
        claimed_by=actor,
        claimed_at=clock.now(),
        **fields,
    )
    audit.record(actor, "提出直接认定", found, level=found.get_level_display(), issuer=found.issuer)
    return found


def _locked(claim: DirectRecognition) -> DirectRecognition:
    claims = DirectRecognition.objects.select_for_update(of=("self",))
    return claims.select_related("round__policy", "firm", "person").get(pk=claim.pk)


@transaction.atomic
def check(
    actor: User, claim: DirectRecognition, *, finding: str, how: str, reply_no: str
) -> DirectRecognition:
    """What the issuing body answered, with its document; revoked or unknown there, the claim is refused at once."""
    claim = _locked(claim)
    require(may_check_direct(actor, claim))
    if finding not in dict(DirectRecognition.FINDINGS):
        raise Refusal("请选择核实结果。")
    if not how.strip() or not reply_no.strip():
        raise Refusal("请写明怎样、何时向授予机关核实，以及复函文号；未经核实的不能认定。")
    claim.finding, claim.how, claim.reply_no = finding, how.strip(), reply_no.strip()
    claim.checked_by, claim.checked_at = actor, clock.now()
    DIRECT.move(claim, "check" if finding == "valid" else "refuse")
    if claim.state == "refused":
        claim.reason = claim.get_finding_display()
    claim.save()
    audit.record(actor, "核实直接认定", claim, finding=claim.get_finding_display(), reply_no=claim.reply_no)
    return claim


@transaction.atomic
def confirm(actor: User, claim: DirectRecognition) -> DirectRecognition:
    """The second officer agrees: the claim is proposed, its file goes before the leading group. Idempotent."""
    claim = _locked(claim)
    if claim.state == "proposed":
        return claim
    round = (
        AnnualRound.objects.select_for_update(of=("self",)).select_related("policy").get(pk=claim.round_id)
    )
    require(may_confirm_direct(actor, claim))
    require(round_takes(round))
    require(works_here(claim.firm))
    if people.holds_zhuge_or_higher(claim.person):
        raise Refusal(f"{claim.name}已有“诸葛工匠”或更高称号，不再直接认定。")
    if claim.person.nominations.filter(round=round).exclude(state="withdrawn").exists():
        raise Refusal(f"{claim.name}在{round.year}年度已经申报，不能再直接认定。")
    claim.nomination = _file(claim, round)
    claim.confirmed_by, claim.confirmed_at = actor, clock.now()
    DIRECT.move(claim, "propose")
    claim.save()
    audit.record(actor, "复核直接认定", claim, nomination=claim.nomination.no)
    for listener in _listeners:
        listener(actor, claim.nomination)
    return claim


def _file(claim: DirectRecognition, round: AnnualRound) -> Nomination:
    """The file that carries the claim on: received when it was claimed, qualified by the two officers."""
    nomination = Nomination(
        round=round,
        no=next_no(round),
        person=claim.person,
        firm=claim.firm,
        name=claim.name,
        sex=claim.sex,
        trade=claim.trade,
        route=Route.DIRECT,
        deeds=f"{claim.titled_on:%Y年%-m月%-d日}由{claim.issuer}授予“{claim.title}”（{claim.get_level_display()}，{claim.document_no}）。",
        consented_on=claim.consented_on,
        created_by=claim.claimed_by,
        created_at=claim.claimed_at,
        received_at=claim.claimed_at,
        receipt_no=f"ZJ{round.year}-{claim.pk:06d}",
        submissions=1,
        state="draft",
    )
    nomination.save()
    NOMINATION.move(nomination, "recognise")
    nomination.frozen = submission.frozen_content(nomination)
    nomination.frozen_sha256 = submission.content_hash(nomination.frozen)
    nomination.save()
    return nomination


@transaction.atomic
def refuse(actor: User, claim: DirectRecognition, *, reason: str) -> DirectRecognition:
    """Not recognised, with a lawful reason."""
    claim = _locked(claim)
    if claim.state == "refused":
        return claim
    require(may_refuse_direct(actor, claim))
    require_text(reason, "不予认定须写明理由。")
    require(reason_is_lawful(reason))
    return _end(actor, claim, "refuse", reason)


@transaction.atomic
def withdraw(actor: User, claim: DirectRecognition, *, reason: str) -> DirectRecognition:
    """Taken back by the firm before it is proposed."""
    claim = _locked(claim)
    if claim.state == "withdrawn":
        return claim
    require(may_withdraw_direct(actor, claim))
    require_text(reason, "请写明撤回原因。")
    return _end(actor, claim, "withdraw", reason)


def _end(actor: User, claim: DirectRecognition, verb: str, reason: str) -> DirectRecognition:
    DIRECT.move(claim, verb)
    claim.reason = reason.strip()
    claim.save()
    audit.record(actor, f"直接认定{DIRECT.transitions[verb].label}", claim, reason=claim.reason)
    return claim
