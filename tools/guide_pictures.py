"""The pictures of README and docs/guide, from a demo as `prepare_demo` leaves it.

Usage: python -m tools.guide_pictures [BASE] [SCORING] — the demo must be running (make demo); SCORING is the address of
a small year whose scoring is open (DATA_DIR=… python -m tests.stages reviewing, then serve). Without it the two pictures
of the score sheet stay as they are.
"""

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tools.chromium import browser, sign_in

OUT = Path("docs/pictures")
COLOURS = 128
STAGES_PASSWORD = "liulan-2022-yemian"  # noqa: S105 - of fictional people only, printed nowhere else


@dataclass(frozen=True)
class Picture:
    """Who takes which page; what he does there first; how much of it is shown."""

    name: str
    person: str
    path: str
    width: int = 1280
    height: int = 820
    first: Callable = lambda page: None
    top: int = 0


def follow(words: str) -> Callable:
    """Open the link with these words, and look at the page that follows."""

    def first(page):
        page.locator("main").get_by_role("link", name=words).first.click()
        page.wait_for_load_state()

    return first


def form_of(no: str) -> Callable:
    """The form of a draft, where it goes on."""

    def first(page):
        follow(no)(page)
        follow("修改")(page)

    return first


def desk(no: str) -> Callable:
    """A file at its first paper: the paper on the left, what is decided on the right."""

    def first(page):
        follow(no)(page)
        follow("业绩材料")(page)
        page.wait_for_timeout(500)

    return first


def unfold(words: str) -> Callable:
    def first(page):
        page.locator("summary", has_text=words).first.click()
        page.wait_for_timeout(300)

    return first


README = [
    Picture("home", "union1", "/home/"),
    Picture("file", "hr1", "/nominations/?state=draft", height=900, first=follow("ZG2022-001")),
    Picture("ranking", "union1", "/review/rounds/1/ranking/"),
    Picture("roster", "finance1", "/awards/rounds/1/roster/"),
]
GUIDE = [
    Picture("guide/home", "hr1", "/home/"),
    Picture(
        "guide/filter",
        "union1",
        "/nominations/?state=endorsed",
        top=365,
        height=480,
        first=unfold("保存这个筛选"),
    ),
    Picture("guide/phone", "hr1", "/home/", width=390, height=900),
    Picture("guide/steps", "hr1", "/nominations/?state=draft", height=900, first=form_of("ZG2022-002")),
    Picture("guide/returned", "hr1", "/nominations/?state=returned", height=800, first=follow("ZG2022-003")),
    Picture(
        "guide/endorse", "street1", "/nominations/?state=submitted", height=880, first=follow("ZG2022-004")
    ),
    Picture(
        "guide/confirm",
        "union1",
        "/nominations/?state=endorsed",
        height=840,
        first=lambda page: page.get_by_label("全选本页").check(),
    ),
    Picture("guide/qualify", "union1", "/nominations/?state=endorsed", height=820, first=desk("ZG2022-005")),
    Picture("guide/reply", "department", "/nominations/", height=620, first=follow("ZG2022-006")),
    Picture("guide/committee", "secretary", "/review/rounds/2/", height=1240),
    Picture("guide/pending", "leader1", "/pending/", height=560),
    Picture("guide/person", "union1", "/accounts/people/?role=finance", height=760, first=follow("财务")),
    Picture("guide/batch", "finance1", "/awards/rounds/1/roster/", height=700, first=follow("FF2021-03")),
    Picture(
        "guide/audit", "audit", "/audit/", first=lambda page: page.get_by_role("button", name="核对").click()
    ),
]
SCORING = [
    Picture("score", "expert1", "/review/files/1/", height=1000),
    Picture(
        "guide/score",
        "expert1",
        "/review/files/2/",
        width=390,
        height=844,
        first=lambda page: page.get_by_role("link", name="去评分").click(),
    ),
]


def main() -> None:
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    password = Path(os.environ.get("DEMO_DATA", "demo-data"), "demo-password").read_text(encoding="ascii")
    (OUT / "guide").mkdir(parents=True, exist_ok=True)
    with browser() as chromium:
        for picture in README + GUIDE:
            take(chromium, base, password, picture)
        certificate(chromium, base, password)
        for picture in SCORING if len(sys.argv) > 2 else ():
            take(chromium, sys.argv[2], STAGES_PASSWORD, picture)


@contextmanager
def signed_in(chromium, base: str, person: str, password: str, width: int = 1280, height: int = 900):
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    page = context.new_page()
    sign_in(page, base, person, password.strip())
    yield page
    context.close()


def take(chromium, base: str, password: str, picture: Picture) -> None:
    with signed_in(
        chromium, base, picture.person, password, picture.width, picture.top + picture.height
    ) as page:
        page.goto(base + picture.path)
        picture.first(page)
        page.wait_for_load_state("networkidle")
        taken = Image.open(io.BytesIO(page.screenshot()))
    frame = (0, picture.top, picture.width, picture.top + picture.height)
    keep(taken.crop(frame), picture.name)


def certificate(chromium, base: str, password: str) -> None:
    """The twelfth certificate's page at 70 dots an inch: the one with the longest name."""
    with (
        signed_in(chromium, base, "union1", password) as page,
        tempfile.TemporaryDirectory() as folder,
    ):
        page.goto(f"{base}/awards/rounds/1/?q=阿依古丽")
        href = page.locator("main").get_by_role("link", name="下载").first.get_attribute("href")
        Path(folder, "c.pdf").write_bytes(page.context.request.get(base + href).body())
        subprocess.run(["pdftoppm", "-r", "70", "-png", "-singlefile", "c.pdf", "c"], cwd=folder, check=True)
        keep(Image.open(Path(folder, "c.png")), "certificate")


def keep(picture: Image.Image, name: str) -> None:
    """In its commonest colours only: flat areas keep theirs exactly, and the file stays small."""
    path, picture = OUT / f"{name}.png", picture.convert("RGB")
    found = [colour for _, colour in sorted(picture.getcolors(picture.width * picture.height), reverse=True)]
    palette = found[:COLOURS]
    nearest = {
        colour: min(range(len(palette)), key=lambda at, colour=colour: _apart(palette[at], colour))
        for colour in found
    }
    few = Image.new("P", picture.size)
    few.putpalette([value for colour in palette for value in colour])
    few.putdata([nearest[colour] for colour in picture.get_flattened_data()])
    few.save(path, optimize=True)
    print(f"{path} {path.stat().st_size // 1024} KB")  # noqa: T201


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


if __name__ == "__main__":
    main()
