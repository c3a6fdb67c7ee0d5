"""Where somebody works whose role does not say it: an expert is seated at the union. Higher rooms tell it here."""

from collections.abc import Callable

from .models import User

_tellers: list[Callable] = []


def tells_workplaces(teller: Callable) -> Callable:
    """Register `teller(users) -> {user id: name of the employer}`, one question for all of them."""
    _tellers.append(teller)
    return teller


def workplaces(users: list[User]) -> dict[int, str]:
    """The employer of each, or else the unit of the role; the users come with their roles (`queries.with_roles`)."""
    units = {user.pk: "、".join(str(m.organisation) for m in user.current_memberships) for user in users}
    for teller in _tellers:
        units |= teller(users)
    return units
