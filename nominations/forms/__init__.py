"""The forms of the nominations room."""

from .checks import AskForm, FindingForm, OpinionForm, ReplyForm, VerdictForm, WaiveForm
from .files import (
    EvidenceForm,
    FileFilterForm,
    FirmChoiceForm,
    NewNominationForm,
    NominationForm,
    ReasonForm,
    WorkbookForm,
)
from .nominee import WordForm
from .rounds import ExtendForm, ReopenForm, RoundForm

__all__ = [
    "AskForm",
    "EvidenceForm",
    "ExtendForm",
    "FileFilterForm",
    "FindingForm",
    "FirmChoiceForm",
    "NewNominationForm",
    "NominationForm",
    "OpinionForm",
    "ReasonForm",
    "ReopenForm",
    "ReplyForm",
    "RoundForm",
    "VerdictForm",
    "WaiveForm",
    "WordForm",
    "WorkbookForm",
]
