"""The 申报表: every field once, with all that form, workbook, page, print and freezing need to know of it.

A further field is one entry here and its migration: form, autosave, marks of a return, submission check, freezing, page,
申报表 as PDF, 申报汇总表 and 申报名单 follow from the table.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.core.validators import MaxValueValidator
from django.db import models

from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import cn_date

from ..vocabulary import (
    ACHIEVEMENTS,
    EDUCATIONS,
    ETHNICITIES,
    POLITICAL_STATUSES,
    SEXES,
    SKILL_LEVELS,
    TIERS,
    WRITTEN_ALSO,
)


class Route(models.TextChoices):
    """推荐方式."""

    UNIT = "unit", "单位推荐"
    SELF = "self", "个人自荐"
    SOCIAL = "social", "社会推荐"
    DIRECT = "direct", "直接认定"


# the routes that a file is written for; 直接认定 has a register of its own and makes its file itself
WRITTEN_ROUTES = [(route.value, route.label) for route in Route if route != Route.DIRECT]


def read_route(value) -> Route:
    """个人自荐 and so on, as the workbook has it."""
    label = parsers.read_choice([label for _, label in WRITTEN_ROUTES])(value)
    return next(route for route in Route if route.label == label)


@dataclass(frozen=True)
class Cell:
    """Its column in the 申报汇总表. `may_lack`: older tables have no such column, and a blank cell changes nothing.

    `also`: headings of older tables.
    """

    read: Callable
    width: int = 12
    required: bool = True
    may_lack: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What is known of a field of the 申报表 beside its column in the database.

    `section`: the step of the form. `help`, `clause`: what stands beside it. `begins`: a draft begins with it.
    `required`: no file is handed in without it. `shown`: how page and print write its value. `printed`: stands in the
    table of the PDF, `printed_before` another field than the next one. `listed`: width of its column in the 申报名单.
    `requirement`: a date that the rules of submission ask for, shown apart. `asked`: not where the ID number says it.
    """

    section: str
    help: str
    clause: str = ""
    choices: tuple[str, ...] = ()
    no_choice: str = "请选择"
    begins: bool = False
    required: bool = True
    requirement: bool = False
    asked: bool = True
    cell: Cell | None = None
    shown: str = "{}"
    printed: bool = True
    printed_before: str = ""
    listed: int = 0


def entry(column: models.Field, **how) -> models.Field:
    """The column, with its entry."""
    column.entry = Entry(**how)
    return column


PERSON, WORK, DEEDS, RECORD, FIRM, CONSENT = (
    "基本情况", "职业与岗位", "主要事迹", "业绩与荣誉", "单位推荐", "同意与承诺",
)  # fmt: skip


