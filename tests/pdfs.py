"""What a test wants to know of a PDF."""

import io

from PIL import Image
from pypdf import PdfReader, PdfWriter

from wuhou_craftsmen.common.pdf.fonts import FACES


def text_of(pdf: bytes) -> str:
    """All text without blanks: a line may break anywhere in Chinese."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def images_of(pdf: bytes) -> list[Image.Image]:
    """The pictures that it holds."""
    return [found.image for found in PdfReader(io.BytesIO(pdf)).pages[0].images if found.image]


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


def tiny_pdf(title: str = "example", pages: int = 1, writer: PdfWriter | None = None) -> bytes:
    """A valid PDF of blank pages, another for each title."""
    writer = writer or PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": title})
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


PDF = tiny_pdf()
