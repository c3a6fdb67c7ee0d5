"""The forms of the nominations room."""

from .checks import AskForm, FindingForm, OpinionForm, ReplyForm, VerdictForm, WaiveForm
from .evidence import EvidenceForm
from .files import (
    FileFilterForm,
    FirmChoiceForm,
    NewNominationForm,
    NominationForm,
    ReasonForm,
    WorkbookForm,
)
from .nominee import WordForm
from .quotas import CallForm, ExportForm, QuotaForm, RankForm, ScanForm
from .rounds import ExtendForm, ReopenForm, RoundForm

__all__ = [
    "AskForm",
    "CallForm",
    "EvidenceForm",
    "ExportForm",
    "ExtendForm",
    "FileFilterForm",
    "FindingForm",
    "FirmChoiceForm",
    "NewNominationForm",
    "NominationForm",
    "OpinionForm",
    "QuotaForm",
    "RankForm",
    "ReasonForm",
    "ReopenForm",
    "ReplyForm",
    "RoundForm",
    "ScanForm",
    "VerdictForm",
    "WaiveForm",
    "WordForm",
    "WorkbookForm",
]