class Application(models.Model):
    """The fields of the 申报表, in the order of the page."""

    name = entry(
        models.CharField("姓名", max_length=60),
        section=PERSON, help="与居民身份证一致", begins=True, cell=Cell(parsers.read_name), listed=12,
    )  # fmt: skip
    sex = entry(
        models.CharField("性别", max_length=1),
        section=PERSON, help="按身份证号", choices=tuple(SEXES), asked=False,
        cell=Cell(parsers.read_choice(SEXES), width=7), listed=7,
    )  # fmt: skip
    ethnicity = entry(
        models.CharField("民族", max_length=20),
        section=PERSON, help="与居民身份证一致；可以不填", required=False, choices=tuple(ETHNICITIES),
        cell=Cell(parsers.read_choice(ETHNICITIES, WRITTEN_ALSO["ethnicity"]), width=9, required=False),
    )  # fmt: skip
    political_status = entry(
        models.CharField("政治面貌", max_length=20),
        section=PERSON, help="可以不填", required=False, choices=tuple(POLITICAL_STATUSES),
        cell=Cell(parsers.read_choice(POLITICAL_STATUSES, WRITTEN_ALSO["political_status"]), required=False),
    )  # fmt: skip
    education = entry(
        models.CharField("文化程度", max_length=20),
        section=PERSON, help="毕业的最高一级；可以不填，不作门槛", clause="8", required=False, choices=tuple(EDUCATIONS),
        cell=Cell(parsers.read_choice(EDUCATIONS, WRITTEN_ALSO["education"]), required=False),
    )  # fmt: skip
    migrant = entry(
        models.BooleanField("是否农民工", null=True, blank=True),
        section=PERSON, help="户籍在农村、在本单位务工的选“是”；用于工会统计，可以不填，不影响评选", clause="8", required=False,
        cell=Cell(parsers.read_yes_no, width=9, required=False, may_lack=True),
    )  # fmt: skip
    trade = entry(
        models.CharField("职业（工种）", max_length=60),
        section=WORK, help="实际从事的工种，如焊工、制鞋工、汽车维修工", begins=True,
        cell=Cell(parsers.read_text(60), width=15), listed=16,
    )  # fmt: skip
    skill_level = entry(
        models.CharField("技能等级", max_length=20),
        section=WORK, help="按证书填最高等级，没有证书的选“无”；只作评分依据，不作门槛", clause="8", required=False,
        choices=tuple(SKILL_LEVELS), cell=Cell(parsers.read_choice(SKILL_LEVELS), required=False), listed=10,
    )  # fmt: skip
    certificate_no = entry(
        models.CharField("证书编号", max_length=60, blank=True),
        section=WORK, help="最高等级证书上的编号，照证书填；没有证书的可以不填", required=False,
    )  # fmt: skip
    years_in_trade = entry(
        models.PositiveSmallIntegerField(
            "从业年限", null=True, blank=True, validators=[MaxValueValidator(80, "应为 0 至 80 的整年数。")]
        ),
        section=WORK, help="从事本工种的整年数，如 12；只作评分依据，不作门槛", clause="8", required=False,
        cell=Cell(parsers.read_whole(0, 80), width=9), shown="{} 年", listed=9,
    )  # fmt: skip
    post = entry(
        models.CharField("岗位", max_length=60),
        section=WORK, help="现在的岗位，如数控车间班组长；可以不填", required=False,
        cell=Cell(parsers.read_text(60), width=15, required=False), printed_before="skill_level", listed=14,
    )  # fmt: skip
    frontline = entry(
        models.BooleanField("是否一线", null=True, blank=True),
        section=WORK, help="在生产、服务一线操作或带班的选“是”；重点评选一线工人，选“否”也可以申报", clause="8",
        cell=Cell(parsers.read_yes_no, width=9), listed=9,
    )  # fmt: skip
    manager = entry(
        models.BooleanField("是否管理人员", null=True, blank=True),
        section=WORK, help="担任中层以上管理职务的选“是”，班组长选“否”；用于工会统计，可以不填，不影响评选", clause="8", required=False,
        cell=Cell(parsers.read_yes_no, width=9, required=False, may_lack=True),
    )  # fmt: skip
    tier = entry(
        models.CharField("工匠梯次", max_length=20),
        section=WORK, help="本单位已授予的最高层级，没有的选“无”", clause="8", required=False,
        choices=tuple(TIERS), no_choice="无", cell=Cell(parsers.read_choice(TIERS), required=False, also=("梯队层级",)),
        listed=14,
    )  # fmt: skip
    route = entry(
        models.CharField("推荐方式", max_length=10, choices=Route.choices),
        section=FIRM, help="单位研究推荐的选“单位推荐”，本人提出的选“个人自荐”，社会各方推荐的选“社会推荐”", begins=True,
        cell=Cell(read_route), listed=10,
    )  # fmt: skip
    unit_rank = entry(
        models.PositiveSmallIntegerField("单位推荐排序", null=True, blank=True),
        section=FIRM, help="单位推荐的，填本人在本单位推荐人选中的名次，如 1；其他方式可以不填", required=False,
        cell=Cell(parsers.read_whole(1, 999), required=False), shown="第 {} 位", listed=11,
    )  # fmt: skip
    deeds = entry(
        models.TextField("主要事迹", max_length=2000),
        section=DEEDS, clause="2", printed=False, cell=Cell(parsers.read_text(2000, lines=True), width=50),
        help="写清解决的难题、取得的成果和带徒情况，尽量用数字，如“合格率由 92% 提高到 99%”；不超过 2000 字",
    )  # fmt: skip
    consented_on = entry(
        models.DateField("本人单独同意日期", null=True, blank=True),
        section=CONSENT, help="本人签字，单独同意使用其身份证号等敏感信息的日期；报送前必填", requirement=True,
        cell=Cell(parsers.read_date, required=False, may_lack=True),
    )  # fmt: skip
    pledged_on = entry(
        models.DateField("诚信承诺日期", null=True, blank=True),
        section=CONSENT, help="签署诚信承诺书的日期；报送前必填", requirement=True,
    )  # fmt: skip
    staff_meeting_on = entry(
        models.DateField("职工（代表）大会推荐日期", null=True, blank=True),
        section=FIRM, help="职工（代表）大会通过推荐人选的日期；报送前必填", requirement=True,
    )  # fmt: skip
    unit_notice_from = entry(
        models.DateField("单位公示开始", null=True, blank=True),
        section=FIRM, help="在本单位公示的第一天，当天计入；报送前必填", requirement=True,
    )  # fmt: skip
    unit_notice_to = entry(
        models.DateField("单位公示结束", null=True, blank=True),
        section=FIRM, help="公示的最后一天；须满规定的工作日，期满后报送", requirement=True,
    )  # fmt: skip

    class Meta:
        abstract = True


