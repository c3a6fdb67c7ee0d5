"""The forms of the nominations room."""

from .checks import AskForm, OpinionForm, ReplyForm, VerdictForm
from .direct import DirectCheckForm, DirectFilterForm, DirectForm, DirectRefuseForm
from .files import (
    EvidenceForm,
    FileFilterForm,
    FirmChoiceForm,
    NewNominationForm,
    NominationForm,
    ReasonForm,
    WorkbookForm,
)
from .leads import AdoptForm, DeclineForm, LeadFilterForm, LeadForm, PassOnForm, ReceiptForm
from .rounds import ExtendForm, ReopenForm, RoundForm
from .union import UnionLetterForm

__all__ = [
    "AdoptForm",
    "AskForm",
    "DeclineForm",
    "DirectCheckForm",
    "DirectFilterForm",
    "DirectForm",
    "DirectRefuseForm",
    "EvidenceForm",
    "ExtendForm",
    "FileFilterForm",
    "FirmChoiceForm",
    "LeadFilterForm",
    "LeadForm",
    "NewNominationForm",
    "NominationForm",
    "OpinionForm",
    "PassOnForm",
    "ReasonForm",
    "ReceiptForm",
    "ReopenForm",
    "ReplyForm",
    "RoundForm",
    "UnionLetterForm",
    "VerdictForm",
    "WorkbookForm",
]
