"""The tables of the nominations room."""

from .changes import ChangeKind, FileChange
from .checks import DepartmentOpinion, Endorsement, QualificationCheck, Waiver
from .direct import DirectRecognition
from .files import Evidence, EvidenceKind, Nomination, Route
from .leads import Lead
from .nominee import NomineeWord
from .papers import CallNotice, FullExport, ReportKind, UnitReport
from .quotas import EndorsedRank, UnitQuota
from .rounds import AnnualRound, DeadlineChange
from .union import UnionConfirmation

__all__ = [
    "AnnualRound",
    "CallNotice",
    "ChangeKind",
    "DeadlineChange",
    "DepartmentOpinion",
    "DirectRecognition",
    "EndorsedRank",
    "Endorsement",
    "Evidence",
    "EvidenceKind",
    "FileChange",
    "FullExport",
    "Lead",
    "Nomination",
    "NomineeWord",
    "QualificationCheck",
    "ReportKind",
    "Route",
    "UnionConfirmation",
    "UnitQuota",
    "UnitReport",
    "Waiver",
]
