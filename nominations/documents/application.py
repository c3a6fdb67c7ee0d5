"""The papers of a nomination: receipt, printed form, rehearsal material. Plain values in, PDF out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from wuhou_craftsmen.common.pdf.fonts import FontSubset
from wuhou_craftsmen.common.pdf.paper import Paper, is_drawn, render_pdf

RECEIPT = "documents/receipt.html"
FORM = "documents/application_form.html"
REHEARSAL = "documents/rehearsal_material.html"


@dataclass(frozen=True, kw_only=True)
class Receipt(Paper):
    """申报回执. `received_at` is aware, printed to the second; `sha256` is of the frozen text."""

    year: int
    receipt_no: str
    nomination_no: str
    name: str
    unit: str
    received_at: datetime
    sha256: str
    submission: int = 1
    issuer: str = "成都市武侯区总工会"


@dataclass(frozen=True, kw_only=True)
class FormField:
    """A label and its value; a wide one takes a row of its own."""

    label: str
    value: str
    wide: bool = False


@dataclass(frozen=True, kw_only=True)
class FormSection:
    """A long text under a heading: deeds, materials, pledge, an opinion with who signed and when; or a table.

    `to_sign`: lines left for pen and seal on the printed form. `columns`, `rows`: a table in the place of the text.
    """

    heading: str
    text: str
    signed: str = ""
    to_sign: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


@dataclass(frozen=True, kw_only=True)
class ApplicationForm(Paper):
    """申报表. The caller has masked what its reader may not see; `sha256` empty = a draft."""

    year: int
    nomination_no: str
    state: str
    fields: tuple[FormField, ...]
    sections: tuple[FormSection, ...]
    sha256: str = ""
    printed_on: date | None = None
    photo: bytes = b""  # the picture of its page (`common/files/pages.py`); without one the place stays empty

    @property
    def mark(self) -> str:
        return "　".join(words for words in ("" if self.sha256 else "草稿", super().mark) if words)


@dataclass(frozen=True, kw_only=True)
class RehearsalMaterial(Paper):
    """A page that stands in a rehearsal for a certificate or a proof; always marked 演练材料."""

    title: str
    lines: tuple[str, ...]
    rehearsal: bool = True


def receipt_pdf(data: Receipt, fonts: FontSubset | None = None) -> bytes:
    """申报回执, one page."""
    at = localtime(data.received_at)
    received = f"{at.year}年{at.month}月{at.day}日 {at:%H:%M:%S}"
    return render_pdf(RECEIPT, {"paper": data, "received": received}, fonts=fonts)


def application_form_pdf(data: ApplicationForm, fonts: FontSubset | None = None) -> bytes:
    """申报表 of one nomination: short fields in pairs, long texts below."""
    rows = _rows(data.fields)
    beside_photo, below = rows[:4], rows[4:]
    pictures = {"photo": data.photo} if is_drawn(data.photo) else {}
    context = {
        "paper": data,
        "beside_photo": beside_photo,
        "rows": below,
        "sections": data.sections,
        "has_photo": bool(pictures),
    }
    return render_pdf(FORM, context, fonts=fonts, pictures=pictures)


def rehearsal_material_pdf(data: RehearsalMaterial, fonts: FontSubset | None = None) -> bytes:
    """A page of rehearsal material, which proves nothing and says so."""
    return render_pdf(REHEARSAL, {"paper": data}, fonts=fonts)


def _rows(fields: tuple[FormField, ...]) -> list[list[FormField]]:
    """Two fields a row; a wide field, or one whose neighbour is wide, has the row to itself."""
    rows: list[list[FormField]] = []
    room = False
    for field in fields:
        if room and not field.wide:
            rows[-1].append(field)
            room = False
        else:
            rows.append([field])
            room = not field.wide
    return rows
