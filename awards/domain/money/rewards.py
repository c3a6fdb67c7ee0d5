"""The ledger's entries: insert-only; a correction is a reversal and a new entry."""

from django.db import transaction

from awards import queries, rules
from awards.models import ClaimVerdict, LedgerEntry, Title
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.policy.domain import settings as register

from ..claims import entitlement


def write_entry(
    actor: User,
    round: AnnualRound,
    *,
    kind: str,
    title: Title,
    award_fen: int,
    basis: str,
    verdict: ClaimVerdict | None = None,
) -> LedgerEntry:
    """One entry with its tax by the round's frozen settings. The caller holds the person's lock."""
    payment = entitlement.tax(
        award_fen, *(register.value(round.settings, key) for key in ("tax_mode", "tax_rate"))
    )
    entry = LedgerEntry.objects.create(
        round=round,
        kind=kind,
        person=title.person,
        title=title,
        verdict=verdict,
        award_fen=award_fen,
        gross_fen=payment.gross,
        tax_fen=payment.tax,
        net_fen=payment.net,
        tax_mode=register.value(round.settings, "tax_mode"),
        basis=basis,
        created_by=actor,
        created_at=clock.now(),
    )
    audit.record(actor, f"登记{entry.get_kind_display()}", entry, gross_fen=payment.gross, basis=basis)
    return entry


@transaction.atomic
def create_naming_entries(actor: User, round: AnnualRound) -> list[LedgerEntry]:
    """The naming reward of the round’s policy, once in a person's life (clause 九); who was paid before gets no entry. Idempotent."""
    require(rules.may_create_entries(actor))
    round = AnnualRound.objects.select_for_update(of=("self",)).select_related("policy").get(pk=round.pk)
    if round.state != "rewarding":
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，命名后才能登记奖励。")
    entries, reward_fen = [], needed(round.policy).naming_reward_fen
    for title in queries.unrewarded().filter(decision__round=round).select_related("decision"):
        Craftsman.objects.select_for_update().get(pk=title.person_id)
        if reward_fen and not queries.standing().filter(person=title.person_id, kind="naming").exists():
            entries.append(
                write_entry(
                    actor, round, kind="naming", title=title, award_fen=reward_fen,
                    basis=title.decision.number,
                )
            )  # fmt: skip
    return entries


def _check_reversal(entry_id: int, reason: str) -> LedgerEntry:
    entry = LedgerEntry.objects.get(pk=entry_id)
    if entry.kind == "reversal":
        raise Refusal("冲销分录不能再冲销。")
    if hasattr(entry, "reversed_by"):
        raise Refusal("这一分录已经冲销过。")
    require_text(reason, "请写明冲销原因和依据。")
    return entry


@two_person_act(
    "awards.reverse_entry",
    "冲销分录",
    may=rules.may_reverse,
    summary=lambda entry_id, reason: (
        f"台账第 {entry_id} 号 {LedgerEntry.objects.get(pk=entry_id).person} 冲销：{reason}"
    ),
    check=_check_reversal,
)
@transaction.atomic
def reverse_entry(*, actor: User, second: User, entry_id: int, reason: str) -> LedgerEntry:
    """The exact negative of an entry, once; what the bank already paid becomes a matter of recovery."""
    found = _check_reversal(entry_id, reason)
    Craftsman.objects.select_for_update().get(pk=found.person_id)
    entry = _check_reversal(entry_id, reason)
    if entry.lines.filter(batch__state__in=["drafted", "approved", "sent"], outcome="").exists():
        raise Refusal("这一分录正在发放批次中，办结后才能冲销。")
    return write_reversal(actor, second, entry, reason)


def write_reversal(actor: User, second: User, entry: LedgerEntry, reason: str) -> LedgerEntry:
    """The exact negative of an entry, for verbs that have asked their own rule and hold the person's lock."""
    negative = entitlement.reverse(entitlement.Payment(entry.gross_fen, entry.tax_fen, entry.net_fen))
    reversal = LedgerEntry.objects.create(
        round=entry.round,
        kind="reversal",
        person=entry.person,
        title=entry.title,
        reverses=entry,
        award_fen=-entry.award_fen,
        gross_fen=negative.gross,
        tax_fen=negative.tax,
        net_fen=negative.net,
        tax_mode=entry.tax_mode,
        basis=entry.basis,
        reason=reason.strip(),
        created_by=actor,
        created_at=clock.now(),
    )
    audit.record(second, "冲销", reversal, entry=entry.pk, reason=reason.strip())
    return reversal
