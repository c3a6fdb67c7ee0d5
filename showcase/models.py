"""What the roll of craftsmen shows, and the desk book of calls and visits."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from awards.models import Title
from wuhou_craftsmen.registers.models import Entry

from .states import PROFILE

DEED = 120  # signs


class Profile(models.Model):
    """One person on the roll: a copy of what the naming decision says, and what the person approved beside it.

    Pages for everybody read this table alone. `draft_deed` is what the union proposes and nobody else reads; `deed`, `climb`
    (a line a step: year, tier) and the two pictures (WebP) stand here only while the person approves of them.
    """

    title = models.OneToOneField(Title, models.PROTECT, related_name="profile")
    name = models.CharField("姓名", max_length=60)
    trade = models.CharField("职业（工种）", max_length=60)
    firm = models.CharField("工作单位", max_length=100)
    year = models.PositiveSmallIntegerField("命名年度")
    street = models.CharField("推荐单位", max_length=100)
    state = models.CharField("状态", max_length=10, choices=PROFILE.choices, default="drafted")
    draft_deed = models.CharField(
        "一句话事迹",
        max_length=DEED,
        blank=True,
        help_text=f"公开在本人页面上的一句话，不超过 {DEED} 字；不写电话、证件号、住址",
    )
    deed = models.CharField(max_length=DEED, blank=True)
    climb = models.CharField(max_length=300, blank=True)
    portrait = models.BinaryField(null=True)
    thumbnail = models.BinaryField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField("征求时间", null=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    remark = models.CharField("本人意见", max_length=200, blank=True)

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="approved")
                | Q(deed="", climb="", portrait__isnull=True, thumbnail__isnull=True),
                name="nothing_shown_without_approval",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["asked", "approved"]) | Q(asked_at__isnull=False),
                name="approved_profile_was_asked",
            ),
        ]

    def __str__(self):
        return f"{self.year}年度 {self.name}"

    @property
    def steps(self) -> list[tuple[str, str]]:
        """(year, tier) of the climb, the lowest first."""
        return [tuple(line.split(" ", 1)) for line in self.climb.splitlines()]


class DeskEntry(Entry):
    """A question that somebody asked by telephone, at the desk or on the net, and what was answered."""

    CHANNELS = [(channel, channel) for channel in ("来电", "来访", "网上")]
    asked_on = models.DateField("日期")
    channel = models.CharField("渠道", max_length=2, choices=CHANNELS)
    question = models.CharField("问题", max_length=200, help_text="概括成一句话；不写问的人的姓名、电话")
    answer = models.CharField(
        "答复", max_length=1000, help_text="办事的话，写明找谁、带什么、到哪一天；引用条文的写明第几条"
    )
    open_to_all = models.BooleanField("公开", help_text="选“是”的，出现在公开栏目“常见问题”")
