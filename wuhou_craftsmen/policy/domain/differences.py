"""What differs between two versions: heads and dates, figures, clauses, units; the same for a version that is only proposed."""

import datetime as dt
from dataclasses import dataclass, field

from wuhou_craftsmen.common.text.chinese import cn_date, numeral
from wuhou_craftsmen.common.text.compared import GONE, NEW, Marked, Piece, compared, compared_lists, replaced

from ..models import PolicyVersion
from . import figures
from .text import ReadClause, kept, scan

# what pages and papers cite, by the number of its clause in the first text
CITED = {
    2: "培育目标、评选条件", 4: "学徒制试点、培训计划", 6: "技能竞赛、身边的工匠", 7: "直接认定", 8: "评选机制", 9: "奖励", 10: "经费",
}  # fmt: skip
ALIKE = 0.3  # of two clauses' pairs of signs: enough to be the same clause under another title
Pair = tuple[ReadClause | None, ReadClause | None]


@dataclass(frozen=True)
class Content:
    """All that a version says."""

    heads: dict[str, str]
    figures: dict[str, str]
    clauses: list[ReadClause]
    outside: str


@dataclass(frozen=True)
class Row:
    """One thing that differs: 新增, 删去, 修改, or 序号 where a clause only moved."""

    kind: str
    label: str
    words: Marked

    @property
    def told(self) -> str:
        return f"{self.kind}：{self.label}" if self.kind else self.label


@dataclass
class Differences:
    heads: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    clauses: list[Row] = field(default_factory=list)
    duties: list[Row] = field(default_factory=list)
    outside: list[Row] = field(default_factory=list)
    cited: list[Row] = field(default_factory=list)
    untouched: int = 0

    @property
    def groups(self) -> list[tuple[str, list[Row]]]:
        """(heading, rows) of all that differs."""
        named = [
            ("文件", self.heads), ("数字", self.figures), ("条文", self.clauses), ("任务分工", self.duties),
            ("条文以外的文字", self.outside), ("平台各页引用的条款", self.cited),
        ]  # fmt: skip
        return [(heading, rows) for heading, rows in named if rows]

    @property
    def summary(self) -> str:
        """条文修改 2 条、新增 1 条，数字改动 1 处，任务分工改动 1 条"""
        kinds = [
            (kind, sum(row.kind == kind for row in self.clauses)) for kind in ("修改", "新增", "删去", "序号")
        ]
        told = "、".join(
            f"{'改序号' if kind == '序号' else kind} {count} 条" for kind, count in kinds if count
        )
        said = [f"条文{told}"] if told else ["条文未改"]
        said.append(f"数字改动 {len(self.figures)} 处" if self.figures else "数字未改")
        said.append(f"任务分工改动 {len(self.duties)} 条" if self.duties else "任务分工未改")
        return "，".join(said)


def content_of(version: PolicyVersion) -> Content:
    """A version as it is kept."""
    return Content(
        heads_of(version), figures.texts(version), kept(version), "\n".join(scan(version.text).outside)
    )


def heads_of(version: PolicyVersion) -> dict[str, str]:
    """Title, number, issuer, dates and documents that it rests on, by their names."""

    def day(value: dt.date | None) -> str:
        return cn_date(value) if value else ""

    return {
        "标题": version.title,
        "文号": version.document_number,
        "印发机关": version.issuer,
        "版本说明": version.label,
        "印发日期": day(version.issued_on),
        "施行日期": day(version.valid_from),
        "有效期至": day(version.valid_to),
        "依据文件": "\n".join(version.basis),
    }


def between(before: Content, after: Content) -> Differences:
    """Everything in which `after` is not as `before`."""
    found = Differences(
        heads=_values(before.heads, after.heads),
        figures=_values(_labelled(before.figures), _labelled(after.figures)),
        cited=_values(_places(before.clauses), _places(after.clauses)),
    )
    for old, new in pairs(before.clauses, after.clauses):
        row = _clause(old, new)
        if row:
            found.clauses.append(row)
        else:
            found.untouched += 1
        named = new or old
        words = compared_lists(old.units if old else "", new.units if new else "")
        if words.changed and named:
            found.duties.append(Row(_kind(old and old.units, new and new.units), named.name, words))
    outside = compared(before.outside, after.outside)
    if outside.changed:
        found.outside.append(Row("", "标题、引言、章节、附则", outside))
    return found


def _labelled(values: dict[str, str]) -> dict[str, str]:
    return {figures.label(key): text for key, text in values.items()}


def _places(clauses: list[ReadClause]) -> dict[str, str]:
    places = {clause.origin: f"第{numeral(clause.number)}条" for clause in clauses}
    return {matter: places.get(origin, "没有这样的条款，不再引用") for origin, matter in CITED.items()}


def _values(before: dict[str, str], after: dict[str, str]) -> list[Row]:
    return [
        Row("", label, replaced(before.get(label, ""), text))
        for label, text in after.items()
        if before.get(label, "") != text
    ]


def _kind(old: object, new: object) -> str:
    return "修改" if old and new else "新增" if new else "删去"


def _clause(old: ReadClause | None, new: ReadClause | None) -> Row | None:
    if old is None or new is None:
        only = new or old
        assert only is not None  # a pair has at least one
        return Row(_kind(old, new), only.name, Marked((Piece(NEW if new else GONE, only.whole),)))
    moved = f"（原第{numeral(old.number)}条）" if old.number != new.number else ""
    words = compared(old.whole, new.whole)
    if words.changed:
        return Row("修改", new.name + moved, words)
    return (
        Row("序号", new.name, replaced(f"第{numeral(old.number)}条", f"第{numeral(new.number)}条"))
        if moved
        else None
    )


def pairs(before: list[ReadClause], after: list[ReadClause]) -> list[Pair]:
    """Each clause with the one that it carries on, in the order of the new text; what was dropped stands where it stood.

    The same title tells it, else words that are enough alike.
    """
    old_of: dict[int, ReadClause] = {}
    free = {clause.number: clause for clause in before}
    titles = {clause.title: clause for clause in reversed(before) if clause.title}
    for clause in after:
        old = titles.get(clause.title)
        if old and old.number in free:
            old_of[clause.number] = free.pop(old.number)
    left = [clause for clause in after if clause.number not in old_of]
    grams = {id(clause): _grams(clause.whole) for clause in [*left, *free.values()]}
    alike = [
        (_alike(grams[id(old)], grams[id(new)]), -new.number, -old.number)
        for old in free.values()
        for new in left
    ]
    for likeness, new_number, old_number in sorted(alike, reverse=True):
        if likeness >= ALIKE and -old_number in free and -new_number not in old_of:
            old_of[-new_number] = free.pop(-old_number)
    return _in_order(after, old_of, free)


def _in_order(
    after: list[ReadClause], old_of: dict[int, ReadClause], dropped: dict[int, ReadClause]
) -> list[Pair]:
    found: list[Pair] = [(old_of.get(clause.number), clause) for clause in after]
    for number in sorted(dropped):
        place = next((at for at, (old, _) in enumerate(found) if old and old.number > number), len(found))
        found.insert(place, (dropped[number], None))
    return found


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
