"""The deadline hour S1, run by `make drill`: three minutes at ten times the district's rate, while connections are cut.

The paper's district hands in 16 files in its last minute; here 160 a minute, 480 together, over real HTTP at the portal
as `manage.py serve` starts it on PostgreSQL. Each person looks at the file, presses the button, and presses again where
no answer or a fault came. For one request in twenty a connection of the database is cut (pg_terminate_backend), most of
them while it works. The last of the crowd come a second too late (T25, T30, I1-I4, I15).
"""

import random
import statistics
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import psycopg2

from tests.nominations import rush

MINUTES, A_MINUTE, LATE = 3, 160, 20
TRIES = 8
CUT = 0.05  # of the requests
CUT_ONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
    ORDER BY state = 'active' DESC, xact_start IS NOT NULL DESC, random() LIMIT 1
"""


class Crowd:
    """Everybody who hands in, and who cuts the connections."""

    def __init__(self, portal: rush.Portal, session: str):
        self.portal, self.session = portal, session
        self.draw, self.lock = random.Random(2018), threading.Lock()
        self.submits: list[rush.Answer] = []
        self.statuses, self.cut, self.speechless = Counter(), 0, 0

    def _ask(self, method: str, path: str, form=None) -> rush.Answer:
        with self.lock:
            cuts = self.draw.random() < CUT
            after = self.draw.random() / 10
        if cuts:
            threading.Timer(after, self._cut).start()
        answer = self.portal.ask(method, path, self.session, form)
        with self.lock:
            self.statuses[method, answer.status] += 1
            self.speechless += answer.status >= 500 and "这次操作没有成功" not in answer.text
        return answer

    def _cut(self) -> None:
        connection = psycopg2.connect(self.portal.database)
        try:
            with connection.cursor() as cursor:
                cursor.execute(CUT_ONE)
                done = cursor.fetchone()
        finally:
            connection.close()
        with self.lock:
            self.cut += bool(done)

    def hand_in(self, file: int, at: float) -> rush.Answer:
        """One person: looks, presses at the moment `at`, presses again until there is an answer."""
        time.sleep(max(0, at - 2 - time.time()))
        self._ask("GET", f"/nominations/{file}/")
        time.sleep(max(0, at - time.time()))
        for _ in range(TRIES):
            answer = self._ask("POST", f"/nominations/{file}/submit/", {})
            with self.lock:
                self.submits.append(answer)
            if 0 < answer.status < 500:
                return answer
            time.sleep(0.5)
        return answer


def test_the_last_three_minutes_at_ten_times_the_rate_with_cut_connections():
    number = MINUTES * A_MINUTE
    with rush.portal() as portal:
        made = portal.run("ready", str(number + LATE))
        closes = portal.run("closes_in", str(MINUTES * 60 + 20))["closes_at"]
        crowd, begin = Crowd(portal, made["session"]), time.time() + 2
        moments = [begin + n * 60 / A_MINUTE for n in range(number)]
        late = [closes + 1 + n * 0.1 for n in range(LATE)]
        with ThreadPoolExecutor(number + LATE) as pool:
            last = list(pool.map(crowd.hand_in, made["files"], moments + late))
        found = portal.run("count")
    _tell(crowd, found)
    refused = [answer for answer in last if answer.status == 403]
    print(
        f"in time {Counter(a.status for a in last[:number])}, late {Counter(a.status for a in last[number:])}"
    )
    assert {answer.status for answer in last[number:]} == {403}
    assert all("申报已经截止" in answer.text for answer in refused)
    assert Counter(answer.status for answer in last[:number]) == {302: number}
    assert found["submitted"] == found["receipts"] == found["recorded"] == found["evidence"] == number
    assert set(found["wrong"].values()) == {0}, found["wrong"]
    assert crowd.cut
    assert not crowd.speechless


def _tell(crowd: Crowd, found: dict) -> None:
    times = sorted(answer.seconds for answer in crowd.submits)
    cuts = statistics.quantiles(times, n=100)
    print(f"\nsubmits {len(times)}: p50 {cuts[49]:.2f} s, p95 {cuts[94]:.2f} s, p99 {cuts[98]:.2f} s")
    print(f"connections cut {crowd.cut}; answers {dict(crowd.statuses)}; {found}")
