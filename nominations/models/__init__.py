"""The tables of the nominations room."""

from .checks import DepartmentOpinion, Endorsement, QualificationCheck
from .direct import DirectRecognition
from .files import Evidence, EvidenceKind, Nomination, Route
from .leads import Lead
from .rounds import AnnualRound, DeadlineChange
from .union import UnionConfirmation

__all__ = [
    "AnnualRound",
    "DeadlineChange",
    "DepartmentOpinion",
    "DirectRecognition",
    "Endorsement",
    "Evidence",
    "EvidenceKind",
    "Lead",
    "Nomination",
    "QualificationCheck",
    "Route",
    "UnionConfirmation",
]
