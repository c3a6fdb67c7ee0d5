"""The text of a version, read line by line: its parts, its clauses with their units, and what stands outside of them."""

import re
from dataclasses import dataclass, field

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import numeral

from ..models import Clause, PolicyVersion

DRAFT = "征求意见稿"
MOST_CLAUSES = 99
MOST_TEXT = 60_000
LONGEST_TITLE, LONGEST_UNIT = 60, 60
LONGEST_OPENING = 20  # of 第三条　评选对象。…: a longer first sentence is text already
NUMBERS = {numeral(number): number for number in range(1, MOST_CLAUSES + 1)}
_N = "([一二三四五六七八九十]{1,3})"
_PART = re.compile(rf"^(?:{_N}、[^。；]{{1,40}}|第{_N}章\s*[^。；]{{1,40}})$")
_CLAUSE = re.compile(rf"^[（(]{_N}[）)]\s*(.*)$")  # （三）完善职教培训体系…
_ARTICLE = re.compile(rf"^第{_N}条[\s：:]*(.*)$")  # 第三条　评选对象…
_DUTIES = re.compile(r"[（(]牵头单位[：:]([^；;]+)(?:[；;](?:责任|配合)单位[：:](.+))?[）)]。?")
_DUTY_LINE = re.compile(
    rf"^第?{_N}条?[\s：:|｜]+牵头(?:单位)?[：:]\s*(.+?)(?:[\s；;|｜]+(?:责任|配合)(?:单位)?[：:]\s*(.+))?$"
)
_CLOSING = re.compile(r"^(?:本|此)(?:实施)?(?:办法|意见|细则|方案|通知).*(?:施行|实施|有效期)")
_PAGE_NUMBER = re.compile(r"^[—–-]+\s*\d+\s*[—–-]+$")
Duties = list[tuple[str, bool]]  # (unit, whether it leads)


@dataclass
class Part:
    """One of the text's parts, 一、总体要求 and so on, with the numbers of the clauses below it."""

    heading: str
    numbers: list[int] = field(default_factory=list)


@dataclass
class ReadClause:
    """One clause as it was read, or as it is kept."""

    number: int
    title: str
    text: str = ""
    duties: Duties = field(default_factory=list)
    origin: int | None = None

    @property
    def name(self) -> str:
        return f"第{numeral(self.number)}条 {self.title}".strip()

    @property
    def whole(self) -> str:
        return f"{self.title}。{self.text}" if self.title else self.text

    @property
    def units(self) -> str:
        """牵头：…；责任：… in one line, nothing where nobody is named."""
        sides = (("牵头", True), ("责任", False))
        named = [
            (word, "、".join(unit for unit, leads in self.duties if leads == lead)) for word, lead in sides
        ]
        return "；".join(f"{word}：{units}" for word, units in named if units)


