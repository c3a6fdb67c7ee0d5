"""演练一年: the samples give their expected result, and the pages show the same figures."""

import json
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


RANKS = """() => [...document.querySelectorAll("#ranking tbody tr:not(.line)")].map(row => ["名次", "申报编号", "得分"].map(
    label => row.querySelector(`td[data-label="${label}"]`).textContent.trim()))"""
VERDICTS = """() => [...document.querySelectorAll("tr[data-verdict]")].map(row => [
    row.querySelector('td[data-label="申请编号"]').textContent.trim(), row.dataset.verdict])"""
SUMS = """() => Object.fromEntries([...document.querySelectorAll("[id$=-gross]")].map(
    sum => [sum.id, sum.textContent.trim()]))"""
PAGES = {
    "ledger": ("/awards/rounds/1/ledger/", SUMS),
    "roster": ("/awards/rounds/1/roster/", SUMS),
    "claims": ("/awards/rounds/1/claims/", VERDICTS),
    "ranking": ("/review/rounds/1/ranking/", RANKS),
}
PASSWORD = """
from wuhou_craftsmen.accounts.models import User
user = User.objects.get(username="union1")
user.set_password("only-for-this-test")
user.save()
"""


def read_in_chromium(out: Path) -> dict:
    """What the pages of a rehearsed database show union staff, served as `serve` serves them:
    the ranking's and the claims' cells, the ledger's and the roster's sums.
    """
    place = {"DATABASE_URL": f"sqlite:///{out / 'rehearsal.sqlite3'}", "DATA_DIR": str(out / "data")}
    done = manage("shell", "--no-imports", "-c", PASSWORD, **place)
    assert done.returncode == 0, done.stderr
    with services.portal(place) as base, browser() as chromium:
        page = chromium.new_page()
        sign_in(page, base, "union1", "only-for-this-test")
        found = {}
        for name, (path, script) in PAGES.items():
            page.goto(base + path)
            found[name] = page.evaluate(script)
        return found


@pytest.mark.parametrize("year", [2020, 2021])
def test_the_pages_show_the_figures_of_the_result(rehearsed, year):
    out = rehearsed(year)
    pages = read_in_chromium(out)
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert pages["ranking"] == [[str(row["rank"]), row["no"], row["score"]] for row in result["ranking"]]

    def money(text):
        return f"{int(text.split('.')[0]):,}.{text.split('.')[1]}"

    assert pages["ledger"]["naming-gross"] == money(result["naming_rewards"]["gross"])
    assert pages["ledger"]["matching-gross"] == money(result["matching"]["gross"])
    assert pages["ledger"]["total-gross"] == money(result["total_gross"])
    assert pages["roster"]["roster-gross"] == money(result["total_gross"])
    assert pages["claims"] == [[claim["no"], claim["verdict"]] for claim in result["claims"]]


def test_what_is_not_empty_is_not_touched(rehearsed, tmp_path):
    (tmp_path / "note.txt").write_text("kept")
    done = manage(
        "rehearse_year", SAMPLES[2021][0], "--output", tmp_path, DATA_DIR=str(tmp_path.parent / "h")
    )
    assert done.returncode != 0
    assert "不是空的" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
