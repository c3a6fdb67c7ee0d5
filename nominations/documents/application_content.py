"""Query results as the plain data of the printed documents."""

import datetime as dt

from django.utils import timezone

from wuhou_craftsmen.common.files import pages
from wuhou_craftsmen.common.files.inspection import PICTURES
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.text.masks import mask_id, mask_phone

from ..domain.file.private_data import PrivateNumbers
from ..models import Evidence, EvidenceKind, Nomination
from ..models.achievements import tables_of
from ..models.application import FIELDS, in_words, printed
from ..rules.checking.checks import may_read_answers
from .application import ApplicationForm, FormField, FormSection, Receipt

PLEDGE = (
    "本人承诺：所填内容和提交的材料真实、准确，没有弄虚作假；如有不实，愿意承担取消资格、撤销称号等后果。"
)
DAY = "＿＿＿＿年＿＿月＿＿日"
SEALED = ("负责人（签字）：＿＿＿＿＿＿　　（盖章）", DAY)


def receipt_of(nomination: Nomination) -> Receipt:
    """What stands on the receipt of a submitted file."""
    return Receipt(
        year=nomination.round.year,
        receipt_no=nomination.receipt_no,
        nomination_no=nomination.no,
        name=nomination.name,
        unit=nomination.firm_as_submitted,
        received_at=timezone.localtime(nomination.received_at),
        submission=nomination.submissions,
        sha256=nomination.frozen_sha256,
        rehearsal=nomination.round.rehearsal,
    )


def form_of(nomination: Nomination, user, numbers: PrivateNumbers | None = None) -> ApplicationForm:
    """申报表（推荐审批表） as this reader may see it. `numbers`: the whole ones, where they were asked for.

    While a file is a draft or open for correction the form says that it is a draft.
    """
    evidence = [e for e in nomination.evidence.select_related("file") if e.removed_at is None]
    sealed = bool(nomination.receipt_no) and nomination.state not in ("draft", "returned")
    return ApplicationForm(
        year=nomination.round.year,
        nomination_no=nomination.no,
        state=nomination.get_state_display(),
        fields=tuple(FormField(label=a, value=b, wide=w) for a, b, w in _fields(nomination, numbers)),
        sections=tuple(_sections(nomination, user, evidence)),
        photo=_photo(evidence),
        sha256=nomination.frozen_sha256 if sealed else "",
        rehearsal=nomination.round.rehearsal,
        printed_on=clock.today(),
    )


def _fields(n: Nomination, numbers: PrivateNumbers | None):
    """(label, value, wide). Birth date, ID number and phone are whole only with `numbers`."""
    id_number = numbers.id_number if numbers else mask_id(n.person.id_number)
    born = "—"
    if numbers:
        born = cn_date(dt.datetime.strptime(numbers.id_number[6:14], "%Y%m%d").date())
    before = {
        "political_status": [("出生日期", born, False)],
        "trade": [
            ("身份证号", id_number, True),
            ("联系电话", numbers.phone if numbers else mask_phone(n.person.phone), False),
            ("所在街道", str(n.firm.endorsing_unit or ""), False),
            ("工作单位", n.firm_as_submitted if n.state not in ("draft", "returned") else n.firm.name, True),
            ("统一社会信用代码", n.firm.credit_code or "", False),
            ("企业性质", n.firm.nature, False),
        ],
    }
    rows = []
    for name in printed():
        rows += before.get(name, [])
        rows.append((FIELDS[name], in_words(name, getattr(n, name)), False))
    return rows


def _photo(evidence: list[Evidence]) -> bytes:
    """The photo as the process that draws uploads drew it; nothing while it is not drawn or may not be read."""
    photo = next((e.file for e in evidence if e.kind == EvidenceKind.PHOTO), None)
    if photo is None or photo.withheld or photo.content_type not in PICTURES:
        return b""
    pages.want([photo])  # one of an earlier year is there from the next print on
    return pages.read(photo, 1) if photo.pages else b""


def _sections(n: Nomination, user, evidence: list[Evidence]) -> list[FormSection]:
    """Deeds, achievements, materials, pledge, then the opinions in the order in which they are given."""
    materials = "\n".join(
        f"{place}．{e.get_kind_display()}：{e.file.name}" for place, e in enumerate(evidence, 1)
    )
    pledged = f"承诺日期：{cn_date(n.pledged_on)}" if n.pledged_on else ""
    return [
        FormSection(heading="主要事迹", text=n.deeds),
        *_achievements(n),
        FormSection(heading="证明材料", text=materials),
        FormSection(heading="诚信承诺", text=PLEDGE, signed=pledged, to_sign=("本人（签字）：＿＿＿＿＿＿",)),
        FormSection(heading="所在单位和单位工会意见", text=_firm_words(n), to_sign=SEALED),
        _street(n),
        *_departments(n, user),
        _district(n),
    ]


def _achievements(n: Nomination) -> list[FormSection]:
    """The four lists, each a table; an empty one says 无."""
    return [
        FormSection(
            heading=title,
            text="" if rows else "无",
            columns=tuple(headings) if rows else (),
            rows=tuple(tuple(words or "—" for _, words in row) for row in rows),
        )
        for title, headings, rows in tables_of(n)
    ]


def _firm_words(n: Nomination) -> str:
    meeting = f"{cn_date(n.staff_meeting_on)}经职工（代表）大会推荐。" if n.staff_meeting_on else ""
    shown = ""
    if n.unit_notice_from and n.unit_notice_to:
        shown = f"{cn_date(n.unit_notice_from)}至{cn_date(n.unit_notice_to)}在本单位公示。"
    return meeting + shown


def _street(n: Nomination) -> FormSection:
    said = next((e for e in n.endorsements.select_related("unit") if e.decision == "endorsed"), None)
    signed = f"{said.unit}　{cn_date(timezone.localtime(said.at).date())}" if said else ""
    return FormSection(
        heading="推荐单位初审意见", text=said.opinion if said else "", signed=signed, to_sign=SEALED
    )


def _departments(n: Nomination, user) -> list[FormSection]:
    """As on the page: not for the firm's print."""
    if not may_read_answers(user, n):
        return []
    answered = [o for o in n.opinions.select_related("department") if o.answer]
    if not answered:
        return []
    lines = "\n".join(f"{o.department}：{o.get_answer_display()}（{o.document_no}）" for o in answered)
    return [FormSection(heading="部门意见", text=lines)]


def _district(n: Nomination) -> FormSection:
    """Only a verdict that two people gave is printed."""
    check = n.checks.filter(dropped_at=None, confirmed_by__isnull=False).first()
    text = f"{check.get_verdict_display()}{'：' + check.reason if check.reason else '。'}" if check else ""
    signed = cn_date(timezone.localtime(check.confirmed_at).date()) if check else ""
    return FormSection(heading="区总工会意见", text=text, signed=signed, to_sign=SEALED)
