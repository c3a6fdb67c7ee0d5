"""Real workers, killed: on SQLite with a queue of files, and on PostgreSQL with Redis."""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import services

ROOT = Path(__file__).resolve().parents[2]
QUICK = {"JOB_STALE_SECONDS": "3", "PUBLISHING_SECONDS": "0.1", "QUEUE_VISIBILITY_SECONDS": "1"}


@pytest.fixture
def redis():
    with services.redis_server() as server:
        yield server


@pytest.fixture(params=["embedded", "production"])
def surroundings(request, redis, tmp_path):
    """The environment of a portal of its own, migrated: files and SQLite, or Redis and PostgreSQL."""
    with contextlib.ExitStack() as stack:
        place = os.environ | QUICK | {"DATA_DIR": str(tmp_path), "TASKS_IN_PROCESS": "no"}
        place |= {
            "DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3",
            "BROKER_URL": "filesystem://localhost",
        }
        if request.param == "production":
            server = stack.enter_context(services.postgres())
            place["DATABASE_URL"] = stack.enter_context(services.postgres_database(server))
            place["BROKER_URL"] = redis.url
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=place, check=True)
        yield place


class Machine:
    """What runs on it: a worker, a beat, and who started a job and follows it; each in a process group of its own."""

    def __init__(self, place: dict, log):
        self.place, self.log = place, log
        self.running: dict[str, subprocess.Popen] = {}

    def _run(self, name: str, *command: str, **streams) -> subprocess.Popen:
        quiet = {
            "stdin": subprocess.DEVNULL,
            "stdout": self.log,
            "stderr": self.log,
            "start_new_session": True,
        }
        self.running[name] = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=self.place, **(quiet | streams)
        )
        return self.running[name]

    def start_worker(self, processes: int = 1) -> None:
        work = ("worker", "-c", str(processes), "-I", "tests.common.publishing")
        self._run("worker", "celery", "-A", "wuhou_craftsmen", *work)
        self._run("beat", "celery", "-A", "wuhou_craftsmen", "beat", "-s", f"{self.place['DATA_DIR']}/beat")

    def publish(self, days: int) -> subprocess.Popen:
        """Start a job of so many days; each line that comes out tells how far it is, the last one the outcome."""
        streams = {"stdout": subprocess.PIPE, "text": True}
        return self._run("follower", "tests.common.publishing", str(days), **streams)

    def kill_pool(self) -> None:
        """SIGKILL the processes that do the work; the worker itself lives on."""
        pid = self.running["worker"].pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        assert children, "the worker has no pool"
        for child in children:
            os.kill(int(child), signal.SIGKILL)

    def kill(self, *names: str) -> None:
        """SIGKILL these with all their children at once, as a power failure would."""
        for name in names:
            process = self.running.pop(name)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def machine(surroundings, tmp_path):
    with (tmp_path / "machine.log").open("ab") as log:
        machine = Machine(surroundings, log)
        yield machine
        machine.kill(*list(machine.running))


def wait_until(following: subprocess.Popen, finished: int) -> None:
    """Read on until the bar shows more than `finished` items."""
    for line in following.stdout:
        if line.startswith("公布") and int(line.split()[-1].split("/")[0]) > finished:
            return
    pytest.fail("the job ended, or its follower gave up, before it came so far")


def outcome(following: subprocess.Popen) -> dict:
    return json.loads(following.stdout.read().splitlines()[-1])


def everything_once(days: int) -> dict:
    return {"state": "done", "finished": days, "total": days, "left": 0, "acts": days, "different": days}


def test_a_job_survives_kills_of_pool_and_machine_and_does_everything_once(machine):
    following = machine.publish(days=30)
    machine.start_worker()
    draw = random.Random(2018)
    for finished, whole in ((0, True), (9, False), (19, True)):
        wait_until(following, finished)
        time.sleep(draw.random() / 5)  # somewhere inside an item
        if whole:
            machine.kill("worker", "beat")
            machine.start_worker()
        else:
            machine.kill_pool()
    assert outcome(following) == everything_once(30)


def test_two_workers_and_a_message_delivered_again_and_again_do_everything_once(machine):
    following = machine.publish(days=30)
    machine.start_worker(processes=2)
    wait_until(following, 0)
    again = (
        "import django; django.setup(); from wuhou_craftsmen.common import models, tasks;"
        "[tasks.run_job.delay(models.Job.objects.get().pk) for _ in range(5)]"
    )
    place = machine.place | {"DJANGO_SETTINGS_MODULE": "wuhou_craftsmen.settings"}
    subprocess.run([sys.executable, "-c", again], cwd=ROOT, env=place, check=True)
    assert outcome(following) == everything_once(30)


@pytest.mark.parametrize("surroundings", ["production"], indirect=True)
def test_a_job_started_while_redis_is_down_is_found_when_it_is_back(machine, redis):
    redis.stop()
    following = machine.publish(days=3)
    wait_until(following, -1)
    redis.start()
    machine.start_worker()
    assert outcome(following) == everything_once(3)
