"""Photos of the ceremony: uploaded in many, given to the people who are on them."""

import re
from collections.abc import Iterable

from django.db import transaction

from ceremony import queries, rules
from ceremony.models import Attendee, Ceremony, Photo
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.files import pages, store, uploads
from wuhou_craftsmen.common.files.inspection import PICTURES, Inspected
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PrivateFile

from .planning import locked

MOST_PHOTOS = 600
# a number alone, perhaps with a second one behind it: 12, 012-2, 12号（1）; not DSC00012, not a day
_NUMBER = re.compile(r"0*(\d{1,3})(?:号|[-_ 　(（].*)?")
_GROUP = re.compile(r"第?(\d{1,3})组")


def upload(actor: User, ceremony: Ceremony, content: bytes, name: str) -> Photo:
    """Looked into, drawn anew and stored; given to whom its name tells. The look is over before the ceremony is locked."""
    require(rules.may_run(actor))
    found = uploads.inspect_upload(content, name=name, accept=PICTURES)
    with transaction.atomic():
        ceremony = locked(ceremony.pk, "keep_photos")
        live = ceremony.photos.filter(removed_at=None)
        if same := live.filter(file__sha256=store.hash_of(found.content)).first():
            return same
        if live.count() >= MOST_PHOTOS:
            raise Refusal(f"一次命名大会最多 {MOST_PHOTOS} 张照片，请先删除用不上的。")
        return _keep(actor, ceremony, found)


def _keep(actor: User, ceremony: Ceremony, found: Inspected) -> Photo:
    photo = Photo.objects.create(ceremony=ceremony, file=uploads.store_inspected(found, actor=actor))
    people, everybody = told_by(found.name, queries.craftsmen(ceremony), queries.guests(ceremony))
    photo.everybody = everybody
    photo.save()
    photo.people.set(people)
    audit.record(actor, "上传大会照片", photo, people=[who.name for who in people])
    pages.want([photo.file])
    return photo


def told_by(
    name: str, craftsmen: Iterable[Attendee], guests: Iterable[Attendee] = ()
) -> tuple[list[Attendee], bool]:
    """Whom a file's name tells: by names in it, by the number of the list alone, a group; 合影 is of everybody.

    Of two people with one name neither is meant, nor of 李明 who is in 李明华.
    """
    stem, everyone = name.rsplit(".", 1)[0].strip(), [*craftsmen, *guests]
    named = [who for who in everyone if who.name in stem]
    named = [
        who for who in named if not any(who.name in other.name and who.name != other.name for other in named)
    ]
    names = [who.name for who in named]
    if named:
        return [who for who in named if names.count(who.name) == 1], False
    if group := _GROUP.search(stem):
        return [w for w in everyone if w.group and w.group.number == int(group.group(1))], False
    if "合影" in stem:
        return [], True
    if number := _NUMBER.fullmatch(stem):
        return [w for w in everyone if not w.is_guest and w.order == int(number.group(1))], False
    return [], False


def _open(photo: Photo) -> Photo:
    locked(photo.ceremony_id, "keep_photos")
    return Photo.objects.select_related("file").get(pk=photo.pk)


@transaction.atomic
def assign(actor: User, photo: Photo, people: Iterable[Attendee], *, everybody: bool) -> Photo:
    """Who is on it, or everybody; what was said before is replaced."""
    require(rules.may_run(actor))
    photo, people = _open(photo), list(people)
    if any(who.ceremony_id != photo.ceremony_id for who in people):
        raise Refusal("照片上的人应在这次大会的名单上。")
    photo.everybody = everybody
    photo.save()
    photo.people.set(people)
    audit.record(actor, "指定照片上的人", photo, people=[who.name for who in people], everybody=everybody)
    return photo


@transaction.atomic
def remove(actor: User, photo: Photo) -> None:
    """Out of the list; the row stays, marked, and can be restored."""
    require(rules.may_run(actor))
    photo = _open(photo)
    if photo.removed_at is None:
        photo.removed_at = clock.now()
        photo.save()
        audit.record(actor, "删除大会照片", photo)


@transaction.atomic
def restore(actor: User, photo: Photo) -> None:
    require(rules.may_run(actor))
    photo = _open(photo)
    if photo.removed_at is not None:
        photo.removed_at = None
        photo.save()
        audit.record(actor, "恢复大会照片", photo)


@transaction.atomic
def take(actor: User, attendee: Attendee, photo: Photo) -> PrivateFile:
    """The picture as a file, for the union and HR of the person; on record."""
    require(rules.may_act_for(actor, attendee))
    audit.record(actor, "下载大会照片", photo, person=attendee.name)
    return photo.file
