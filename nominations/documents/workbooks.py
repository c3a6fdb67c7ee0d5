"""The empty 申报汇总表, the 推荐汇总表, and the list of files as it leaves the portal: masked, or whole by permit."""

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.accounts.vocabulary import NATURES
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text import marks
from wuhou_craftsmen.common.text.masks import mask_id, mask_phone
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, Told, write_workbook

from ..domain.file.drafts import number_rule
from ..domain.workbooks.imports import next_no
from ..domain.workbooks.summary_table import columns
from ..models import AnnualRound
from ..models.application import ENTRIES, WRITTEN, choices_of, in_words, is_whole
from .intake import RankedTable


def summary_template(round: AnnualRound | None) -> bytes:
    """What firms fill in: every heading of the import, choices as drop-downs, no rows; how a number of the round is written."""
    streets = list(Organisation.objects.endorsing().values_list("name", flat=True))
    choices = {"nature": NATURES, "street": streets}
    wide = {"firm_name": 30, "id_number": 22, "credit_code": 22, "phone": 15, "no": 14, "street": 15}
    for name, entry in ENTRIES.items():
        choices[name] = choices_of(name)
        wide[name] = entry.cell.width if entry.cell else 0
    heads = [
        Head(column.heading, wide.get(column.field, 12), choices=choices.get(column.field, ()))
        for column in columns()
    ]
    told = ["一人一行；有下拉箭头的从列表中选择；身份证号、信用代码直接填写，不加引号和空格；不要合并单元格"]
    if round:
        told.append(
            f"申报编号由填表人填写：{number_rule(round)}，下一个没有用过的是 {next_no(round)}，依次往下编，不重复；已有草稿的填原来的编号"
        )
    sheet = SheetSpec(
        name="申报汇总表", title="“诸葛工匠”申报汇总表", banner=told, columns=heads, rows=[], paper="A3",
        blank_rows=30, fixed=2,
    )  # fmt: skip
    return write_workbook([sheet], made_at=clock.now())


def summary_workbook(table: RankedTable, told: Told | None = None) -> bytes:
    """推荐汇总表: the same rows as on paper, no number of a person."""
    columns = [
        Head("排序", 7, "whole"), Head("姓名", 14), Head("性别", 7), Head("工作单位", 32), Head("企业性质", 11),
        Head("职业（工种）", 16), Head("技能等级", 11), Head("是否一线", 9), Head("推荐理由", 48),
    ]  # fmt: skip
    keys = ("rank", "name", "sex", "firm", "nature", "trade", "level", "frontline", "reason")
    sheet = SheetSpec(
        name=table.title,
        title=f"{table.year}年度武侯区“诸葛工匠”{table.title}",
        banner=[
            marks.after(f"填报单位：{table.unit}　共 {len(table.rows)} 名　{table.note}", table.rehearsal)
        ],
        columns=columns,
        rows=[[row[key] for key in keys] for row in table.rows],
        footer=["单位负责人（签字、盖章）：　　　　　　填表人：　　　　　　日期：　　　年　　月　　日"],
    )
    return write_workbook([sheet], made_at=clock.now(), told=told)


# what the 申报名单 has beside fields of the 申报表, by the field that it stands before
LISTED_BEFORE = {
    "name": [Head("申报编号", 14)],
    "ethnicity": [Head("身份证号", 22), Head("联系电话", 15)],
    "trade": [Head("工作单位", 30), Head("企业性质", 10), Head("推荐单位", 16)],
}
LISTED_LAST = [Head("推荐排序", 9, "whole"), Head("状态", 11)]


def list_workbook(round: AnnualRound, files, *, whole: bool = False, told: Told | None = None) -> bytes:
    """申报名单. `files` come with firm, person and endorsed_rank; ID number and phone are masked unless `whole`."""
    columns = []
    for name, entry in ENTRIES.items():
        columns += LISTED_BEFORE.get(name, [])
        if entry.listed:
            columns.append(Head(WRITTEN[name], entry.listed, "whole" if is_whole(name) else "text"))
    columns += LISTED_LAST
    rows = [_line(file, whole) for file in files]
    told = "含完整身份证号和电话，用后即毁，不得转发" if whole else "身份证号、电话已隐去中间各位"
    sheet = SheetSpec(
        name="申报名单",
        title=f"{round.year}年度“诸葛工匠”申报名单",
        banner=[marks.after(f"共 {len(rows)} 份；{told}", round.rehearsal)],
        columns=columns,
        rows=rows,
        paper="A3",
        fixed=2,
    )
    sheets = [sheet, *([_achievements(round, files)] if whole else [])]
    return write_workbook(sheets, made_at=clock.now(), told=told)


def _achievements(round: AnnualRound, files) -> SheetSpec:
    """业绩与荣誉 of the files, a row for each thing, with the number of the highest certificate."""
    columns = [
        Head("申报编号", 14), Head("姓名", 12), Head("类别", 11), Head("名称", 32), Head("级别", 11), Head("成绩", 32),
        Head("颁发单位", 24), Head("日期", 16, "date"),
    ]  # fmt: skip
    rows = []
    for file in files:
        if file.certificate_no:
            rows.append([file.no, file.name, "证书编号", file.certificate_no, file.skill_level, "", "", None])
        rows += [
            [file.no, file.name, row.get_kind_display(), row.title, row.level, row.result, row.issuer, row.on]
            for row in file.achievements.all()
        ]
    return SheetSpec(
        name="业绩与荣誉",
        title=f"{round.year}年度“诸葛工匠”申报业绩与荣誉",
        fixed=2,
        banner=[marks.after(f"共 {len(rows)} 行，按申报编号", round.rehearsal)],
        columns=columns,
        rows=rows,
    )


def _line(file, whole: bool) -> list:
    person, rank = file.person, getattr(file, "endorsed_rank", None)
    before = {
        "name": [file.no],
        "ethnicity": [
            person.id_number if whole else mask_id(person.id_number),
            person.phone if whole else mask_phone(person.phone),
        ],
        "trade": [file.firm.name, file.firm.nature, str(file.firm.endorsing_unit or "")],
    }
    line = []
    for name, entry in ENTRIES.items():
        line += before.get(name, [])
        if entry.listed:
            value = getattr(file, name)
            line.append(value if is_whole(name) else in_words(name, value))
    return [*line, rank.rank if rank and rank.left_at is None else None, file.get_state_display()]
