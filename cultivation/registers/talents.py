"""The registers of clause 七. Direct recognition is kept with the nominations."""

from cultivation.models import Attendance, Course, InwardTalent, TrainingBase
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.register import FIRM, LEAD, RESPONSIBLE, Register, add


def check_arrival(talent: InwardTalent) -> None:
    if talent.arrived_on > clock.today():
        raise Refusal("来武侯的日期不能晚于今天。")


def check_course(course: Course) -> None:
    if course.ended_on < course.started_on:
        raise Refusal("结束日期不能早于开始日期。")


add(
    Register(
        key="inward", model=InwardTalent, noun="引进人才", clause=7, reporters=(LEAD, RESPONSIBLE, FIRM), check=check_arrival,
        fields=("person", "firm", "origin", "arrived_on", "honour", "document"), columns=("firm", "origin", "arrived_on", "honour"),
        called=lambda t: str(t.person), once=lambda t: (t.person_id,), dated="arrived_on",
        feeds="区（市）县级以上工匠可由区总工会办理直接认定；计入第七条的年度完成情况",
    ),
    Register(
        key="bases", model=TrainingBase, noun="培训基地", clause=7, open_to_firms=True, fields=("name", "firm", "trades", "named_on", "document"),
        columns=("firm", "trades", "named_on"), called=lambda b: b.name, once=lambda b: (b.name,), labels={"firm": "所属单位"},
        feeds="进修课程记在基地名下；公开基地名单", public=("firm", "trades"),
    ),
    Register(
        key="base-courses", model=Course, noun="进修课程", clause=7, sums=("hours",), parent="base", check=check_course, dated="started_on", open_to_firms=True,
        fields=("base", "name", "started_on", "ended_on", "hours"), columns=("base", "started_on", "ended_on", "hours"),
        called=lambda c: c.name, once=lambda c: (c.base_id, c.name, c.started_on), feeds="计入第七条的年度完成情况",
    ),
    Register(
        key="attendances", model=Attendance, noun="进修人员", clause=7, parent="course", reporters=(LEAD, RESPONSIBLE, FIRM),
        fields=("course", "person", "result"), columns=("course", "person", "result"), called=lambda a: f"{a.person}{a.course}",
        once=lambda a: (a.course_id, a.person_id), feeds="记在本人的梯次页",
    ),
)  # fmt: skip
