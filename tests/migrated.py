"""The migrated database: made once for one state of the migrations, kept in .test/ and taken over by every process of a test
run. To migrate takes a quarter of a minute, to take over less than a second."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import services

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".test"
TAKEN_OVER: list[sqlite3.Connection] = []  # a database in memory lives as long as somebody is connected


def _state() -> str:
    """What the migrated database is made of: the migrations, what they install, and the packages with migrations of their own."""
    made_of = sorted(path for path in ROOT.glob("**/migrations/0*.py") if "site-packages" not in path.parts)
    made_of += [
        ROOT / "wuhou_craftsmen/common/kernel/insert_only.py",
        ROOT / "requirements/base.txt",
        Path(__file__),
    ]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in made_of)).hexdigest()[:16]


@contextlib.contextmanager
def _kept(suffix: str) -> Iterator[tuple[Path, bool]]:
    """The kept file, and whether it is there; nobody else makes it meanwhile. Those of other states are gone."""
    KEPT.mkdir(exist_ok=True)
    file = KEPT / f"migrated-{_state()}.{suffix}"
    with open(KEPT / f"migrated-{suffix}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for old in KEPT.glob(f"migrated-*.{suffix}"):
            if old != file:
                old.unlink()
        yield file, file.exists()


def _migrate(database: str) -> None:
    with tempfile.TemporaryDirectory(prefix="migrating-") as folder:
        place = os.environ | {"DATABASE_URL": database, "DATA_DIR": folder, "TASKS_IN_PROCESS": "1"}
        place.pop("BROKER_URL", None)
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=place, check=True)


def sqlite_file() -> Path:
    """The migrated SQLite file; copied, never opened where it lies."""
    with _kept("sqlite3") as (file, there):
        if not there:
            making = file.with_suffix(".new")
            making.unlink(missing_ok=True)
            _migrate(f"sqlite:///{making}")
            making.rename(file)
    return file


def portal_folder(folder: Path) -> None:
    """A data folder as `manage.py migrate` leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(sqlite_file(), folder / "portal.sqlite3")


def fill(database: str) -> None:
    """An empty PostgreSQL database becomes a portal's."""
    with _kept("sql") as (dump, there):
        if there:
            psql = [services.postgres_programs() / "psql", "-q", "-v", "ON_ERROR_STOP=1"]
            subprocess.run([*psql, "-d", database, "-f", dump], check=True, stdout=subprocess.DEVNULL)
        else:
            _migrate(database)
            making = dump.with_suffix(".new")
            pg_dump = services.postgres_programs() / "pg_dump"
            subprocess.run([pg_dump, "--no-owner", "-f", making, database], check=True)
            making.rename(dump)


@contextlib.contextmanager
def postgres_portal() -> Iterator[str]:
    """A portal's database on a server of its own."""
    with services.postgres() as server, services.postgres_database(server) as database:
        fill(database)
        yield database


def take_over(connection) -> None:
    """Before pytest makes this process's test database: it finds nothing left to migrate."""
    if connection.vendor == "sqlite":
        name = connection.creation._get_test_db_name()
        TAKEN_OVER.append(sqlite3.connect(name, uri=True, check_same_thread=False))
        with contextlib.closing(sqlite3.connect(sqlite_file())) as kept:
            kept.backup(TAKEN_OVER[-1])
        return
    server, template = os.environ["DATABASE_URL"].rpartition("/")[0], f"migrated_{_state()}"
    programs = services.postgres_programs()
    KEPT.mkdir(exist_ok=True)
    with open(KEPT / "template.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        question = f"SELECT 1 FROM pg_database WHERE datname = '{template}'"
        asking = [programs / "psql", "-At", "-d", os.environ["DATABASE_URL"], "-c", question]
        if not subprocess.run(asking, check=True, capture_output=True).stdout.strip():
            create = [programs / "psql", "-q", "-d", os.environ["DATABASE_URL"], "-c"]
            subprocess.run([*create, f"CREATE DATABASE {template}"], check=True)
            fill(f"{server}/{template}")
    connection.settings_dict["TEST"]["TEMPLATE"] = template
