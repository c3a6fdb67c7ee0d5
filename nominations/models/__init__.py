"""The tables of the nominations room."""

from .achievements import Achievement
from .application import Route
from .bulk import BulkAct, BulkLine
from .changes import ChangeKind, FileChange
from .checks import DepartmentOpinion, Endorsement, QualificationCheck, Waiver
from .conflicts import Conflict
from .direct_recognition import DirectRecognition
from .files import Evidence, EvidenceKind, Nomination
from .imports import ImportRow
from .leads import Lead
from .nominee import NomineeRemark
from .notice_objections import NoticeObjection
from .papers import CallNotice, FullExport, ReportKind, UnitReport
from .quotas import EndorsedRank, UnitQuota
from .rounds import AnnualRound, ChaseCall, DeadlineChange, RoundEvent
from .union_confirmation import UnionConfirmation

__all__ = [
    "Achievement",
    "AnnualRound",
    "BulkAct",
    "BulkLine",
    "CallNotice",
    "ChangeKind",
    "ChaseCall",
    "Conflict",
    "DeadlineChange",
    "DepartmentOpinion",
    "DirectRecognition",
    "EndorsedRank",
    "Endorsement",
    "Evidence",
    "EvidenceKind",
    "FileChange",
    "FullExport",
    "ImportRow",
    "Lead",
    "Nomination",
    "NomineeRemark",
    "NoticeObjection",
    "QualificationCheck",
    "ReportKind",
    "RoundEvent",
    "Route",
    "UnionConfirmation",
    "UnitQuota",
    "UnitReport",
    "Waiver",
]
