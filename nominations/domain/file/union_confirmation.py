"""个人自荐: the union of the firm confirms the file as it stands, on the page or by a sealed letter."""

from typing import Any

from django.db import transaction

from nominations.models import AnnualRound, Nomination, UnionConfirmation
from nominations.rules.file.union_confirmation import may_confirm_union, may_register_letter, union_confirms
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.text.keys import fold_number


def _locked(**which: Any) -> Nomination | None:
    store = Nomination.objects.select_for_update(of=("self",)).select_related("round", "firm")
    return store.filter(**which).first()


@transaction.atomic
def confirm(actor: User, nomination: Nomination, *, seen_version: int) -> UnionConfirmation:
    """By a second person of the firm, of exactly the version that was on the page; again is the same."""
    nomination = needed(_locked(pk=nomination.pk))
    require(may_confirm_union(actor, nomination))
    if seen_version != nomination.version:
        raise Refusal("申报内容在您打开页面之后有变化，请重新查看后再确认。")
    return _write(actor, nomination, "colleague")


@transaction.atomic
def register_letter(
    actor: User, round: AnnualRound, *, no: str, document_no: str, paper: tuple[str, bytes] | None = None
) -> UnionConfirmation:
    """By the endorsing clerk, who was shown the sealed letter; the draft itself stays closed to the clerk.

    `paper`: name and content of its scan, kept with the confirmation. Registered again it may still be added.
    """
    unit = actor.organisation_as(Role.ENDORSING_CLERK)
    nomination = _locked(round=round, no__iexact=fold_number(no), firm__endorsing_unit=unit) if unit else None
    if nomination is None:
        raise Refusal("本辖区没有这个编号的申报，请核对公函上的申报编号。")
    require(may_register_letter(actor, nomination))
    require_text(document_no, "请填写工会公函的文号。")
    scan = None
    if paper:
        scan = uploads.store_upload(
            paper[1], name=paper[0], actor=actor, rehearsal=nomination.round.rehearsal
        )
    return _write(actor, nomination, "letter", document_no.strip(), scan)


def _write(
    actor: User,
    nomination: Nomination,
    way: str,
    document_no: str = "",
    scan: PrivateFile | None = None,
) -> UnionConfirmation:
    if union_confirms(nomination):
        return _with_scan(actor, nomination.union_confirmation, scan)
    found, _ = UnionConfirmation.objects.update_or_create(
        nomination=nomination,
        defaults={
            "version": nomination.version,
            "way": way,
            "document_no": document_no,
            "scan": scan,
            "by": actor,
            "at": clock.now(),
        },
    )
    audit.record(actor, "本单位工会确认", nomination, way=found.get_way_display(), version=found.version)
    return found


def _with_scan(actor: User, found: UnionConfirmation, scan: PrivateFile | None) -> UnionConfirmation:
    """A letter that was registered without its scan gets it; what is there is not exchanged."""
    if scan and found.way == "letter" and found.scan_id is None:
        found.scan = scan
        found.save()
        audit.record(actor, "补传工会公函扫描件", found.nomination, sha256=scan.sha256)
    return found
