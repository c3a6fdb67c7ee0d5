"""What every record of every register has. A register's own table is a model of its room that inherits from Entry."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.ladder.models import Craftsman

from .states import STATES, TONES


class Record(models.Model):
    """A record of the programme: whose it is, who reported it and who verified it; withdrawn, never deleted.

    `register`: the key of its Register. `once`: what may be there once only (a school's figures of one year), as text;
    empty for what may be there often and for what was withdrawn.
    """

    STANDING = "状态"  # what `standing` is called
    register = models.CharField("台账", max_length=40)
    title = models.CharField("名称", max_length=150)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="填报单位")
    firm = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="企业",
        limit_choices_to={"kind": "firm"},
        help_text="已登记的企业，写名称或统一社会信用代码",
    )
    person = models.ForeignKey(
        Craftsman,
        models.PROTECT,
        null=True,
        related_name="records",
        verbose_name="姓名",
        help_text="“工匠梯次”里已登记的人员",
    )
    year = models.PositiveSmallIntegerField("年度", null=True, help_text="四位数字，如 2022")
    state = models.CharField("状态", max_length=10, choices=STATES.choices)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="填报人"
    )
    entered_at = models.DateTimeField("填报时间")
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="核实人"
    )
    verified_at = models.DateTimeField("核实时间", null=True)
    reason = models.CharField("退回或撤下的原因", max_length=300, blank=True)
    correct_by = models.DateField("更正期限", null=True)
    paper = models.ForeignKey(
        PrivateFile, models.PROTECT, null=True, related_name="+", verbose_name="证明材料"
    )
    decisions = models.PositiveSmallIntegerField("核实和退回次数", default=0)
    once = models.CharField(max_length=200, null=True, unique=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["register", "state"]),
            models.Index(fields=["register", "year"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="verified", verified_by__isnull=False, verified_at__isnull=False)
                | (~Q(state="verified") & Q(verified_by__isnull=True, verified_at__isnull=True)),
                name="verified_record_has_verifier",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "withdrawn"]) | ~Q(reason=""),
                name="returned_record_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(once__isnull=True), name="withdrawn_record_leaves_room"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(title=""), name="record_has_title"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def standing(self) -> str:
        """How it stands, in a word."""
        return self.get_state_display()

    @property
    def tone(self) -> str:
        """The colour of this word."""
        return TONES[self.state]

    @property
    def turn(self) -> str:
        """Whose turn it is with the verified record, and until when, in words; nothing where it is nobody's."""
        return ""

    @property
    def why(self) -> str:
        """The reason as part of a sentence."""
        return self.reason.rstrip("。．.；; ")

    @property
    def alarm(self) -> str:
        """What is late about it just now, in words: pages show it in red. The tables of things that are due have their own."""
        late = self.correct_by is not None and self.correct_by < clock.today()
        return "更正期限已过" if self.state == "returned" and late else ""

    @property
    def verification(self) -> str:
        """Who verified it, for its page: a lead unit's own records count by its own word."""
        return "牵头单位直接填报" if self.verified_by_id == self.entered_by_id else str(self.verified_by)


class Entry(Record):
    """Base of the table of each register: its own columns beside those of Record."""

    record_ptr = models.OneToOneField(
        Record, models.PROTECT, parent_link=True, primary_key=True, related_name="+"
    )

    class Meta:
        abstract = True
        ordering = ["-pk"]
