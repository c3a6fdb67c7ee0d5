"""Certificates: issued by two people, rendered one by one in the queue, each once; void by two, and issued anew."""

import secrets
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from awards import messages, rules
from awards.documents.papers import Certificate, certificate_fonts, certificate_pdf
from awards.models import NamingDecision, Title, VoidCertificate
from nominations.models import Route
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import needed, require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.models import Job, PrivateFile
from wuhou_craftsmen.common.pdf.fonts import FontSubset
from wuhou_craftsmen.common.text.printable import refuse_unprintable

KIND = "awards.certificates"


def new_check_code() -> str:
    """What stands on a certificate to be checked by: 128 bits that nobody guesses."""
    return secrets.token_hex(16)


def _check(decision_id: int) -> None:
    refuse_unprintable(Title.objects.filter(decision=decision_id).values_list("name", flat=True))


def _listed(decision_id: int) -> list[tuple[str, str]]:
    titles = Title.objects.filter(decision=decision_id).order_by("certificate_no")
    return list(titles.values_list("certificate_no", "name"))


@two_person_act(
    "awards.issue_certificates",
    "制发证书",
    may=rules.may_issue_certificates,
    check=_check,
    summary=lambda decision_id: (
        f"{NamingDecision.objects.get(pk=decision_id)}：证书 {Title.objects.filter(decision=decision_id).count()} 份"
    ),
    seen=_listed,
    shown=lambda decision_id: [("证书", "\n".join(map("　".join, _listed(decision_id))))],
)
@transaction.atomic
def issue(*, actor: User, second: User, decision_id: int) -> Job:
    """Queue the rendering of every certificate of a decision that is not made yet."""
    decision = NamingDecision.objects.get(pk=decision_id)
    audit.record(second, "制发证书", decision)
    waiting = decision.titles.filter(certificate=None).count()
    return jobs.start(actor, KIND, f"{decision.round.year}年度荣誉证书", decision.pk, total=waiting)


@transaction.atomic
def take(actor: User, title: Title, reason: str = "") -> PrivateFile:
    """The certificate as a file; each download is on record, with its reason where one must be given."""
    require(rules.may_take_certificate(actor, title))
    if title.certificate is None:
        raise Refusal("证书还没有制成。")
    if rules.says_why_certificate(actor):
        require_text(reason, "请写明下载的原因，原因将记入操作记录。")
    audit.record(actor, "下载证书", title, reason=reason.strip()[:100])
    return title.certificate


def _check_void(title_id: int, reason: str) -> Title:
    title = Title.objects.select_related("certificate").get(pk=title_id)
    if title.certificate is None:
        raise Refusal("证书还没有制成，或者已经作废、等待重新制发。")
    require_text(reason, "请写明作废的原因。")
    return title


@two_person_act(
    "awards.void_certificate",
    "作废证书",
    may=rules.may_void_certificate,
    check=_check_void,
    summary=lambda title_id, reason: f"{Title.objects.get(pk=title_id)}：证书作废，原因：{reason}",
    seen=lambda **said: _check_void(**said).check_code,
)
@transaction.atomic
def void(*, actor: User, second: User, title_id: int, reason: str) -> VoidCertificate:
    """What was given out is void for good; the title stands, and its certificate may be issued anew, with another code."""
    Title.objects.select_for_update().get(pk=title_id)
    title = _check_void(title_id, reason)
    done = VoidCertificate.objects.create(
        title=title, check_code=title.check_code, certificate=needed(title.certificate), reason=reason.strip()[:200],
        voided_by=actor, confirmed_by=second, at=clock.now(),
    )  # fmt: skip
    title.certificate = title.certificate_made_at = None
    title.check_code = new_check_code()
    title.save()
    audit.record(second, "作废证书", title, reason=reason.strip(), proposed_by=str(actor))
    return done


def certificate_of(title: Title) -> Certificate:
    """What stands on the certificate."""
    decision = title.decision
    return Certificate(
        name=title.name,
        firm=title.candidacy.nomination.firm_now.name,
        year=decision.round.year,
        certificate_no=title.certificate_no,
        check_code=title.check_code,
        check_url=f"{settings.PUBLIC_URL}/awards/check/{title.check_code}/",
        issued_on=decision.decided_on,
        issuers=tuple(decision.issuers),
        decision_number=decision.number,
        rehearsal=decision.round.rehearsal,
        direct_recognition=title.route == Route.DIRECT,
    )


def _waiting(job: Job) -> QuerySet[Title]:
    titles = Title.objects.filter(decision_id=int(job.object_id), certificate=None)
    titles = titles.select_related("decision__round", "candidacy__nomination__firm")
    return titles.prefetch_related("candidacy__nomination__changes__firm").order_by("certificate_no")


def _fonts(job: Job, titles: list[Title]) -> FontSubset:
    """The font subset of the job, cut once for all its names and firms."""
    # the words of both kinds of certificate, whichever comes first
    example = replace(certificate_of(titles[0]), direct_recognition=False)
    papers = map(certificate_of, titles)
    return certificate_fonts(
        example, ["命名工作中，经直接认定", *(paper.name + paper.firm for paper in papers)]
    )


def _render(job: Job, title: Title, fonts: FontSubset) -> None:
    """Render, store, and claim the row by a conditional update: whoever comes second changes nothing."""
    content = certificate_pdf(certificate_of(title), fonts)
    with transaction.atomic():
        file = store.store(
            content, name=f"{title.certificate_no}.pdf", content_type="application/pdf", actor=job.owner,
            rehearsal=title.decision.round.rehearsal,
        )  # fmt: skip
        made = Title.objects.filter(pk=title.pk, certificate=None).update(
            certificate=file, certificate_made_at=clock.now()
        )
        if made:
            audit.record(job.owner, "制证", title, sha256=file.sha256)
            messages.certificate_made(title)
        else:
            transaction.set_rollback(True)


jobs.register(KIND, items=_waiting, work=_render, prepare=_fonts, unit="份")
