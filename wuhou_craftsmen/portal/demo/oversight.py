"""The demo's care, publicity, targets, tasks and inspections (clauses 九 to 十二), done and waiting."""

import datetime as dt
from itertools import cycle

from oversight import queries
from oversight.domain import tasks
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.ladder.models import Craftsman
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.models import Record
from wuhou_craftsmen.registers.register import REGISTERS

from .cast import MARK, Programme
from .findings import inspections

CHANNELS = [
    ("广播", "示例人民广播电台"),
    ("电视", "示例电视台"),
    ("报刊", "示例日报"),
    ("网络", "示例新闻网"),
    ("微信", "示例工会公众号"),
]
DUES = {
    3: dt.date(2022, 11, 30),
    6: dt.date(2022, 10, 31),
    9: dt.date(2022, 12, 20),
    12: dt.date(2022, 3, 10),
}


def fill(p: Programme) -> None:
    p.office = p.officer("office", "区委办公室", "演练督查")
    p.organisation = p.officer("orgdept", "区委组织部", "演练组织")
    p.publicity = p.officer("publicity", "区委宣传部", "演练宣传")
    people = list(Craftsman.objects.filter(pk__in=queries.holders().values("person")).order_by("pk")[:24])
    benefits(p, people)
    care(p, people)
    outcomes(p, people)
    confirmations(p)
    campaigns(p)
    publicity(p, people)
    exchanges(p, people)
    targets(p)
    duties(p)
    inspections(p)


def benefits(p: Programme, people: list[Craftsman]) -> None:
    kinds = [
        ("技能人才健康体检", "每年一次健康体检"),
        ("技能人才安居", "优先申请人才公寓"),
        ("子女入学协调", "按政策协调子女入学"),
    ]
    made = [
        p.enter(p.union, "benefits", name=name, content=content, how="凭荣誉证书到区总工会办理", document=f"示例人社发〔2021〕{n}号",
                since=dt.date(2021, 1, 1))
        for n, (name, content) in enumerate(kinds, 1)
    ]  # fmt: skip
    for number, (person, benefit) in enumerate(zip(people[:9], cycle(made))):
        day = dt.date(2021, 6, 1) + dt.timedelta(days=20 * number)
        p.enter(p.union, "benefit-grants", benefit=benefit, person=person, on=day, content="已办理")


def care(p: Programme, people: list[Craftsman]) -> None:
    for number, person in enumerate(people[:8]):
        p.enter(p.union, "care", person=person, firm=None, kind="走访慰问", on=dt.date(2022, 1, 18 + number), giver_kind="工会", giver="区总工会",
                visitor="示例副主席", amount_fen=100_000, things="慰问品一份")  # fmt: skip
    for person, kind, giver_kind, things in (
        (people[8], "特殊医疗保险", "社会组织", "补充医疗保险一年"), (people[9], "疗休养", "企业", "示例疗养院 5 天"),
    ):  # fmt: skip
        p.enter(p.union, "care", person=person, firm=None, kind=kind, on=dt.date(2021, 9, 1), giver_kind=giver_kind, giver=f"示例{giver_kind}",
                visitor="", amount_fen=None, things=things)  # fmt: skip


def outcomes(p: Programme, people: list[Craftsman]) -> None:
    kinds = ["发展党员", "发展党员", "劳动模范", "人大代表", "政协委员", "群团兼职"]
    for number, (person, kind) in enumerate(zip(people, kinds, strict=False)):
        day = dt.date(2021 + number % 2, 2, 20)
        p.enter(
            p.organisation,
            "outcomes",
            person=person,
            kind=kind,
            on=day,
            document=f"示例组〔2021〕{number + 1}号",
        )


def confirmations(p: Programme) -> None:
    """The first firms have told where theirs are; one certificate is lost; the others are still to be confirmed."""
    asked = list(queries.to_confirm(2022).order_by("pk").prefetch_related("employments__firm")[:6])
    for number, person in enumerate(asked):
        firm = person.employment.firm
        told = {"where": "退休", "post": "", "phone": "", "remark": "2022年1月退休"} if number == 4 else {
            "where": "在岗", "post": "班组长", "phone": f"100230000{number:02d}", "remark": ""
        }  # fmt: skip
        lost = "遗失或损坏" if number == 2 else "完好"
        record = p.enter(
            p.cast.hr_of(firm), "after-naming", person=person, firm=firm, year=2022, certificate=lost, **told
        )
        if number < 5:
            records.verify(p.union, record)


