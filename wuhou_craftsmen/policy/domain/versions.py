"""The policy's versions: the draft as published, and the registration of an issue date by two people (clause 末)."""

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import cn_date, numeral

from ..models import Clause, PolicyVersion, UnitDuty
from .figures import differences

DRAFT = Path(__file__).resolve().parent.parent / "data" / "draft.txt"
NUMERALS = [numeral(number) for number in range(1, 13)]
TITLE = "关于“成都工匠”、“诸葛工匠”培育计划的实施办法"
BASIS = [
    "《成都实施人才优先发展战略行动计划》",
    "《市委办公厅、市政府办公厅〈关于实施“成都工匠”培育五年计划的意见〉》（成委办〔2018〕32号）",
    "《中共成都市武侯区委组织部〈关于印发2018年全区人才工作要点〉的通知》（成武委组〔2018〕72号）",
]
_PART = re.compile(r"^[一二三四五六七八九十]+、\S+$")
_CLAUSE = re.compile(r"^（([一二三四五六七八九十]+)）([^。]+)。(.*)$")
_DUTIES = re.compile(r"^[（(]牵头单位：([^；]+)；责任单位：([^）)]+)[）)]$")


@transaction.atomic
def load_draft() -> PolicyVersion:
    """The 征求意见稿 with its twelve clauses and units' duties, read from its text. Idempotent."""
    existing = PolicyVersion.objects.filter(label="征求意见稿", issued_on__isnull=True).first()
    if existing:
        return existing
    text = DRAFT.read_text(encoding="utf-8")
    version = PolicyVersion.objects.create(
        title=TITLE, label="征求意见稿", text=text, basis=BASIS, valid_to=dt.date(2023, 8, 28)
    )
    for clause, duties in _clauses(text):
        row = Clause.objects.create(version=version, **clause)
        UnitDuty.objects.bulk_create(
            UnitDuty(clause=row, unit_name=name, lead=lead, position=position)
            for position, (name, lead) in enumerate(duties)
        )
    return version


def _clauses(text: str) -> list[tuple[dict[str, Any], list[tuple[str, bool]]]]:
    """Each clause as (fields, [(unit, leads)]), in the order of the text."""
    found: list[tuple[dict[str, Any], list[tuple[str, bool]]]] = []
    for line in (line.strip() for line in text.splitlines()):
        if match := _CLAUSE.match(line):
            numeral, title, rest = match.groups()
            number = NUMERALS.index(numeral) + 1
            found.append(({"number": number, "numeral": numeral, "title": title, "text": rest}, []))
        elif match := _DUTIES.match(line):
            for names, lead in zip(match.groups(), (True, False), strict=True):
                found[-1][1].extend((name.strip(), lead) for name in re.split("[、，]", names))
    return found


@dataclass
class Part:
    """One of the text's parts, 一、总体要求 and so on, with the numbers of the clauses below it."""

    heading: str
    numbers: list[int] = field(default_factory=list)


def parts(text: str) -> list[Part]:
    """The text split at its part headings; clauses before the first heading stand in a part without one."""
    found: list[Part] = []
    for line in (line.strip() for line in text.splitlines()):
        if _PART.match(line):
            found.append(Part(line))
        elif match := _CLAUSE.match(line):
            if not found:
                found.append(Part(""))
            found[-1].numbers.append(NUMERALS.index(match[1]) + 1)
    return found


def newest() -> PolicyVersion | None:
    """The newest version with an issue date, else the draft."""
    versions = PolicyVersion.objects.all()
    return versions.filter(issued_on__isnull=False).first() or versions.first()


def contents(version: PolicyVersion) -> list[tuple[str, list[Clause]]]:
    """(heading, clauses) in the order of the text; a clause that the text lacks comes last, without heading."""
    waiting = {clause.number: clause for clause in version.clauses.prefetch_related("duties")}
    chapters = [
        (part.heading, [waiting.pop(number) for number in part.numbers if number in waiting])
        for part in parts(version.text)
    ]
    return [*chapters, ("", list(waiting.values()))] if waiting else chapters


