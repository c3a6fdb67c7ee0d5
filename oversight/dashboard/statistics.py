"""The yearly statistical form for 市总工会: who was nominated and who was named, by what they are. Counts alone, no names."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from awards.models import NamingDecision, Title
from nominations.models import AnnualRound, Nomination
from nominations.vocabulary import EDUCATIONS, POLITICAL_STATUSES, SEXES, SKILL_LEVELS
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.accounts.vocabulary import NATURES
from wuhou_craftsmen.common.text.resident_id import birth_date_of

UNKNOWN = "未填"
BANDS = ((25, "25岁及以下"), (35, "26至35岁"), (45, "36至45岁"), (55, "46至55岁"), (200, "56岁及以上"))
YES_NO = {True: "是", False: "否", None: UNKNOWN}


@dataclass(frozen=True)
class Counted:
    """A line of the form: persons nominated and named of a kind."""

    group: str
    item: str
    nominated: int
    named: int


def day_of_naming(round: AnnualRound) -> dt.date:
    """When ages are counted: the day of the decision, before it the day that is planned."""
    decided = NamingDecision.objects.filter(round=round, supplement=False).values_list("decided_on", flat=True).first()  # fmt: skip
    return decided or round.naming_on


def yearly(round: AnnualRound) -> list[Counted]:
    """The total, then each group; every group adds up to the total, for what was not filled in has a line of its own."""
    day = day_of_naming(round)
    named = Title.objects.filter(candidacy__nomination=OuterRef("pk"))
    files = Nomination.objects.filter(round=round, receipt_no__isnull=False).defer("deeds", "frozen")
    files = files.select_related("person", "firm__endorsing_unit").annotate(is_named=Exists(named)).order_by()
    counts: dict[str, tuple[Counter, Counter]] = {group: (Counter(), Counter()) for group in GROUPS}
    total = [0, 0]
    for file in files:
        total = [total[0] + 1, total[1] + file.is_named]
        for group, (read, _) in GROUPS.items():
            item = read(file, day) or UNKNOWN
            counts[group][0][item] += 1
            counts[group][1][item] += file.is_named
    found = [Counted("合计", "", *total)]
    for group, (_, order) in GROUPS.items():
        nominated, chosen = counts[group]
        found += [
            Counted(group, item, nominated[item], chosen[item]) for item in _ordered(nominated, order())
        ]
    return found


def _ordered(counts: Counter, known: list[str]) -> list[str]:
    """The known words in their order, then what else was written, the most first, then what was not filled in."""
    others = [word for word, _ in counts.most_common() if word not in known and word != UNKNOWN]
    return [*known, *others, *([UNKNOWN] if counts[UNKNOWN] else [])]


def age_band(file: Nomination, day: dt.date) -> str:
    try:
        born = birth_date_of(file.person.id_number)
    except ValueError:
        return UNKNOWN
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next(name for most, name in BANDS if age <= most)


def _units() -> list[str]:
    return list(Organisation.objects.endorsing().values_list("name", flat=True))


def _field(name: str) -> Callable[[Nomination, dt.date], Any]:
    return lambda file, day: getattr(file, name)


def _answer(name: str) -> Callable[[Nomination, dt.date], str]:
    return lambda file, day: YES_NO[getattr(file, name)]


# group -> (what a file counts as, the words in their order)
GROUPS: dict[str, tuple[Callable[[Nomination, dt.date], Any], Callable[[], list[str]]]] = {
    "性别": (_field("sex"), lambda: list(SEXES)),
    "命名时年龄": (age_band, lambda: [name for _, name in BANDS]),
    "文化程度": (_field("education"), lambda: list(EDUCATIONS)),
    "政治面貌": (_field("political_status"), lambda: list(POLITICAL_STATUSES)),
    "是否农民工": (_answer("migrant"), lambda: ["是", "否"]),
    "是否管理人员": (_answer("manager"), lambda: ["是", "否"]),
    "是否一线": (_answer("frontline"), lambda: ["是", "否"]),
    "企业性质": (lambda file, day: file.firm.nature, lambda: list(NATURES)),
    "职业（工种）": (_field("trade"), list),
    "技能等级": (_field("skill_level"), lambda: list(SKILL_LEVELS)),
    "推荐单位": (lambda file, day: file.firm.endorsing_unit.name, _units),
    "推荐方式": (lambda file, day: file.get_route_display(), list),
}
