"""寻找身边的工匠 (clause 六): a lead from the public goes to a unit, and becomes a nomination when the person consents."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from nominations import queries
from nominations.models import AnnualRound, Lead, Nomination, Route
from nominations.rules.checking.checks import reason_is_lawful
from nominations.rules.file.consent import may_store_numbers
from nominations.rules.ways_in.leads import (
    holds_no_number,
    may_adopt,
    may_decline,
    may_merge,
    may_pass_on,
    may_read_recommender,
)
from nominations.states import LEAD
from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role, User
from wuhou_craftsmen.accounts.queries import endorsing_units_text
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.security.crypto import fingerprint
from wuhou_craftsmen.common.text.keys import match_key

from ..file import drafts

MAX_LEADS_PER_ADDRESS_PER_HOUR = 5  # leads from one address
MAX_NEW_LEADS_PER_DAY = 100  # leads that wait for the union
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Recommender:
    """Who told; may stay empty."""

    name: str = ""
    phone: str = ""


@transaction.atomic
def receive(
    address: str,
    *,
    name: str,
    firm_name: str,
    trade: str,
    deeds: str,
    recommender: Recommender = Recommender(),
) -> str:
    """Store a lead and give the number that finds it again; it cannot be guessed and is kept nowhere.

    Refused: what looks like a private number, too many from one address in an hour or waiting since this morning.
    `address` is the client's; only a fingerprint that changes each day is kept.
    """
    now = clock.now()
    for text in (name, firm_name, trade, deeds):
        require_text(text, "请填写姓名、工作单位、职业（工种）和推荐理由。")
        require(holds_no_number(text))
    source = fingerprint(f"{clock.today()} {address}", "lead source")
    recent = Lead.objects.filter(source=source, received_at__gt=now - dt.timedelta(hours=1))
    if recent.count() >= MAX_LEADS_PER_ADDRESS_PER_HOUR:
        raise Refusal("您在一小时内提交的线索较多，请过一会儿再提交。", "too_often")
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if Lead.objects.filter(state="new", received_at__gte=morning).count() >= MAX_NEW_LEADS_PER_DAY:
        raise Refusal("今天收到的线索较多，工作人员正在办理，请明天再提交。", "too_often")
    receipt = "XS" + "".join(secrets.choice(LETTERS) for _ in range(16))
    lead = Lead.objects.create(
        receipt_fingerprint=_fingerprint(receipt),
        name=name.strip(),
        firm_name=firm_name.strip(),
        trade=trade.strip(),
        deeds=deeds.strip(),
        recommender_name=recommender.name.strip(),
        recommender_phone=recommender.phone,
        source=source,
        received_at=now,
    )
    audit.record(None, "收到工匠线索", lead)
    return receipt


def _fingerprint(receipt: str) -> str:
    """As typed: blanks, strokes and small letters do not count."""
    return fingerprint(match_key(receipt).replace("-", "").upper(), "lead receipt")


def find(receipt: str) -> Lead | None:
    """The lead of a receipt number; of a merged one the lead that goes on."""
    lead = Lead.objects.filter(receipt_fingerprint=_fingerprint(receipt)).first()
    while lead and lead.same_as:
        lead = lead.same_as
    return lead


def _locked(lead: Lead) -> Lead:
    return Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)


def _move(actor: User, lead: Lead, verb: str, **details: Any) -> Lead:
    LEAD.move(lead, verb)
    lead.handled_by, lead.handled_at = actor, clock.now()
    lead.save()
    audit.record(actor, f"线索{LEAD.transitions[verb].label}", lead, **details)
    return lead


@transaction.atomic
def pass_on(actor: User, lead: Lead, to: Organisation) -> Lead:
    """To a firm or an endorsing unit; a clerk only to the firms of the own area. Idempotent for the same receiver."""
    lead = _locked(lead)
    if to.pk in (lead.firm_id, lead.unit_id) and lead.state == "passed_on":
        return lead
    require(may_pass_on(actor, lead))
    area = None if actor.has_role(Role.UNION_STAFF) else actor.organisation_as(Role.ENDORSING_CLERK)
    if to.struck_off_on:
        raise Refusal(f"“{to}”已经除名，请另选单位。")
    if area and to.endorsing_unit_id != area.pk:
        raise Refusal(f"“{to}”不属于{area}办理的范围。")
    if to.kind == OrganisationKind.FIRM:
        lead.firm = to
    elif to.is_endorsing:
        lead.unit, lead.firm = to, None
    else:
        raise Refusal(f"线索只能转给企业、{endorsing_units_text()}。")
    return _move(actor, lead, "pass_on", to=str(to))


@transaction.atomic
def decline(actor: User, lead: Lead, *, reason: str) -> Lead:
    """Not taken up, with a lawful reason that the recommender may read."""
    lead = _locked(lead)
    if lead.state == "declined":
        return lead
    require(may_decline(actor, lead))
    require_text(reason, "请写明不采纳的理由，推荐人凭查询编号可以看到。")
    require(reason_is_lawful(reason))
    require(holds_no_number(reason))
    lead.reason = reason.strip()
    return _move(actor, lead, "decline", reason=lead.reason)


@transaction.atomic
def merge(actor: User, lead: Lead, into: Lead) -> Lead:
    """The same craftsman told of twice: this lead ends, the other goes on."""
    lead = _locked(lead)
    if lead.state == "merged":
        return lead
    require(may_merge(actor, lead))
    if into not in queries.alike(lead):
        raise Refusal("只能并入姓名、工作单位都相同的另一条线索。")
    lead.same_as = into
    return _move(actor, lead, "merge", into=into.pk)


@transaction.atomic
def adopt(
    actor: User,
    lead: Lead,
    round: AnnualRound,
    *,
    consented_on: dt.date | None,
    id_number: str,
    phone: str,
    trade: str,
) -> Nomination:
    """A draft of the firm with what the lead tells. Until the person has consented no number of his is stored."""
    lead = _locked(lead)
    if lead.state == "adopted":
        return needed(lead.nomination)
    require(may_adopt(actor, lead))
    require(may_store_numbers(consented_on))
    lead.nomination = drafts.create(
        actor,
        round,
        needed(lead.firm),
        id_number=id_number,
        phone=phone,
        fields={
            "name": lead.name,
            "trade": trade,
            "route": Route.SOCIAL,
            "deeds": lead.deeds,
            "consented_on": consented_on,
        },
    )
    _move(actor, lead, "adopt", nomination=lead.nomination.no)
    return lead.nomination


@transaction.atomic
def read_recommender(actor: User, lead: Lead, reason: str) -> Recommender:
    """Who told, for a call back; each look is on record with its reason."""
    require(may_read_recommender(actor, lead))
    require_text(reason, "请写明查看的原因，原因将记入操作记录。")
    audit.record(actor, "查看推荐人联系方式", lead, reason=reason.strip())
    return Recommender(lead.recommender_name, lead.recommender_phone)
