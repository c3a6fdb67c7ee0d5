"""Writing a file: a draft begun with a few words, the stepped form, and its saving without asking."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.file import drafts, from_registers
from nominations.forms.file.nomination import FirmChoiceForm, NewNominationForm, NominationForm, RenewForm
from nominations.models import EvidenceKind, Nomination
from nominations.models.achievements import cells_of
from nominations.models.application import ACHIEVED, STEPS, WRITTEN
from nominations.rules.file.nomination import may_edit, may_write, open_fields
from nominations.rules.file.renewal import ANEW, LASTING_EVIDENCE
from nominations.vocabulary import ACHIEVEMENTS
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import clock_text
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on, whole_number

from .nomination import visible
from .panels import identity_of, shown, writing_panel
from .steps import REVIEW, TITLES, first_open, marks_of, step_url, way


@allowed(may_write)
def new(request):
    """A new file: HR for their own firm, a clerk or the union for the firm they choose."""
    round = queries.current_round()
    if round is None:
        raise Refusal("还没有评选批次，请等待评选通知。")
    own = request.user.organisation_as(Role.FIRM_HR)
    firms = Organisation.objects.filter(kind="firm", struck_off_on=None)
    if area := request.user.organisation_as(Role.ENDORSING_CLERK):
        firms = firms.filter(endorsing_unit=area)
    firm_form = None if own else FirmChoiceForm(request.POST or None, firms=firms)
    form = NewNominationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (firm_form is None or firm_form.is_valid()):
        values = form.values()
        id_number, phone = values.pop("id_number"), values.pop("phone")
        with refusals_on(form):
            nomination = drafts.create(
                request.user,
                round,
                own or firm_form.cleaned_data["firm"],
                id_number=id_number,
                phone=phone,
                fields=values,
            )
            done(request, f"已建立草稿，申报编号 {nomination.no}。请接着填写，系统会自动保存。")
            return redirect("nominations:edit", nomination.pk)
    return render(
        request, "nominations/file/new.html", {"form": form, "firm_form": firm_form, "round": round}
    )


@require_POST
@allowed(may_write)
def renew(request, pk):
    """One press on the page of an earlier year's file; then the form, told what is to be given anew."""
    old = visible(request, pk)
    form = RenewForm(request.POST, file=old)
    if not form.is_valid():
        raise Refusal("社会推荐的，请先征得本人单独同意，填写同意日期。")
    nomination = drafts.renew(request.user, old, consented_on=form.cleaned_data.get("consented_on"))
    missing = [heading for name, heading in ANEW.items() if getattr(nomination, name) is None]
    papers = [kind.label for kind in EvidenceKind if kind not in LASTING_EVIDENCE]
    taken = nomination.evidence.count()
    done(
        request,
        f"已用{old.round.year}年度的内容建立草稿，申报编号 {nomination.no}，沿用材料 {taken} 份，请逐栏核对、更新。"
        f"没有沿用、须重新填写的：{'、'.join(missing)}；个人自荐的由本单位工会重新确认。"
        f"须重新上传的：{'、'.join(papers)}。",
    )
    return redirect("nominations:edit", nomination.pk)


@allowed(may_write)
def edit(request, pk):
    """The form goes on at its first step that was marked, is wrong or not filled."""
    return redirect(first_open(visible(request, pk)))


@allowed(may_write)
def step(request, pk, key):
    """A step of the form: of a draft, or of a returned file with its marked fields; what was typed survives a refusal."""
    nomination = _with_step(request, pk, key)
    seen = _seen(request, nomination, key)
    more, without = (request.POST.get(name, "") for name in ("more", "drop"))
    form = _form(request, nomination, key, more=more or request.GET.get("more", ""), without=without)
    theirs = []
    if request.method == "POST" and form.is_valid():
        try:
            drafts.edit(request.user, nomination, fields=form.values(), seen=(STEPS[key].keys, seen))
        except drafts.ChangedMeanwhile as changed:
            form.add_error(None, changed.reason)
            fresh = visible(request, pk)
            seen, theirs = drafts.seen_of(fresh, STEPS[key].keys), _theirs(fresh, changed)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            return _saved(request, nomination, key, more or without.partition("-")[0], more)
    fresh = visible(request, pk)
    context = {
        "form": form,
        "nomination": fresh,
        "seen": seen,
        "theirs": theirs,
        "way": way(fresh, key, faulty=bool(form.is_bound and form.faults)),
        "may_edit": may_edit(request.user, fresh),
        "offers": _offers(request.user, fresh, key),
        "identity": identity_of(fresh) if key == "person" and may_edit(request.user, fresh) else None,
    }
    return render(request, "nominations/file/edit.html", context)


