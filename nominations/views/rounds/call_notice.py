"""评选通知 and 名额分配表: written by the union, read by everybody once the round is open."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from nominations.documents import intake_content
from nominations.domain.rounds import call_notice
from nominations.forms.rounds.quotas import CallForm
from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.web.views import allowed, attachment, done, refusals_on


@allowed(is_union_staff)
def call(request, pk):
    """What the notice says and no other table knows."""
    round = get_object_or_404(AnnualRound, pk=pk)
    notice = getattr(round, "call_notice", None)
    # the office that answers is mostly that of the last notice; number and date are of this one
    initial = {} if notice else {"contact": call_notice.last_contact(round)}
    form = CallForm(request.POST or None, instance=notice, initial=initial)
    open_to_change = round.state in ("planned", "open", "checking")
    second = bool(notice) and round.state != "planned"
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            _save(request.user, round, form.cleaned_data, second)
            done(request, "已提请更改，等待另一人复核。" if second else "评选通知已登记。")
            return redirect("nominations:call", pk)
    context = {
        "round": round, "form": form, "notice": notice, "second": second, "open_to_change": open_to_change,
    }  # fmt: skip
    return render(request, "nominations/rounds/call.html", context)


def _save(user, round: AnnualRound, words: dict, second: bool) -> None:
    if second:
        told = words | {"issued_on": words["issued_on"].isoformat()}
        two_person.propose(user, "nominations.change_call", round_id=round.pk, **told)
    else:
        call_notice.register(user, round, **words)


def _readable(request, pk) -> AnnualRound:
    """Everybody's once the round was opened; before that the union's alone."""
    round = get_object_or_404(AnnualRound.objects.select_related("policy"), pk=pk)
    staff = request.user.is_authenticated and request.user.has_role(Role.UNION_STAFF)
    if round.state in ("planned", "annulled") and not staff:
        raise Http404
    return round


@login_not_required
def quota_pdf(request, pk):
    round = _readable(request, pk)
    return attachment(
        intake_content.quota_pdf(round), f"{round.year}年度推荐名额分配表.pdf", "application/pdf"
    )


@login_not_required
def call_pdf(request, pk):
    round = _readable(request, pk)
    return attachment(
        intake_content.call_notice_pdf(round), f"{round.year}年度评选通知.pdf", "application/pdf"
    )
