"""The demo's six inspections, what they found, and the bulletin of each year."""

import datetime as dt

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

from .cast import MARK, Programme

# (name, kind, day, scope)
INSPECTIONS = [
    ("2021年上半年培育工作督查", "定期检查", dt.date(2021, 6, 22), "区级牵头单位任务办理情况"),
    ("带徒协议专项督查", "不定期检查", dt.date(2021, 9, 14), "五家学徒制试点企业"),
    ("2021年度培育工作督查", "定期检查", dt.date(2021, 12, 7), "各街道、区级牵头单位"),
    ("经费落实专项督查", "不定期检查", dt.date(2022, 1, 11), "工匠培育经费纳入预算情况"),
    ("宣传工作专项督查", "不定期检查", dt.date(2022, 2, 22), "本区媒体宣传工匠典型情况"),
    ("2022年一季度培育工作督查", "定期检查", dt.date(2022, 3, 8), "任务下达和企业培训计划报送情况"),
]
# (inspection, unit, matter, problem, measure, day, how far: open, answered, closed)
FINDINGS = [
    (0, "区教育局", "职教培训", "双证书人数没有与院校核对", "与院校逐校核对，补报差额", dt.date(2022, 3, 31), "closed"),
    (1, "区人社局", "企业培养", "两家试点企业没有学徒花名册", "督促补齐花名册，按月核对", dt.date(2022, 3, 31), "closed"),
    (2, "浆洗街街道", "企业培养", "辖区三家企业没有报送培训计划", "逐家上门指导报送", dt.date(2022, 2, 28), "open"),
    (2, "望江路街道", "技能竞赛", "岗位练兵人次没有台账", "补建台账并附签到表", dt.date(2022, 3, 25), "open"),
    (3, "区财政局", "组织保障", "工作室补助没有下达到位", "一季度内下达", dt.date(2022, 3, 10), "open"),
    (4, "区委宣传部", "宣传引导", "电视、广播没有固定栏目", "开设固定栏目，每月至少一期", dt.date(2022, 4, 30), "answered"),
    (5, "区人社局", "企业培养", "新一批带徒协议没有约定目标", "逐份补充约定", dt.date(2022, 4, 15), "open"),
]  # fmt: skip


def inspections(p: Programme) -> None:
    made = [
        p.enter(p.office, "inspections", name=name, kind=kind, on=day, scope=scope)
        for name, kind, day, scope in INSPECTIONS
    ]
    register = REGISTERS["findings"]
    answering = {"区教育局": p.education, "区人社局": p.labour, "区委宣传部": p.publicity}
    for place, unit, matter, problem, measure, due_on, until in FINDINGS:
        about = Organisation.objects.get(name=unit)
        record = p.enter(
            p.office,
            "findings",
            inspection=made[place],
            about=about,
            matter=matter,
            problem=problem,
            measure=measure,
            due_on=due_on,
        )
        if until != "open":
            records.step(
                answering[unit], record, register.act("answer"), {"answer": f"已整改，材料附后。（{MARK}）"}
            )
        if until == "closed":
            records.step(p.office, record, register.act("close"), {})
    p.enter(
        p.office, "bulletins", number="示例督〔2022〕1号", since=dt.date(2021, 1, 1), until=dt.date(2022, 3, 14), issued_on=dt.date(2022, 3, 15),
        demands="请逾期没有整改的单位于2022年3月31日前办结并上报，其他单位按期限推进，区委办公室、区政府办公室将跟踪督办。",
    )  # fmt: skip
