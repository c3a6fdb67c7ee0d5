"""The same form pressed six times at once, on connections of their own of a PostgreSQL, is done once (T26).

What runs there: python -m tests.common.web.test_pressed_at_once with | without (the key of the form).
"""

import re

import pytest

from tests.worlds import at_once
from tests.worlds.at_once import portal, run_in

TIMES = 6


@pytest.fixture(scope="module")
def place():
    with portal() as place:
        yield place


def test_six_presses_at_once_book_once_and_lead_to_one_page(place):
    assert run_in(place, __name__, "with") == {
        "budget": {"made": 1, "statuses": [302] * TIMES, "pages": 1},
        "objection": {"made": 1, "statuses": [302] * TIMES, "pages": 1},
        "lead": {"made": 1, "statuses": [302] * TIMES, "pages": 1},
    }


def test_without_the_key_each_press_would_book(place):
    done = run_in(place, __name__, "without")
    assert [done[name]["made"] for name in ("budget", "objection")] == [TIMES, TIMES]


# ---- what runs within the portal


def press(client, page: str, typed: dict, model) -> dict:
    """What so many presses of one form at once made, answered and led to."""
    from django.test import Client

    def one():
        other = Client()
        other.cookies = client.cookies.copy()
        return other.post(page, typed)

    before = model.objects.count()
    answers = at_once.together([one] * TIMES)
    return {
        "made": model.objects.count() - before,
        "statuses": sorted(answer.status_code for answer in answers),
        "pages": len({answer.headers.get("Location") for answer in answers}),
    }


def pressed(how: str) -> dict:
    from django.test import Client

    from awards.models import BudgetLine
    from nominations.models import Lead, Nomination, NoticeObjection
    from tests.people import client_of
    from tests.worlds.nomination import World
    from wuhou_craftsmen.accounts.models import User

    if not Nomination.objects.exists():
        World().draft()
    file = Nomination.objects.get()
    staff, hr = client_of(User.objects.get(full_name="赵工会")), client_of(file.created_by)
    forms = {
        "budget": (staff, f"/awards/rounds/{file.round_id}/ledger/", "", {"amount_fen": "1", "document": "示例"}, BudgetLine),
        "objection": (hr, f"/nominations/{file.pk}/", "objections/", {"raised_on": "2021-02-01", "text": "不实"}, NoticeObjection),
        "lead": (Client(), "/nominations/leads/new/", "", {"name": "李示例", "firm_name": "示例公司", "trade": "钳工", "deeds": "手艺好。"}, Lead),
    }  # fmt: skip
    told = {}
    for name, (client, page, below, typed, model) in forms.items():
        drawn = client.get(page).content.decode()
        key = re.search(r'name="form_key" value="([\w-]{22})"', drawn)[1]
        told[name] = press(client, page + below, typed | {"form_key": key} if how == "with" else typed, model)
    return told


if __name__ == "__main__":
    at_once.tell(pressed)
