"""The registers of inspections (clause 十一): what was inspected, what was found, the bulletin."""

from oversight.documents.bulletin import content_of
from oversight.models import Bulletin, Finding, Inspection
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.register import LEAD, Register, add

from .owed import STEPS


def check_inspection(inspection: Inspection) -> None:
    if inspection.on > clock.today():
        raise Refusal("督查日期不能晚于今天。")


def check_finding(finding: Finding) -> None:
    if finding.due_on < finding.inspection.on:
        raise Refusal("整改期限不能早于督查日期。")


def check_bulletin(bulletin: Bulletin) -> None:
    if not bulletin.since <= bulletin.until <= bulletin.issued_on:
        raise Refusal("通报期间的起止日期应有先后，印发日期不能早于期间的最后一天。")
    period = [bulletin.since.isoformat(), bulletin.until.isoformat()]
    if bulletin.content and bulletin.content["period"] != period:
        raise Refusal("通报已按原来的期间成文，期间不能更正；请撤下这一份，另填一份。")


def freeze(actor: User, bulletin: Bulletin) -> None:
    """What it tells is what stood here on that day, whatever changes later; its number and demands may be corrected."""
    if bulletin.content:
        return
    bulletin.content = content_of(bulletin.since, bulletin.until)
    bulletin.save(update_fields=["content"])


add(
    Register(
        key="inspections", model=Inspection, noun="督查", clause=11, reporters=(LEAD,), check=check_inspection, dated="on",
        fields=("name", "kind", "on", "scope"), columns=("kind", "on", "scope"), called=lambda i: i.name, once=lambda i: (i.name, i.on),
        feeds="发现的问题记在督查名下，写进督查通报",
    ),
    Register(
        key="findings", model=Finding, noun="督查发现的问题", clause=11, reporters=(LEAD,), parent="inspection", concerns="about", dated="due_on",
        fields=("inspection", "about", "matter", "problem", "measure", "due_on"), labels={"about": "责任单位", "due_on": "整改期限"},
        columns=("matter", "measure", "due_on"), called=lambda f: f"{f.about}：{f.problem}", check=check_finding,
        feeds="列入责任单位的待办，逾期在清单和督查通报上标红；整改情况计入目标绩效", acts=STEPS,
    ),
    Register(
        key="bulletins", model=Bulletin, noun="督查通报", clause=11, reporters=(LEAD,), check=check_bulletin, dated="issued_on", verified=freeze,
        fields=("number", "since", "until", "issued_on", "demands"), columns=("since", "until", "issued_on"), called=lambda b: b.number,
        once=lambda b: (b.number,), feeds="填报时按当天的督查问题、指标和任务成文，以后不再改变；下载 PDF 或可编辑的文档",
        papers=(("下载通报（PDF）", "oversight:bulletin_pdf"), ("下载通报（可编辑）", "oversight:bulletin_docx")),
    ),
)  # fmt: skip
