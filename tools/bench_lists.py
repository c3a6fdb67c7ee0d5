"""The list of nominations at 10 and at 10,000 files of one round: SQL queries and time, by role, with and without search."""

import time
from dataclasses import dataclass

FIRMS = 1_000
DRAWN = 15  # times that each page is drawn; the fastest counts, for other work slows the rest


@dataclass(frozen=True)
class Measured:
    """One page for one role: queries, milliseconds, and how much is sent."""

    name: str
    queries: int
    milliseconds: float
    kilobytes: float


class Crowd:
    """A round whose files are written straight into the tables: only their number matters here."""

    def __init__(self):
        from tests.small_year import Year

        self.year = Year()
        self.made = 0

    def grow_to(self, total: int) -> None:
        """So many files, over every endorsing unit and a thousand firms; nine of ten handed in."""
        from nominations.models import Nomination
        from wuhou_craftsmen.common.kernel import clock
        from wuhou_craftsmen.ladder.models import Craftsman

        numbers, now, firms = range(self.made, total), clock.now(), self._firms(total)
        people = Craftsman.objects.bulk_create(
            Craftsman(name=f"示例{n}", id_number="", id_fingerprint=f"{n:064d}", created_at=now)
            for n in numbers
        )
        shared = {
            "round": self.year.round, "sex": "男", "trade": "钳工", "route": "unit", "deeds": "示例。" * 300,
            "frozen": {"deeds": "示例。" * 300}, "created_by": self.year.importer, "created_at": now,
        }  # fmt: skip
        Nomination.objects.bulk_create(
            (
                Nomination(
                    no=f"ZG2022-{n:05d}",
                    name=person.name,
                    person=person,
                    firm=firms[n % len(firms)],
                    state="submitted" if n % 10 else "draft",
                    receipt_no=f"HZ2022-{n:06d}-1" if n % 10 else None,
                    received_at=now if n % 10 else None,
                    **shared,
                )
                for n, person in zip(numbers, people, strict=True)
            ),
            batch_size=500,
        )
        self.made = total

    @staticmethod
    def _firms(total: int) -> list:
        from tests.people import make_code
        from wuhou_craftsmen.accounts.models import Organisation

        units = list(Organisation.objects.endorsing().order_by("-pk"))
        for n in range(10, min(FIRMS, total) + 10):  # the small year has numbers 1 and 2
            name, unit = f"成都示例{n}号机械有限公司", units[n % len(units)]
            Organisation.objects.get_or_create(
                credit_code=make_code(n), defaults={"kind": "firm", "name": name, "endorsing_unit": unit}
            )
        return list(Organisation.objects.filter(kind="firm"))

    def measure(self) -> list[Measured]:
        """Every page as it is drawn now."""
        who = {"union staff": self.year.first, "street clerk": self.year.clerk}
        pages = {"list": "/nominations/", "search": "/nominations/?q=机械", "rare": "/nominations/?q=-00007"}
        return [
            drawn(f"{role}, {page}", user, path) for role, user in who.items() for page, path in pages.items()
        ]


def drawn(name: str, user, path: str) -> Measured:
    """A page as `user` gets it, the fastest of its drawings."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(path).status_code == 200  # the first visit writes the session
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(path).content)
    queries, times = len(captured), []
    for _ in range(DRAWN):
        before = time.perf_counter()
        assert client.get(path).status_code == 200
        times.append(time.perf_counter() - before)
    return Measured(name, queries, min(times) * 1000, size / 1024)


def lists(few: int = 10, many: int = 10_000) -> list[tuple[Measured, Measured]]:
    """(at `few` files, at `many`) of each page."""
    from django.db import connection

    crowd = Crowd()
    crowd.grow_to(few)
    before = crowd.measure()
    crowd.grow_to(many)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does in production; nobody does on SQLite
    return list(zip(before, crowd.measure(), strict=True))
