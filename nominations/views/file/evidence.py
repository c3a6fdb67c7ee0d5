"""What proves a file: a step of its own in the form, read by the rule of its page, removed and restored."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.domain.file import evidence as verbs
from nominations.domain.file import private_data
from nominations.forms.file.evidence import EvidenceForm, KindForm
from nominations.help import EVIDENCE_HELP
from nominations.models import Evidence, EvidenceKind, Nomination
from nominations.rules.file.evidence import may_change_evidence
from nominations.rules.file.nomination import REQUIRED_EVIDENCE, may_see_lists, may_write
from wuhou_craftsmen.common.files import inspection, pages, store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done, picture

from .nomination import visible
from .steps import EVIDENCE, marks_of, way


@allowed(may_write)
def step(request, pk):
    """One place to upload to, and of each kind what is there or why it is wanted."""
    nomination = visible(request, pk)
    if request.method == "POST":
        _upload(request, nomination)
        return redirect("nominations:evidence_step", pk)
    live = [e for e in nomination.evidence.all() if e.removed_at is None]
    may = may_change_evidence(request.user, nomination)
    kinds = [
        {
            "kind": kind,
            "why": EVIDENCE_HELP[kind],
            "required": kind in REQUIRED_EVIDENCE,
            "papers": [
                (e, KindForm(initial={"kind": kind.value}, auto_id=f"paper-{e.pk}_%s"))
                for e in live
                if e.kind == kind
            ],
        }
        for kind in sorted(EvidenceKind, key=lambda kind: kind not in REQUIRED_EVIDENCE)  # needed ones first
    ]
    context = {
        "nomination": nomination,
        "kinds": kinds,
        "form": EvidenceForm() if may else None,
        "may_change_evidence": may,
        "mark": marks_of(nomination).get("evidence"),
        "way": way(nomination, EVIDENCE),
    }
    return render(request, "nominations/file/evidence.html", context)


def _upload(request, nomination: Nomination) -> None:
    """Each file by itself: one that is refused does not keep the others out."""
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("；".join(words for told in form.errors.values() for words in told) + "。")
    if not form.cleaned_data["file"]:
        raise Refusal("请选择要上传的文件。")
    before = set(nomination.evidence.filter(removed_at=None).values_list("pk", flat=True))
    for file in form.cleaned_data["file"]:
        try:
            content = file.read(inspection.LIMIT + 1)  # enough to know that it is too big
            added = verbs.upload(request.user, nomination, form.cleaned_data["kind"], content, file.name)
        except Refusal as refusal:
            messages.error(request, refusal.reason)
        else:
            known = "，内容与已上传的相同，没有重复添加" if added.pk in before else ""
            done(request, f"“{added.file.name}”已上传到“{added.get_kind_display()}”{known}。")


@require_POST
@allowed(may_write)
def change_kind(request, pk, evidence_pk):
    """What was taken for another kind."""
    found = get_object_or_404(visible(request, pk).evidence, pk=evidence_pk)
    form = KindForm(request.POST)
    if not form.is_valid():
        raise Refusal("请从列表中选择材料类别。")
    paper = verbs.change_kind(request.user, found, form.cleaned_data["kind"])
    done(request, f"“{paper.file.name}”已改为“{paper.get_kind_display()}”。")
    return redirect("nominations:evidence_step", pk)


def _live(nomination: Nomination):
    return nomination.evidence.filter(removed_at=None).select_related("file")


def _paper(request, pk, evidence_pk) -> PrivateFile:
    """By the rule of the file's page; the ID card has a door of its own."""
    seen = queries.visible_to(request.user).filter(pk=pk).order_by()
    papers = Evidence.objects.filter(nomination__in=seen, removed_at=None).exclude(kind=EvidenceKind.ID_CARD)
    return get_object_or_404(papers.select_related("file"), pk=evidence_pk).file


@allowed(may_see_lists)
def evidence(request, pk, evidence_pk):
    """A paper as it was uploaded; always as an attachment."""
    found = _paper(request, pk, evidence_pk)
    return attachment(store.read(found), found.name, found.content_type)


@allowed(may_see_lists)
def evidence_page(request, pk, evidence_pk, number):
    """A page of a paper as a picture, for whoever may read the paper."""
    return picture(pages.read(_paper(request, pk, evidence_pk), number), pages.PICTURE)


@allowed(may_see_lists)
def photo(request, pk):
    """The person's photo for the page: the only thing shown inline, for the portal drew it anew itself."""
    found = get_object_or_404(_live(visible(request, pk)), kind=EvidenceKind.PHOTO)
    return picture(store.read(found.file), found.file.content_type)


@repeatable
@require_POST
@allowed(may_see_lists)
def id_card(request, pk, evidence_pk):
    """The ID card's picture: few may, all but the own firm say why, each look is on record."""
    nomination = visible(request, pk)
    cards = Evidence.objects.filter(nomination=nomination, kind=EvidenceKind.ID_CARD, removed_at=None)
    found = get_object_or_404(cards.select_related("file", "nomination__firm"), pk=evidence_pk)
    content = private_data.read_id_card(request.user, found, request.POST.get("reason", ""))
    return attachment(content, found.file.name, found.file.content_type)


@require_POST
@allowed(may_write)
def remove_evidence(request, pk, evidence_pk):
    found = get_object_or_404(visible(request, pk).evidence, pk=evidence_pk)
    verbs.remove(request.user, found)
    done(request, "材料已删除。", undo=reverse("nominations:restore_evidence", args=[pk, evidence_pk]))
    return redirect("nominations:evidence_step", pk)


@require_POST
@allowed(may_write)
def restore_evidence(request, pk, evidence_pk):
    found = get_object_or_404(visible(request, pk).evidence, pk=evidence_pk)
    verbs.restore(request.user, found)
    done(request, "材料已恢复。")
    return redirect("nominations:evidence_step", pk)
