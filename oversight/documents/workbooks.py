"""目标绩效考核结果.xlsx: what clause 十一 takes into 区委、区政府目标绩效管理."""

from collections.abc import Sequence

from oversight.figures import Line
from oversight.models import Finding
from oversight.queries import UnitRow
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import marks
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, write_workbook


def results(year: int, lines: Sequence[Line], units: Sequence[UnitRow], findings: Sequence[Finding]) -> bytes:
    """A sheet each: indicators, units with their scores, findings with how they were put right."""
    banner = [f"统计至{cn_date(clock.today())}"]
    if clock.business_date():
        banner.append(marks.FICTITIOUS)
    sheets = [_lines(lines), _units(units), _findings(findings)]
    for sheet in sheets:
        sheet.title, sheet.banner = f"{year}年度{sheet.title}", banner
    return write_workbook(sheets, made_at=clock.now())


def _lines(lines: Sequence[Line]) -> SheetSpec:
    heads = [Head("序号", 6, "whole"), Head("指标", 40), Head("目标", 20), Head("完成", 18), Head("结果", 10), Head("数据来源", 16),
             Head("牵头单位", 26)]  # fmt: skip
    rows = [
        [n, line.name, line.target_text, line.actual_text, line.word, line.source, line.leads]
        for n, line in enumerate(lines, 1)
    ]
    return SheetSpec("指标完成情况", "培育工作指标完成情况", heads, rows)


def _units(units: Sequence[UnitRow]) -> SheetSpec:
    heads = [Head("序号", 6, "whole"), Head("单位", 20), *(Head(name, 10, "whole") for name in ("任务", "任务办结", "任务逾期")),
             *(Head(name, 10, "whole") for name in ("督查问题", "问题办结", "问题逾期")), Head("按时上报率", 12), Head("得分", 8, "whole"),
             Head("评分说明", 40)]  # fmt: skip
    rows = [
        [n, str(row.unit), row.tasks, row.tasks_closed, row.tasks_late, row.findings, row.findings_closed, row.findings_late,
         row.rate, row.points, row.remark]
        for n, row in enumerate(units, 1)
    ]  # fmt: skip
    return SheetSpec("单位任务和评分", "单位任务办理情况和考核评分", heads, rows, paper="A3")


def _findings(findings: Sequence[Finding]) -> SheetSpec:
    heads = [Head("序号", 6, "whole"), Head("督查", 28), Head("责任单位", 18), Head("事项", 12), Head("问题", 36), Head("整改要求", 36),
             Head("整改期限", 14, "date"), Head("进度", 10), Head("逾期", 12), Head("办理情况", 36)]  # fmt: skip
    rows = [
        [n, str(f.inspection), str(f.about), f.matter, f.problem, f.measure, f.due_on, f.get_stage_display(), f.alarm, f.answer]
        for n, f in enumerate(findings, 1)
    ]  # fmt: skip
    return SheetSpec("督查问题", "督查发现的问题和整改情况", heads, rows, paper="A3")
