"""Who scores which file: the secretary reads and changes it, the auditor reads it with a reason."""

from django.shortcuts import get_object_or_404, redirect, render

from nominations.models import AnnualRound
from review import queries, rules
from review.forms.committee import AssignmentForm
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from ..domain.committee import assignment

VERBS = {"assign": (assignment.assign, "分配给"), "unassign": (assignment.unassign, "不再分配给")}


@repeatable
@allowed(rules.may_see_assignments)
def assignments(request, pk):
    round = get_object_or_404(AnnualRound, pk=pk)
    changes = bool(rules.may_assign(request.user))
    form = AssignmentForm(request.POST if changes and request.method == "POST" else None, round=round)
    if form.is_valid():
        data, (verb, words) = form.cleaned_data, VERBS[form.cleaned_data["act"]]
        with refusals_on(form):
            verb(request.user, data["candidacy"], data["member"], data["reason"])
            done(request, f"{data['candidacy']} 已{words}专家 {data['member']}。")
            return redirect("review:assignments", pk)
    shown, refused = changes, ""
    if not changes and request.method == "POST":
        try:
            assignment.look(request.user, round, request.POST.get("reason", ""))
            shown = True
        except Refusal as refusal:
            refused = refusal.reason
    page = page_of(request, queries.reviewed(round)) if shown else None
    if page:
        queries.with_experts(page, round)
    context = {"round": round, "form": form if changes else None, "page": page, "refused": refused}
    return render(request, "review/assignments.html", context)
