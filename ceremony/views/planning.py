"""The list of ceremonies, one ceremony with its agenda and notices, and who is expected."""

from django.forms import formset_factory
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from awards.models import NamingDecision
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, refusals_on

from .. import queries, rules
from ..domain import planning
from ..forms.people import PeopleFilterForm
from ..forms.planning import AgendaItemForm, CancelForm, CeremonyForm, GuestForm
from ..models import Ceremony
from ..states import CEREMONY

STEPS = [
    ("show", "安排"), ("people", "名单"), ("groups", "发证组"), ("seats", "座位"), ("readings", "读音"), ("papers", "文件"),
    ("arrivals", "签到"), ("certificates", "证书"), ("photos", "照片"),
]  # fmt: skip
Agenda = formset_factory(
    AgendaItemForm, extra=3, max_num=planning.MOST_ITEMS, absolute_max=planning.MOST_ITEMS
)


def found(pk: int) -> Ceremony:
    return get_object_or_404(queries.ceremonies(), pk=pk)


def page(request, template: str, ceremony: Ceremony, step: str, **context):
    """A page of a ceremony, with the way from step to step."""
    steps = [
        (label, reverse(f"ceremony:{name}", args=[ceremony.pk]), name == step)
        for name, label in STEPS
        if name != "papers" or rules.may_take_papers(request.user)
    ]
    context |= {
        "ceremony": ceremony,
        "step": dict(STEPS)[step],
        "steps": steps,
        "may_run": rules.may_run(request.user),
        "may_edit": rules.may_run(request.user) and CEREMONY.allows("edit", ceremony.state),
    }
    return render(request, f"ceremony/{template}.html", context)


@allowed(rules.may_see)
def ceremony_list(request):
    context = {
        "page": page_of(request, queries.ceremonies()),
        "decisions": queries.without_ceremony()[:5],
        "may_run": rules.may_run(request.user),
    }
    return render(request, "ceremony/list.html", context)


@allowed(rules.may_run)
def new(request, decision_pk):
    decision = get_object_or_404(NamingDecision.objects.select_related("round"), pk=decision_pk)
    name = f"{decision.round.year}年度“诸葛工匠”命名大会"
    form = CeremonyForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            ceremony = planning.plan(request.user, decision, **form.cleaned_data)
            done(request, f"已登记，名单上有 {ceremony.attendees.count()} 人。")
            return redirect("ceremony:show", ceremony.pk)
    return render(request, "ceremony/form.html", {"form": form, "decision": decision})


@allowed(rules.may_run)
def edit(request, pk):
    ceremony = found(pk)
    form = CeremonyForm(request.POST or None, initial=CeremonyForm.of(ceremony))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            planning.edit(request.user, ceremony, **form.cleaned_data)
            done(request, "安排已保存。")
            return redirect("ceremony:show", pk)
    return render(request, "ceremony/form.html", {"form": form, "ceremony": ceremony})


@allowed(rules.may_see)
def show(request, pk):
    ceremony = found(pk)
    context = {
        "agenda": ceremony.agenda.all(),
        "figures": queries.figures(ceremony),
        "unlisted": queries.unlisted(ceremony).count(),
        "may_notify": CEREMONY.allows("notify", ceremony.state),
        "may_hold": ceremony in queries.past(),
        "may_cancel": CEREMONY.allows("cancel", ceremony.state),
        "cancel_form": CancelForm(auto_id="cancel_%s"),
    }
    return page(request, "show", ceremony, "show", **context)


@allowed(rules.may_run)
def agenda(request, pk):
    ceremony = found(pk)
    initial = list(ceremony.agenda.values("at", "what", "who"))
    forms = Agenda(request.POST or None, initial=initial, prefix="item")
    if request.method == "POST" and forms.is_valid():
        given = [form.cleaned_data for form in forms]
        items = [(row["at"], row["what"], row["who"]) for row in given if row.get("at")]
        planning.set_agenda(request.user, ceremony, items)
        done(request, "议程已保存。")
        return redirect("ceremony:show", pk)
    return page(request, "agenda", ceremony, "show", forms=forms)


@allowed(rules.may_see)
def people(request, pk):
    """Everybody on the list; guests are added beneath."""
    ceremony = found(pk)
    narrowing = PeopleFilterForm(request.GET)
    context = {
        "page": page_of(request, narrowing.narrowed(queries.people_of(ceremony))),
        "filter": narrowing,
        "figures": queries.figures(ceremony),
        "unlisted": queries.unlisted(ceremony).count(),
        "guest_form": GuestForm(),
        "may_reply": rules.may_run(request.user) and CEREMONY.allows("reply", ceremony.state),
    }
    return page(request, "people", ceremony, "people", **context)


@require_POST
@allowed(rules.may_run)
def add_guest(request, pk):
    ceremony = found(pk)
    form = GuestForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            guest = planning.add_guest(request.user, ceremony, **form.cleaned_data)
            done(request, f"已登记嘉宾{guest}。")
            return redirect("ceremony:people", pk)
    return page(request, "guest", ceremony, "people", guest_form=form)


@require_POST
@allowed(rules.may_run)
def remove_guest(request, pk):
    guest = get_object_or_404(queries.Attendee, pk=pk)
    planning.remove_guest(request.user, guest)
    done(request, f"已从名单删除{guest}。")
    return redirect("ceremony:people", guest.ceremony_id)


@require_POST
@allowed(rules.may_run)
def update_list(request, pk):
    count = planning.update_list(request.user, found(pk))
    done(request, f"列入名单 {count} 人。")
    return redirect("ceremony:people", pk)


@require_POST
@allowed(rules.may_run)
def notify(request, pk):
    planning.notify(request.user, found(pk))
    done(request, "通知已发给各企业的人力资源专员。")
    return redirect("ceremony:show", pk)


@require_POST
@allowed(rules.may_run)
def chase(request, pk):
    count = planning.chase(request.user, found(pk))
    done(
        request, f"已提醒企业，涉及 {count} 人；同一天只提醒一次。" if count else "都已经回复，没有要催办的。"
    )
    return redirect("ceremony:people", pk)


@require_POST
@allowed(rules.may_run)
def hold(request, pk):
    planning.hold(request.user, found(pk))
    done(request, "已登记大会举行；接下来登记证书发放、上传照片。")
    return redirect("ceremony:certificates", pk)


@require_POST
@allowed(rules.may_run)
def cancel(request, pk):
    form = CancelForm(request.POST)
    if not form.is_valid():
        raise Refusal("请写明取消的原因。")
    planning.cancel(request.user, found(pk), form.cleaned_data["reason"])
    done(request, "大会已取消。")
    return redirect("ceremony:list")
