"""Notices, decisions and what came of them; the calendar; questions and answers. For everybody."""

from django.http import Http404
from django.shortcuts import render

from awards.models import NamingDecision
from nominations.models import AnnualRound
from showcase import agenda, queries
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.public import ASKED_AGAIN, for_everybody
from wuhou_craftsmen.common.web.views import page_of

QUESTIONS = 20  # a page


@for_everybody()
def notices(request):
    """Year by year: the call, the notice of the proposed, the naming decision and its names."""
    rounds = AnnualRound.objects.exclude(state__in=["planned", "annulled"]).order_by("-year", "-pk")
    rounds = rounds.select_related("call_notice").prefetch_related("notices", "decisions", "unit_quotas")
    return render(request, "showcase/notices.html", {"rounds": rounds, "today": clock.today()})


@for_everybody(ASKED_AGAIN)
def results(request, year):
    """Whom the decisions of a year named, without those whose title was revoked."""
    decisions = list(NamingDecision.objects.filter(round__year=year).exclude(round__state="annulled"))
    if not decisions:
        raise Http404
    named = queries.shown().filter(year=year).order_by("pk")
    return render(request, "showcase/results.html", {"year": year, "decisions": decisions, "named": named})


@for_everybody()
def calendar(request):
    """The days of this year's round, and the campaigns of clause 十二."""
    year = clock.today().year
    context = {"year": year, "days": agenda.days_of(year), "today": clock.today()}
    return render(request, "showcase/calendar.html", context)


@for_everybody()
def questions(request):
    """What people asked at the desk, with the answer they were given."""
    return render(
        request, "showcase/questions.html", {"page": page_of(request, queries.questions(), QUESTIONS)}
    )
