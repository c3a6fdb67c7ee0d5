"""Many people at one portal at once, over real HTTP on PostgreSQL: set up, set off, and counted afterwards.

A test starts the portal as `manage.py serve` does, and talks to it as browsers do. What has to be done within the
portal's own database (files made ready, the count afterwards) runs as a process of its own in its surroundings:
python -m tests.nominations.rush ready 100 | count
"""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests import migrated, services

ROOT = Path(__file__).resolve().parents[2]
CLIENT_TOKEN = "a" * 32
UNKNOWN = ("DATABASE_URL", "TASKS_IN_PROCESS", "BROKER_URL", "PORTAL_MODE")


@dataclass(frozen=True)
class Answer:
    """What came back, or status 0 where the connection broke."""

    status: int
    text: str
    seconds: float
    where: str = ""  # the address that a redirect leads to
    sent_at: float = 0.0


@dataclass
class Portal:
    """A served portal: its address, its surroundings, its database."""

    base: str
    place: dict[str, str]
    database: str

    def run(self, *words: str) -> dict:
        """Do one of this module's works in the portal's surroundings and read what it says."""
        command = [sys.executable, "-m", "tests.nominations.rush", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.place, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def ask(self, method: str, path: str, session: str = "", form: dict | None = None) -> Answer:
        """One request on a connection of its own."""
        host, started = self.base.removeprefix("http://"), time.time()
        connection = http.client.HTTPConnection(host, timeout=60)
        cookies = f"csrftoken={CLIENT_TOKEN}" + (f"; sessionid={session}" if session else "")
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        body = (
            urllib.parse.urlencode({"csrfmiddlewaretoken": CLIENT_TOKEN} | form) if form is not None else None
        )
        clock = time.perf_counter()
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            status, where = answer.status, answer.headers.get("Location", "")
        except (OSError, http.client.HTTPException):
            status, text, where = 0, "", ""
        finally:
            connection.close()
        return Answer(status, text, time.perf_counter() - clock, where, started)


@contextlib.contextmanager
def portal() -> Iterator[Portal]:
    """A portal on a PostgreSQL of its own, migrated and served."""
    with (
        migrated.postgres_portal() as database,
        tempfile.TemporaryDirectory(prefix="rush-") as folder,
    ):
        place = {key: value for key, value in os.environ.items() if key not in UNKNOWN}
        place |= {"DATABASE_URL": database, "DATA_DIR": folder}
        with services.portal(place) as base:
            yield Portal(base, place, database)


def all_at_once(times: int, work: Callable[[int], Answer]) -> list[Answer]:
    """`work(0)`, `work(1)` … in threads that start together."""
    gate = threading.Barrier(times)

    def run(number: int) -> Answer:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def press_submit(portal: Portal, session: str, file: int, times: int) -> list[Answer]:
    """The same button of the same file, so many times at once."""
    return all_at_once(times, lambda _: portal.ask("POST", f"/nominations/{file}/submit/", session, {}))


def open_link(portal: Portal, link: str, times: int) -> list[Answer]:
    """The button behind a nominee's link, by so many browsers at once."""
    return all_at_once(times, lambda _: portal.ask("POST", f"/nominations/nominee/{link}/", form={}))


# ---- what runs within the portal


def ready(number: int) -> dict:
    """So many files that want only to be submitted, one link to a nominee, and who is signed in."""
    from django.test import Client

    from nominations.domain.file import nominee
    from tests.people import make_id
    from tests.small_year import Year

    year = Year()
    firm = year.firms[0]
    hr = year.hr[firm.pk]
    store = [_complete(year, hr, firm, make_id(n % 500, f"19{60 + n // 500}0101"), n) for n in range(number)]
    client = Client()
    client.force_login(hr, backend="django.contrib.auth.backends.ModelBackend")
    extra = _draft(year, hr, firm, make_id(499, "19590101"), 999)
    return {
        "files": [file.pk for file in store],
        "session": client.cookies["sessionid"].value,
        "link": nominee.invite(hr, extra),
        "nominee": extra.pk,
    }


def _draft(year, hr, firm, id_number: str, n: int):
    from nominations.domain.file import drafts
    from nominations.models import Route

    fields = {
        "name": "甲示例", "sex": "男", "ethnicity": "汉族", "political_status": "群众", "education": "高中", "trade": "钳工",
        "skill_level": "高级工", "years_in_trade": 10, "post": "操作工", "frontline": True, "tier": "企业工匠",
        "route": Route.UNIT, "unit_rank": None, "deeds": "解决关键工序难题，带徒传技。",
    }  # fmt: skip
    return drafts.create(
        hr, year.round, firm, id_number=id_number, phone=f"1000000{n % 10000:04d}", fields=fields
    )


def _complete(year, hr, firm, id_number: str, n: int):
    import datetime as dt

    from nominations.domain.file import drafts
    from nominations.domain.file.evidence import upload
    from nominations.rules.file.nomination import REQUIRED_EVIDENCE
    from tests.pdfs import PDF

    nomination = _draft(year, hr, firm, id_number, n)
    for kind in REQUIRED_EVIDENCE:
        upload(hr, nomination, kind, PDF, "example.pdf")
    days = {"staff_meeting_on": dt.date(2022, 1, 20), "unit_notice_from": dt.date(2022, 1, 24)}
    days |= {"unit_notice_to": dt.date(2022, 1, 28), "consented_on": dt.date(2022, 1, 20)}
    return drafts.edit(hr, nomination, fields=days | {"pledged_on": dt.date(2022, 1, 20)})


def closes_in(seconds: str) -> dict:
    """Move the clock so that the intake closes so many seconds from now; tells the real moment of it."""
    import datetime as dt

    from nominations.models import AnnualRound
    from wuhou_craftsmen.common.kernel import clock
    from wuhou_craftsmen.common.models import BusinessClock

    now, closes = clock.database_now(), AnnualRound.objects.get().intake_closes_at
    ahead = dt.timedelta(seconds=float(seconds))
    BusinessClock.objects.update_or_create(pk=1, defaults={"moment": closes - ahead, "set_at": now})
    return {"closes_at": (now + ahead).timestamp()}


def count() -> dict:
    """What stands in the tables afterwards; each figure that is not 0 under `wrong` is a fault."""
    from nominations.domain.file.submission import content_hash, frozen_content
    from nominations.models import AnnualRound, Nomination, NomineeRemark
    from wuhou_craftsmen.common.files import store
    from wuhou_craftsmen.common.kernel import audit
    from wuhou_craftsmen.common.models import AuditEntry, OneTimeLink

    closes = AnnualRound.objects.get().intake_closes_at
    submitted = list(Nomination.objects.filter(state="submitted").select_related("firm", "person"))
    receipts = list(AuditEntry.objects.filter(verb="报送").values_list("object_id", "details__receipt"))
    given = {file.receipt_no for file in Nomination.objects.exclude(receipt_no=None)}
    stored = {e.file.sha256: e.file for n in submitted for e in n.evidence.select_related("file")}
    for file in stored.values():
        store.stored_bytes(file)
    return {
        "submitted": len(submitted),
        "receipts": len({file.receipt_no for file in submitted}),
        "recorded": len(receipts),
        "evidence": sum(len(file.frozen["evidence"]) == 2 for file in submitted),
        "links_used": OneTimeLink.objects.exclude(used_at=None).count(),
        "entered": AuditEntry.objects.filter(verb="本人打开链接").count(),
        "words": NomineeRemark.objects.count(),
        "wrong": {
            "receipt without a record": len(given ^ {receipt for _, receipt in receipts}),
            "submitted twice": sum(file.submissions != 1 for file in submitted),
            "frozen text differs": sum(
                content_hash(frozen_content(file)) != file.frozen_sha256 for file in submitted
            ),
            "late": sum(file.received_at >= closes for file in submitted),
            "half-written draft": Nomination.objects.filter(state="draft").exclude(receipt_no=None).count(),
            "chain of records": int(audit.verify() is not None),
        },
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    import django

    django.setup()
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    work, *words = sys.argv[1:]
    found = {"ready": lambda: ready(int(words[0])), "closes_in": lambda: closes_in(*words), "count": count}[
        work
    ]()
    print(json.dumps(found))
