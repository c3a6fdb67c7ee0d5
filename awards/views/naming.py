"""Naming, titles, certificates, and the public check."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from awards import queries, rules
from awards.forms.naming import DecisionForm, RevokeForm, TitleFilterForm, VoidCertificateForm
from awards.models import NamingDecision, Title, VoidCertificate
from awards.queries import is_certificate_number, read_check_code
from nominations.models import AnnualRound
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.security import throttle
from wuhou_craftsmen.common.web.form_keys import repeatable
from wuhou_craftsmen.common.web.public import for_everybody
from wuhou_craftsmen.common.web.views import allowed, attachment, client_address, done, page_of, refusals_on

from ..documents.content import decision_pdf, draft_pdf
from ..domain.naming import certificates

MAX_WRONG_CODES_PER_HOUR = 60  # from one address


@allowed(rules.may_see_titles)
def round_awards(request, pk):
    """The round's naming and money at a glance, with the next step."""
    round = get_object_or_404(AnnualRound.objects.select_related("policy"), pk=pk)
    decision = NamingDecision.objects.filter(round=round, supplement=False).first()
    form = DecisionForm(request.POST or None, initial={"decided_on": round.naming_on})
    if request.method == "POST" and form.is_valid() and _decided(request, round, form):
        return redirect("awards:round", pk)
    titles = queries.named(round)
    narrowing = TitleFilterForm(request.GET)
    context = {
        "round": round,
        "decision": decision,
        "form": form,
        "may_name": rules.may_name(request.user),
        "cleared": queries.to_be_named(round),
        "asked": two_person.proposed("awards.name", round_id=round.pk),
        "decisions": round.decisions.all(),
        "without": round.decisions.filter(titles__certificate=None, titles__revoked_on=None).distinct(),
        "page": _page_of_titles(request, narrowing.narrowed(titles)),
        "named": titles.count(),
        "filter": narrowing,
        "made": titles.exclude(certificate=None).count(),
        "totals": queries.totals(round),
        "may_issue": rules.may_issue_certificates(request.user),
        "may_revoke": rules.may_revoke(request.user),
        "may_void": rules.may_void_certificate(request.user),
        "sees_certificates": rules.may_see_certificates(request.user),
        "sees_money": rules.may_see_ledger(request.user),
        "job": Job.objects.filter(
            kind="awards.certificates", object_id__in=[str(d.pk) for d in round.decisions.all()]
        ).first(),
    }
    return render(request, "awards/round.html", context)


def _decided(request, round: AnnualRound, form: DecisionForm) -> bool:
    """Whether the decision of the form was proposed; if not, the form says why."""
    data = form.cleaned_data
    with refusals_on(form):
        two_person.propose(
            request.user, "awards.name", round_id=round.pk, number=data["number"].strip(),
            decided_on=data["decided_on"].isoformat(), issuers=data["issuers"].splitlines(),
        )  # fmt: skip
    if form.errors:
        return False
    done(request, "已提请命名，等待领导小组另一名成员复核。")
    return True


def _page_of_titles(request, titles):
    """Who may revoke has one form for each title: the ids of field and help must not repeat on the page."""
    page = page_of(request, titles)
    if rules.may_revoke(request.user):
        for title in page:
            title.revoke_form = RevokeForm(auto_id=f"revoke-{title.pk}-%s")
    return page


@require_POST
@allowed(rules.may_issue_certificates)
def issue(request, pk):
    decision = get_object_or_404(NamingDecision, pk=pk)
    two_person.propose(request.user, "awards.issue_certificates", decision_id=decision.pk)
    done(request, "已提请制发证书，等待另一人复核。")
    return redirect("awards:round", decision.round_id)


@allowed(rules.may_see_titles)
def decision_download(request, pk):
    decision = get_object_or_404(NamingDecision.objects.select_related("round__policy"), pk=pk)
    return attachment(decision_pdf(decision), "命名决定.pdf", "application/pdf")


@allowed(rules.may_name)
def decision_draft(request, pk):
    """The paper that is to be confirmed, with its number and day as proposed."""
    round = get_object_or_404(AnnualRound.objects.select_related("policy"), pk=pk)
    try:
        day = dt.date.fromisoformat(request.GET.get("on", ""))
    except ValueError as error:
        raise Http404 from error
    content = draft_pdf(round, request.GET.get("number", "")[:60], day)
    return attachment(content, "命名决定（草稿）.pdf", "application/pdf")


@repeatable
@allowed(rules.may_see_certificates)
def certificate(request, pk):
    """The file at once for the union and the firm; whoever oversees says first why."""
    title = get_object_or_404(queries.certificates(), pk=pk)
    require(rules.may_take_certificate(request.user, title))
    refused = ""
    if request.method == "POST" or not rules.says_why_certificate(request.user):
        try:
            file = certificates.take(request.user, title, request.POST.get("reason", ""))
        except Refusal as refusal:
            refused = refusal.reason
        else:
            return attachment(store.read(file), file.name, file.content_type)
    return render(request, "awards/certificate.html", {"title": title, "refused": refused})


@allowed(rules.may_void_certificate)
def void(request, pk):
    """Asked for here, confirmed by another; the new one is issued with those not made yet."""
    title = get_object_or_404(queries.certificates(), pk=pk)
    form = VoidCertificateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            two_person.propose(
                request.user, "awards.void_certificate", title_id=title.pk, **form.cleaned_data
            )
            done(request, "已提请作废证书，等待另一人复核；复核后可以提请重新制发。")
            return redirect("awards:round", title.decision.round_id)
    return render(request, "awards/void_certificate.html", {"title": title, "form": form})


@require_POST
@allowed(rules.may_revoke)
def revoke(request, pk):
    title = get_object_or_404(Title.objects.select_related("decision"), pk=pk)
    form = RevokeForm(request.POST)
    if not form.is_valid():
        raise Refusal("请填写撤销日期、事由和依据。")
    two_person.propose(
        request.user,
        "awards.revoke",
        title_id=title.pk,
        on=form.cleaned_data["on"].isoformat(),
        reason=form.cleaned_data["reason"],
    )
    done(request, "已提请撤销，等待另一人复核。")
    return redirect("awards:round", title.decision.round_id)


@for_everybody()
def check_form(request):
    """Type or scan the code, as it is printed or as the whole address; the answer is a page of its own."""
    typed = request.GET.get("code", "").strip()
    if code := read_check_code(typed):
        return redirect("awards:check", code)
    context = {"typed": typed[:100], "is_number": is_certificate_number(typed)}
    return render(request, "awards/check_form.html", context)


@never_cache
@login_not_required
def check(request, code):
    """Name, honour, year, number, issuers and state as they are now; nothing else, and nothing to guess from."""
    found = read_check_code(code)
    title = (
        Title.objects.select_related("decision__round").filter(check_code=found).first() if found else None
    )
    void = VoidCertificate.objects.filter(check_code=found).first() if found and title is None else None
    if title is None and void is None:
        throttle.count("certificate", client_address(request), limit=MAX_WRONG_CODES_PER_HOUR)
    return render(request, "awards/check.html", {"title": title, "void": void})
