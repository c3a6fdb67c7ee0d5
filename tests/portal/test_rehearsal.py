"""演练一年: the samples give their expected result, and the pages show the same figures."""

import json
import re
from pathlib import Path

import pytest

from tests import services
from tests.worlds.rehearsal import SAMPLES, manage
from tools.chromium import browser, sign_in


@pytest.fixture(scope="session")
def rehearsed(tmp_path_factory):
    """year -> folder of a finished rehearsal; each year is played once a run."""
    played = {}

    def play(year: int) -> Path:
        if year not in played:
            home = tmp_path_factory.mktemp(f"rehearsal-{year}")
            done = manage(
                "rehearse_year", SAMPLES[year][0], "--output", home / "out", DATA_DIR=str(home / "home")
            )
            assert done.returncode == 0, done.stderr
            played[year] = home / "out"
        return played[year]

    return play


@pytest.mark.parametrize("year", [2020, 2021])
def test_a_sample_year_gives_its_expected_result(rehearsed, year):
    out = rehearsed(year)
    expected = json.loads(SAMPLES[year][1].read_text(encoding="utf-8"))
    assert json.loads((out / "result.json").read_text(encoding="utf-8")) == expected
    named = {f"{no}.pdf" for no in expected["named"]}
    assert {path.name for path in (out / "certificates").iterdir()} == named
    for name in ("评审排名表.xlsx", "命名决定.pdf", "公示.pdf", "奖励发放花名册.xlsx", "配套奖励台账.xlsx"):
        assert (out / name).stat().st_size > 5000


PAGES = {
    "ledger": "/awards/rounds/1/ledger/",
    "roster": "/awards/rounds/1/roster/",
    "claims": "/awards/rounds/1/claims/",
    "ranking": "/review/rounds/1/ranking/",
}
PASSWORD = """
from wuhou_craftsmen.accounts.models import User
user = User.objects.get(username="union1")
user.set_password("only-for-this-test")
user.save()
"""


def read_in_chromium(out: Path) -> dict[str, str]:
    """The pages of a rehearsed database as union staff sees them, served as `serve` serves them."""
    place = {"DATABASE_URL": f"sqlite:///{out / 'rehearsal.sqlite3'}", "DATA_DIR": str(out / "data")}
    done = manage("shell", "--no-imports", "-c", PASSWORD, **place)
    assert done.returncode == 0, done.stderr
    with services.portal(place) as base, browser() as chromium:
        page = chromium.new_page()
        sign_in(page, base, "union1", "only-for-this-test")
        found = {}
        for name, path in PAGES.items():
            page.goto(base + path)
            found[name] = page.content()
        return found


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_pages_show_the_figures_of_the_result(rehearsed, year):
    out = rehearsed(year)
    pages = read_in_chromium(out)
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    shown = re.findall(
        r'<td data-label="名次" class="num">(\d+)</td><td data-label="申报编号">(.*?)</td>.*?'
        r'<td data-label="得分" class="num half">(.*?)</td>',
        pages["ranking"],
    )
    assert [[int(rank), no, score] for rank, no, score in shown] == [
        [row["rank"], row["no"], row["score"]] for row in result["ranking"]
    ]

    def money(text):
        return f"{int(text.split('.')[0]):,}.{text.split('.')[1]}"

    ledger = pages["ledger"]
    assert f'id="naming-gross">{money(result["naming_rewards"]["gross"])}<' in ledger
    assert f'id="matching-gross">{money(result["matching"]["gross"])}<' in ledger
    assert f'id="total-gross">{money(result["total_gross"])}<' in ledger
    assert f'id="roster-gross">{money(result["total_gross"])}<' in pages["roster"]
    verdicts = re.findall(r'<tr data-verdict="(\w+)"><td data-label="申请编号">(.*?)</td>', pages["claims"])
    assert [(no, code) for code, no in verdicts] == [
        (claim["no"], claim["verdict"]) for claim in result["claims"]
    ]


def test_what_is_not_empty_is_not_touched(rehearsed, tmp_path):
    (tmp_path / "note.txt").write_text("kept")
    done = manage(
        "rehearse_year", SAMPLES[2021][0], "--output", tmp_path, DATA_DIR=str(tmp_path.parent / "h")
    )
    assert done.returncode != 0
    assert "不是空的" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
