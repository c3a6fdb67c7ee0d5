"""Standing aside: said by the expert on the page of a file or by its number, or imposed by the secretary."""

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from nominations.forms.checking.conflicts import ConflictForm
from nominations.models import AnnualRound
from nominations.queries import current_round
from review import rules
from review.forms.committee import ImposeForm, LiftForm, StandAsideForm
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done

from ..domain.committee import recusal
from .scoring import member_of, own_file


@require_POST
@allowed(rules.is_expert)
def declare(request, pk):
    """The file disappears from the expert's list at once."""
    candidacy = own_file(request, pk)
    form = ConflictForm(request.POST)
    if not form.is_valid():
        raise Refusal("请选择回避原因。")
    recusal.declare(request.user, candidacy, member_of(request, candidacy.round), **form.cleaned_data)
    done(request, f"已登记回避，{candidacy} 不再由您评分。")
    return redirect("review:files")


@require_POST
@allowed(rules.is_expert)
def stand_aside(request):
    """Of a file that the expert names, before it is given to anybody."""
    form = StandAsideForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写申报编号，选择回避原因。")
    recusal.stand_aside(request.user, current_round(), **form.cleaned_data)
    done(request, f"已登记回避，{form.cleaned_data['no']} 不由您评分。")
    return redirect("review:files")


@require_POST
@allowed(rules.may_impose_recusal)
def impose(request, pk):
    """The secretary or the union puts an expert aside; who and why stands in the log."""
    round = get_object_or_404(AnnualRound, pk=pk)
    form = ImposeForm(request.POST, round=round)
    if not form.is_valid():
        raise Refusal(_wrong(form))
    found = recusal.declare(request.user, **form.cleaned_data)
    done(request, f"已登记 {found.member} 回避 {found.candidacy}。")
    return redirect("review:round", pk)


@require_POST
@allowed(rules.may_lift_recusal)
def lift(request, pk):
    """Asked for by one on the page of the review, confirmed by another."""
    round = get_object_or_404(AnnualRound, pk=pk)
    form = LiftForm(request.POST, round=round)
    if not form.is_valid():
        raise Refusal(_wrong(form))
    two_person.propose(request.user, "review.lift_recusal", **form.params())
    done(request, "已提请撤销回避，等待另一人复核。")
    return redirect("review:round", pk)


def _wrong(form) -> str:
    """What is wrong with a form that stands on another page."""
    errors = (
        f"{form[name].label}：{''.join(found)}" if name in form.fields else "".join(found)
        for name, found in form.errors.items()
    )
    return "　".join(errors)
