"""What a unit owes by a day: it reports, the side that set it closes the matter or gives it back."""

from django.db import models

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.registers.models import Entry

# clause by its number in the first text -> what it is about
MATTERS = {
    3: "职教培训", 4: "企业培养", 5: "创新平台", 6: "技能竞赛", 7: "引才育才", 8: "评选命名", 9: "激励保障", 10: "组织保障",
    11: "督促检查", 12: "宣传引导",
}  # fmt: skip
STAGE_TONES = {"open": "wait", "again": "bad", "answered": "wait", "closed": "good"}
OWING = ("open", "again")  # the unit's turn


class Owed(Entry):
    """Base of tasks and findings. `answered_on`: when the unit reported last."""

    STANDING = "进度"
    STAGES = [("open", "办理中"), ("again", "退回重办"), ("answered", "已上报"), ("closed", "已办结")]
    about = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="+",
        verbose_name="承办单位",
        limit_choices_to={"kind__in": ["department", "union", "endorsing"]},
        help_text="写单位名称，如 区人社局、浆洗街街道",
    )
    matter = models.CharField("事项", max_length=4, choices=[(name, name) for name in MATTERS.values()])
    due_on = models.DateField("办理期限")
    stage = models.CharField("进度", max_length=10, choices=STAGES, default="open")
    answer = models.CharField(
        "办理情况", max_length=500, blank=True, help_text="做了什么、结果怎样，尽量用数字"
    )
    answered_on = models.DateField("上报日期", null=True, blank=True)
    remark = models.CharField("退回重办的原因", max_length=300, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)

    class Meta(Entry.Meta):
        abstract = True

    @property
    def late(self) -> int:
        """Days since the limit while it is the unit's turn."""
        owing = self.state == "verified" and self.stage in OWING
        return max(0, (clock.today() - self.due_on).days) if owing else 0

    @property
    def standing(self) -> str:
        """Where the matter is; that the record of it holds goes without saying."""
        return self.get_stage_display() if self.state == "verified" else super().standing

    @property
    def tone(self) -> str:
        return STAGE_TONES[self.stage] if self.state == "verified" else super().tone

    @property
    def turn(self) -> str:
        if self.stage == "closed":
            return f"办结日期 {cn_date(self.closed_on)}。" if self.closed_on else ""
        if self.stage == "answered":
            return "等待牵头单位核实办结。"
        again = f"退回的原因：{self.remark.rstrip('。')}。" if self.stage == "again" else ""
        return f"{again}等待{self.about}上报办理情况，期限 {cn_date(self.due_on)}。"

    @property
    def in_time(self) -> bool:
        """Reported, and not after the limit."""
        return self.answered_on is not None and self.answered_on <= self.due_on

    @property
    def alarm(self) -> str:
        return f"逾期 {self.late} 天" if self.late else ""