COLUMNS: dict[str, models.Field] = {column.name: column for column in Application._meta.local_fields}
ENTRIES: dict[str, Entry] = {name: column.entry for name, column in COLUMNS.items()}
# field -> heading, in the order of the page
FIELDS = {name: str(COLUMNS[name].verbose_name) for name, entry in ENTRIES.items() if not entry.requirement}
REQUIREMENTS = {name: str(COLUMNS[name].verbose_name) for name, entry in ENTRIES.items() if entry.requirement}
# everything that is written into the form
WRITTEN = FIELDS | REQUIREMENTS | ACHIEVEMENTS
# what a clerk may ask to be corrected: whatever the firm writes
MARKABLE = {name: heading for name, heading in WRITTEN.items() if name not in ENTRIES or ENTRIES[name].asked}
MARKABLE |= {"evidence": "证明材料"}


@dataclass(frozen=True)
class Step:
    """A page of the form: what it is called and the fields and lists that stand on it."""

    title: str
    keys: tuple[str, ...]


def _step(title: str) -> Step:
    keys = [name for name, entry in ENTRIES.items() if entry.section == title]
    return Step(title, (*keys, *(ACHIEVEMENTS if title == RECORD else ())))


# the form in steps, by their addresses and in the order of filling; evidence and the last look follow
STEPS = {
    "person": _step(PERSON),
    "work": _step(WORK),
    "deeds": _step(DEEDS),
    "record": _step(RECORD),
    "firm": _step(FIRM),
    "consent": _step(CONSENT),
}
ACHIEVED = "record"  # the step with the lists
BEGIN_WITH = [name for name, entry in ENTRIES.items() if entry.begins]


def in_words(name: str, value) -> str:
    """A field's value as page and print write it; nothing for what is empty."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return cn_date(value)
    return ENTRIES[name].shown.format(dict(COLUMNS[name].choices or ()).get(value, value))


def is_whole(name: str) -> bool:
    """Whether the field is a whole number, as a workbook keeps it."""
    return isinstance(COLUMNS[name], models.IntegerField)


def choices_of(name: str) -> list[str]:
    """The words that a field is chosen from, as a workbook offers them; none where it is written freely."""
    if name == "route":
        return [label for _, label in WRITTEN_ROUTES]
    return ["是", "否"] if isinstance(COLUMNS[name], models.BooleanField) else list(ENTRIES[name].choices)


def printed() -> list[str]:
    """The fields of the table on the printed 申报表, in its order."""
    order = [name for name, entry in ENTRIES.items() if entry.printed and not entry.requirement]
    for name in [name for name in order if ENTRIES[name].printed_before]:
        order.remove(name)
        order.insert(order.index(ENTRIES[name].printed_before), name)
    return order
