"""Clause 三: schools and what they do for the district's firms."""

from django.db import models
from django.db.models import F, Q

from wuhou_craftsmen.registers.models import Entry


class School(Entry):
    """职业院校、技工院校 and others, of public or private bearers on the same terms."""

    KINDS = [(kind, kind) for kind in ("职业院校", "技工院校", "高等院校", "职业培训机构")]
    NATURES = [(nature, nature) for nature in ("公办", "民办")]
    name = models.CharField("院校名称", max_length=100)
    kind = models.CharField("院校类别", max_length=10, choices=KINDS)
    nature = models.CharField("办学性质", max_length=4, choices=NATURES)
    model_school = models.BooleanField("示范院校")
    model_year = models.PositiveSmallIntegerField("示范认定年度", null=True, blank=True)
    model_document = models.CharField("示范认定文件", max_length=100, blank=True, help_text="文件名称和文号")
    invited = models.BooleanField("引进的优质职教资源", help_text="从区外引进到武侯办学或合作的选“是”")
    same_terms = models.BooleanField(
        "享受同等待遇", help_text="民办院校在招生、项目、补贴等方面与公办院校同等对待的选“是”"
    )


class CourseChange(Entry):
    """A course opened, changed or closed because firms asked for it."""

    KINDS = [(kind, kind) for kind in ("新增", "调整", "停办")]
    school = models.ForeignKey(School, models.PROTECT, related_name="course_changes", verbose_name="院校")
    course = models.CharField("专业（课程）", max_length=60, help_text="如工业机器人运维")
    kind = models.CharField("调整方式", max_length=4, choices=KINDS)
    demand = models.CharField(
        "依据的企业需求", max_length=300, help_text="哪些企业提出、需要什么岗位、多少人"
    )


class JointProject(Entry):
    """资源共享 or a training project that a school and a firm run together."""

    KINDS = [(kind, kind) for kind in ("共建共享", "联合培训")]
    school = models.ForeignKey(School, models.PROTECT, related_name="joint_projects", verbose_name="院校")
    name = models.CharField("项目名称", max_length=100)
    kind = models.CharField("项目类别", max_length=10, choices=KINDS)
    started_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True, help_text="还在进行的不填")
    trainees = models.PositiveIntegerField("参加人数", help_text="已参加培训或实训的人数，没有的填 0")

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="joint_project_dates_in_order",
            )
        ]


class GraduateCount(Entry):
    """A school's graduates of a year, and how many of them hold both certificates (双证书)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="graduate_counts", verbose_name="院校")
    graduates = models.PositiveIntegerField("毕业生人数")
    both = models.PositiveIntegerField(
        "取得双证书人数", help_text="同时取得毕业证书和职业技能等级（职业资格）证书的人数"
    )

    class Meta(Entry.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(both__lte=F("graduates")), name="both_certificates_within_graduates"
            )
        ]


class TrainingSession(Entry):
    """人力资源提能行动 and 全民技术技能培训: a session, for whom, how many."""

    GROUPS = [(group, group) for group in ("在职职工", "有就业创业意愿的群众")]
    name = models.CharField("培训名称", max_length=100)
    group = models.CharField("培训对象", max_length=20, choices=GROUPS)
    trade = models.CharField("工种（专业）", max_length=60)
    held_on = models.DateField("培训日期", help_text="开班的日期")
    headcount = models.PositiveIntegerField("参加人数")
