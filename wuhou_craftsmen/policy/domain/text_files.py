"""The text of a version out of a file: .docx, .txt, or a workbook of its clauses."""

import io
import zipfile
from typing import BinaryIO
from xml.parsers import expat

from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import parsers
from wuhou_craftsmen.common.text.chinese import numeral
from wuhou_craftsmen.common.workbooks.cells import BROKEN
from wuhou_craftsmen.common.workbooks.headings import Column
from wuhou_craftsmen.common.workbooks.kinds import OLE
from wuhou_craftsmen.common.workbooks.reading import read_table
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults

from .text import MOST_CLAUSES, MOST_TEXT

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
DOCUMENT = "word/document.xml"
_BREAKS = {"w:p": "\n", "w:br": "\n", "w:cr": "\n", "w:tab": "\t"}
ENCODINGS = ("utf-8-sig", "gb18030")


def _read_number(value: object) -> int:
    number = parsers.read_text(4)(value)
    if not (number.isascii() and number.isdigit() and 1 <= int(number) <= MOST_CLAUSES):
        raise parsers.Unreadable(f"1 至 {MOST_CLAUSES} 的条号，如 3")
    return int(number)


COLUMNS = [
    Column("number", "条号", _read_number),
    Column("title", "条题", parsers.read_text(60), required=False, may_lack=True),
    Column("text", "条文", parsers.read_text(MOST_TEXT, lines=True)),
    Column("lead", "牵头单位", parsers.read_text(1000, lines=True), required=False, may_lack=True),
    Column("responsible", "责任单位", parsers.read_text(1000, lines=True), required=False, may_lack=True),
]


def text_of(file: BinaryIO) -> str:
    """The lines of the file's text as `text.read` takes them; a Refusal says what it is instead."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refusal("文件超过 5 兆字节，请只留正文。")
    if content.startswith(OLE):
        raise Refusal(
            "应为 .docx、.txt 或者 .xlsx：这份是旧版 Word、Excel 格式或者加了密码，请另存后再上传。"
        )
    if content.startswith(b"%PDF"):
        raise Refusal("应为 .docx、.txt 或者 .xlsx：这份是 PDF，请打开后复制文字，粘贴到“全文”。")
    text = _of_archive(content) if content.startswith(b"PK") else _of_plain(content)
    if not text.strip():
        raise Refusal("文件里没有读到文字。")
    if len(text) > MOST_TEXT:
        raise Refusal(f"文件里的文字超过 {MOST_TEXT} 字，请只留正文。")
    return text


def _of_plain(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not any(sign < " " and sign not in "\r\n\t\f" for sign in text):
            return text.replace("\f", "\n")
    raise Refusal("应为 .docx、.txt 或者 .xlsx，这份文件读不出文字。")


def _of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if DOCUMENT not in archive.namelist():
                return _of_workbook(content)
            if archive.getinfo(DOCUMENT).file_size > MOST_UNPACKED:
                raise Refusal("文件展开后过大，请只留正文。")
            return _of_document(archive.read(DOCUMENT))
    except BROKEN as error:
        raise Refusal("文件已经损坏，打不开，请重新保存后再上传。") from error


def _of_workbook(content: bytes) -> str:
    table = read_table(
        io.BytesIO(content), file_name="条文.xlsx", columns=COLUMNS, key="number", unique=("number",)
    )
    if table.faults:
        raise WorkbookFaults(table.faults)
    lines = []
    for values in (row.values for row in table.rows):
        title = f"{values['title']}。" if values["title"] else ""
        lines.append(f"（{numeral(values['number'])}）{title}{values['text']}")
        if lead := values["lead"]:
            responsible = f"；责任单位：{values['responsible']}" if values["responsible"] else ""
            lines.append(f"（牵头单位：{lead}{responsible}）")
    return "\n".join(lines)


def _of_document(xml: bytes) -> str:
    """The words of a Word document, a paragraph a line; what was struck out while it was revised is left out."""
    found: list[str] = []
    inside: list[str] = []

    def begin(tag: str, _: dict[str, str]) -> None:
        inside.append(tag)
        if tag in _BREAKS and tag != "w:p" and "w:pPr" not in inside:
            found.append(_BREAKS[tag])

    def end(tag: str) -> None:
        inside.pop()
        if tag == "w:p":
            found.append("\n")

    def words(text: str) -> None:
        if inside and inside[-1] == "w:t" and "mc:Fallback" not in inside and "w:del" not in inside:
            found.append(text)

    def no_entities(*_: object) -> None:
        raise ValueError("entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler, parser.EntityDeclHandler = words, no_entities
    parser.Parse(xml, True)
    return "".join(found)
