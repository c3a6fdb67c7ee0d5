"""After closing: ranking, the leading group's meeting, notice, objections."""

from collections import Counter
from dataclasses import replace

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from nominations.models import AnnualRound
from review import queries, rules
from review.forms.outcome import (
    FindingForm,
    MeetingForm,
    NoticeForm,
    ObjectionForm,
    OnlineObjectionForm,
    seated_users,
)
from review.forms.scoring import RankingFilterForm
from review.models import Candidacy, Objection, PublicNotice
from wuhou_craftsmen.accounts.rules import is_leader, is_union_staff, signed_in
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.decisions import needed, require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.templatetags.plain import points
from wuhou_craftsmen.common.web.charts import Bar, Chart, count_chart
from wuhou_craftsmen.common.web.exported import exported_file
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.public import for_everybody
from wuhou_craftsmen.common.web.views import allowed, attachment, done, page_of, refusals_on

from ..documents.content import notice_pdf
from ..domain.outcome import deliberation, notice, objections, strokes
from ..domain.scoring import closing


@allowed(rules.may_oversee_review)
def ranking(request, pk):
    """The frozen ranking, or those without a place in it."""
    round = get_object_or_404(AnnualRound, pk=pk)
    require(rules.may_see_ranking(request.user, round))
    narrowing = RankingFilterForm(request.GET)
    rows = queries.unranked(round) if narrowing.of_the_unranked else queries.ranking(round)
    page = page_of(request, narrowing.narrowed(rows), 100)
    explained(page.object_list, round)
    context = {
        "round": round,
        "page": page,
        "filter": narrowing,
        "unranked": queries.unranked(round).count(),
        "run": round.rankings.last(),
        "undecided": deliberation.undecided(round),
    }
    return render(request, "review/ranking.html", context)


def explained(rows, round: AnnualRound) -> None:
    """Give each row `line` (what is above it, at the places and at the pass line) and `compared` (how equal finals were told apart)."""
    names = [criterion.name for criterion in needed(round.rubric).tie_break]
    finals = Counter(row.final for row in rows if row.rank)
    before = None
    for row in rows:
        lines = []
        if before and row.rank:
            if before.rank <= row.run.quota < row.rank:
                lines.append(f"以上为名额 {row.run.quota} 名以内的名次")
            if before.final >= row.run.pass_line > row.final:
                lines.append(f"以下不到合格线 {points(row.run.pass_line)} 分")
        row.line = "；".join(lines)
        row.compared = ""
        if row.rank and finals[row.final] > 1:
            means = zip(names, row.tie_means, strict=False)
            row.compared = "同分依次比较：" + "、".join(f"{name} {points(mean)}" for name, mean in means)
        before = row


@allowed(rules.may_oversee_review)
def ranking_download(request, pk):
    round = get_object_or_404(AnnualRound, pk=pk)
    require(rules.may_see_ranking(request.user, round))
    rows = queries.ranking(round).count() + queries.unranked(round).count()
    return exported_file(request, "review.ranking", name="评审排名表", rows=rows, round_id=round.pk)


@allowed(rules.may_oversee_review)
def statistics(request, pk):
    """For information only: each expert's mean by code, and sheets far from the file's median."""
    round = get_object_or_404(AnnualRound, pk=pk)
    require(rules.may_see_ranking(request.user, round))
    found = closing.statistics_of(round)
    context = {
        "round": round,
        "charts": [_means_chart(found.means), _spread_chart(found.tens, found.run.pass_line)],
        "page": page_of(request, found.far),
    }
    return render(request, "review/statistics.html", context)


def _means_chart(means) -> Chart:
    """Each expert's mean; hundredths of a point. The bars begin at whole ten points below the lowest: means lie close together."""
    base = min((mean for _, mean in means.values()), default=0) // 1000 * 1000
    bars = [
        Bar(f"{code}（{count} 份）", mean - base, f"{points(mean)} 分")
        for code, (count, mean) in sorted(means.items())
    ]
    note = f"横条从 {base // 100} 分起" if base else ""
    return Chart("各专家平均分", "专家编号", "平均分", bars, note)


def _spread_chart(tens, pass_line: int) -> Chart:
    """How many sheets fall into each ten points, from the lowest that has any."""
    names = [f"{10 * ten} 至 {10 * ten + 9.5 if ten < 9 else 100:g} 分" for ten in range(10)]
    lowest = next((ten for ten in range(10) if tens[ten]), 9)
    chart = count_chart("评分分布", "总分", [(names[ten], tens[ten]) for ten in reversed(range(lowest, 10))])
    return replace(chart, note=f"合格线 {points(pass_line)} 分")


@allowed(rules.may_record_meetings)
def meeting(request, pk):
    """Enter the meeting; the page says who is proposed and who is tied."""
    round = get_object_or_404(AnnualRound, pk=pk)
    proposed = round.candidacies.filter(state="proposed").select_related("nomination__firm")
    tied = Candidacy.objects.filter(pk__in=[c.pk for c in deliberation.undecided(round)]).select_related(
        "nomination__firm"
    )
    form = MeetingForm(
        request.POST or None, proposed=proposed, tied=tied, users=seated_users(get_user_model())
    )
    if request.method == "POST" and form.is_valid():
        data, chosen = form.cleaned_data, list(form.cleaned_data.get("chosen", []))
        with refusals_on(form):
            two_person.propose(
                request.user,
                "review.record_meeting",
                round_id=round.pk,
                held_on=data["held_on"].isoformat(),
                present=sorted(user.pk for user in data["present"]),
                minutes=data["minutes"],
                approved=sorted(c.pk for c in [*data["approved"], *chosen]),
                chosen_tied=sorted(c.nomination.no for c in chosen),
            )
            done(request, "会议已登记，等待组长确认会议纪要和审定名单。")
            return redirect("review:round", pk)
    context = {
        "round": round,
        "form": form,
        "meetings": round.meetings.all(),
        "asked": two_person.proposed("review.record_meeting", round_id=round.pk),
        "settled": not proposed.exists() and not tied.exists(),
    }
    return render(request, "review/meeting.html", context)


