"""What a test wants to know of a PDF."""

import io

from pypdf import PdfReader

from wuhou_craftsmen.common.pdf_fonts import FACES


def text_of(pdf: bytes) -> str:
    """All text without blanks: a line may break anywhere in Chinese."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Font name -> whether its file is inside the document."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            found[font.get_object()["/BaseFont"]] = bool({"/FontFile2", "/FontFile3"} & set(descriptor))
    return found


def foreign_fonts(pdf: bytes) -> list[str]:
    """Fonts that are not one of the portal's three designs: a character fell through to something else."""
    ours = {family for family, _, _ in FACES.values()}
    return [name for name in fonts_of(pdf) if name.split("+")[1].split("-")[0] not in ours]
