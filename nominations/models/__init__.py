"""The tables of the nominations room."""

from .checks import DepartmentOpinion, Endorsement, QualificationCheck
from .files import Evidence, EvidenceKind, Nomination, Route
from .papers import CallNotice, FullExport, ReportKind, UnitReport
from .quotas import EndorsedRank, UnitQuota
from .rounds import AnnualRound, DeadlineChange

__all__ = [
    "AnnualRound",
    "CallNotice",
    "DeadlineChange",
    "DepartmentOpinion",
    "EndorsedRank",
    "Endorsement",
    "Evidence",
    "EvidenceKind",
    "FullExport",
    "Nomination",
    "QualificationCheck",
    "ReportKind",
    "Route",
    "UnitQuota",
    "UnitReport",
]