def _check_dates(
    version_id: int,
    issued_on: str,
    valid_from: str | None = None,
    valid_to: str | None = None,
    label: str = "",
    figures: dict[str, int] | None = None,
) -> tuple[PolicyVersion, dt.date, dt.date, dt.date]:
    version = PolicyVersion.objects.get(pk=version_id)
    issued = dt.date.fromisoformat(issued_on)
    days = (figures or {}).get("effective_after_days", version.effective_after_days)
    earliest = issued + dt.timedelta(days=days)
    start = dt.date.fromisoformat(valid_from) if valid_from else earliest
    end = dt.date.fromisoformat(valid_to) if valid_to else version.valid_to
    if start < earliest:
        raise Refusal(f"施行日期不能早于印发之日起 {days} 天，即{cn_date(earliest)}。")
    if end < start:
        raise Refusal("有效期的截止日期早于施行日期，请核对。")
    return version, issued, start, end


def _summary(
    version_id: int,
    issued_on: str,
    valid_from: str | None = None,
    valid_to: str | None = None,
    label: str = "",
    figures: dict[str, int] | None = None,
) -> str:
    version, issued, start, end = _check_dates(version_id, issued_on, valid_from, valid_to, label, figures)
    changed = "；".join(differences(version, figures or {}))
    return f"{version.title}：{cn_date(issued)}印发，{cn_date(start)}起施行，有效期至{cn_date(end)}。" + (
        f"与文本不同的数字：{changed}。" if changed else "数字与文本一致。"
    )


@two_person_act(
    "policy.register",
    "登记政策印发日期",
    may=is_union_staff,
    summary=_summary,
    check=_check_dates,
)
@transaction.atomic
def register(
    *, actor: User, second: User, version_id: int, issued_on: str, valid_from: str | None = None,
    valid_to: str | None = None, label: str = "", figures: dict[str, int] | None = None,
) -> PolicyVersion:  # fmt: skip
    """A new version in force from a draft's text: its dates, and figures where the issued text has others.

    `figures`: columns of PolicyVersion (see figures.columns), valid for this version only.
    """
    draft, issued, start, end = _check_dates(version_id, issued_on, valid_from, valid_to, label, figures)
    overlapping = PolicyVersion.objects.filter(valid_from__lte=end, valid_to__gte=start)
    if overlapping.exists():
        raise Refusal(f"这段时间已有施行中的政策：{overlapping.first()}，不能重复登记。")
    clauses = list(draft.clauses.prefetch_related("duties"))
    fields = {f.name: getattr(draft, f.name) for f in PolicyVersion._meta.fields if f.name != "id"}
    fields |= figures or {}
    fields |= {
        "label": label or "印发稿",
        "issued_on": issued,
        "valid_from": start,
        "valid_to": end,
        "registered_by": actor,
        "confirmed_by": second,
        "registered_at": clock.now(),
    }
    version = PolicyVersion.objects.create(**fields)
    for clause in clauses:
        copy = Clause.objects.create(
            version=version,
            number=clause.number,
            numeral=clause.numeral,
            title=clause.title,
            text=clause.text,
        )
        UnitDuty.objects.bulk_create(
            UnitDuty(clause=copy, unit_name=d.unit_name, lead=d.lead, position=d.position)
            for d in clause.duties.all()
        )
    audit.record(second, "登记政策印发日期", version, issued_on=issued_on, valid_from=start.isoformat())
    return version


def in_force(day: dt.date) -> PolicyVersion:
    """The version in force on `day`; a Refusal says what to do if there is none."""
    version = PolicyVersion.objects.filter(valid_from__lte=day, valid_to__gte=day).first()
    if version is None:
        ends = PolicyVersion.objects.filter(valid_from__isnull=False).order_by("-valid_to").first()
        if ends is None or ends.valid_from is None:
            raise Refusal(
                "实施办法尚未登记印发日期，没有施行中的政策。请先在“政策”页面由两名工作人员登记印发日期。"
            )
        raise Refusal(
            f"{cn_date(day)}不在政策有效期内（{cn_date(ends.valid_from)}至{cn_date(ends.valid_to)}）。"
            "请登记新的政策版本。"
        )
    return version
