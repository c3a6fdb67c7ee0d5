"""What is proposed to be said of a craftsman: one deed out of the file, the years of the climb, the portrait."""

import io
import re

from PIL import Image

from nominations.models import EvidenceKind
from showcase.models import DEED, Profile
from wuhou_craftsmen.common.files import pages
from wuhou_craftsmen.common.models import PrivateFile
from wuhou_craftsmen.common.text import private_numbers
from wuhou_craftsmen.ladder.models import Craftsman

PORTRAIT, THUMBNAIL = (180, 240), (60, 80)  # pixels
QUALITY = 50


def deed_of(deeds: str) -> str:
    """The first whole sentences of the file's deeds that fit; nothing where they name a private number or are too long."""
    said = ""
    for sentence in re.findall(r"[^。！？\n]+[。！？]?", deeds):
        if len(said) + len(sentence.strip()) > DEED:
            break
        said += sentence.strip()
    return "" if private_numbers.in_prose(said) else said


def climb_of(person: Craftsman) -> str:
    """A line a step that holds, the lowest first: year and tier, no paper."""
    known = [(rung.reached_on, rung.get_tier_display()) for rung in person.standing]
    return "\n".join(f"{day.year} {tier}" for day, tier in known if day)


def photo_of(profile: Profile) -> PrivateFile | None:
    """The person's photo in the file, drawn by the process that draws pages; asked for where it is not drawn yet."""
    papers = profile.title.candidacy.nomination.evidence.filter(removed_at=None, kind=EvidenceKind.PHOTO)
    paper = papers.select_related("file").first()
    if paper is None:
        return None
    if not paper.file.pages:
        pages.want([paper.file])
        return None
    return paper.file


def pictures_of(photo: PrivateFile) -> tuple[bytes, bytes]:
    """(portrait, thumbnail) as WebP: made anew of the drawn page, so that nothing of the upload is left in them."""
    page = Image.open(io.BytesIO(pages.read(photo, 1)), formats=["WEBP"]).convert("RGB")
    return _sized(page, PORTRAIT), _sized(page, THUMBNAIL)


def _sized(page: Image.Image, size: tuple[int, int]) -> bytes:
    """Cut to three by four about the middle, a little above it where it is too high."""
    width, height = page.size
    wide, high = min(width, height * 3 // 4), min(height, width * 4 // 3)
    left, top = (width - wide) // 2, (height - high) // 4
    drawn = io.BytesIO()
    page.resize(size, box=(left, top, left + wide, top + high)).save(drawn, "WEBP", quality=QUALITY)
    return drawn.getvalue()
