"""The saved filters of the list on show."""

from django import template
from django.template import Context

from wuhou_craftsmen.common.models import SavedFilter

register = template.Library()


@register.simple_tag(takes_context=True)
def saved_filters(context: Context) -> list[SavedFilter]:
    """This user's saved filters of this page, in the order of saving."""
    request = context["request"]
    if not request.user.is_authenticated:
        return []
    return list(SavedFilter.objects.filter(owner=request.user, page=request.path))
