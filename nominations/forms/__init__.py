"""The forms of the nominations room."""

from .checks import AskForm, OpinionForm, ReplyForm, VerdictForm
from .evidence import EvidenceForm
from .files import (
    FileFilterForm,
    FirmChoiceForm,
    NewNominationForm,
    NominationForm,
    ReasonForm,
    WorkbookForm,
)
from .rounds import ExtendForm, ReopenForm, RoundForm

__all__ = [
    "AskForm",
    "EvidenceForm",
    "ExtendForm",
    "FileFilterForm",
    "FirmChoiceForm",
    "NewNominationForm",
    "NominationForm",
    "OpinionForm",
    "ReasonForm",
    "ReopenForm",
    "ReplyForm",
    "RoundForm",
    "VerdictForm",
    "WorkbookForm",
]
