"""The file: list, form, evidence, submission, withdrawal."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations import queries
from nominations.documents.application import receipt_pdf
from nominations.documents.application_content import receipt_of
from nominations.domain.checking import bulk
from nominations.domain.file import drafts, private_data, submission, withdrawal
from nominations.forms.checking.checks import (
    AskForm,
    FindingForm,
    OpinionForm,
    ReplyForm,
    VerdictForm,
    WaiveForm,
)
from nominations.forms.file.nomination import FileFilterForm, ReasonForm
from nominations.models import EndorsedRank, EvidenceKind, Nomination, Route
from nominations.models.achievements import cells_of, rows_of, tables_of
from nominations.models.application import FIELDS, REQUIREMENTS, in_words
from nominations.rules.checking.checks import (
    may_ask,
    may_check,
    may_confirm_check,
    may_endorse,
    may_read_answers,
    may_take_back,
)
from nominations.rules.file.evidence import may_change_evidence
from nominations.rules.file.evidence import may_read_id_card as rule_may_read_id_card
from nominations.rules.file.nomination import (
    may_delete,
    may_edit,
    may_read_private,
    may_see_lists,
    may_submit,
    may_withdraw,
    may_write,
    submission_checks,
    window_open,
)
from nominations.rules.file.nominee import may_answer, may_invite
from nominations.rules.file.union_confirmation import may_confirm_union, may_register_letters, union_confirms
from nominations.rules.workbooks.exports import may_export_list
from nominations.states import NOMINATION
from nominations.vocabulary import ACHIEVEMENTS
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.roles import FIRM_SIDE
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.masks import mask_id
from wuhou_craftsmen.common.web.milestones import journey_of, outcome_of
from wuhou_craftsmen.common.web.views import allowed, attachment, page_of
from wuhou_craftsmen.ladder import queries as ladder

from ..changes import changes_panel
from ..checking.conflicts import conflict_panel
from ..rounds.quotas import places_panel
from .notice_objections import objections_panel


@allowed(may_see_lists)
def nomination_list(request):
    """Everything the user may see of the round, by state and by words."""
    round = queries.current_round()
    rows = queries.visible_to(request.user).filter(round=round) if round else Nomination.objects.none()
    narrowed = any(request.GET.get(name) for name in ("q", "route", "check"))
    counts = queries.counts_by_state(round, request.user) if round and not narrowed else None
    form = FileFilterForm(request.GET, counts=counts, user=request.user)
    context = {
        "round": round,
        "page": page_of(request, form.narrowed(queries.for_list(rows)), total=form.total),
        "filter": form,
        "registers_letters": may_register_letters(request.user),
        "may_create": may_write(request.user)
        and round
        and window_open(round, request.user.organisation_as(Role.FIRM_HR)),
        "may_export": may_export_list(request.user),
        "is_clerk": request.user.has_role(Role.ENDORSING_CLERK),
        "has_summary": request.user.has_role(*FIRM_SIDE),
        "acts": bulk.acts_of(request.user),
        "in_phase": round and round.state in ("open", "checking"),
        "checks_waiting": queries.checks_to_confirm(request.user).filter(nomination__round=round).count()
        if request.user.has_role(Role.UNION_STAFF) and request.GET.get("check") != "confirm"
        else 0,
    }
    return render(request, "nominations/file/list.html", context)


def visible(request, pk) -> Nomination:
    return get_object_or_404(
        queries.visible_to(request.user)
        .select_related("person", "created_by")
        .prefetch_related(
            "achievements",
            "evidence__file",
            "endorsements__unit",
            "checks__checked_by",
            "checks__confirmed_by",
            "changes__firm",
        ),
        pk=pk,
    )


@allowed(may_see_lists)
def detail(request, pk):
    """One file with its journey, its checks and what this user may do with it, or why not."""
    nomination = visible(request, pk)
    user = request.user
    journey = journey_of(nomination, user)
    context = {
        "nomination": nomination,
        "fields": [(label, shown(nomination, key)) for key, label in FIELDS.items()],
        "requirements": [(label, getattr(nomination, key)) for key, label in REQUIREMENTS.items()],
        "achievements": tables_of(nomination),
        "journey": journey,
        "outcome": outcome_of(journey),
    }
    context |= _writing_panel(nomination, user)
    context |= _evidence_panel(nomination, user)
    context |= _checking_panel(nomination, user)
    context |= _nominee_panel(nomination, user)
    context |= places_panel(nomination, user)
    context |= changes_panel(nomination, user)
    context |= conflict_panel(nomination, user)
    context |= objections_panel(nomination, user)
    return render(request, "nominations/file/detail.html", context)


def _writing_panel(nomination: Nomination, user) -> dict:
    """What the firm does with the file."""
    return {
        "checks": submission_checks(nomination),
        "may_edit": may_edit(user, nomination),
        "may_submit": may_submit(user, nomination),
        "may_withdraw": may_withdraw(user, nomination),
        "may_delete": may_delete(user, nomination),
        "withdraw_form": ReasonForm(auto_id="withdraw_%s"),
        "may_read_private": may_read_private(user, nomination),
        "own_firm": user.organisation_as(Role.FIRM_HR) == nomination.firm,
        "needs_reason": user.organisation_as(Role.FIRM_HR) != nomination.firm,
        "masked_id": mask_id(nomination.person.id_number),
        "sees_ladder": ladder.visible_to(user).filter(pk=nomination.person_id).exists(),
        **_union_panel(nomination, user),
    }


def _union_panel(nomination: Nomination, user) -> dict:
    """Of a self-nomination: what the firm's union said, and whether this user may say it."""
    if nomination.route != Route.SELF:
        return {}
    found = getattr(nomination, "union_confirmation", None)
    return {
        "union_panel": True,
        "union_confirmation": found,
        "union_stands": union_confirms(nomination) or nomination.state not in ("draft", "returned"),
        "may_confirm_union": may_confirm_union(user, nomination),
    }


