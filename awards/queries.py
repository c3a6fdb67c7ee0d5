"""The figures of titles, claims and money: one source for pages, workbooks and results."""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from nominations.models import AnnualRound, Route
from review.models import Candidacy
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.text.keys import match_key
from wuhou_craftsmen.ladder.models import Craftsman, Employment

from .domain.claims.entitlement import REASONS
from .models import BudgetLine, ClaimVerdict, LedgerEntry, MatchingClaim, PaymentBatch, PaymentLine, Title
from .rules import may_see_all_payees


@dataclass(frozen=True)
class Sums:
    """How many entries, and their whole fen."""

    count: int
    gross_fen: int
    tax_fen: int
    net_fen: int


@dataclass(frozen=True)
class Totals:
    """A round's money; reversals taken off where they belong."""

    naming: Sums
    matching: Sums

    @property
    def total_gross_fen(self) -> int:
        return self.naming.gross_fen + self.matching.gross_fen


@dataclass(frozen=True)
class MoneyAtAGlance:
    """A year's rewards in whole fen: approved, paid, in batches on their way, in no batch yet."""

    round: AnnualRound
    budget_fen: int | None
    paid_fen: int
    on_the_way_fen: int
    owed_fen: int


def standing():
    """Entries of the ledger that stand: not reversed, and no reversal."""
    return LedgerEntry.objects.filter(reversed_by=None).exclude(kind="reversal")


def unrewarded():
    """Titles that stand and whose naming reward no entry pays (clause 九); 直接认定 where the round's settings pay it."""
    paid = standing().filter(kind="naming", person=OuterRef("person"))
    unpaid = Title.objects.filter(
        candidacy__nomination__route=Route.DIRECT, decision__round__settings__direct_recognition_paid="no"
    )
    return Title.objects.filter(~Exists(paid), revoked_on=None).exclude(pk__in=unpaid.values("pk"))


def owed():
    """Those that are in no live batch, or came back from the bank."""
    live = PaymentLine.objects.filter(entry=OuterRef("pk")).exclude(outcome="failed")
    return standing().filter(~Exists(live))


def money_at_a_glance(round: AnnualRound) -> MoneyAtAGlance:
    """By what stands in the ledger and where each entry is."""
    live = PaymentLine.objects.filter(entry=OuterRef("pk")).exclude(outcome="failed")
    entries = standing().filter(round=round).annotate(outcome=Subquery(live.values("outcome")[:1]))
    sums = entries.aggregate(
        paid=Sum("gross_fen", filter=Q(outcome="paid")),
        on_the_way=Sum("gross_fen", filter=Q(outcome="")),
        owed=Sum("gross_fen", filter=Q(outcome=None)),
    )
    budget = BudgetLine.objects.filter(year=round.year).first()
    return MoneyAtAGlance(
        round,
        budget.amount_fen if budget else None,
        sums["paid"] or 0,
        sums["on_the_way"] or 0,
        sums["owed"] or 0,
    )


def named(round: AnnualRound):
    """The round's titles by rank, then number."""
    titles = Title.objects.filter(decision__round=round)
    titles = titles.select_related("candidacy__nomination__firm", "decision__round", "certificate", "person")
    return titles.prefetch_related("candidacy__nomination__changes__firm")


def cleared():
    """Whom no decision names yet."""
    return Candidacy.objects.filter(state="cleared", title=None)


def to_be_named(round: AnnualRound):
    """Those cleared whom no decision names yet, with what a list tells of them."""
    return (
        cleared()
        .filter(round=round)
        .select_related("nomination__firm")
        .prefetch_related("nomination__changes__firm")
    )


def certificates():
    """The titles whose certificate is made."""
    titles = Title.objects.filter(certificate__isnull=False)
    titles = titles.select_related("certificate", "candidacy__nomination__firm", "decision")
    return titles.prefetch_related("candidacy__nomination__changes__firm")


def payees(user):
    """The title holders whose payment this user may look at: all for union, finance and auditors, else own people."""
    people = Craftsman.objects.filter(Exists(Title.objects.filter(person=OuterRef("pk"))))
    if may_see_all_payees(user):
        return people
    now = Employment.objects.filter(
        person=OuterRef("pk"), until=None, firm=user.organisation_as(Role.FIRM_HR)
    )
    return people.filter(Exists(now))


def matching_titles(titles, words: str):
    """The titles whose name, certificate number, firm or file number contains the words."""
    return titles.filter(
        Q(name__holds=words)
        | Q(certificate_no__holds=words)
        | Q(candidacy__nomination__firm__name__holds=words)
        | Q(candidacy__nomination__no__holds=words)
    )


def matching_claims(claims, words: str):
    """The claims whose number, name or award contains the words."""
    return claims.filter(Q(no__holds=words) | Q(name__holds=words) | Q(award__holds=words))


