"""The figures of titles, claims and money: one source for pages, workbooks and results."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from nominations.models import AnnualRound

from .domain.entitlement import REASONS
from .models import ClaimVerdict, LedgerEntry, MatchingClaim, Title


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


def named(round: AnnualRound):
    """The round's titles by rank, then number."""
    titles = Title.objects.filter(decision__round=round)
    return titles.select_related("candidacy__nomination__firm", "decision__round", "certificate", "person")


def entries(round: AnnualRound):
    """The ledger in the order of writing."""
    return LedgerEntry.objects.filter(round=round).select_related(
        "person",
        "title__candidacy__nomination__firm",
        "verdict__claim",
        "reverses",
        "reversed_by",
        "created_by",
    )


def totals(round: AnnualRound) -> Totals:
    """Counts and sums of the entries that stand (a reversed entry and its reversal cancel out)."""
    return Totals(naming=_sums(round, "naming"), matching=_sums(round, "matching"))


def _sums(round: AnnualRound, kind: str) -> Sums:
    standing = LedgerEntry.objects.filter(round=round, kind=kind, reversed_by=None)
    found = standing.aggregate(Count("pk"), Sum("gross_fen"), Sum("tax_fen"), Sum("net_fen"))
    return Sums(
        found["pk__count"],
        found["gross_fen__sum"] or 0,
        found["tax_fen__sum"] or 0,
        found["net_fen__sum"] or 0,
    )


def claims(round: AnnualRound):
    """Every claim in the form's order with its last verdict (`code`, `match_fen`, `before_fen`) and what stands paid.

    `gross_fen`, `tax_fen`, `net_fen`: of the entry that stands, 0 otherwise.
    """
    last = ClaimVerdict.objects.filter(claim=OuterRef("pk")).order_by("-pk")
    standing = LedgerEntry.objects.filter(verdict__claim=OuterRef("pk"), reversed_by=None).order_by("-pk")
    return MatchingClaim.objects.filter(round=round).annotate(
        code=Subquery(last.values("code")[:1]),
        match_fen=Subquery(last.values("match_fen")[:1]),
        before_fen=Subquery(last.values("before_fen")[:1]),
        **{
            name: Coalesce(Subquery(standing.values(name)[:1]), 0)
            for name in ("gross_fen", "tax_fen", "net_fen")
        },
    )


def reason_of(claim) -> str:
    """The last verdict's reason in Chinese."""
    return REASONS.get(claim.code, "待审核")