def _nominee_panel(nomination: Nomination, user) -> dict:
    """What the nominee said of the file, and who answers."""
    remarks = list(nomination.remarks.select_related("answered_by", "nomination__firm"))
    return {
        "remarks": remarks,
        "open_remarks": [
            (remark, may_answer(user, remark)) for remark in remarks if remark.text and not remark.answered_at
        ],
        "may_invite": may_invite(user, nomination),
    }


def _evidence_panel(nomination: Nomination, user) -> dict:
    """What proves the file; the ID card only for whom it is meant."""
    live = [e for e in nomination.evidence.all() if e.removed_at is None]
    may_read_id_card = rule_may_read_id_card(user, nomination)
    return {
        "photo": next((e for e in live if e.kind == EvidenceKind.PHOTO), None),
        "papers": [e for e in live if e.kind not in (EvidenceKind.PHOTO, EvidenceKind.ID_CARD)],
        "id_cards": [e for e in live if e.kind == EvidenceKind.ID_CARD and may_read_id_card],
        "may_change_evidence": may_change_evidence(user, nomination),
    }


def _checking_panel(nomination: Nomination, user) -> dict:
    """What street, departments and district do with the file."""
    check = next((check for check in nomination.checks.all() if check.dropped_at is None), None)
    said = list(nomination.endorsements.all())
    live = [one for one in said if one.dropped_at is None]
    return {
        "endorsements": said,
        "may_take_back": may_take_back(user, nomination, live[-1] if live else None),
        "returned": next((s for s in live if s.decision == "returned"), None),
        "may_endorse": may_endorse(user, nomination) if nomination.state == "submitted" else None,
        "opinion_form": OpinionForm(
            initial={"seen_sha256": nomination.frozen_sha256} | _next_rank(nomination)
        ),
        "opinions": nomination.opinions.select_related("department", "waiver"),
        "reads_answers": may_read_answers(user, nomination),
        "may_waive": user.has_role(Role.LEADER) and nomination.state in ("submitted", "endorsed"),
        "waive_form": WaiveForm(),
        "may_disqualify": user.has_role(Role.LEADER)
        and NOMINATION.allows("disqualify", nomination.state)
        and nomination.round.state in ("open", "checking"),
        "finding_form": FindingForm(),
        "may_check_again": user.has_role(Role.UNION_STAFF)
        and NOMINATION.allows("check_again", nomination.state)
        and nomination.round.state in ("open", "checking"),
        "again_form": ReasonForm(auto_id="again_%s"),
        "my_department": user.organisation_as(Role.DEPARTMENT_OFFICER),
        "may_ask": may_ask(user, nomination),
        "ask_form": AskForm(),
        "reply_form": ReplyForm(),
        "check": check,
        "may_check": may_check(user, nomination) if check is None else None,
        "may_confirm": may_confirm_check(user, check, nomination)
        if check and not check.confirmed_by_id
        else None,
        "verdict_form": VerdictForm(),
    }


def _next_rank(nomination: Nomination) -> dict:
    """The next free place, offered to the clerk."""
    if nomination.state != "submitted":
        return {}
    ranked = EndorsedRank.objects.filter(
        round=nomination.round, unit=nomination.firm.endorsing_unit, left_at=None
    )
    return {"rank": ranked.count() + 1}


def shown(nomination, key) -> str:
    """A field of the 申报表 in words."""
    if key in ACHIEVEMENTS:
        return "；".join(
            "，".join(words for _, words in cells_of(key, row) if words) for row in rows_of(nomination, key)
        )
    return in_words(key, getattr(nomination, key))


@require_POST
@allowed(may_see_lists)
def private(request, pk):
    """The whole numbers on a page that is kept nowhere; each look is on record."""
    nomination = visible(request, pk)
    numbers = private_data.read_private(request.user, nomination, request.POST.get("reason", ""))
    response = render(
        request, "nominations/file/private.html", {"nomination": nomination, "numbers": numbers}
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@allowed(may_write)
def submit(request, pk):
    nomination = submission.submit(request.user, visible(request, pk))
    messages.success(request, f"报送成功，回执编号 {nomination.receipt_no}。")
    return redirect("nominations:detail", pk)


@allowed(may_see_lists)
def receipt(request, pk):
    nomination = visible(request, pk)
    if not nomination.receipt_no:
        raise Refusal("这份申报还没有报送，没有回执。")
    return attachment(receipt_pdf(receipt_of(nomination)), f"{nomination.no}回执.pdf", "application/pdf")


@require_POST
@allowed(may_write)
def withdraw(request, pk):
    withdrawal.withdraw(request.user, visible(request, pk), reason=request.POST.get("reason", ""))
    messages.success(request, "已撤回。")
    return redirect("nominations:detail", pk)


@require_POST
@allowed(may_write)
def delete(request, pk):
    drafts.delete_draft(request.user, visible(request, pk))
    messages.success(request, "草稿已删除。")
    return redirect("nominations:list")
