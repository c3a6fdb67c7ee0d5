"""The naming ceremony: its arrangements, who comes and sits where, who came, what was handed over, photos."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from awards.models import NamingDecision, Title
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.ladder.models import Craftsman

from .states import CEREMONY

MOST_ROWS, MOST_PLACES = 40, 40


class Ceremony(models.Model):
    """命名大会 of a naming decision, one that is not cancelled; those named later join it until it was held."""

    decision = models.ForeignKey(NamingDecision, models.PROTECT, related_name="ceremonies")
    name = models.CharField("名称", max_length=80)
    place = models.CharField("地点", max_length=100)
    starts_at = models.DateTimeField("开始时间")
    presider = models.CharField("主持人", max_length=60)
    notes = models.CharField("到会须知", max_length=300, blank=True)
    reply_by = models.DateField("回复期限")
    rows = models.PositiveSmallIntegerField("排数", default=8)
    places = models.PositiveSmallIntegerField("每排座位数", default=12)
    left = models.PositiveSmallIntegerField("过道左侧座位数", default=6)
    state = models.CharField("状态", max_length=10, choices=CEREMONY.choices, default="planning")
    changed = models.BooleanField("通知后有改动", default=False)
    notices = models.PositiveSmallIntegerField("已发通知次数", default=0)
    cancelled_reason = models.CharField("取消原因", max_length=200, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("登记时间")

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=~Q(state="cancelled"), name="one_ceremony_a_decision"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_reason=""),
                name="cancelled_ceremony_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(
                    rows__range=(1, MOST_ROWS), places__range=(1, MOST_PLACES), left__lte=F("places")
                ),
                name="hall_possible",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def tone(self) -> str:
        return {"planning": "wait", "notified": "wait", "held": "good"}.get(self.state, "")


class AgendaItem(models.Model):
    """One line of the 议程: when, what, who."""

    ceremony = models.ForeignKey(Ceremony, models.CASCADE, related_name="agenda")
    at = models.TimeField("时间")
    what = models.CharField("事项", max_length=100)
    who = models.CharField("负责人", max_length=60, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.at:%H:%M} {self.what}"


class StageGroup(models.Model):
    """发证组: who walk up together, and the guest who presents to them."""

    ceremony = models.ForeignKey(Ceremony, models.PROTECT, related_name="groups")
    number = models.PositiveSmallIntegerField("组号")
    presenter = models.ForeignKey(
        "Attendee", models.PROTECT, null=True, related_name="presents_to", verbose_name="颁证人"
    )

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["ceremony", "number"], name="group_number_once")]

    def __str__(self):
        return f"第{self.number}组"


class Attendee(models.Model):
    """Who is expected: a craftsman by the title, or a guest by name. What was answered, the seat, the arrival, the certificate."""

    REPLIES = [("self", "本人参加"), ("proxy", "由他人代领"), ("absent", "不参加")]
    CAME = [("self", "本人"), ("proxy", "代领人")]
    ceremony = models.ForeignKey(Ceremony, models.PROTECT, related_name="attendees")
    title = models.ForeignKey(Title, models.PROTECT, null=True, related_name="attendances")
    name = models.CharField("姓名", max_length=60)
    unit = models.CharField("单位及职务", max_length=100, blank=True)
    order = models.PositiveSmallIntegerField("序号")
    code = models.CharField("签到码", max_length=32, unique=True)
    group = models.ForeignKey(StageGroup, models.PROTECT, null=True, related_name="members")
    reply = models.CharField("回复", max_length=10, choices=REPLIES, blank=True)
    proxy_name = models.CharField("代领人", max_length=60, blank=True)
    proxy_relation = models.CharField("代领人与本人的关系", max_length=40, blank=True)
    reply_reason = models.CharField("原因", max_length=200, blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField("回复时间", null=True)
    row = models.PositiveSmallIntegerField("排", null=True)
    seat = models.PositiveSmallIntegerField("座", null=True)
    arrived_at = models.DateTimeField("签到时间", null=True)
    arrived_as = models.CharField("到会的人", max_length=10, choices=CAME, blank=True)
    arrived_proxy = models.CharField("到会的代领人", max_length=60, blank=True)
    arrival_reason = models.CharField("非当天签到的原因", max_length=200, blank=True)
    checked_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    handed_on = models.DateField("领取日期", null=True)
    handed_as = models.CharField("领取的人", max_length=10, choices=CAME, blank=True)
    handed_proxy = models.CharField("领取的代领人", max_length=60, blank=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = [models.Case(models.When(title=None, then=0), default=1), "order", "pk"]  # guests first
        constraints = [
            models.UniqueConstraint(fields=["ceremony", "title"], name="title_once_a_ceremony"),
            models.UniqueConstraint(fields=["ceremony", "row", "seat"], name="no_seat_twice"),
            models.CheckConstraint(
                condition=Q(row__isnull=True, seat__isnull=True) | Q(row__isnull=False, seat__isnull=False, row__gte=1, seat__gte=1),
                name="seat_has_row_and_place",
            ),
            models.CheckConstraint(condition=~Q(reply="proxy") | ~Q(proxy_name=""), name="proxy_has_name"),
            models.CheckConstraint(
                condition=~Q(reply__in=["proxy", "absent"]) | ~Q(reply_reason=""), name="not_coming_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(arrived_at__isnull=True, arrived_as="") | Q(arrived_at__isnull=False, arrived_as="self")
                | (Q(arrived_at__isnull=False, arrived_as="proxy") & ~Q(arrived_proxy="")),
                name="arrival_says_who",
            ),
            models.CheckConstraint(
                condition=Q(handed_on__isnull=True, handed_as="")
                | Q(handed_on__isnull=False, handed_as="self", title__isnull=False)
                | (Q(handed_on__isnull=False, handed_as="proxy", title__isnull=False) & ~Q(handed_proxy="")),
                name="handed_over_says_to_whom",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.name

    @property
    def is_guest(self) -> bool:
        return self.title_id is None

    @property
    def where(self) -> str:
        """第2排5座"""
        return f"第{self.row}排{self.seat}座" if self.row else ""

    @property
    def revoked(self) -> bool:
        return self.title is not None and self.title.revoked_on is not None

    @property
    def came(self) -> str:
        """本人, or the proxy by name."""
        return f"代领人{self.arrived_proxy}" if self.arrived_as == "proxy" else self.get_arrived_as_display()

    @property
    def taken_by(self) -> str:
        return f"代领人{self.handed_proxy}" if self.handed_as == "proxy" else self.get_handed_as_display()


class Reading(models.Model):
    """How a person's name is read, confirmed by staff: it stays with the person for later years."""

    person = models.OneToOneField(Craftsman, models.PROTECT, related_name="reading")
    name = models.CharField("姓名", max_length=60)  # of another name it says nothing
    syllables = models.CharField("读音", max_length=200)  # of each Chinese sign, by blanks
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField("确认时间")

    def __str__(self):
        return f"{self.name} {self.syllables}"


class Photo(models.Model):
    """A picture of the ceremony: of some people, or of everybody (合影). Nothing of it is public."""

    ceremony = models.ForeignKey(Ceremony, models.PROTECT, related_name="photos")
    file = models.ForeignKey(PrivateFile, models.PROTECT, related_name="+")
    people = models.ManyToManyField(Attendee, related_name="photos")
    everybody = models.BooleanField("全体合影", default=False)
    removed_at = models.DateTimeField("删除时间", null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.file.name
