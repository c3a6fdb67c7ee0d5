"""What is sent on of a year: the statistical form for 市总工会 as workbook, the 情况通报 as Word document."""

from oversight.dashboard.board import Board
from oversight.dashboard.plots import Plot, share
from oversight.dashboard.statistics import UNKNOWN, Counted
from oversight.documents.bulletin import ADDRESSEES
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import marks
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.word.official import OfficialPaper
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, write_workbook

ISSUER = "成都市武侯区总工会"
SHOWN = (
    "性别",
    "命名时年龄",
    "文化程度",
    "是否农民工",
    "是否管理人员",
    "企业性质",
    "技能等级",
)  # in the 情况通报


def statistics_workbook(year: int, lines: list[Counted]) -> bytes:
    """One sheet; each group adds up to 合计."""
    total = lines[0]
    heads = [Head("分类", 16), Head("项目", 24), Head("申报（人）", 12, "whole"), Head("占申报", 10), Head("命名（人）", 12, "whole"),
             Head("占命名", 10)]  # fmt: skip
    rows = [
        [line.group, line.item, line.nominated, share(line.nominated, total.nominated), line.named, share(line.named, total.named)]
        for line in lines
    ]  # fmt: skip
    banner = [f"填报单位：{ISSUER}　统计至{cn_date(clock.today())}"]
    if clock.business_date():
        banner.append(marks.FICTITIOUS)
    footer = [
        "申报指已经报送的申报件，含直接认定；命名指当年命名决定所列的人。年龄按命名日期计算，没有命名的批次按拟命名日期。",
        "各分类的人数之和等于合计；“未填”是申报表上没有填写的。",
        "填表人：　　　　　　审核人：　　　　　　填表日期：",
    ]
    sheet = SheetSpec("年度统计", f"{year}年度工匠培育评选统计表", heads, rows, banner=banner, footer=footer)
    return write_workbook([sheet], made_at=clock.now())


def briefing(board: Board, lines: list[Counted]) -> bytes:
    """The figures stand in the text; the office adds the number, words of its own and the seal."""
    title = f"关于{board.year}年度“成都工匠”“诸葛工匠”培育评选工作情况的通报"
    made = OfficialPaper(title)
    if clock.business_date():
        made.mark(marks.FICTITIOUS)
    made.letterhead([ISSUER], f"〔{clock.today().year}〕　　号")
    made.title(title)
    made.text(f"{ADDRESSEES}：", indent=False)
    made.text(f"根据{board.policy.cited}，现将{board.year}年度培育评选工作情况通报如下（数据统计至{cn_date(clock.today())}）。")  # fmt: skip
    for number, (heading, texts) in enumerate(_sections(board, lines)):
        made.heading(f"{'一二三四五六'[number]}、{heading}")
        for text in texts:
            made.text(text)
    made.text("附件：1．推荐单位申报、推荐和命名情况")
    made.text("　　　2．申报和命名人员构成")
    made.signed([ISSUER], cn_date(clock.today()))
    units = board.plots["units"]
    made.annex("附件1", "推荐单位申报、推荐和命名情况")
    made.table(list(units.heads), [[row.label, *row.cells] for row in units.rows], (60, 24, 24, 24, 24))
    made.annex("附件2", "申报和命名人员构成")
    made.table(("分类", "项目", "申报（人）", "命名（人）"), _composition(lines), (40, 52, 32, 32))
    return made.content


def _sections(board: Board, lines: list[Counted]) -> list[tuple[str, list[str]]]:
    plots, total = board.plots, lines[0]
    return [
        ("目标完成情况", [_said(plots["zhuge"]) + _said(plots["chengdu"]), _said(plots["ladder"])]),
        ("评选命名情况", [f"{_said(plots['funnel'])}{_steps(plots['funnel'])}", _people(lines, total)]),
        ("推荐单位情况", [f"{_said(plots['units'])}详见附件1。"]),
        ("竞赛和岗位练兵情况", [_said(plots["trades"]) + _said(plots["person-times"])]),
        ("奖励经费情况", [_said(plots["money"])]),
        ("单位任务办理情况", [_said(plots["tasks"])]),
    ]


def _said(plot: Plot) -> str:
    return f"{plot.title}。"


def _steps(funnel: Plot) -> str:
    """初审通过 55 份，资格合格 …"""
    return (
        "其中" + "，".join(f"{row.label} {row.cells[0]} 份" for row in funnel.rows[1:]) + "（不含直接认定）。"
    )


def _people(lines: list[Counted], total: Counted) -> str:
    """Of a question that not everybody answered the text says how many did not."""
    told = f"全年申报 {total.nominated} 人（含直接认定），"
    if not total.named:
        return f"{told}还没有命名。人员构成详见附件2。"
    return f"{told}命名 {total.named} 人；命名人员中，{_of_named(lines)}。人员构成详见附件2。"


def _of_named(lines: list[Counted]) -> str:
    named = {(line.group, line.item): line.named for line in lines}
    told = []
    for noun, group, item in (("女性", "性别", "女"), ("农民工", "是否农民工", "是"), ("管理人员", "是否管理人员", "是"), ("一线职工", "是否一线", "是")):  # fmt: skip
        unknown = named.get((group, UNKNOWN), 0)
        told.append(f"{noun} {named[group, item]} 名" + (f"（另有 {unknown} 名未填）" if unknown else ""))
    return "，".join(told)


def _composition(lines: list[Counted]) -> list[list[str]]:
    """Groups of few words; lines of nobody are left out."""
    shown = [line for line in lines if line.group in SHOWN and line.nominated]
    return [[line.group, line.item, str(line.nominated), str(line.named)] for line in (*shown, lines[0])]
