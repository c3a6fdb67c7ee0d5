"""督查通报: what it tells, as plain values kept with it; the PDF and the Word document made of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from awards.documents.papers import spread
from oversight import figures
from oversight.models import Bulletin, DutyTask, Finding, Inspection
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.pdf.paper import Paper, render_pdf
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.word.official import Cell, OfficialPaper
from wuhou_craftsmen.policy.domain import duties
from wuhou_craftsmen.policy.domain.citing import clause_words

TEMPLATE = "documents/bulletin.html"
ADDRESSEES = "各街道党工委、办事处，武侯新城，区级各部门"
SUBJECT = "“成都工匠”“诸葛工匠”培育工作"


def content_of(since: dt.date, until: dt.date) -> dict[str, Any]:
    """Everything that the bulletin of the period tells, as JSON: texts, whole numbers, days as YYYY-MM-DD."""
    return {
        "period": [since.isoformat(), until.isoformat()],
        "policy": figures.version_text(),
        "clause": clause_words(None, 11),
        "issuers": [official_name(name) for name in duties.names(11, lead=True)],
        "inspections": [_inspection(i) for i in _inspections(since, until)],
        "lines": [
            {"name": line.name, "target": line.target_text, "actual": line.actual_text, "word": line.word, "leads": line.leads}
            for line in figures.all_lines(until.year)
        ],
        "units": _units(until.year),
        "findings": [_finding(f) for f in _findings(since, until)],
    }  # fmt: skip


def official_name(name: str) -> str:
    """区委办公室 -> 中共成都市武侯区委办公室, as the head of a document has it."""
    if name.startswith("区委"):
        return f"中共成都市武侯{name}"
    if name.startswith("区政府"):
        return f"成都市武侯区人民政府{name.removeprefix('区政府')}"
    return f"成都市武侯{name}"


def _inspections(since: dt.date, until: dt.date):
    return Inspection.objects.filter(state="verified", on__range=(since, until)).order_by("on", "pk")


def _inspection(inspection: Inspection) -> dict[str, str]:
    return {
        "name": inspection.name,
        "kind": inspection.kind,
        "on": inspection.on.isoformat(),
        "scope": inspection.scope,
    }


def _findings(since: dt.date, until: dt.date):
    """Of the inspections of the period, and what is left of earlier ones."""
    of_period = Q(inspection__on__range=(since, until)) | Q(inspection__on__lt=since) & ~Q(stage="closed")
    rows = Finding.objects.filter(of_period, state="verified", inspection__state="verified")
    return rows.select_related("about", "inspection").order_by("due_on", "pk")


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "unit": str(finding.about), "matter": finding.matter, "problem": finding.problem, "measure": finding.measure,
        "due": finding.due_on.isoformat(), "state": finding.get_stage_display(), "late": finding.late,
        "closed": finding.stage == "closed",
    }  # fmt: skip


def _units(year: int) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for task in (
        DutyTask.objects.filter(state="verified", year=year).select_related("about").order_by("about")
    ):
        row = rows.setdefault(str(task.about), {"unit": str(task.about), "tasks": 0, "closed": 0, "late": 0})
        row["tasks"] += 1
        row["closed"] += task.stage == "closed"
        row["late"] += bool(task.late)
    return list(rows.values())


@dataclass(frozen=True, kw_only=True)
class BulletinPaper(Paper):
    """The bulletin on paper, made of what is kept with it."""

    number: str
    since: dt.date
    until: dt.date
    issued_on: dt.date
    demands: str
    content: dict[str, Any]

    @property
    def period(self) -> str:
        return f"{cn_date(self.since)}至{cn_date(self.until)}"

    @property
    def title(self) -> str:
        return f"关于{SUBJECT}督查情况的通报"

    @property
    def issuers(self) -> list[str]:
        return self.content["issuers"]

    @property
    def lead(self) -> str:
        """The first paragraph."""
        found, count = self.content["findings"], len(self.content["inspections"])
        closed, late = sum(f["closed"] for f in found), sum(bool(f["late"]) for f in found)
        left = f"，其中逾期没有整改的 {late} 个" if late else ""
        told = (
            f"涉及问题 {len(found)} 个，已整改办结 {closed} 个，没有办结的 {len(found) - closed} 个{left}"
            if found
            else "没有发现问题"
        )
        return f"根据{self.content['policy']}（{self.content['clause']}），{self.period}对全区{SUBJECT}督查 {count} 次，{told}。现将有关情况通报如下。"

    @property
    def sections(self) -> list[tuple[str, list[str]]]:
        """(heading, paragraphs)"""
        parts = [
            ("督查开展情况", self._inspections()),
            ("目标完成情况", [self._lines()]),
            ("任务办理情况", [self._tasks()]),
        ]
        parts += [("问题整改情况", [self._findings()]), ("工作要求", [self.demands])]
        return [(f"{'一二三四五'[place]}、{heading}", texts) for place, (heading, texts) in enumerate(parts)]

    def _inspections(self) -> list[str]:
        return [
            f"{cn_date(dt.date.fromisoformat(i['on']))}，{i['name']}（{i['kind']}）：{i['scope'].rstrip('。')}。"
            for i in self.content["inspections"]
        ] or ["本期间没有开展督查。"]

    def _lines(self) -> str:
        words = [line["word"] for line in self.content["lines"]]
        missed = "、".join(line["name"] for line in self.content["lines"] if line["word"] == "未达标")
        missed = f"未达标的是：{missed}。" if missed else ""
        told = "，".join(
            f"{word} {words.count(word)} 项"
            for word in ("达标", "进行中", "未达标", "未上报")
            if word in words or word == "达标"
        )
        return f"考核指标共 {len(words)} 项，{told}。{missed}详见附件1。"

    def _tasks(self) -> str:
        units = self.content["units"]
        if not units:
            return "本年度还没有下达单位任务。"
        late = "、".join(f"{u['unit']} {u['late']} 项" for u in units if u["late"])
        late = f"逾期没有上报的是：{late}。" if late else "没有逾期的任务。"
        return f"{len(units)} 个单位共 {sum(u['tasks'] for u in units)} 项任务，已办结 {sum(u['closed'] for u in units)} 项。{late}详见附件2。"

    def _findings(self) -> str:
        found = self.content["findings"]
        late = "、".join(f"{f['unit']}（逾期 {f['late']} 天）" for f in found if f["late"])
        if not found:
            return "没有发现问题。"
        return (
            f"共 {len(found)} 个问题。"
            + (f"逾期没有整改的是：{late}。" if late else "没有逾期的问题。")
            + "详见附件3。"
        )


def paper_of(bulletin: Bulletin) -> BulletinPaper:
    return BulletinPaper(
        number=bulletin.number, since=bulletin.since, until=bulletin.until, issued_on=bulletin.issued_on,
        demands=bulletin.demands, content=bulletin.content, sample=clock.business_date() is not None,
    )  # fmt: skip


def pdf_of(bulletin: Bulletin) -> bytes:
    """督查通报 in the layout of GB/T 9704-2012; what is overdue is red."""
    paper = paper_of(bulletin)
    days = {f["due"]: dt.date.fromisoformat(f["due"]) for f in paper.content["findings"]}
    findings = [(f, days[f["due"]]) for f in paper.content["findings"]]
    context = {
        "paper": paper,
        "findings": findings,
        "addressees": ADDRESSEES,
        "spread_issuers": spread(tuple(paper.issuers)),
    }
    return render_pdf(TEMPLATE, context)


def docx_of(bulletin: Bulletin) -> bytes:
    """The same for Word."""
    paper = paper_of(bulletin)
    made = OfficialPaper(paper.title)
    if paper.mark:
        made.mark(paper.mark)
    made.letterhead(paper.issuers, paper.number)
    made.title(paper.title)
    made.text(f"{ADDRESSEES}：", indent=False)
    made.text(paper.lead)
    for heading, texts in paper.sections:
        made.heading(heading)
        for text in texts:
            made.text(text)
    for number, (title, _, _, _) in enumerate(annexes(paper), 1):
        made.text(f"{'附件：' if number == 1 else '　　　'}{number}．{title}")
    made.signed(paper.issuers, cn_date(paper.issued_on))
    for number, (title, heads, rows, widths) in enumerate(annexes(paper), 1):
        made.annex(f"附件{number}", title)
        made.table(heads, rows, widths)
    return made.content


def annexes(paper: BulletinPaper) -> list[tuple[str, Sequence[str], list[list[str | Cell]], Sequence[int]]]:
    """(title, headings, rows, widths in mm)"""
    content = paper.content
    lines: list[list[str | Cell]] = [
        [
            line["name"],
            line["target"],
            line["actual"],
            Cell(line["word"], line["word"] == "未达标"),
            line["leads"],
        ]
        for line in content["lines"]
    ]
    units: list[list[str | Cell]] = [
        [u["unit"], str(u["tasks"]), str(u["closed"]), Cell(str(u["late"]), bool(u["late"]))]
        for u in content["units"]
    ]
    findings: list[list[str | Cell]] = [
        [f["unit"], f["problem"], f["measure"], cn_date(dt.date.fromisoformat(f["due"])),
         Cell(f"逾期 {f['late']} 天" if f["late"] else f["state"], bool(f["late"]))]
        for f in content["findings"]
    ]  # fmt: skip
    return [
        ("考核指标完成情况", ("指标", "目标", "完成", "结果", "牵头单位"), lines, (50, 30, 28, 18, 30)),
        ("单位任务办理情况", ("单位", "任务", "已办结", "逾期没有上报"), units, (66, 30, 30, 30)),
        (
            "督查问题整改情况",
            ("责任单位", "问题", "整改要求", "整改期限", "进度"),
            findings,
            (26, 44, 42, 24, 20),
        ),
    ]
