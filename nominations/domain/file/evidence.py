"""What proves a file: uploaded as early as the draft begins, removed and restored while the file may be changed."""

from django.db import transaction
from django.db.models import QuerySet

from nominations.models import Evidence, EvidenceKind, Nomination
from nominations.rules.file.evidence import may_change_evidence
from nominations.vocabulary import EVIDENCE_WORDS
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.files import pages, store, uploads
from wuhou_craftsmen.common.files.inspection import PAPERS, PICTURES, clean_name
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PrivateFile

MAX_FILES = 30


@transaction.atomic
def attach(actor: User, nomination: Nomination, kind: str, file: PrivateFile) -> Evidence:
    """Add a stored file as evidence of a kind; the same content twice is there once."""
    nomination = _open(actor, nomination.pk)
    return _same(nomination, kind, file.sha256) or _add(actor, nomination, kind, file)


def upload(actor: User, nomination: Nomination, kind: str, content: bytes, name: str) -> Evidence:
    """Look into an uploaded PDF, JPEG or PNG, store it and attach it; a photo is a JPEG or PNG.

    Without `kind` the file's name tells it. The look takes its time, so it is over before the file is locked.
    """
    require(may_change_evidence(actor, nomination))
    kind = kind or kind_by_name(name)
    accept = PICTURES if kind == EvidenceKind.PHOTO else PAPERS
    found = uploads.inspect_upload(content, name=name, accept=accept)
    with transaction.atomic():
        nomination = _open(actor, nomination.pk)
        same = _same(nomination, kind, store.hash_of(found.content))
        return same or _add(actor, nomination, kind, uploads.store_inspected(found, actor=actor))


def kind_by_name(name: str) -> str:
    """What the file's name says that it is. Refused where it says nothing: an ID card must not lie among other papers."""
    for kind, words in EVIDENCE_WORDS.items():
        if any(word in name for word in words):
            return kind
    raise Refusal(f"文件“{clean_name(name)}”的名称看不出是哪一类材料，请选择类别再上传。")


@transaction.atomic
def change_kind(actor: User, evidence: Evidence, kind: str) -> Evidence:
    """The same file as evidence of another kind; the row that was stays, marked."""
    nomination = _open(actor, evidence.nomination_id)
    evidence = Evidence.objects.select_related("file").get(pk=evidence.pk)
    if evidence.removed_at is not None:
        raise Refusal("这份材料已经删除，请先恢复再改类别。")
    if evidence.kind == kind:
        return evidence
    if kind == EvidenceKind.PHOTO and evidence.file.content_type not in PICTURES:
        raise Refusal(f"“{evidence.file.name}”不是照片，不能改为“{EvidenceKind.PHOTO.label}”。")
    _take_out(actor, nomination, evidence)
    return _same(nomination, kind, evidence.file.sha256) or _add(actor, nomination, kind, evidence.file)


@transaction.atomic
def remove(actor: User, evidence: Evidence) -> None:
    """Take a file out of the draft; the row stays, marked."""
    nomination = _open(actor, evidence.nomination_id)
    evidence = Evidence.objects.get(pk=evidence.pk)
    if evidence.removed_at is None:
        _take_out(actor, nomination, evidence)


@transaction.atomic
def restore(actor: User, evidence: Evidence) -> None:
    """Put a removed file back, while the file may still be changed."""
    nomination = _open(actor, evidence.nomination_id)
    evidence = Evidence.objects.get(pk=evidence.pk)
    if evidence.removed_at is not None:
        _make_room(actor, nomination, evidence.kind)
        evidence.removed_at = None
        evidence.save()
        audit.record(actor, "恢复材料", nomination, kind=evidence.get_kind_display())


def _open(actor: User, nomination_id: int) -> Nomination:
    """The file, locked, if its evidence may be changed now."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm")
        .get(pk=nomination_id)
    )
    require(may_change_evidence(actor, nomination))
    return nomination


def _live(nomination: Nomination) -> QuerySet[Evidence]:
    return nomination.evidence.filter(removed_at=None)


def _same(nomination: Nomination, kind: str, sha256: str) -> Evidence | None:
    return _live(nomination).filter(kind=kind, file__sha256=sha256).first()


def _add(actor: User, nomination: Nomination, kind: str, file: PrivateFile) -> Evidence:
    _make_room(actor, nomination, kind)
    evidence = Evidence.objects.create(nomination=nomination, kind=EvidenceKind(kind), file=file)
    audit.record(actor, "上传材料", nomination, kind=evidence.get_kind_display(), sha256=file.sha256)
    if kind != EvidenceKind.ID_CARD:  # which is read by a door of its own
        pages.want([file])
    return evidence


def _make_room(actor: User, nomination: Nomination, kind: str) -> None:
    """There is one photo, the newest; and at most MAX_FILES in all."""
    if kind == EvidenceKind.PHOTO:
        for old in _live(nomination).filter(kind=kind):
            _take_out(actor, nomination, old)
    if _live(nomination).count() >= MAX_FILES:
        raise Refusal(f"一份申报最多 {MAX_FILES} 份材料，请先删除用不上的，或合并成一份 PDF。")


def _take_out(actor: User, nomination: Nomination, evidence: Evidence) -> None:
    evidence.removed_at = clock.now()
    evidence.save()
    audit.record(actor, "移除材料", nomination, kind=evidence.get_kind_display())
