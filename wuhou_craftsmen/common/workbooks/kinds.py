"""What a file that is no .xlsx really is, by its content, and how its owner makes an .xlsx of it."""

import io
import zipfile

SAVE_AS = "请用 Excel 或 WPS 打开后，另存为“Excel 工作簿(*.xlsx)”再上传"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, .et and of anything with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
WANTED = ".xlsx 格式的工作簿"


def what_is_wanted(content: bytes, name: str) -> str:
    """Empty for a workbook that may be read, else what should be there instead, in Chinese."""
    ending = name.lower().rpartition(".")[2]
    if content.startswith(OLE):
        if ENCRYPTED in content:
            return f"没有密码的 {WANTED}：这份加了密码，请用 Excel 或 WPS 打开，取消打开密码并保存后再上传"
        return f"{WANTED}：这份是旧版 Excel（.xls）或 WPS（.et）格式，{SAVE_AS}"
    if content.startswith(b"PK"):
        return _of_archive(content)
    if not content:
        return f"{WANTED}：这份文件是空的，请重新选择"
    if content.startswith(PICTURES):
        return f"{WANTED}：这份是图片，只改文件名不能变成工作簿，请上传填好的表"
    if content.startswith(b"%PDF"):
        return f"{WANTED}：这份是 PDF 文件，请上传填好的表"
    if ending in ("csv", "txt") or _is_text(content):
        return f"{WANTED}：这份是文本或网页表格（如 .csv），{SAVE_AS}"
    return f"{WANTED}（文件可能已损坏）；{SAVE_AS}"


def _of_archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {member.filename for member in archive.infolist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        return f"{WANTED}（文件可能已损坏）；请打开原文件重新保存后再上传"
    if "content.xml" in names:
        return f"{WANTED}：这份是 .ods 格式，{SAVE_AS}"
    if "[Content_Types].xml" in names and "xl/workbook.bin" not in names and "word/document.xml" not in names:
        return ""
    return f"{WANTED}：这份是别的格式或压缩包，{SAVE_AS}"


def _is_text(content: bytes) -> bool:
    start = content[:2000]
    return b"\0" not in start and (b"," in start or b"\t" in start or b"<" in start)