def campaigns(p: Programme) -> None:
    days = [
        ("“五一”国际劳动节", (5, 1), (5, 5)),
        ("职业教育活动周", (5, 8), (5, 14)),
        ("世界青年技能日", (7, 15), (7, 15)),
    ]
    for year in (2021, 2022):
        for day, first, last in days:
            record = p.enter(p.union, "campaigns", day=day, starts_on=dt.date(year, *first), ends_on=dt.date(year, *last),
                             plan="工匠风采展播、技能展示、进企业宣讲")  # fmt: skip
            if year == 2021:
                _step(p, record, "hold", held=f"展播 6 条，展示 3 场，参加 400 人。（{MARK}）")


def publicity(p: Programme, people: list[Craftsman]) -> None:
    """Eighteen over the five channels, the last one still to be verified."""
    for number, (channel, outlet) in zip(range(18), cycle(CHANNELS)):
        last = number == 17
        p.enter(
            p.publicity if last else p.union, "publicity", name=f"匠心武侯 第{number + 1}期", channel=channel, outlet=outlet,
            on=dt.date(2021, 5, 1) + dt.timedelta(days=18 * number), person=people[number % len(people)], campaign=None,
        )  # fmt: skip


def exchanges(p: Programme, people: list[Craftsman]) -> None:
    kinds = cycle(["培育工作交流会", "创新创业先进经验交流会", "交流学习", "宣讲示范"])
    hosts = cycle([("企业", p.firms[0].name), ("高校", "示例大学"), ("职业（技工）院校", "示例1号职业院校")])
    for number, kind, (audience, host), person in zip(range(9), kinds, hosts, cycle(people)):
        p.enter(
            p.union, "exchanges", name=f"第{number + 1}次{kind}", kind=kind, on=dt.date(2021, 4, 15) + dt.timedelta(days=36 * number), host=host,
            audience=audience, person=person, headcount=40 + 15 * number,
        )  # fmt: skip


def targets(p: Programme) -> None:
    rows = [
        ("新增校企合作企业", "家", 10, "reported", "区教育局"), ("取得高级工以上证书", "人", 500, "reported", "区人社局"),
        ("技能培训", "人", 400, "training", "区人社局"), ("宣传报道", "篇", 12, "publicity", "区总工会"), ("走访慰问", "人次", 20, "visits", "区总工会"),
    ]  # fmt: skip
    told = {"新增校企合作企业": (p.education, 12), "取得高级工以上证书": (p.labour, 463)}
    for year in (2021, 2022):
        for name, measure, target, source, unit in rows:
            indicator = p.enter(
                p.union,
                "indicators",
                name=name,
                year=year,
                measure=measure,
                target=target,
                source=source,
                about=_unit(unit),
            )
            if year == 2021 and name in told:
                actor, value = told[name]
                figure = p.enter(
                    actor, "indicator-figures", indicator=indicator, value=value, remark="按年度统计报表"
                )
                records.verify(p.office, figure)
    for name, points in (
        ("区教育局", 97),
        ("区人社局", 94),
        ("区总工会", 98),
        ("浆洗街街道", 92),
        ("望江路街道", 88),
    ):
        p.enter(
            p.office,
            "scores",
            about=_unit(name),
            year=2021,
            points=points,
            remark=f"按目标任务完成情况评定（{MARK}）",
        )


def duties(p: Programme) -> None:
    """The tasks of 2022 by the policy's table; clause 十二's are due already: some reported, some are late."""
    made = tasks.draw(p.union, 2022, DUES)
    answering = {"区委宣传部": p.publicity, "区教育局": p.education, "区人社局": p.labour}
    for record in made:
        if actor := answering.get(str(record.about)):
            _step(p, record, "answer", by=actor, answer=f"已制定方案，明确责任人和时间。（{MARK}）")
            if record.matter == "宣传引导" and actor != p.publicity:
                _step(p, record, "close")


def _unit(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def _step(p: Programme, record: Record, act: str, by=None, **values) -> Record:
    register = REGISTERS[record.register]
    return records.step(by or p.union, record, register.act(act), values)
