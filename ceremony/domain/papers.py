"""The papers of a ceremony as files; each is on record. Many people's are made by a job (`common/jobs/exported.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ceremony import queries, rules
from ceremony.documents import papers, workbooks
from ceremony.models import Attendee, Ceremony
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs.exported import exported
from wuhou_craftsmen.common.kernel import audit
from wuhou_craftsmen.common.kernel.decisions import require
from wuhou_craftsmen.common.kernel.refusals import Refusal


@dataclass(frozen=True)
class PaperKind:
    """A paper that can be taken; `at_once`: of so many people it is made while one waits, in about a second."""

    key: str
    label: str
    what: str
    make: Callable[[Ceremony], bytes]
    at_once: int
    suffix: str = "pdf"

    @property
    def file(self) -> str:
        """Its kind among the files that leave the portal."""
        return f"ceremony.{self.key}"


PAPERS = {
    kind.key: kind
    for kind in (
        PaperKind("reading-list", "宣读名单", "大字，按发证组和上台次序，生僻字、多音字上面标拼音", papers.reading_list, 40),
        PaperKind("invitations", "请柬（签到码）", "每页两份，裁开；每人一个签到码，当天扫码签到", papers.invitations, 10),
        PaperKind("name-cards", "桌签", "每人一张，折成三角形，两面都有姓名和单位", papers.name_cards, 20),
        PaperKind("seat-plan", "座位图", "一张纸的会场座位，贴在门口", papers.seats, 60),
        PaperKind("sign-in", "签到表", "手工签名用，按名单次序", papers.sign_in_sheet, 60),
        PaperKind("sign-in-book", "签到表（工作簿）", "电子表格，含回复、签到和证书领取情况", workbooks.attendance, 2000, "xlsx"),
    )
}  # fmt: skip


def wanted(ceremony: Ceremony, key: str) -> tuple[PaperKind, int]:
    """The kind called `key`, and of how many people it is."""
    kind = PAPERS.get(key)
    if kind is None:
        raise Refusal("没有这一种文件，请在“文件”里选。")
    count = queries.expected(ceremony).count()
    if not count:
        raise Refusal("名单上没有到会的人，没有可打印的。")
    return kind, count


def _registered(kind: PaperKind) -> None:
    @exported(kind.file, suffix=kind.suffix, unit="人", at_once=kind.at_once)
    @transaction.atomic
    def make(owner: User, told: Any, *, ceremony: int) -> bytes:
        require(rules.may_take_papers(owner))
        of = queries.ceremonies().get(pk=ceremony)
        content = kind.make(of)
        audit.record(owner, "下载命名大会文件", of, paper=kind.label)
        return content


for _kind in PAPERS.values():
    _registered(_kind)


@transaction.atomic
def invitation_of(actor: User, attendee: Attendee) -> bytes:
    """The 请柬 of one person, for HR and the union."""
    require(rules.may_act_for(actor, attendee))
    if attendee.revoked:
        raise Refusal(rules.REVOKED)
    ceremony = queries.ceremonies().get(pk=attendee.ceremony_id)
    audit.record(actor, "下载请柬", attendee)
    return papers.invitations(ceremony, [attendee])
