"""The demo's programme: what schools, firms and departments reported of clauses 三 to 七, verified and waiting."""

import datetime as dt
from itertools import islice

from wuhou_craftsmen.registers.domain import records

from ..rehearsal.cast import Cast
from .cast import MARK, TRADES, Programme
from .experts import experts
from .results import contests, innovations, studios


def fill(cast: Cast) -> Programme:
    """Everything, in the order of the clauses; what waits for somebody comes last."""
    programme = Programme(cast)
    schools(programme)
    apprentices(programme)
    studios(programme)
    innovations(programme)
    contests(programme)
    talents(programme)
    experts(programme)
    waiting(programme)
    return programme


def schools(p: Programme) -> None:
    kinds = [
        ("职业院校", "公办"),
        ("技工院校", "公办"),
        ("技工院校", "民办"),
        ("职业培训机构", "民办"),
        ("高等院校", "公办"),
        ("职业院校", "民办"),
    ]
    made = []
    for number, (kind, nature) in enumerate(kinds, 1):
        model = number in (1, 3)
        made.append(p.enter(
            p.education, "schools", name=f"示例{number}号{kind}", kind=kind, nature=nature, model_school=model, model_year=2021 if model else None,
            model_document=f"示例教发〔2021〕{number}号" if model else "", invited=number == 5, same_terms=True,
        ))  # fmt: skip
    _of_schools(p, made)


def _of_schools(p: Programme, made: list) -> None:
    """What stands below the schools, and the sessions."""
    courses = [
        ("工业机器人运维", "新增"),
        ("新能源汽车检测", "新增"),
        ("鞋类设计", "调整"),
        ("传统铸造", "停办"),
        ("网络安全", "新增"),
    ]
    for school, firm, (course, kind) in zip(made, p.firms, courses, strict=False):
        p.enter(
            p.education,
            "courses",
            school=school,
            year=2021,
            course=course,
            kind=kind,
            demand=f"{firm}提出，每年需要 20 人",
        )
        p.enter(
            p.labour, "joint-projects", school=school, firm=firm, name=f"{course}实训项目", kind="联合培训", started_on=dt.date(2021, 9, 1),
            ended_on=None, trainees=40,
        )  # fmt: skip
    for number, school in enumerate(made[:3]):
        for year in (2020, 2021):
            graduates = 100 + 20 * number
            p.enter(
                p.education,
                "graduates",
                school=school,
                year=year,
                graduates=graduates,
                both=graduates - 30 + 5 * (year - 2019),
            )
    for number, trade in enumerate(TRADES[:8]):
        group = "在职职工" if number % 2 else "有就业创业意愿的群众"
        p.enter(p.labour, "training", name=f"{trade}提能班", group=group, trade=trade, held_on=dt.date(2021, 3 + number, 10), headcount=40 + 5 * number,
                firm=None)  # fmt: skip


def apprentices(p: Programme) -> None:
    for number, firm in enumerate(p.firms[:5]):
        p.enter(
            p.labour,
            "pilots",
            firm=firm,
            selected_on=dt.date(2021, 3, 1),
            document="示例人社发〔2021〕2号",
            plan=f"{TRADES[number]}学徒 20 名",
        )
    for firm, master, apprentice in islice(p.pairs(), 34):
        p.of_firm(
            firm, "mentorships", by=p.labour, person=master, apprentice=apprentice, trade=TRADES[master.pk % len(TRADES)],
            started_on=dt.date(2021, 4, 1), until=dt.date(2023, 3, 31), goal="两年内取得高级工，独立完成关键工序", overlap="",
        )  # fmt: skip
    for number, firm in enumerate(p.firms[:6]):
        kind = ["技能工资单元", "岗位津贴", "带徒津贴"][number % 3]
        p.of_firm(
            firm,
            "allowances",
            by=p.labour,
            year=2021,
            kind=kind,
            standard_fen=30_000,
            people=8,
            paid_fen=8 * 12 * 30_000,
        )
        for person in p.staff_of[firm.pk][:1]:
            p.of_firm(firm, "careers", by=p.labour, person=person, kind="晋升", track="专业职级", held="技师", reached="高级技师",
                      on=dt.date(2021, 7, 1), engineer_terms=True)  # fmt: skip


def talents(p: Programme) -> None:
    for firm, person, _ in islice(p.pairs(), 6, 9):
        p.enter(p.union, "inward", person=person, firm=firm, origin="青羊区", arrived_on=dt.date(2021, 7, 1), honour="青羊区级工匠（示例）",
                document="示例证书1号")  # fmt: skip
    for number, firm in enumerate(p.firms[:2], 1):
        base = p.enter(p.union, "bases", name=f"示例{number}号工匠培训基地", firm=firm, trades="钳工、焊工", named_on=dt.date(2020, 1, 1),
                       document=f"示例〔2020〕{number}号")  # fmt: skip
        course = p.enter(p.union, "base-courses", base=base, name=f"高技能人才进修班（{number}期）", started_on=dt.date(2021, 11, 1),
                         ended_on=dt.date(2021, 11, 5), hours=40)  # fmt: skip
        for person in p.staff_of[firm.pk][:4]:
            p.enter(p.union, "attendances", course=course, person=person, result="合格")


def waiting(p: Programme) -> None:
    """What firms reported and nobody has verified yet, and one that was sent back."""
    firm, master, apprentice = next(p.pairs())
    hr = p.cast.hr_of(firm)
    reported = [
        p.enter(hr, "innovations", firm=firm, name=f"示例待核实改进{number}", kind="小革新", person=master, team="", content=f"减少返工。（{MARK}）",
                finished_on=dt.date(2022, 2, number)) for number in (1, 2, 3)
    ]  # fmt: skip
    records.send_back(p.union, reported[0], "请写明改进前后的数据。")
    p.enter(
        hr, "allowances", firm=firm, year=2022, kind="带徒津贴", standard_fen=50_000, people=3, paid_fen=0
    )
    p.enter(
        hr, "mentorships", firm=firm, person=apprentice, apprentice=master, trade="焊工", started_on=dt.date(2022, 1, 1), until=dt.date(2023, 12, 31),
        goal="学会自动焊", overlap="",
    )  # fmt: skip
