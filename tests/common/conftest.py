"""A machine with a portal of its own, whose processes a test may kill."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import migrated, services

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
            "BROKER_URL": "spool://localhost",
        }
        if request.param == "production":
            place["DATABASE_URL"] = stack.enter_context(migrated.postgres_portal())
            place["BROKER_URL"] = redis.url
        else:
            migrated.portal_folder(tmp_path)
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

    def run_code(self, code: str) -> None:
        """Run a few lines in the portal, to their end."""
        command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
        subprocess.run(command, cwd=ROOT, env=self.place, stdout=self.log, check=True)

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
