"""The sheets of one file after closing, by the experts' codes."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from review import queries, rules
from review.models import Candidacy
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.web.views import allowed, done

from ..domain.scoring import names


@allowed(rules.may_oversee_review)
def scores(request, pk):
    """Marks, endorsement and comment of each sheet; whose it is only where two people opened it to this auditor."""
    candidacy = _of(pk)
    require(rules.may_see_scores(request.user, candidacy))
    named = names.open_to(request.user, candidacy)
    if named:
        names.look(request.user, candidacy)
    context = {
        "candidacy": candidacy,
        "file": candidacy.nomination,
        "criteria": candidacy.round.rubric.criteria.all(),
        "sheets": queries.sheets(candidacy),
        "named": named,
        "may_ask_names": rules.may_open_names(request.user) and not named,
        "may_void": rules.may_reopen_scoring(request.user) and rules.may_still_be_rescored(candidacy.round),
    }
    return render(request, "review/scores.html", context)


@require_POST
@allowed(rules.may_open_names)
def ask_names(request, pk):
    candidacy = _of(pk)
    two_person.propose(
        request.user, names.ACT, candidacy_id=candidacy.pk, reason=request.POST.get("reason", "")
    )
    done(request, "已提请查看评分专家姓名，等待另一人复核。")
    return redirect("review:scores", pk)


def _of(pk) -> Candidacy:
    return get_object_or_404(Candidacy.objects.select_related("nomination", "round__rubric"), pk=pk)
