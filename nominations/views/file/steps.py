"""The steps of a file: where each stands, whether it is whole, and the addresses to which a missing thing leads."""

from dataclasses import dataclass

from django.urls import reverse

from nominations.domain.file import checklist
from nominations.domain.file.checklist import Check
from nominations.domain.file.submission import frozen_content
from nominations.models import EvidenceKind, Nomination
from nominations.models.achievements import value_of
from nominations.models.application import STEPS
from nominations.rules.file.nomination import return_of
from nominations.vocabulary import ACHIEVEMENTS

EVIDENCE, REVIEW = "evidence", "review"
TITLES = {key: step.title for key, step in STEPS.items()} | {EVIDENCE: "证明材料", REVIEW: "核对报送"}
KEYS = {key: step.keys for key, step in STEPS.items()} | {
    EVIDENCE: (*EvidenceKind.values, "evidence"),
    REVIEW: (),
}
STEP_OF = {name: key for key, names in KEYS.items() for name in names}
WORDS = {
    "whole": ("✓", "已填妥"),
    "missing": ("○", "未填"),
    "wrong": ("！", "有误"),
    "optional": ("–", "可不填"),
}
WORDS |= {"marked": ("！", "须补正"), "changed": ("✓", "已改")}  # of a returned file, what a clerk marked
UPLOADED = WORDS | {"missing": ("○", "有缺"), "whole": ("✓", "已齐")}


@dataclass(frozen=True)
class Stop:
    """A step on the way: how it stands in a mark and in words; `marked`: a returned file is to be put right there."""

    key: str
    number: int
    title: str
    url: str
    state: str
    mark: str
    words: str
    current: bool
    marked: bool


@dataclass(frozen=True)
class Way:
    """All steps, the current one and its neighbours; of a returned file only those that are open are neighbours.

    `missing`: (what is missing, where it is put right). `hints`: what is worth a look.
    """

    stops: list[Stop]
    current: Stop | None
    before: Stop | None
    after: Stop | None
    missing: list[tuple[str, str]]
    hints: list[str]


def way(nomination: Nomination, current: str = "", *, faulty: bool = False) -> Way:
    """`faulty`: what was typed into the current step cannot be read."""
    checks = checklist.submission_checks(nomination)
    lacking = [check for check in checks if not check.passed]
    todo = marks_to_do(nomination)
    stops = []
    for number, key in enumerate(KEYS, 1):
        marked = [todo[name] for name in KEYS[key] if name in todo]
        state = "wrong" if faulty and key == current else _state(nomination, key, lacking)
        if marked and state in ("whole", "optional"):
            state = "marked" if any(marked) else "changed"
        mark, words = (UPLOADED if key == EVIDENCE else WORDS)[state]
        if key == REVIEW:
            words = f"还缺 {len(lacking)} 项" if lacking else "可以报送"
        url, title = step_url(nomination, key), TITLES[key]
        stops.append(Stop(key, number, title, url, state, mark, words, key == current, bool(marked)))
    place = next((place for place, stop in enumerate(stops) if stop.current), None)
    beside = [stop for stop in stops if not todo or stop.marked or stop.key == REVIEW]
    here = len(stops) if place is None else place
    return Way(
        stops=stops,
        current=stops[place] if place is not None else None,
        before=next((stop for stop in reversed(beside) if stop.number < here + 1), None),
        after=next((stop for stop in beside if stop.number > here + 1), None),
        missing=[(check.reason, address_of(nomination, check)) for check in lacking],
        hints=[check.hint for check in checks if check.passed and check.hint],
    )


def _state(nomination: Nomination, key: str, lacking: list[Check]) -> str:
    faults = {check.fault for check in lacking if key == REVIEW or check.at in KEYS[key]} - {"waits"}
    if key == REVIEW:
        return "missing" if lacking else "whole"
    if faults:
        return "wrong" if "wrong" in faults else "missing"
    filled = key == EVIDENCE or any(value_of(nomination, name) not in (None, "", []) for name in KEYS[key])
    return "whole" if filled else "optional"


def marks_of(nomination: Nomination) -> dict[str, str]:
    """Of a returned file: what is to be put right -> the clerk's words."""
    return return_of(nomination).marks if nomination.state == "returned" else {}


def marks_to_do(nomination: Nomination) -> dict[str, bool]:
    """Of a returned file: what is to be put right -> whether it still stands as it was handed in."""
    marks = marks_of(nomination)
    if not marks:
        return {}
    now, then = frozen_content(nomination), nomination.frozen
    return {name: now.get(name) == then.get(name) for name in marks}


def step_url(nomination: Nomination, key: str) -> str:
    if key == EVIDENCE:
        return reverse("nominations:evidence_step", args=[nomination.pk])
    if key == REVIEW:
        return reverse("nominations:review_step", args=[nomination.pk])
    return reverse("nominations:step", args=[nomination.pk, key])


def address_of(nomination: Nomination, check: Check) -> str:
    """The very field, list, kind of evidence or part of the file's page where it is put right; nothing where nobody can."""
    if not check.at:
        return ""
    if check.at not in STEP_OF:
        return f"{reverse('nominations:detail', args=[nomination.pk])}#{check.at}"
    page = step_url(nomination, STEP_OF[check.at])
    if check.at in EvidenceKind.values:
        return f"{page}#kind-{check.at}"
    return f"{page}#list-{check.at}" if check.at in ACHIEVEMENTS else f"{page}#id_{check.at}"


def first_open(nomination: Nomination) -> str:
    """Where one goes on: the first step that was marked, is wrong or not filled; else the first."""
    stops = way(nomination).stops
    marked = [stop for stop in stops if stop.marked]
    unchanged = [stop for stop in marked if stop.state == "marked"]
    wanting = [stop for stop in stops if stop.state in ("missing", "wrong")]
    return [*unchanged, *wanting, *marked, *stops][0].url
