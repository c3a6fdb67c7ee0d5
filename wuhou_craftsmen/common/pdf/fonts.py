"""Small fonts for a batch of documents, cut from the system's Chinese fonts.

A whole Chinese font weighs 20 MB and costs a tenth of a second per document; the characters that a
batch really prints weigh a few KB. They are known before, so the fonts are cut to them once.
"""

import functools
import hashlib
import string
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass

import uharfbuzz

# What a template may name: var(--song), var(--hei), var(--kai); each with the same design behind it,
# so that a character outside the batch still prints in the right face.
FAMILIES = {"song": "Noto Serif CJK SC", "hei": "Noto Sans CJK SC", "kai": "LXGW WenKai"}
FACES = {
    "song-400": ("song", "400", "Noto Serif CJK SC:style=Regular"),
    "song-700": ("song", "700", "Noto Serif CJK SC:style=Bold"),
    "hei-400": ("hei", "400", "Noto Sans CJK SC:style=Regular"),
    "hei-700": ("hei", "700", "Noto Sans CJK SC:style=Bold"),
    "kai-400": ("kai", "400", "LXGW WenKai:style=Regular"),
}
ALWAYS = string.printable + "　，。、；：？！“”‘’（）《》〈〉〔〕【】—…·×"
SCHEME = "wuhou-font"


class FontMissing(RuntimeError):
    """A font family that the documents need is not installed."""


@dataclass(frozen=True)
class FontSubset:
    """The five faces cut to `characters`. `key` is the same for the same characters, in any process."""

    key: str
    characters: frozenset[str]

    @classmethod
    def for_texts(cls, texts: Iterable[str]) -> "FontSubset":
        """Fonts for all documents that print nothing but these texts (markup in them does no harm).

        Raises FontMissing if the system has no Chinese font.
        """
        characters = frozenset(ALWAYS).union(*texts)
        key = hashlib.sha256("".join(sorted(characters)).encode()).hexdigest()[:16]
        return cls(key, characters)

    @property
    def files(self) -> dict[str, bytes]:
        """Address -> font file; the only addresses that a document may load."""
        return {f"{SCHEME}:{self.key}/{face}": cut(face, self.characters) for face in FACES}

    @property
    def css(self) -> str:
        """@font-face rules and the three variables; the system's family stands behind each."""
        rules = [
            f'@font-face{{font-family:"{family}-{self.key}";font-weight:{weight};'
            f'src:url("{SCHEME}:{self.key}/{face}")}}'
            for face, (family, weight, _) in FACES.items()
        ]
        names = [f'--{name}:"{name}-{self.key}","{family}"' for name, family in FAMILIES.items()]
        return "".join(rules) + ":root{" + ";".join(names) + "}"


def covers(family: str, text: str) -> bool:
    """Whether the system's font of "song", "hei" or "kai" has every character of the text.

    A name is set in one face: where Kai lacks a rare character the whole name is set in Song.
    """
    font = uharfbuzz.Font(_face(f"{family}-400"))
    return all(font.get_nominal_glyph(ord(character)) for character in text)


def drawn_signs() -> frozenset[str]:
    """Every sign that one of the documents' faces has. Raises FontMissing without Chinese fonts."""
    faces = (_face(f"{family}-400") for family in FAMILIES)
    return frozenset().union(*(map(chr, face.unicodes) for face in faces))


def find_font(pattern: str) -> tuple[str, int, str] | None:
    """(file, index in the file, families) of the installed font that matches, None without fontconfig."""
    try:
        answer = subprocess.run(
            ["fc-match", "--format=%{file}\t%{index}\t%{family}", pattern],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    file, index, families = answer.split("\t")
    return file, int(index), families


@functools.cache
def _face(face: str) -> uharfbuzz.Face:
    family, _, pattern = FACES[face]
    found = find_font(pattern)
    if found is None or FAMILIES[family] not in found[2].split(","):
        raise FontMissing(f"缺少字体“{FAMILIES[family]}”")
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(found[0]), found[1])


@functools.lru_cache(maxsize=64)
def cut(face: str, characters: frozenset[str]) -> bytes:
    """The font file of one face with these characters alone (those it lacks are left out)."""
    plan = uharfbuzz.SubsetInput()
    plan.unicode_set.update(ord(character) for character in characters)
    # No alternates for vertical setting: they would double the glyphs.
    plan.layout_feature_tag_set.clear()
    # Without its own name the cut font can never be taken for the system's family.
    plan.name_id_set.clear()
    return uharfbuzz.subset(_face(face), plan).blob.data