@allowed(rules.may_publish)
def notice_new(request, pk):
    round = get_object_or_404(AnnualRound, pk=pk)
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with refusals_on(form):
            two_person.propose(
                request.user,
                "review.publish_notice",
                round_id=round.pk,
                starts_on=data["starts_on"].isoformat(),
                contact=data["contact"],
            )
            done(request, "已提请发布公示，等待另一人复核。")
            return redirect("review:round", pk)
    approved = round.candidacies.filter(state="approved").select_related("nomination__firm")
    unplaced = strokes.unplaced([candidacy.nomination.name for candidacy in approved])
    context = {"round": round, "form": form, "approved": approved, "unplaced": unplaced}
    return render(request, "review/notice_form.html", context)


@for_everybody()
def public_notice(request, pk):
    """What everybody may read: name, firm and trade, in the order of strokes."""
    found = get_object_or_404(PublicNotice.objects.select_related("round__policy"), pk=pk)
    if not rules.may_read_notice(request.user, found):
        raise Http404
    context = {
        "notice": found,
        "entries": found.entries.all(),
        "may_object": rules.may_object(request.user, found),
    }
    return render(request, "review/notice.html", context)


@allowed(signed_in)
def objection_new(request, pk):
    """An objection by somebody signed in, under the own name."""
    found = get_object_or_404(PublicNotice.objects.select_related("round"), pk=pk)
    require(rules.may_object(request.user, found))
    on_show = found.round.candidacies.filter(state__in=rules.ON_SHOW).select_related("nomination__firm")
    on_show = on_show.prefetch_related("nomination__changes__firm")
    form = OnlineObjectionForm(request.POST or None, candidacies=on_show)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            objections.raise_online(request.user, found, **form.cleaned_data)
            done(request, "异议已提出，由区总工会核查、领导小组作出结论。")
            return redirect("review:notice", pk)
    return render(request, "review/objection_form.html", {"notice": found, "form": form})


@login_not_required
def public_notice_pdf(request, pk):
    found = get_object_or_404(PublicNotice.objects.select_related("round"), pk=pk)
    if not rules.may_read_notice(request.user, found):
        raise Http404
    return attachment(notice_pdf(found.round), f"{found.round.year}年度公示.pdf", "application/pdf")


@require_POST
@allowed(is_union_staff)
def notice_end(request, pk):
    found = get_object_or_404(PublicNotice, pk=pk)
    notice.end_notice(request.user, found.round)
    done(request, "公示已办结。")
    return redirect("review:round", found.round_id)


@allowed(rules.may_see_objections)
def objection_list(request, pk):
    return _objections(request, pk)


def _objections(request, pk, read: dict[int, str] | None = None):
    """The register of a notice's objections; who objected only with a reason, for the union's officers and the auditor."""
    found = get_object_or_404(PublicNotice.objects.select_related("round"), pk=pk)
    on_show = found.round.candidacies.filter(state__in=rules.ON_SHOW).select_related("nomination")
    form = ObjectionForm(request.POST or None, candidacies=on_show)
    may_register = is_union_staff(request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            entered = objections.register(request.user, found, **form.cleaned_data)
            done(
                request,
                _accepted(entered) if entered.state == "open" else f"不受理：{entered.not_accepted_reason}。",
            )
            return redirect("review:objections", pk)
    entered = list(found.objections.select_related("candidacy__nomination", "decided_by"))
    for objection in entered:  # one form each: the ids of help and field must not repeat on the page
        objection.shown_objector = (read or {}).get(objection.pk)
        objection.form = FindingForm(auto_id=f"finding-{objection.pk}-%s")
    context = {
        "notice": found,
        "objections": entered,
        "form": form,
        "may_register": may_register,
        "may_read_objector": rules.may_read_objector(request.user),
        "may_decide": is_leader(request.user),
    }
    return render(request, "review/objections.html", context)


def _accepted(objection: Objection) -> str:
    if objection.candidacy.state == "held":
        return "已受理，该人选暂缓。"
    return "已受理。该人选已经命名，查实的，请办理撤销称号。"


@repeatable
@require_POST
@allowed(rules.may_read_objector)
def objector(request, pk):
    """The name on the page of the register, this once."""
    objection = get_object_or_404(Objection, pk=pk)
    name = objections.read_objector(request.user, objection, request.POST.get("reason", ""))
    return _objections(request, objection.notice_id, read={objection.pk: name})


@require_POST
@allowed(is_leader)
def objection_decide(request, pk):
    objection = get_object_or_404(Objection, pk=pk)
    form = FindingForm(request.POST)
    if not form.is_valid():
        raise Refusal("没有核查报告，不能作出结论。")
    objections.decide(request.user, objection, **form.cleaned_data)
    done(request, "异议已办结。")
    return redirect("review:objections", objection.notice_id)
