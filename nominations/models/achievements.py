"""What the nominee achieved, row by row: 业绩成果、竞赛获奖、带徒、荣誉."""

from django.db import models
from django.db.models import Q

from wuhou_craftsmen.common.text.chinese import cn_date

from ..vocabulary import ACHIEVEMENT_COLUMNS, ACHIEVEMENTS, LEVELS
from .files import Nomination


class Achievement(models.Model):
    """One row of one of the lists of the 申报表; which columns a list uses says vocabulary.ACHIEVEMENT_COLUMNS."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="achievements")
    kind = models.CharField("类别", max_length=12, choices=list(ACHIEVEMENTS.items()))
    place = models.PositiveSmallIntegerField("序号")
    title = models.CharField("名称", max_length=100)
    level = models.CharField("级别", max_length=10, blank=True)
    issuer = models.CharField("颁发单位", max_length=100, blank=True)
    result = models.CharField("成绩", max_length=200, blank=True)
    on = models.DateField("日期", null=True, blank=True)

    class Meta:
        ordering = ["kind", "place"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "kind", "place"], name="achievement_place_once"),
            models.CheckConstraint(condition=Q(kind__in=list(ACHIEVEMENTS)), name="achievement_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="achievement_has_title"),
            models.CheckConstraint(condition=Q(level__in=["", *LEVELS]), name="achievement_level_known"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}：{self.title}"

    @property
    def values(self) -> dict:
        return {"title": self.title, "level": self.level, "issuer": self.issuer, "result": self.result, "on": self.on}  # fmt: skip


def rows_of(nomination: Nomination, kind: str) -> list[dict]:
    """The rows of one list as plain values, in their order."""
    return [row.values for row in nomination.achievements.all() if row.kind == kind]


def value_of(nomination: Nomination, key: str):
    """What stands in one of application.WRITTEN: a field's value, or the rows of a list."""
    return rows_of(nomination, key) if key in ACHIEVEMENTS else getattr(nomination, key)


def cells_of(kind: str, row: dict) -> list[tuple[str, str]]:
    """(heading, words) of each column of a row."""
    return [
        (heading, cn_date(row[name]) if name == "on" and row[name] else row[name] or "")
        for name, heading in ACHIEVEMENT_COLUMNS[kind].items()
    ]


def tables_of(nomination: Nomination) -> list[tuple[str, list[str], list[list[tuple[str, str]]]]]:
    """(title, headings, rows of (heading, words)) of every list, as pages and papers show it; an empty one has no rows."""
    return [
        (
            title,
            list(ACHIEVEMENT_COLUMNS[kind].values()),
            [cells_of(kind, row) for row in rows_of(nomination, kind)],
        )
        for kind, title in ACHIEVEMENTS.items()
    ]
