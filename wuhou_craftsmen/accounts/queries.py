"""What lists and searches of accounts read."""

from django.db.models import Q

from .models import User


def matching(memberships, words: str):
    """The memberships whose person, sign-in name or unit contains the words."""
    return memberships.filter(
        Q(user__full_name__icontains=words)
        | Q(user__username__icontains=words)
        | Q(organisation__name__icontains=words)
    )


def holders(role: str, organisation=None):
    """The users who hold the role now, in the organisation or in any."""
    terms = {"memberships__role": role, "memberships__ended_at": None, "is_active": True}
    if organisation is not None:
        terms["memberships__organisation"] = organisation
    return User.objects.filter(**terms).distinct()
