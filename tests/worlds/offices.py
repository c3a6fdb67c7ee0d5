"""A workbook written part by part, in the ways of the many programs that offices use."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
FIRST_OWN_FORMAT = 176


@dataclass(frozen=True)
class Cell:
    """What is typed: a number "n", a "text", an error "e", a day "d" as ISO 8601 has it, or a formula: "f" with its
    number, "str" with its text, "bare" by a program that does not compute."""

    value: str
    kind: str = "text"
    format: int | str = 0  # a built-in number format by its id, or one's own


FORMULAS = {"f": "><f>1+1</f><v>2</v>", "str": ' t="str"><f>""</f><v></v>', "bare": "><f>旧!A1</f><v/>"}
Line = list[Cell | None]  # a row of a sheet; an empty one is a blank row


@dataclass(frozen=True)
class Sheet:
    name: str
    lines: list[Line]
    state: str = "visible"


@dataclass(frozen=True)
class Program:
    """How the parts are written, which no reader of values may mind."""

    texts: str = "shared"  # or "inline", or "runs": every sign in a font of its own, with how it is spoken
    styles: str = "whole"  # or "broken", or "missing": then no cell can be a date
    since_1904: bool = False
    addresses: bool = True
    prefix: bool = False
    backslashes: bool = False
    absolute: bool = False
    formats_to_the_end: bool = False
    dimension: str = ""


@dataclass
class Writing:
    """A workbook on its way: its texts and formats are numbered as they come."""

    program: Program
    strings: list[str] = field(default_factory=list)
    formats: list[int | str] = field(default_factory=lambda: [0])

    def cell(self, cell: Cell | None, address: str) -> str:
        place = f' r="{address}"' if self.program.addresses else ""
        if cell is None:
            return "" if self.program.addresses else "<c/>"
        if cell.kind == "text":
            return self._text(cell.value, place)
        if cell.format not in self.formats:
            self.formats.append(cell.format)
        place += f' s="{self.formats.index(cell.format)}"'
        if cell.kind in FORMULAS:
            return f"<c{place}{FORMULAS[cell.kind]}</c>"
        return f'<c{place} t="{cell.kind}"><v>{cell.value}</v></c>'

    def _text(self, text: str, place: str) -> str:
        if self.program.texts == "inline":
            return f'<c{place} t="inlineStr"><is>{_run(text)}</is></c>'
        self.strings.append(text)
        return f'<c{place} t="s"><v>{len(self.strings) - 1}</v></c>'

    def sheet(self, sheet: Sheet) -> str:
        rows = []
        for number, line in enumerate(sheet.lines, 1):
            cells = "".join(
                self.cell(cell, f"{get_column_letter(column)}{number}") for column, cell in enumerate(line, 1)
            )
            place = f' r="{number}"' if self.program.addresses else ""
            rows.append(f"<row{place}>{cells}</row>")
        if self.program.formats_to_the_end:
            rows.append('<row r="1048576" s="0"><c r="A1048576" s="0"/><c r="XFD1048576" s="0"/></row>')
        dimension = f'<dimension ref="{self.program.dimension}"/>' if self.program.dimension else ""
        return f'<worksheet xmlns="{MAIN}">{dimension}<sheetData>{"".join(rows)}</sheetData></worksheet>'

    def shared(self) -> str:
        runs = self.program.texts == "runs"
        items = (
            "".join(f"<r><rPr/>{_run(part)}</r>" for part in _parts(text)) + _SPOKEN if runs else _run(text)
            for text in self.strings
        )
        return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'

    def styles(self) -> str:
        own = [code for code in self.formats if isinstance(code, str)]
        ids = {
            code: code if isinstance(code, int) else FIRST_OWN_FORMAT + own.index(code)
            for code in self.formats
        }
        named = "".join(f'<numFmt numFmtId="{ids[code]}" formatCode={quoteattr(code)}/>' for code in own)
        used = "".join(f'<xf numFmtId="{ids[code]}" fontId="0" fillId="0"/>' for code in self.formats)
        dressed = _BROKEN_DRESS if self.program.styles == "broken" else _DRESS
        return f'<styleSheet xmlns="{MAIN}"><numFmts>{named}</numFmts>{dressed}<cellXfs>{used}</cellXfs></styleSheet>'


_SPOKEN = '<rPh sb="0" eb="1"><t>wu2 hou2</t></rPh><phoneticPr fontId="1"/>'
_DRESS = "<fonts><font/></fonts><fills><fill/></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
_BROKEN_DRESS = '<fonts><font><color rgb="红"/></font></fonts><fills><fill rubbish="1"><patternFill patternType="?"/></fill></fills>'
_ESCAPED = re.compile(r"_x[0-9A-F]{4}_|.", re.DOTALL)


def _parts(text: str) -> list[str]:
    """Sign by sign, an escaped one whole."""
    return _ESCAPED.findall(text)


def _run(text: str) -> str:
    return f'<t xml:space="preserve">{escape(text)}</t>'


def workbook(sheets: list[Sheet], program: Program) -> bytes:
    writing = Writing(program)
    parts = {f"xl/worksheets/sheet{n}.xml": writing.sheet(sheet) for n, sheet in enumerate(sheets, 1)}
    parts["xl/sharedStrings.xml"] = writing.shared()
    if program.styles != "missing":
        parts["xl/styles.xml"] = writing.styles()
    parts["xl/workbook.xml"] = _main(sheets, program.since_1904)
    if program.prefix:
        parts = {name: _prefixed(xml) for name, xml in parts.items()}
    parts["xl/_rels/workbook.xml.rels"] = _relations(
        ("/xl/" if program.absolute else "") + name.removeprefix("xl/")
        for name in parts
        if "workbook" not in name
    )
    parts["_rels/.rels"] = _relations(["xl/workbook.xml"])
    parts["[Content_Types].xml"] = "<Types/>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, xml in parts.items():
            backslashed = program.backslashes and name.startswith("xl/")
            archive.writestr(name.replace("/", "\\") if backslashed else name, xml)
    return out.getvalue()


def _main(sheets: list[Sheet], since_1904: bool) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" state="{sheet.state}" r:id="worksheets_sheet{n}.xml"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(since_1904)}"/>'
        f"<sheets>{listed}</sheets></workbook>"
    )


_KINDS = {"sheet": "worksheet", "share": "sharedStrings", "style": "styles", "workb": "officeDocument"}


def _relations(targets) -> str:
    """A relation is known by its target's name."""
    listed = ""
    for target in targets:
        name = target.removeprefix("/").removeprefix("xl/")
        kind = _KINDS[name.removeprefix("worksheets/")[:5]]
        listed += f'<Relationship Id="{name.replace("/", "_")}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def _prefixed(xml: str) -> str:
    """Every element under a prefix, as libraries of some servers write it."""
    return re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace(" xmlns=", " xmlns:x=")
