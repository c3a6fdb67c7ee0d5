"""The tables of the nominations room."""

from .checks import DepartmentOpinion, Endorsement, QualificationCheck, Waiver
from .files import Evidence, EvidenceKind, Nomination, Route
from .nominee import NomineeWord
from .rounds import AnnualRound, DeadlineChange

__all__ = [
    "AnnualRound",
    "DeadlineChange",
    "DepartmentOpinion",
    "Endorsement",
    "Evidence",
    "EvidenceKind",
    "Nomination",
    "NomineeWord",
    "QualificationCheck",
    "Route",
    "Waiver",
]