@require_POST
@allowed(may_write)
def take_record(request, pk):
    """A record of the programme becomes a row of the form."""
    nomination = visible(request, pk)
    kind = from_registers.take(request.user, nomination, whole_number(request.POST.get("record")) or 0)
    done(request, f"已引用到“{ACHIEVEMENTS[kind]}”。")
    return redirect(f"{step_url(nomination, ACHIEVED)}#list-{kind}")


def _offers(user, nomination: Nomination, key: str) -> list[tuple]:
    """(record, the list's title, the row's columns in words) of what may be taken from the registers."""
    if key != ACHIEVED or not may_edit(user, nomination):
        return []
    return [
        (record, ACHIEVEMENTS[kind], [words for _, words in cells_of(kind, row) if words])
        for record, kind, row in from_registers.offered(nomination)
    ]


def _with_step(request, pk: int, key: str) -> Nomination:
    if key not in STEPS:
        raise Http404
    return visible(request, pk)


def _saved(request, nomination: Nomination, key: str, changed_list: str, more: str):
    """To the step that was asked for, to the file, or where it was: without script also where a row came or went."""
    wanted = request.POST.get("go", "")
    here = step_url(nomination, key)
    if changed_list in ACHIEVEMENTS:
        return redirect(f"{here}{'?' + urlencode({'more': more}) if more else ''}#list-{changed_list}")
    if wanted in TITLES:
        return redirect(step_url(nomination, wanted))
    done(request, "已保存。")
    return redirect("nominations:detail", nomination.pk) if wanted == "file" else redirect(here)


@allowed(may_write)
def review(request, pk):
    """The last step: all that was written, what is still missing, and the button."""
    nomination = queries.whole(request.user, pk)
    if nomination is None:
        raise Http404
    steps = way(nomination, REVIEW)
    written = [
        (stop, [(WRITTEN[name], shown(nomination, name)) for name in STEPS[stop.key].keys])
        for stop in steps.stops
        if stop.key in STEPS
    ]
    context = {
        "nomination": nomination,
        "way": steps,
        "written": written,
        "papers": [paper for paper in nomination.evidence.all() if paper.removed_at is None],
        "writing": writing_panel(nomination, request.user),
    }
    return render(request, "nominations/file/review.html", context)


@require_POST
@allowed(may_write)
def autosave(request, pk, key):
    """Save what can be read, keep the rest on the page. 409 where somebody else saved meanwhile, 403 where it is closed.

    Answers {message, seen, faults: {field: [words]}, steps: html, missing: html, theirs: {field: [heading, words]}}.
    """
    nomination = _with_step(request, pk, key)
    seen = _seen(request, nomination, key)
    form = _form(request, nomination, key)
    form.is_valid()
    keys = STEPS[key].keys
    try:
        drafts.edit(request.user, visible(request, pk), fields=form.values(), seen=(keys, seen))
    except drafts.ChangedMeanwhile as changed:
        fresh = visible(request, pk)
        theirs = {name: [heading, str(words)] for name, heading, words in _theirs(fresh, changed)}
        now = drafts.seen_of(fresh, keys)
        return JsonResponse({"message": changed.reason, "seen": now, "theirs": theirs}, status=409)
    except Refusal as refusal:
        return JsonResponse({"message": refusal.reason}, status=403)
    fresh = visible(request, pk)
    context = {"nomination": fresh, "way": way(fresh, key, faulty=bool(form.faults))}
    return JsonResponse(
        {
            "message": f"已自动保存 {clock_text(clock.now())}",
            "seen": drafts.seen_of(fresh, keys),
            "faults": form.faults,
            "steps": render_to_string("nominations/file/steps.html", context),
            "missing": render_to_string("nominations/file/missing.html", context),
        }
    )


def _form(request, nomination: Nomination, key: str, **lists) -> NominationForm:
    return NominationForm(
        request.POST or None,
        instance=nomination,
        step=key,
        open_fields=open_fields(nomination),
        marks=marks_of(nomination),
        **lists,
    )


def _seen(request, nomination: Nomination, key: str) -> str:
    """What stood in the step when the form was drawn; a form that does not say was drawn now."""
    return request.POST.get("seen") or drafts.seen_of(nomination, STEPS[key].keys)


def _theirs(now: Nomination, changed: drafts.ChangedMeanwhile) -> list[tuple[str, str, str]]:
    """(field, heading, what stands there now in words) of each difference."""
    return [(key, heading, shown(now, key)) for key, (heading, _) in changed.theirs.items()]
