"""A document for Word in the layout of GB/T 9704-2012: an office opens it, adds its number and seal, and sends it on."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

AUTHOR = "成都市武侯区总工会"
SONG, FANG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
RED = RGBColor(0xC8, 0x10, 0x2E)
LINE = 28.95  # points: 22 lines on 225 mm
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `red`: what must be seen at once."""

    text: str
    red: bool = False


class OfficialPaper:
    """Built from the top down; `content` gives the file."""

    def __init__(self, title: str) -> None:
        self.document = Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        self.document.core_properties.author = AUTHOR
        self.document.core_properties.title = title
        _page_number(section.footer.paragraphs[0])

    def letterhead(self, issuers: Sequence[str], number: str) -> None:
        """Who issues it, in red, the number, the red line."""
        for issuer in issuers:
            self._line(issuer, SONG, 30, align=CENTER, colour=RED, spacing=42)
        line = self._line(number, FANG, 16, align=CENTER)
        line.paragraph_format.space_before = Pt(LINE)
        _rule_below(line)

    def mark(self, words: str) -> None:
        """What says at the top that the paper is a sample."""
        self._line(words, HEI, 10, align=RIGHT)

    def title(self, text: str) -> None:
        line = self._line(text, SONG, 22, align=CENTER, spacing=36)
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(LINE)

    def heading(self, text: str) -> None:
        self._line(text, HEI, 16, indent=True)

    def text(self, text: str, *, indent: bool = True) -> None:
        self._line(text, FANG, 16, indent=indent)

    def signed(self, issuers: Sequence[str], date: str) -> None:
        for number, words in enumerate((*issuers, date)):
            line = self._line(words, FANG, 16, align=RIGHT)
            line.paragraph_format.right_indent = Pt(32)
            if number == 0:
                line.paragraph_format.space_before = Pt(LINE)

    def annex(self, label: str, title: str) -> None:
        """On a page of its own."""
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self._line(label, HEI, 16)
        self._line(title, SONG, 18, align=CENTER)

    def table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str | Cell]], widths: Sequence[int]
    ) -> None:
        """`widths` in mm; the heading is repeated on every page."""
        table = self.document.add_table(rows=1, cols=len(heads))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        _repeated(table.rows[0])
        for line in (heads, *rows):
            cells = table.rows[0].cells if line is heads else table.add_row().cells
            for place, (cell, told) in enumerate(zip(cells, line, strict=True)):
                given = told if isinstance(told, Cell) else Cell(told)
                cell.width = Mm(widths[place])
                run = cell.paragraphs[0].add_run(given.text)
                _face(run, HEI if line is heads else FANG, 11)
                if given.red:
                    run.font.color.rgb, run.font.bold = RED, True
                if line is heads:
                    cell.paragraphs[0].alignment = CENTER

    @property
    def content(self) -> bytes:
        made = io.BytesIO()
        self.document.save(made)
        return made.getvalue()

    def _line(
        self, text: str, face: str, size: float, *, align: WD_ALIGN_PARAGRAPH | None = None, indent: bool = False,
        colour: RGBColor | None = None, spacing: float = LINE,
    ) -> Paragraph:  # fmt: skip
        line = self.document.add_paragraph()
        form = line.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(spacing)
        if align is not None:
            form.alignment = align
        if indent:
            form.first_line_indent = Pt(2 * size)
        run = line.add_run(text)
        _face(run, face, size)
        if colour is not None:
            run.font.color.rgb = colour
        return line


def _face(run: Run, face: str, size: float) -> None:
    run.font.name, run.font.size = face, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)


def _page_number(line: Paragraph) -> None:
    """— 1 —"""
    line.alignment = CENTER
    for words, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = line.add_run(words)
        _face(run, "宋体", 14)
        if field:
            for kind, text in (("begin", ""), ("", field), ("end", "")):
                part = OxmlElement("w:fldChar" if kind else "w:instrText")
                if kind:
                    part.set(qn("w:fldCharType"), kind)
                part.text = text or None
                run._element.append(part)


def _rule_below(line: Paragraph) -> None:
    edge = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "6"), ("color", "C8102E")):
        edge.set(qn(f"w:{name}"), value)
    border = OxmlElement("w:pBdr")
    border.append(edge)
    line._element.get_or_add_pPr().append(border)


def _repeated(row: _Row) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
