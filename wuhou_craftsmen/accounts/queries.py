"""What lists and searches of accounts read."""

from django.db.models import Q


def matching(memberships, words: str):
    """The memberships whose person, sign-in name or unit contains the words."""
    return memberships.filter(
        Q(user__full_name__icontains=words)
        | Q(user__username__icontains=words)
        | Q(organisation__name__icontains=words)
    )
