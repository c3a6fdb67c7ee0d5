"""Two texts as one, with what went and what came marked: sentence by sentence, inside a changed sentence sign by sign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"
NOTHING = "（无）"
MOST = 1000  # sentences of a text, signs of a passage, that are compared one by one
ALIKE = 0.4  # below it a passage is told as written anew: marks sign by sign could not be read
_SENTENCES = re.compile(r"[^。；！？\n]*[。；！？\n]|[^。；！？\n]+")
_SIGNS = re.compile(r"[0-9A-Za-z.,：]+|.", re.DOTALL)
UNITS = re.compile(r"[^、；：，]*[、；：，]|[^、；：，]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is in both, in the first only, or in the second only."""

    kind: str
    text: str


@dataclass(frozen=True)
class Marked:
    """What a page draws with its marks (parts/marked.html); as plain text what is there in the end."""

    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.kind != GONE)

    @property
    def changed(self) -> bool:
        return any(piece.kind != SAME for piece in self.pieces)


def replaced(before: str, after: str) -> Marked:
    """A value as a whole: 10000.00 → 12000.00"""
    if before == after:
        return Marked((Piece(SAME, after),))
    old = Piece(GONE, before) if before else Piece(SAME, NOTHING)
    new = Piece(NEW, after) if after else Piece(SAME, NOTHING)
    return Marked((old, Piece(SAME, " → "), new))


def compared(before: str, after: str) -> Marked:
    """Running text, marked where its words changed."""
    pieces: list[Piece] = []
    for same, old, new in _steps(_SENTENCES.findall(before), _SENTENCES.findall(after)):
        pieces += [Piece(SAME, new)] if same else _inside(old, new)
    return Marked(tuple(_joined(pieces)))


def compared_lists(before: str, after: str) -> Marked:
    """Lists of units, marked unit by unit."""
    pieces: list[Piece] = []
    for same, old, new in _steps(UNITS.findall(before), UNITS.findall(after)):
        pieces += [Piece(SAME, new)] if same else [Piece(GONE, old), Piece(NEW, new)]
    return Marked(tuple(_joined(pieces)))


def _steps(before: Sequence[str], after: Sequence[str]) -> list[tuple[bool, str, str]]:
    """(the same, old stretch, new stretch) in their order; texts too long for that as one stretch."""
    if max(len(before), len(after)) > MOST:
        old, new = "".join(before), "".join(after)
        return [(old == new, old, new)]
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [(tag == "equal", "".join(before[a:b]), "".join(after[c:d])) for tag, a, b, c, d in found]


def _inside(old: str, new: str) -> list[Piece]:
    """A passage that changed: its signs, where enough of them are alike."""
    before, after = _SIGNS.findall(old), _SIGNS.findall(new)
    if max(len(before), len(after)) > MOST:
        return [Piece(GONE, old), Piece(NEW, new)]
    if SequenceMatcher(None, before, after, autojunk=False).ratio() < ALIKE:
        return [Piece(GONE, old), Piece(NEW, new)]
    steps = _steps(before, after)
    pieces = []
    for place, (same, gone, came) in enumerate(steps):
        lonely = same and len(came) < 2 and 0 < place < len(steps) - 1
        pieces += [Piece(SAME, came)] if same and not lonely else [Piece(GONE, gone), Piece(NEW, came)]
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of a kind as one, what went before what came."""
    joined: list[Piece] = []
    gone = came = ""
    for piece in [*pieces, Piece(SAME, "")]:
        if piece.kind == GONE:
            gone += piece.text
        elif piece.kind == NEW:
            came += piece.text
        else:
            joined += [Piece(GONE, gone), Piece(NEW, came)]
            gone = came = ""
            if (
                joined
                and joined[-1].text == joined[-2].text == ""
                and len(joined) > 2
                and joined[-3].kind == SAME
            ):
                joined[-3:] = [Piece(SAME, joined[-3].text + piece.text)]
            else:
                joined.append(piece)
    return [piece for piece in joined if piece.text]