@dataclass
class Reading:
    """What was read: clauses in their order, parts, and the lines outside of every clause."""

    clauses: list[ReadClause] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def lines_of(text: str) -> list[str]:
    """The lines that say something: no blank ones, no page numbers."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not _PAGE_NUMBER.match(line)]


def without_draft_mark(text: str) -> str:
    """The text of what is issued: the line that calls it a draft goes."""
    return "".join(line for line in text.splitlines(keepends=True) if line.strip(" 　()（）\r\n") != DRAFT)


def calls_itself_draft(text: str) -> bool:
    """Whether words that belong to no clause (its title, its heading) call the text a draft."""
    return any(DRAFT in line for line in scan(text).outside)


def scan(text: str) -> Reading:
    """The text as it can be read, whether or not it is whole; see `read`."""
    lines = lines_of(text)
    heading, longest = (
        (_ARTICLE, LONGEST_OPENING) if any(map(_ARTICLE.match, lines)) else (_CLAUSE, LONGEST_TITLE)
    )
    found, closed = Reading(), True
    bodies: list[list[str]] = []
    for line in lines:
        if match := heading.match(line):
            found.clauses.append(ReadClause(NUMBERS.get(match[1], 0), ""))
            if not found.parts:
                found.parts.append(Part(""))
            found.parts[-1].numbers.append(found.clauses[-1].number)
            bodies.append([])
            line, closed = match[2].strip(), False
        elif _PART.match(line):
            found.parts.append(Part(line))
            found.outside.append(line)
            closed = True
            continue
        if closed or (bodies and bodies[-1] and _CLOSING.match(line)):
            _outside(found, line)
            closed = True
            continue
        line, duties = _without_duties(line)
        if duties:
            found.clauses[-1].duties += duties
            closed = True
        bodies[-1].append(line)
    for clause, body in zip(found.clauses, bodies, strict=True):
        clause.title, clause.text = _titled([line for line in body if line], longest)
        clause.duties = list(dict.fromkeys(clause.duties))
    return found


def _outside(found: Reading, line: str) -> None:
    """A line of duties may stand apart from its clause; all else belongs to none."""
    rest, duties = _without_duties(line)
    if duties and not rest and found.clauses and not found.clauses[-1].duties:
        found.clauses[-1].duties += duties
    else:
        found.outside.append(line)


def _without_duties(line: str) -> tuple[str, Duties]:
    """The line up to （牵头单位：…；责任单位：…） at its end, and the units named there."""
    at = max(line.rfind("（牵头单位"), line.rfind("(牵头单位"))
    match = _DUTIES.fullmatch("".join(line[at:].split())) if at >= 0 else None
    return (line[:at].strip(), _units(match[1], match[2])) if match else (line, [])


def _titled(body: list[str], longest: int) -> tuple[str, str]:
    """The first sentence is the title where it is short and more follows; in a line of its own it needs no full stop."""
    if not body:
        return "", ""
    title, _, rest = body[0].partition("。")
    text = "\n".join([rest.strip(), *body[1:]] if rest.strip() else body[1:])
    if text and len(title) <= longest and (longest == LONGEST_TITLE or "，" not in title):
        return title, text
    return "", "\n".join(body)


def _units(leading: str, responsible: str | None) -> Duties:
    return [
        (name.strip(), lead)
        for names, lead in ((leading, True), (responsible or "", False))
        for name in re.split("[、，,]", names)
        if name.strip()
    ]


def read(text: str, duties: str = "") -> Reading:
    """The text with every clause, whole and in order; a Refusal says what it is not. `duties`: see `read_duties`."""
    if len(text) > MOST_TEXT:
        raise Refusal(f"全文不超过 {MOST_TEXT} 字，现有 {len(text)} 字。")
    found = scan(text)
    if not found.clauses:
        raise Refusal(
            "没有读到条文。每一条应另起一行，以“（一）”或者“第一条”开头；Word 自动编号的，请先转换为文字。"
        )
    for place, clause in enumerate(found.clauses, 1):
        if clause.number != place:
            at, read_as = numeral(place), numeral(clause.number) if clause.number else "？"
            raise Refusal(f"条文序号应从一起连续：此处应为第{at}条，读到的是第{read_as}条。")
        if not clause.text:
            raise Refusal(f"第{numeral(place)}条没有条文。")
    if duties.strip():
        given = read_duties(duties, len(found.clauses))
        for clause in found.clauses:
            clause.duties = list(dict.fromkeys(given.get(clause.number, [])))
    for clause in found.clauses:
        if long := [unit for unit, _ in clause.duties if len(unit) > LONGEST_UNIT]:
            raise Refusal(f"{clause.name}：单位“{long[0][:20]}…”超过 {LONGEST_UNIT} 字，请核对标点。")
    return found


def read_duties(text: str, clauses: int) -> dict[int, Duties]:
    """The matrix of tasks that stands in an annex, a clause a line: 三　牵头：区教育局　责任：区总工会、各街道"""
    found: dict[int, Duties] = {}
    for line in lines_of(text):
        match = _DUTY_LINE.match(line)
        number = NUMBERS.get(match[1], 0) if match else 0
        if not match or not 1 <= number <= clauses:
            raise Refusal(
                f"任务分工应一行一条，如“三　牵头：区教育局　责任：区总工会”，读到的是“{line[:40]}”。"
            )
        if number in found:
            raise Refusal(f"任务分工里第{match[1]}条写了两次。")
        found[number] = _units(match[2], match[3])
    return found


def duty_lines(clauses: list[ReadClause]) -> str:
    """The matrix as `read_duties` reads it."""
    return "\n".join(
        f"{numeral(c.number)}　{c.units.replace('；责任', '　责任')}" for c in clauses if c.duties
    )


def parts(text: str) -> list[Part]:
    """The text split at its part headings; clauses before the first heading stand in a part without one."""
    return scan(text).parts


def kept(version: PolicyVersion) -> list[ReadClause]:
    """The clauses of a version as they are in the database."""
    return [
        ReadClause(
            row.number, row.title, row.text, [(d.unit_name, d.lead) for d in row.duties.all()], row.origin
        )
        for row in version.clauses.prefetch_related("duties")
    ]


def contents(version: PolicyVersion) -> list[tuple[str, list[Clause]]]:
    """(heading, clauses) in the order of the text; a clause that the text lacks comes last, without heading."""
    waiting = {clause.number: clause for clause in version.clauses.prefetch_related("duties")}
    chapters = [
        (part.heading, [waiting.pop(number) for number in part.numbers if number in waiting])
        for part in parts(version.text)
    ]
    return [*chapters, ("", list(waiting.values()))] if waiting else chapters
