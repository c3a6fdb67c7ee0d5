"""Writing a file: a draft begun with a few words, the stepped form, and its saving without asking."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.file import drafts
from nominations.forms.file.nomination import FirmChoiceForm, NewNominationForm, NominationForm, RenewForm
from nominations.models import EvidenceKind, Nomination
from nominations.models.application import SECTIONS
from nominations.rules.file.nomination import may_edit, may_write, open_fields, submission_checks
from nominations.rules.file.renewal import ANEW, LASTING_EVIDENCE
from nominations.vocabulary import ACHIEVEMENTS
from wuhou_craftsmen.accounts.models import Organisation, Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import clock_text
from wuhou_craftsmen.common.web.views import allowed, done, refusals_on, whole_number

from .nomination import visible
from .panels import shown


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
    """The stepped form: a draft, or the marked fields of a returned file; what was typed survives a refusal."""
    nomination = visible(request, pk)
    seen = nomination.version
    more, without = (request.POST.get(name, "") for name in ("more", "drop"))
    form = _form(request, nomination, more=more or request.GET.get("more", ""), without=without)
    theirs = []
    if request.method == "POST" and form.is_valid():
        try:
            drafts.edit(request.user, nomination, fields=form.values(), seen_version=_seen(request, seen))
        except drafts.ChangedMeanwhile as changed:
            form.add_error(None, changed.reason)
            seen, theirs = changed.version, _theirs(nomination, changed)
        except Refusal as refusal:
            form.add_error(None, refusal.reason)
        else:
            if changed_list := more or without.partition("-")[0]:
                return _back_to_list(pk, changed_list, more)
            done(request, "已保存。")
            return redirect("nominations:detail", pk)
    fresh = visible(request, pk)
    context = {
        "form": form,
        "nomination": fresh,
        "seen": seen,
        "steps": list(SECTIONS),
        "theirs": theirs,
        "checks": submission_checks(fresh),
        "may_edit": may_edit(request.user, fresh),
    }
    return render(request, "nominations/file/edit.html", context)


def _back_to_list(pk: int, kind: str, more: str):
    """Without script: the form again, where a row was added or taken out."""
    address = reverse("nominations:edit", args=[pk])
    query = f"?{urlencode({'more': more})}" if more else ""
    return redirect(f"{address}{query}#list-{kind}" if kind in ACHIEVEMENTS else address)


@require_POST
@allowed(may_write)
def autosave(request, pk):
    """Save what can be read, keep the rest on the page. 409 where somebody else saved meanwhile, 403 where it is closed.

    Answers {message, version, faults: {field: [words]}, checks: html, theirs: {field: [heading, words]}}.
    """
    nomination = visible(request, pk)
    form = _form(request, nomination)
    form.is_valid()
    try:
        saved = drafts.edit(
            request.user,
            visible(request, pk),
            fields=form.values(),
            seen_version=_seen(request, nomination.version),
        )
    except drafts.ChangedMeanwhile as changed:
        theirs = {key: [heading, str(words)] for key, heading, words in _theirs(nomination, changed)}
        return JsonResponse(
            {"message": changed.reason, "version": changed.version, "theirs": theirs}, status=409
        )
    except Refusal as refusal:
        return JsonResponse({"message": refusal.reason}, status=403)
    checks = submission_checks(visible(request, pk))
    return JsonResponse(
        {
            "message": f"已自动保存 {clock_text(clock.now())}",
            "version": saved.version,
            "faults": form.faults,
            "checks": render_to_string("nominations/checking/checks.html", {"checks": checks}),
        }
    )


def _form(request, nomination: Nomination, **lists) -> NominationForm:
    return NominationForm(
        request.POST or None, instance=nomination, open_fields=open_fields(nomination), **lists
    )


def _seen(request, current: int) -> int:
    """The version that the form was filled from; nonsense counts as the present one."""
    seen = whole_number(request.POST.get("seen"))
    return current if seen is None else seen


def _theirs(nomination: Nomination, changed: drafts.ChangedMeanwhile) -> list[tuple[str, str, str]]:
    """(field, heading, what stands there now in words) of each difference."""
    now = Nomination.objects.get(pk=nomination.pk)
    return [(key, heading, shown(now, key)) for key, (heading, _) in changed.theirs.items()]
