"""Submitting freezes the text and the hashes of its files, and gives a receipt."""

from django.db import transaction

from nominations.models import Nomination
from nominations.models.achievements import rows_of
from nominations.models.application import FIELDS, REQUIREMENTS
from nominations.rules.file.nomination import may_submit
from nominations.states import NOMINATION
from nominations.vocabulary import ACHIEVEMENTS
from wuhou_craftsmen.accounts.models import Organisation, User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.digests import digest
from wuhou_craftsmen.common.kernel.refusals import Refusal

from . import checklist


@transaction.atomic
def submit(actor: User, nomination: Nomination) -> Nomination:
    """Submit a draft, or a returned file again. Clicked twice it stays submitted once, with one receipt."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("round", "firm", "person")
        .prefetch_related("achievements", "evidence__file")
        .get(pk=nomination.pk)
    )
    if nomination.state == "submitted" and nomination.receipt_no:
        return nomination
    Organisation.objects.select_for_update(no_key=True).get(pk=nomination.firm_id)  # its ranks, one at a time
    require(may_submit(actor, nomination))
    if lacking := checklist.missing(nomination):
        raise Refusal("还不能报送：" + "；".join(check.reason for check in lacking))
    received_at = clock.now()
    NOMINATION.move(nomination, "submit")
    nomination.submissions += 1
    nomination.received_at = received_at
    nomination.receipt_no = f"HZ{nomination.round.year}-{nomination.pk:06d}-{nomination.submissions}"
    nomination.frozen = frozen_content(nomination)
    nomination.frozen_sha256 = content_hash(nomination.frozen)
    nomination.version += 1
    nomination.save()
    audit.record(actor, "报送", nomination, receipt=nomination.receipt_no, sha256=nomination.frozen_sha256)
    return nomination


def frozen_content(nomination: Nomination) -> dict:
    """What counts from now on: every field as it stands and each file's hash. Of the ID only the fingerprint."""
    content = {key: getattr(nomination, key) for key in FIELDS}
    content |= {key: getattr(nomination, key).isoformat() for key in REQUIREMENTS if getattr(nomination, key)}
    content |= {
        kind: [row | {"on": row["on"].isoformat() if row["on"] else ""} for row in rows_of(nomination, kind)]
        for kind in ACHIEVEMENTS
    }
    content["no"] = nomination.no
    content["firm"] = nomination.firm.name
    content["person"] = nomination.person.id_fingerprint
    content["evidence"] = [
        [evidence.kind, evidence.file.sha256]
        for evidence in nomination.evidence.filter(removed_at=None).select_related("file")
    ]
    return content


def content_hash(content: dict) -> str:
    return digest(content)
