"""The forms of the nominations room."""

from .bulk import BULK_FORMS
from .changes import ChangeForm, OutcomeForm
from .checks import AskForm, FindingForm, OpinionForm, ReplyForm, VerdictForm, WaiveForm
from .conflicts import ConflictForm
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
from .notice_objections import NoticeObjectionForm
from .quotas import CallForm, ExportForm, QuotaForm, RankForm, ScanForm
from .rounds import ExtendForm, ReopenForm, RoundForm
from .union import UnionLetterForm

__all__ = [
    "BULK_FORMS",
    "AdoptForm",
    "AskForm",
    "CallForm",
    "ChangeForm",
    "ConflictForm",
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
    "NoticeObjectionForm",
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
