"""One act with many files at once: first said, then done file by file through the single verbs, then taken back.

File by file, not all or none: what changed since the preview is refused with its reason while the others go on, and
each file's transaction is as short as a single click, so that nobody waits for two hundred files and no two officers
wait for each other's. A line is written in its file's own transaction: a batch that was cut short by a crash says
exactly what it has done, and can be taken back.
"""

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from nominations import queries
from nominations.models import BulkAct, BulkLine, Nomination
from nominations.rules.checking.bulk import may_undo
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, no, require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.lookups import ByNumber

from .bulk_acts import ACTS, Act

MAX_FILES_PER_BATCH = 200  # files in one batch


@dataclass
class Line:
    """A file that the act can be done with."""

    nomination: Nomination
    seen: str
    note: str


@dataclass
class Plan:
    """What would be done, what would not and why; `hidden` files are none of the actor's business."""

    act: Act
    able: list[Line] = field(default_factory=list)
    unable: list[tuple[Nomination, str]] = field(default_factory=list)
    hidden: int = 0


@dataclass
class Undone:
    """How many files were taken back, and (file, why) of those that were not."""

    files: int
    kept: list[tuple[Nomination, str]]


def acts_of(user: User) -> list[Act]:
    """The acts that this user may do in bulk."""
    return [act for act in ACTS.values() if act.who(user)]


def plan(actor: User, key: str, pks: list[int]) -> Plan:
    """What the act would do with the chosen files, by the rules of the single verb; writes nothing."""
    found = Plan(_act(actor, key))
    files, rooms = _files(actor, pks), {}
    found.hidden = len(set(pks)) - len(files)
    for nomination in files:
        answer = found.act.may(actor, nomination)
        if answer and found.act.room:
            if nomination.round_id not in rooms:
                rooms[nomination.round_id] = found.act.room(actor, nomination.round)
            left = rooms[nomination.round_id]
            if left == 0:
                answer = no("推荐名额已被用完，或者被排在前面的占满。")
            elif left is not None:
                rooms[nomination.round_id] = left - 1
        if answer:
            found.able.append(Line(nomination, found.act.seen(nomination), found.act.note(nomination)))
        else:
            found.unable.append((nomination, answer.reason))
    return found


def do(actor: User, key: str, chosen: dict[int, str], *, token: uuid.UUID, **values: Any) -> BulkAct:
    """Do the act with each chosen file (id -> what was seen of it). The same token again is the same batch."""
    act = _act(actor, key)
    files = _files(actor, list(chosen))
    batch, created = BulkAct.objects.get_or_create(
        token=token, defaults={"act": act.key, "by": actor, "at": clock.now()}
    )
    if (batch.by_id, batch.act) != (actor.pk, act.key):
        raise Refusal("请回到申报列表，重新勾选办理。")
    if not created:
        return batch
    for nomination in files:
        try:
            _do_one(actor, act, batch, nomination.pk, chosen[nomination.pk], values)
        except Refusal as refusal:
            BulkLine.objects.create(batch=batch, nomination=nomination, reason=refusal.reason[:300])
    done, refused = counts(batch)
    audit.record(actor, "批量办理", batch, act=act.title, done=done, refused=refused)
    return batch


def counts(batch: BulkAct) -> tuple[int, int]:
    """Files done and files refused; a file that two departments were asked about is one file."""
    lines = batch.lines.order_by().values("nomination").distinct()
    return lines.filter(made__isnull=False).count(), lines.filter(made__isnull=True).count()


def undo(actor: User, batch: BulkAct) -> Undone:
    """Take back what the batch made and nobody has built upon; the single verbs decide. Again: what is left of it."""
    require(may_undo(actor, batch))
    lines = batch.lines.filter(made__isnull=False, undone_at=None).select_related("nomination")
    back, kept = set(), {}
    for line in lines.order_by("-pk"):
        try:
            _undo_one(actor, ACTS[batch.act], line)
            back.add(line.nomination_id)
        except Refusal as refusal:
            kept[line.nomination] = refusal.reason
    if back:
        audit.record(
            actor, "撤销批量办理", batch, act=batch.get_act_display(), undone=len(back), kept=len(kept)
        )
    return Undone(len(back), list(kept.items()))


def _act(actor: User, key: str) -> Act:
    if key not in ACTS:
        raise Refusal("请在列表上选择要批量办理的事项。")
    require(ACTS[key].who(actor))
    return ACTS[key]


def _files(actor: User, pks: list[int]) -> list[Nomination]:
    """Of the chosen files those that the actor may see, in the order of their numbers."""
    if not pks:
        raise Refusal("请先勾选要办理的申报。")
    if len(set(pks)) > MAX_FILES_PER_BATCH:
        raise Refusal(f"一次最多办理 {MAX_FILES_PER_BATCH} 份，请分几次办理。")
    files = queries.visible_to(actor).filter(pk__in=pks).order_by(ByNumber("no"), "pk")
    return list(
        files.prefetch_related(
            "checks__checked_by", "opinions__department", "opinions__waiver", "conflicts", "changes__firm"
        )
    )


@transaction.atomic
def _do_one(actor: User, act: Act, batch: BulkAct, pk: int, seen: str, values: dict) -> None:
    nomination = _locked(pk)
    require(act.may(actor, nomination))
    if act.seen(nomination) != seen:
        raise Refusal("在您核对之后有变化，请重新查看后再办理。")
    made = act.run(actor, nomination, **values)
    BulkLine.objects.bulk_create([BulkLine(batch=batch, nomination=nomination, made=row.pk) for row in made])


@transaction.atomic
def _undo_one(actor: User, act: Act, line: BulkLine) -> None:
    _locked(line.nomination_id)
    line = BulkLine.objects.select_for_update().get(pk=line.pk)
    if line.undone_at is None:
        needed(act.undo)(actor, line.made)
        line.undone_at = clock.now()
        line.save()


def _locked(pk: int) -> Nomination:
    """The file as it now is, with its findings: `may`, `seen` and `run` speak of the same ones."""
    files = Nomination.objects.select_for_update(of=("self",)).select_related("round", "firm")
    return files.prefetch_related("checks").get(pk=pk)
