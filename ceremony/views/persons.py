"""One person of a ceremony, for HR of the firm and for the union: the answer, the invitation, the photos."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wuhou_craftsmen.common.files import pages, store
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, picture, refusals_on

from .. import queries, rules
from ..domain import papers, photos, replies
from ..forms.people import ReplyForm
from ..models import Attendee


def _person(request, pk) -> Attendee:
    """404 for whoever may not look: not even that the person comes is told to another firm."""
    found = Attendee.objects.select_related(
        "ceremony", "group__presenter", "title__candidacy__nomination__firm"
    )
    who = get_object_or_404(found.exclude(title=None), pk=pk)
    if not rules.may_look_at(request.user, who):
        raise Http404
    return who


@allowed(rules.may_see_own)
def own(request):
    """HR: the own people at the ceremonies."""
    return render(request, "ceremony/own.html", {"page": page_of(request, queries.own(request.user))})


@allowed(rules.may_open_person)
def person(request, pk):
    who = _person(request, pk)
    context = {
        "who": who,
        "unit": queries.unit_of(who),
        "may_reply": rules.may_reply(request.user, who),
        "may_act": rules.may_act_for(request.user, who),
        "may_see": rules.may_see(request.user),
        "together": queries.together_with(who),
        "page": page_of(request, queries.photos_of(who), 24),
    }
    return render(request, "ceremony/person.html", context)


@allowed(rules.may_act_for_person)
def reply(request, pk):
    who = _person(request, pk)
    initial = {
        "answer": who.reply or "self", "proxy_name": who.proxy_name, "proxy_relation": who.proxy_relation,
        "reason": who.reply_reason,
    }  # fmt: skip
    form = ReplyForm(request.POST or None, initial=initial)
    require(rules.may_reply(request.user, who))
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            who = replies.reply(request.user, who, **form.cleaned_data)
            done(request, f"已回复：{who}{who.get_reply_display()}。{_also(who)}")
            return redirect("ceremony:person", pk)
    return render(request, "ceremony/reply.html", {"form": form, "who": who, "ceremony": who.ceremony})


def _also(who: Attendee) -> str:
    """That the same proxy comes for others."""
    others = "、".join(other.name for other in queries.together_with(who))
    return f"{who.proxy_name}同时代领：{others}。" if others else ""


@repeatable
@require_POST
@allowed(rules.may_act_for_person)
def invitation(request, pk):
    """The 请柬 with the code, of one person."""
    who = _person(request, pk)
    return attachment(papers.invitation_of(request.user, who), f"{who.name}请柬.pdf", "application/pdf")


@allowed(rules.may_open_person)
def photo_page(request, pk, photo_pk):
    """The drawn preview."""
    photo = get_object_or_404(queries.photos_of(_person(request, pk)), pk=photo_pk)
    return picture(pages.read(photo.file, 1), pages.PICTURE)


@repeatable
@require_POST
@allowed(rules.may_act_for_person)
def photo(request, pk, photo_pk):
    who = _person(request, pk)
    file = photos.take(request.user, who, get_object_or_404(queries.photos_of(who), pk=photo_pk))
    return attachment(store.read(file), file.name, file.content_type)
