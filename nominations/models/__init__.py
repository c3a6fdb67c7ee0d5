"""The tables of the nominations room."""

from .checks import DepartmentOpinion, Endorsement, QualificationCheck, Waiver
from .files import Evidence, EvidenceKind, Nomination, Route
from .nominee import NomineeWord
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
    "NomineeWord",
    "QualificationCheck",
    "ReportKind",
    "Route",
    "UnitQuota",
    "UnitReport",
    "Waiver",
]
