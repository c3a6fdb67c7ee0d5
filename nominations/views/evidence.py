"""What proves a file: uploaded, read by the rule of its page, removed and restored."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from nominations import rules
from nominations.domain import drafts
from nominations.forms import EvidenceForm
from wuhou_craftsmen.common import files
from wuhou_craftsmen.common.refusals import Refusal
from wuhou_craftsmen.common.views import allowed, attachment, done

from .files import visible


@require_POST
@allowed(rules.WRITES)
def upload(request, pk):
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("请选择材料类别和文件。")
    file = form.cleaned_data["file"]
    if file.size > files.LIMIT:
        raise Refusal(f"文件“{file.name}”超过 10 兆字节，请压缩后再上传。")
    drafts.upload(request.user, visible(request, pk), form.cleaned_data["kind"], file.read(), file.name)
    messages.success(request, "材料已上传。")
    return redirect("nominations:detail", pk)


@allowed(rules.SEES_LISTS)
def evidence(request, pk, evidence_pk):
    """A file, by the rule of its page; always as an attachment."""
    found = get_object_or_404(visible(request, pk).evidence.filter(removed_at=None), pk=evidence_pk)
    return attachment(files.read(found.file), found.file.name, found.file.content_type)


@require_POST
@allowed(rules.WRITES)
def remove_evidence(request, pk, evidence_pk):
    found = get_object_or_404(visible(request, pk).evidence, pk=evidence_pk)
    drafts.remove_evidence(request.user, found)
    done(request, "材料已移除。", undo=reverse("nominations:restore_evidence", args=[pk, evidence_pk]))
    return redirect("nominations:detail", pk)


@require_POST
@allowed(rules.WRITES)
def restore_evidence(request, pk, evidence_pk):
    found = get_object_or_404(visible(request, pk).evidence, pk=evidence_pk)
    drafts.restore_evidence(request.user, found)
    messages.success(request, "材料已恢复。")
    return redirect("nominations:detail", pk)
