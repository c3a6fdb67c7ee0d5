"""Many at once at the served portal, over real HTTP on PostgreSQL; the long ones are in drill_races.py (T26, T62)."""

import pytest

from tests.nominations import rush

FORMS, TIMES = 5, 8


@pytest.fixture(scope="module")
def portal():
    with rush.portal() as portal:
        yield portal


@pytest.fixture(scope="module")
def made(portal):
    return portal.run("ready", str(FORMS))


def test_a_form_submitted_many_times_at_once_gives_one_receipt(portal, made):
    for file in made["files"]:
        answers = rush.press_submit(portal, made["session"], file, TIMES)
        assert [answer.status for answer in answers] == [302] * TIMES
    found = portal.run("count")
    assert (found["submitted"], found["receipts"], found["recorded"]) == (FORMS, FORMS, FORMS)
    assert set(found["wrong"].values()) == {0}, found["wrong"]


def test_a_link_opened_many_times_at_once_lets_one_in(portal, made):
    answers = rush.open_link(portal, made["link"], TIMES)
    assert sorted(answer.status for answer in answers) == [302] + [403] * (TIMES - 1)
    assert all("已经失效" in answer.text for answer in answers if answer.status == 403)
    found = portal.run("count")
    assert (found["links_used"], found["entered"]) == (1, 1)
