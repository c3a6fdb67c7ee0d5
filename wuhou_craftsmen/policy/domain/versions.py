"""The policy's versions: the draft as published; what is issued is entered by two people and stays as it is (clause 末)."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.accounts.rules import is_union_staff
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import two_person_act
from wuhou_craftsmen.common.text.chinese import cn_date, numeral

from ..models import Clause, PolicyVersion, UnitDuty
from .entry import Entry
from .text import ReadClause, read

DRAFT = Path(__file__).resolve().parent.parent / "data" / "draft.txt"
Span = tuple[int, dt.date | None, dt.date]
TITLE = "关于“成都工匠”、“诸葛工匠”培育计划的实施办法"
BASIS = [
    "《成都实施人才优先发展战略行动计划》",
    "《市委办公厅、市政府办公厅〈关于实施“成都工匠”培育五年计划的意见〉》（成委办〔2018〕32号）",
    "《中共成都市武侯区委组织部〈关于印发2018年全区人才工作要点〉的通知》（成武委组〔2018〕72号）",
]


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
    clauses = read(text).clauses
    for clause in clauses:
        clause.origin = clause.number  # pages and papers cite the clauses by the draft's numbers
    _write_clauses(version, clauses)
    return version


def _write_clauses(version: PolicyVersion, clauses: list[ReadClause]) -> None:
    for clause in clauses:
        row = Clause.objects.create(
            version=version, number=clause.number, numeral=numeral(clause.number), title=clause.title,
            text=clause.text, origin=clause.origin,
        )  # fmt: skip
        UnitDuty.objects.bulk_create(
            UnitDuty(clause=row, unit_name=name, lead=lead, position=position)
            for position, (name, lead) in enumerate(clause.duties)
        )


def issued() -> QuerySet[PolicyVersion]:
    """The versions with an issue date, the one that begins last first."""
    return PolicyVersion.objects.filter(issued_on__isnull=False).order_by("-valid_from")


def beginning() -> PolicyVersion:
    """What the next version is drawn from: the last one issued, else the draft."""
    return issued().first() or load_draft()


def current() -> PolicyVersion | None:
    """What a page shows that belongs to no round: see `current_of`."""
    spans = PolicyVersion.objects.values_list("pk", "valid_from", "valid_to")
    return PolicyVersion.objects.filter(pk=current_of(spans, clock.today()) or 0).first()


def current_of(spans: Iterable[Span], day: dt.date) -> int | None:
    """Of versions as (pk, valid_from, valid_to) the one in force, else the last one issued, else the draft."""
    known = list(spans)
    dated = sorted((begins, ends, pk) for pk, begins, ends in known if begins)
    begun = [(ends, pk) for begins, ends, pk in dated if begins <= day]
    if begun and day <= begun[-1][0]:
        return begun[-1][1]
    return dated[-1][2] if dated else max((pk for pk, *_ in known), default=None)


def _begun(day: dt.date) -> PolicyVersion | None:
    """The version in force on `day`: one that has begun takes the place of all before it."""
    version = issued().filter(valid_from__lte=day).first()
    return version if version and version.covers(day) else None


def in_force(day: dt.date) -> PolicyVersion:
    """The version in force on `day`; a Refusal says what to do if there is none."""
    if version := _begun(day):
        return version
    last = issued().first()
    if last is None or last.valid_from is None:
        raise Refusal("实施办法尚未登记印发日期，没有施行中的政策。请先在“政策”页面由两名工作人员登记版本。")
    raise Refusal(
        f"{cn_date(day)}不在政策有效期内（{cn_date(last.valid_from)}至{cn_date(last.valid_to)}）。"
        "请登记新的政策版本。"
    )


def standing(version: PolicyVersion, all_of_them: Iterable[PolicyVersion], today: dt.date) -> tuple[str, str]:
    """(state, its colour) of a version among all."""
    if version.valid_from is None:
        return "没有印发", "wait"
    later = [v.valid_from for v in all_of_them if v.valid_from and v.valid_from > version.valid_from]
    if version.valid_from > today:
        return "尚未施行", "wait"
    if later and min(later) <= min(today, version.valid_to):
        return f"{cn_date(min(later))}起由新版本代替", ""
    return ("施行中", "good") if version.covers(today) else ("有效期已满", "")


def checked(**params: Any) -> tuple[Entry, list[ReadClause]]:
    """The entry with the clauses that were read; a Refusal where it can be no version."""
    entry = Entry(**params)
    entry.check_dates()
    entry.check_issued()
    last = issued().first()
    if last and last.valid_from and entry.start <= last.valid_from:
        raise Refusal(
            f"已登记{last}，{cn_date(last.valid_from)}起施行；新版本的施行日期须晚于这一天，现为{cn_date(entry.start)}。"
        )
    return entry, entry.clauses


def _summary(**params: Any) -> str:
    entry = Entry(**params)
    entry.check_dates()
    return f"{entry.told}。对照“{entry.base.label}”：{entry.differences.summary}"


@two_person_act(
    "policy.register",
    "登记政策版本",
    may=is_union_staff,
    summary=_summary,
    check=checked,
    seen=lambda **_: issued().values_list("pk", flat=True).first(),
    shown=lambda **params: Entry(**params).shown,
)
@transaction.atomic
def register(*, actor: User, second: User, **params: Any) -> PolicyVersion:
    """A version with its dates, text, figures and units, as the Entry says; older ones, and rounds under them, stay."""
    list(PolicyVersion.objects.select_for_update().values_list("pk", flat=True))
    entry, clauses = checked(**params)
    version = entry.version
    version.registered_by, version.confirmed_by, version.registered_at = actor, second, clock.now()
    version.save()
    _write_clauses(version, clauses)
    audit.record(
        second, "登记政策版本", version, issued_on=entry.issued_on, valid_from=entry.start.isoformat(), based_on=entry.version_id
    )  # fmt: skip
    return version
