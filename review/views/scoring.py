"""The expert's pages: own files, the score page, the own workbook."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from nominations.forms.checking.conflicts import ConflictForm
from nominations.models.achievements import tables_of
from nominations.queries import current_round, expert_copy
from review import queries, rules
from review.forms.committee import StandAsideForm
from review.forms.scoring import OwnFileFilterForm, ScoreForm, SheetForm
from review.models import Candidacy, CommitteeMember, DraftMarks, Score
from wuhou_craftsmen.common.files import pages, store
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, picture
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults

from ..domain.committee import recusal
from ..domain.scoring import scoring


def member_of(request, round) -> CommitteeMember | None:
    return CommitteeMember.objects.filter(committee__round=round, expert__user=request.user).first()


@allowed(rules.is_expert)
def my_files(request):
    """The files given to this expert, with what is sealed."""
    round = current_round()
    rows = queries.files_of(request.user, round) if round else Candidacy.objects.none()
    member = member_of(request, round) if round else None
    narrowing = OwnFileFilterForm(request.GET)
    context = {
        "round": round,
        "member": member,
        "page": page_of(request, narrowing.narrowed(rows)),
        "filter": narrowing,
        "sealed": rows.filter(sealed=True).count() if round else 0,
        "total": rows.count() if round else 0,
        "upload_form": SheetForm(),
        "aside_form": StandAsideForm(auto_id="aside_%s"),
        "open": rules.scoring_open(member.committee) if member else None,
    }
    return render(request, "review/files.html", context)


def own_file(request, pk) -> Candidacy:
    return get_object_or_404(queries.files_of(request.user, current_round()), pk=pk)


@allowed(rules.is_expert)
def score(request, pk):
    """One file and its sheet: saved as a draft as often as wanted, sealed when complete."""
    candidacy = own_file(request, pk)
    may = rules.scoring_open(candidacy.round.committee)  # the rest of may_score brought the file here
    prefetch_related_objects([candidacy.nomination], "achievements")
    draft = DraftMarks.objects.filter(candidacy=candidacy, member__expert__user=request.user).first()
    form = ScoreForm(request.POST or None, initial=_initial(draft), rubric=candidacy.round.rubric)
    if request.method == "POST" and form.is_valid():
        scoring.save_draft(
            request.user,
            candidacy,
            marks=form.halves(),
            endorsed=form.cleaned_data["endorsed"],
            comment=form.cleaned_data["comment"],
        )
        if request.headers.get("X-Autosave"):
            return HttpResponse("已自动保存", content_type="text/plain; charset=utf-8")
        if "seal" in request.POST:
            return _sealed(request, candidacy)
        done(request, "已保存，尚未封存。")
        return redirect("review:score", pk)
    if request.headers.get("X-Autosave"):
        return HttpResponse("有分数超出范围，未保存", status=422, content_type="text/plain; charset=utf-8")
    last = Score.objects.filter(candidacy=candidacy, member__expert__user=request.user, void=None).last()
    evidence = list(expert_copy(candidacy.nomination))
    pages.want(e.file for e in evidence)
    context = {
        "candidacy": candidacy,
        "file": candidacy.nomination,
        "achievements": tables_of(candidacy.nomination),
        "evidence": evidence,
        "place": queries.place_among_unsealed(request.user, candidacy),
        "form": form,
        "may": may,
        "last": last,
        "recusal_form": ConflictForm(),
    }
    return render(request, "review/score.html", context)


def _sealed(request, candidacy):
    """Seal, then the next file that is not sealed."""
    try:
        scoring.seal(request.user, candidacy)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect("review:score", candidacy.pk)
    done(
        request,
        f"{candidacy} 已封存。截止前可以再次评分，以最后一次为准。",
        see=reverse("review:score", args=[candidacy.pk]),
    )
    following = queries.place_among_unsealed(request.user, candidacy).following
    return redirect("review:score", following) if following else redirect("review:files")


def _initial(draft: DraftMarks | None) -> dict:
    if draft is None:
        return {}
    marks = {
        code.lower(): f"{halves // 2}.5" if halves % 2 else halves // 2
        for code, halves in draft.marks.items()
    }
    endorsed = None if draft.endorsed is None else str(draft.endorsed)
    return marks | {"endorsed": endorsed, "comment": draft.comment}


def _paper(request, pk, evidence_pk) -> PrivateFile:
    return get_object_or_404(expert_copy(own_file(request, pk).nomination), pk=evidence_pk).file


@allowed(rules.is_expert)
def evidence(request, pk, evidence_pk):
    """Evidence of a file that this expert scores."""
    found = _paper(request, pk, evidence_pk)
    return attachment(store.read(found), found.name, found.content_type)


@allowed(rules.is_expert)
def evidence_page(request, pk, evidence_pk, number):
    """A page of it as a picture, by the same door."""
    return picture(pages.read(_paper(request, pk, evidence_pk), number), pages.PICTURE)


@require_POST
@allowed(rules.is_expert)
def pledge(request):
    recusal.pledge(request.user, current_round())
    done(request, "已签署回避与保密承诺。")
    return redirect("review:files")


@allowed(rules.is_expert)
def sheet(request):
    """The own 专家评分表, prefilled."""
    member = member_of(request, current_round())
    if member is None:
        raise Refusal("您不是本年度专家委员会的成员。")
    rows = queries.files_of(request.user, member.committee.round).count()
    name = f"专家评分表{member.code}"
    return exported_file(request, "review.score_sheet", name=name, rows=rows, member_id=member.pk)


@require_POST
@allowed(rules.is_expert)
def upload(request):
    """The filled sheet: all its complete rows are sealed, or every fault is told."""
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refusal("请选择填好的专家评分表。")
    book, round = form.cleaned_data["workbook"], current_round()
    table = scoring.read_own_scores(request.user, round, book, book.name)
    try:
        scores = scoring.seal_own_table(request.user, round, table)
    except WorkbookFaults as found:
        context = {"round": round, "faults": found.faults, "read": table.told}
        return render(request, "review/faults.html", context)
    done(request, f"{table.told}，已封存 {len(scores)} 份评分。")
    return redirect("review:files")
