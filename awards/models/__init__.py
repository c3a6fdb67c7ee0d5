"""Naming, certificates, rewards. Money is whole fen; every payment is an entry that never changes."""

from .claims import ClaimVerdict, MatchingClaim
from .money import BankAccount, BudgetLine, LedgerEntry, PaymentBatch, PaymentLine
from .naming import NamingDecision, Title, VoidCertificate

__all__ = [
    "BankAccount",
    "BudgetLine",
    "ClaimVerdict",
    "LedgerEntry",
    "MatchingClaim",
    "NamingDecision",
    "PaymentBatch",
    "PaymentLine",
    "Title",
    "VoidCertificate",
]
