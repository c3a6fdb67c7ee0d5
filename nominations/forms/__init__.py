"""The forms of the nominations room."""

from .checks import AskForm, OpinionForm, ReplyForm, VerdictForm
from .files import (
    EvidenceForm,
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
