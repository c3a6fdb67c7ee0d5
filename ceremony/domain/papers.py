"""The papers of a ceremony as files: a short one at once, one of many people by a job with its bar; each is on record."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from ceremony import queries, rules
from ceremony.documents import papers, workbooks
from ceremony.models import Attendee, Ceremony
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.jobs.books import KEPT_FOR
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.digests import digest
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.workbooks.preview import XLSX

KIND = "ceremony.paper"
PDF = "application/pdf"


@dataclass(frozen=True)
class PaperKind:
    """A paper that can be taken; `at_once`: of so many people it is made while one waits, in about a second."""

    key: str
    label: str
    what: str
    make: Callable[[Ceremony], bytes]
    at_once: int
    content_type: str = PDF

    @property
    def suffix(self) -> str:
        return "pdf" if self.content_type == PDF else "xlsx"


PAPERS = {
    kind.key: kind
    for kind in (
        PaperKind("reading-list", "宣读名单", "大字，按发证组和上台次序，生僻字、多音字上面标拼音", papers.reading_list, 40),
        PaperKind("invitations", "请柬（签到码）", "每页两份，裁开；每人一个签到码，当天扫码签到", papers.invitations, 10),
        PaperKind("name-cards", "桌签", "每人一张，折成三角形，两面都有姓名和单位", papers.name_cards, 20),
        PaperKind("seat-plan", "座位图", "一张纸的会场座位，贴在门口", papers.seats, 60),
        PaperKind("sign-in", "签到表", "手工签名用，按名单次序", papers.sign_in_sheet, 60),
        PaperKind("sign-in-book", "签到表（工作簿）", "电子表格，含回复、签到和证书领取情况", workbooks.attendance, 2000, XLSX),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Made:
    """A file as it is sent."""

    name: str
    content: bytes
    content_type: str


@transaction.atomic
def take(actor: User, ceremony: Ceremony, key: str) -> Made | None:
    """The file, or None where a job makes it."""
    require(rules.may_take_papers(actor))
    kind = PAPERS.get(key)
    if kind is None:
        raise Refusal("没有这一种文件，请在“文件”里选。")
    count = queries.expected(ceremony).count()
    if not count:
        raise Refusal("名单上没有到会的人，没有可打印的。")
    audit.record(actor, "下载命名大会文件", ceremony, paper=kind.label)
    name = f"{ceremony.name}{kind.label}"
    if count > kind.at_once:
        asked = {"ceremony": ceremony.pk, "key": key}
        jobs.start(actor, KIND, name, digest([actor.pk, asked])[:40], total=1, asked=asked)
        return None
    return Made(f"{name}.{kind.suffix}", kind.make(ceremony), kind.content_type)


@transaction.atomic
def invitation_of(actor: User, attendee: Attendee) -> Made:
    """The 请柬 of one person, for HR and the union."""
    require(rules.may_act_for(actor, attendee))
    if attendee.revoked:
        raise Refusal(rules.REVOKED)
    ceremony = queries.ceremonies().get(pk=attendee.ceremony_id)
    audit.record(actor, "下载请柬", attendee)
    return Made(f"{attendee.name}请柬.pdf", papers.invitations(ceremony, [attendee]), PDF)


def _unmade(job: Job) -> list[int]:
    return [job.pk] if job.result_id is None else []


def _work(job: Job, item: int) -> None:
    kind, ceremony = PAPERS[job.asked["key"]], queries.ceremonies().get(pk=job.asked["ceremony"])
    content = kind.make(ceremony)
    with transaction.atomic():
        file = store.store(
            content, name=f"{job.label}.{kind.suffix}", content_type=kind.content_type, actor=job.owner,
            kept_until=clock.now() + KEPT_FOR,
        )  # fmt: skip
        if not Job.objects.filter(pk=job.pk, result=None).update(result=file):
            transaction.set_rollback(True)


jobs.register(KIND, items=_unmade, work=_work, unit="份")
