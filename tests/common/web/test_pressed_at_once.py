"""The same form pressed six times at once, on connections of their own of a PostgreSQL, is done once (T26).

What runs there: python -m tests.common.web.test_pressed_at_once with | without (the key of the form).
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

ROOT = Path(__file__).resolve().parents[3]
TIMES = 6


@pytest.fixture(scope="module")
def place():
    """The surroundings of a portal on a PostgreSQL of its own, migrated."""
    from tests import services

    with (
        services.postgres() as server,
        services.postgres_database(server) as database,
        tempfile.TemporaryDirectory(prefix="pressed-") as folder,
    ):
        place = os.environ | {"DATABASE_URL": database, "DATA_DIR": folder, "TASKS_IN_PROCESS": "1"}
        place.pop("BROKER_URL", None)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=place, check=True)
        yield place


def found(place: dict, how: str) -> dict:
    command = [sys.executable, "-m", "tests.common.web.test_pressed_at_once", how]
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_six_presses_at_once_book_once_and_lead_to_one_page(place):
    assert found(place, "with") == {
        "budget": {"made": 1, "statuses": [302] * TIMES, "pages": 1},
        "objection": {"made": 1, "statuses": [302] * TIMES, "pages": 1},
        "lead": {"made": 1, "statuses": [302] * TIMES, "pages": 1},
    }


def test_without_the_key_each_press_would_book(place):
    done = found(place, "without")
    assert [done[name]["made"] for name in ("budget", "objection")] == [TIMES, TIMES]


# ---- what runs within the portal


def press(client, page: str, typed: dict, address: str, count: Callable[[], int]) -> dict:
    """What so many presses of one form at once made, answered and led to."""
    from django.db import connection
    from django.test import Client

    def one(_: int):
        gate.wait()
        other = Client()
        other.cookies = client.cookies.copy()
        try:
            return other.post(address, typed)
        finally:
            connection.close()

    gate, before = Barrier(TIMES), count()
    with ThreadPoolExecutor(TIMES) as pool:
        answers = list(pool.map(one, range(TIMES)))
    return {
        "made": count() - before,
        "statuses": sorted(answer.status_code for answer in answers),
        "pages": len({answer.headers.get("Location") for answer in answers}),
    }


def pressed(with_key: bool) -> dict:
    import re

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
        key = {"form_key": re.search(r'name="form_key" value="([\w-]{22})"', drawn)[1]} if with_key else {}
        told[name] = press(client, page, typed | key, page + below, model.objects.count)
    return told


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    import django

    django.setup()
    print(json.dumps(pressed(sys.argv[1] == "with")))