def entries(round: AnnualRound):
    """The ledger in the order of writing."""
    found = LedgerEntry.objects.filter(round=round).select_related(
        "person",
        "title__candidacy__nomination__firm",
        "verdict__claim",
        "reverses",
        "reversed_by",
        "created_by",
    )
    return found.prefetch_related("title__candidacy__nomination__changes__firm")


def roster(round: AnnualRound):
    """花名册: the entries that stand, naming rewards first by rank, then matching in the order of writing."""
    return entries(round).filter(reversed_by=None).exclude(kind="reversal").order_by(F("kind").desc(), "pk")


def with_accounts(found) -> None:
    """Give each entry of a page its `line` (batch and account), or None, with one query."""
    lines = PaymentLine.objects.filter(entry__in=[entry.pk for entry in found]).exclude(outcome="failed")
    by_entry = {
        line.entry_id: line
        for line in lines.select_related("batch__maker", "batch__approver", "batch__payer", "account")
    }
    for entry in found:
        entry.line = by_entry.get(entry.pk)


def roster_sums(round: AnnualRound) -> Sums:
    """Count and sums of the whole 花名册."""
    return _aggregate(roster(round).order_by())


def batches(round: AnnualRound):
    """The round's batches with `count` and `gross_fen` of each."""
    found = PaymentBatch.objects.filter(round=round).select_related("maker", "approver", "payer")
    return found.annotate(count=Count("lines"), gross_fen=Sum("lines__entry__gross_fen"))


def batch_sums(batch: PaymentBatch) -> Sums:
    """Count and sums of a batch's lines."""
    return _aggregate(LedgerEntry.objects.filter(lines__batch=batch))


def totals(round: AnnualRound) -> Totals:
    """Counts and sums of the entries that stand (a reversed entry and its reversal cancel out)."""
    return Totals(naming=_sums(round, "naming"), matching=_sums(round, "matching"))


def _sums(round: AnnualRound, kind: str) -> Sums:
    return _aggregate(LedgerEntry.objects.filter(round=round, kind=kind, reversed_by=None))


def _aggregate(found) -> Sums:
    sums = found.aggregate(Count("pk"), Sum("gross_fen"), Sum("tax_fen"), Sum("net_fen"))
    return Sums(sums["pk__count"], *(sums[f"{name}_fen__sum"] or 0 for name in ("gross", "tax", "net")))


def claims(round: AnnualRound):
    """Every claim in the form's order with its last verdict (`code`, `match_fen`, `before_fen`) and what stands paid.

    `award_fen`, `gross_fen`, `tax_fen`, `net_fen`: of the entry that stands, 0 otherwise.
    """
    last = ClaimVerdict.objects.filter(claim=OuterRef("pk")).order_by("-pk")
    standing = LedgerEntry.objects.filter(verdict__claim=OuterRef("pk"), reversed_by=None).order_by("-pk")
    return MatchingClaim.objects.filter(round=round).annotate(
        code=Subquery(last.values("code")[:1]),
        match_fen=Subquery(last.values("match_fen")[:1]),
        before_fen=Subquery(last.values("before_fen")[:1]),
        **{
            name: Coalesce(Subquery(standing.values(name)[:1]), 0)
            for name in ("award_fen", "gross_fen", "tax_fen", "net_fen")
        },
    )


def naming_dates(fingerprints) -> dict:
    """Person's fingerprint -> the naming date a claim is judged by: the earliest that stands, of any year.

    Of somebody whose titles are all revoked it is the earliest of those.
    """
    titles = Title.objects.filter(person__id_fingerprint__in=fingerprints)
    found = titles.values_list("person__id_fingerprint", "named_on", "revoked_on")
    dates: dict = {}
    for person, named_on, _ in sorted(found, key=lambda row: (row[2] is not None, row[1])):
        dates.setdefault(person, named_on)
    return dates


def reason_of(claim) -> str:
    """The last verdict's reason in Chinese."""
    return REASONS.get(claim.code, "待审核")


CHECK_CODE = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


def read_check_code(typed: str) -> str:
    """The 32 signs of a check code in what was typed or scanned: a label before it, the whole address, blanks or hyphens
    between, capitals, full-width signs; nothing where there is none."""
    plain = unicodedata.normalize("NFKC", typed).lower()
    close = re.sub(r"[\s\-‐–—]", "", plain)
    found = CHECK_CODE.search(plain) or CHECK_CODE.search(close)
    return found.group() if found else ""


_CERTIFICATE_NUMBER = re.compile(r"诸葛工匠|[〔\[(【]?\d{4}[〕\])】]?\d{1,4}号")


def is_certificate_number(typed: str) -> bool:
    """Whether a certificate's number was typed, or a piece of it: 诸葛工匠〔2021〕003号."""
    return _CERTIFICATE_NUMBER.search(match_key(typed)) is not None
