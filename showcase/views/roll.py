"""The roll of craftsmen, for everybody. A cache asks each time whether its copy holds: what is taken back is gone at once."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from showcase import queries
from showcase.forms import RollFilterForm
from wuhou_craftsmen.common.files.pages import PICTURE
from wuhou_craftsmen.common.web.public import ASKED_AGAIN, for_everybody
from wuhou_craftsmen.common.web.views import page_of

PER_PAGE = 9


@for_everybody(ASKED_AGAIN)
def roll(request):
    narrowing = RollFilterForm(request.GET)
    page = page_of(request, narrowing.narrowed(queries.shown()), PER_PAGE)
    pictures = queries.thumbnails(list(page))
    context = {
        "filter": narrowing,
        "page": page,
        "people": [(profile, pictures.get(profile.pk)) for profile in page],
        "years": queries.years(),
    }
    return render(request, "showcase/roll.html", context)


@for_everybody(ASKED_AGAIN)
def craftsman(request, pk):
    """What the naming decision says; deed, climb and portrait where the person approved."""
    profile = get_object_or_404(queries.shown(), pk=pk)
    pictured = queries.shown().filter(pk=pk, portrait__isnull=False).exists()
    return render(request, "showcase/craftsman.html", {"profile": profile, "pictured": pictured})


@for_everybody(ASKED_AGAIN)
def portrait(request, pk):
    """The picture that the person approved of."""
    content = queries.shown().filter(pk=pk).values_list("portrait", flat=True).first()
    if not content:
        raise Http404
    return HttpResponse(bytes(content), content_type=PICTURE)
