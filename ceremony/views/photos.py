"""The photos of a ceremony, for the union: uploaded in many, given to people."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.files import inspection, pages
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.web.views import allowed, done, page_of, picture, refusals_on

from .. import queries, rules
from ..domain import photos as verbs
from ..forms.people import PeopleOnPhotoForm, PhotosForm
from ..models import Photo
from ..states import CEREMONY
from .planning import found, page

MOST_AT_ONCE = 30


@allowed(rules.may_see)
def photos(request, pk):
    """Those that nobody is on stand first."""
    ceremony = found(pk)
    form = PhotosForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        rules.require_run(request.user)
        if form.is_valid():
            _upload(request, ceremony, form.cleaned_data["file"])
            return redirect("ceremony:photos", pk)
    every = queries.photos(ceremony)
    nobody = every.filter(people=None, everybody=False)
    context = {
        "form": form,
        "may_upload": rules.may_run(request.user) and CEREMONY.allows("keep_photos", ceremony.state),
        "page": page_of(request, nobody if request.GET.get("show") == "nobody" else every, 24),
        "count": every.count(),
        "nobody": nobody.count(),
        "only_nobody": request.GET.get("show") == "nobody",
    }
    return page(request, "photos", ceremony, "photos", **context)


def _upload(request, ceremony, files) -> None:
    """Each by itself: one that is refused does not keep the others out."""
    kept = given = 0
    for file in files[:MOST_AT_ONCE]:
        try:
            photo = verbs.upload(request.user, ceremony, file.read(inspection.LIMIT + 1), file.name)
        except Refusal as refusal:
            messages.error(request, refusal.reason)
        else:
            kept += 1
            given += photo.everybody or photo.people.exists()
    if kept:
        done(request, f"已上传 {kept} 张，其中 {given} 张已按文件名归到人。")
    if len(files) > MOST_AT_ONCE:
        messages.error(
            request, f"一次最多 {MOST_AT_ONCE} 张，第 {MOST_AT_ONCE + 1} 张起没有上传，请再选一次。"
        )


def _photo(pk: int) -> Photo:
    return get_object_or_404(Photo.objects.select_related("file", "ceremony"), pk=pk)


@allowed(rules.may_see)
def preview(request, pk):
    return picture(pages.read(_photo(pk).file, 1), pages.PICTURE)


@allowed(rules.may_run)
def assign(request, pk):
    """Who is on a photo: large picture and the list to choose from."""
    photo = _photo(pk)
    people = queries.people_of(photo.ceremony)
    initial = {"everybody": photo.everybody, "people": photo.people.all()}
    form = PeopleOnPhotoForm(request.POST or None, people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            verbs.assign(request.user, photo, given["people"], everybody=given["everybody"])
            done(request, "照片上的人已保存。")
            return redirect("ceremony:photos", photo.ceremony_id)
    pages.want([photo.file])
    return render(request, "ceremony/photo.html", {"form": form, "photo": photo, "ceremony": photo.ceremony})


@require_POST
@allowed(rules.may_run)
def remove(request, pk):
    photo = _photo(pk)
    verbs.remove(request.user, photo)
    done(request, "照片已删除。", undo=reverse("ceremony:restore_photo", args=[pk]))
    return redirect("ceremony:photos", photo.ceremony_id)


@require_POST
@allowed(rules.may_run)
def restore(request, pk):
    photo = _photo(pk)
    verbs.restore(request.user, photo)
    done(request, "照片已恢复。")
    return redirect("ceremony:photos", photo.ceremony_id)
