"""The forms of the accounts room."""

from .firms import (
    ConfirmForm,
    ContactForm,
    FirmFilterForm,
    PutBackForm,
    RegistrationFilterForm,
    RegistrationForm,
    RenameForm,
    StrikeOffForm,
)
from .members import ColleagueForm, LeaveForm
from .people import (
    AccountForm,
    FirstPasswordForm,
    ForgottenForm,
    OwnPasswordForm,
    PeopleFilterForm,
    SignInForm,
)

__all__ = [
    "AccountForm",
    "ColleagueForm",
    "ConfirmForm",
    "ContactForm",
    "FirmFilterForm",
    "FirstPasswordForm",
    "ForgottenForm",
    "LeaveForm",
    "OwnPasswordForm",
    "PeopleFilterForm",
    "PutBackForm",
    "RegistrationFilterForm",
    "RegistrationForm",
    "RenameForm",
    "SignInForm",
    "StrikeOffForm",
]
