"""The forms of the nominations room."""

from .changes import ChangeForm, OutcomeForm
from .checks import AskForm, FindingForm, OpinionForm, ReplyForm, VerdictForm, WaiveForm
from .direct import DirectCheckForm, DirectFilterForm, DirectForm, DirectRefuseForm
from .evidence import EvidenceForm
from .files import (
    FileFilterForm,
    FirmChoiceForm,
    NewNominationForm,
    NominationForm,
    ReasonForm,
    WorkbookForm,
)
from .leads import AdoptForm, DeclineForm, LeadFilterForm, LeadForm, PassOnForm, ReceiptForm
from .nominee import WordForm
from .quotas import CallForm, ExportForm, QuotaForm, RankForm, ScanForm
from .rounds import ExtendForm, ReopenForm, RoundForm
from .union import UnionLetterForm

__all__ = [
    "AdoptForm",
    "AskForm",
    "CallForm",
    "ChangeForm",
    "DeclineForm",
    "DirectCheckForm",
    "DirectFilterForm",
    "DirectForm",
    "DirectRefuseForm",
    "EvidenceForm",
    "ExportForm",
    "ExtendForm",
    "FileFilterForm",
    "FindingForm",
    "FirmChoiceForm",
    "LeadFilterForm",
    "LeadForm",
    "NewNominationForm",
    "NominationForm",
    "OpinionForm",
    "OutcomeForm",
    "PassOnForm",
    "QuotaForm",
    "RankForm",
    "ReasonForm",
    "ReceiptForm",
    "ReopenForm",
    "ReplyForm",
    "RoundForm",
    "ScanForm",
    "UnionLetterForm",
    "VerdictForm",
    "WaiveForm",
    "WordForm",
    "WorkbookForm",
]
