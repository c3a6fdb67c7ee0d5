"""The registers of clause 三."""

from cultivation.models import CourseChange, GraduateCount, JointProject, School, TrainingSession
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.register import Register, add


def check_school(school: School) -> None:
    if school.model_school and not (school.model_year and school.model_document):
        raise Refusal("示范院校须写明认定年度和认定文件。")


def check_graduates(count: GraduateCount) -> None:
    if count.both > count.graduates:
        raise Refusal(f"取得双证书的 {count.both} 人多于毕业生 {count.graduates} 人，请核对。")


def check_project(project: JointProject) -> None:
    if project.ended_on and project.ended_on < project.started_on:
        raise Refusal("结束日期不能早于开始日期。")


add(
    Register(
        key="schools", model=School, noun="院校", clause=3, once=lambda school: (school.name,), check=check_school,
        fields=("name", "kind", "nature", "model_school", "model_year", "model_document", "invited", "same_terms"),
        columns=("kind", "nature", "model_school", "model_year", "same_terms"), called=lambda school: school.name,
        feeds="课程调整、合作项目、毕业生双证书都记在院校名下；公办、民办同一张表", public=("kind", "nature", "model_school", "model_year"),
    ),
    Register(
        key="courses", model=CourseChange, noun="专业课程调整", clause=3, parent="school",
        fields=("school", "year", "course", "kind", "demand"), columns=("school", "year", "kind", "demand"),
        called=lambda change: f"{change.year}年{change.kind}{change.course}",
        once=lambda change: (change.school_id, change.year, change.kind, change.course),
        feeds="说明院校怎样按企业需求调整专业，计入第三条的年度完成情况",
    ),
    Register(
        key="joint-projects", model=JointProject, noun="校企合作项目", clause=3, sums=("trainees",), parent="school", check=check_project,
        fields=("school", "firm", "name", "kind", "started_on", "ended_on", "trainees"),
        columns=("school", "firm", "kind", "started_on", "trainees"), called=lambda project: project.name, dated="started_on",
        feeds="同时列出院校和企业，计入第三条的年度完成情况",
    ),
    Register(
        key="graduates", model=GraduateCount, noun="毕业生双证书", clause=3, sums=("graduates", "both"), parent="school", check=check_graduates,
        fields=("school", "year", "graduates", "both"), columns=("school", "year", "graduates", "both"),
        called=lambda count: f"{count.school}{count.year}年毕业生", once=lambda count: (count.school_id, count.year),
        feeds="计算双证书比例，计入第三条的年度完成情况",
    ),
    Register(
        key="training", model=TrainingSession, noun="技能培训场次", clause=3, sums=("headcount",), apart="group", optional=("firm",),
        fields=("name", "group", "trade", "held_on", "headcount", "firm"), columns=("group", "trade", "held_on", "headcount"),
        called=lambda session: session.name, dated="held_on", labels={"firm": "承办企业"},
        feeds="在职职工和群众分开计人次，计入第三条的年度完成情况",
    ),
)  # fmt: skip
