"""Who is who: users, organisations, and what a user is in an organisation."""

from .organisations import EndorsingKind, Organisation, OrganisationKind
from .people import Membership, Person, Role, User
from .registration import FirmRegistration

__all__ = [
    "EndorsingKind",
    "FirmRegistration",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "Role",
    "User",
]
