"""Throw-away PostgreSQL and Redis for tests: own folder, own port, gone with the `with` block."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import redis

ROOT = Path(__file__).resolve().parents[1]

# Nothing here has to survive a crash, so the server never waits for the disk.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses=127.0.0.1"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def postgres_programs() -> Path:
    """The folder of initdb and pg_ctl: Debian keeps them by version, out of PATH. RuntimeError if missing."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if not found:
        raise RuntimeError("PostgreSQL is missing: apt-get install --no-install-recommends postgresql")
    return Path(found).parent


def _as_postgres(*command) -> None:
    """PostgreSQL refuses to run as root, so root hands over to the user of Debian's package."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*prefix, *map(str, command)],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a server that inherits a captured pipe would keep it open for ever
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """An empty PostgreSQL server; gives its address without a database name, ready for `+ "/name"`."""
    programs, port = postgres_programs(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    control = (programs / "pg_ctl", "-D", data, "-w")
    options = f"-p {port} -k {folder} {FAST}"
    try:
        init = (programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8")
        _as_postgres(*init, "--locale=C.UTF-8", "--no-sync")
        _as_postgres(*control, "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgres://postgres@127.0.0.1:{port}"
        finally:
            _as_postgres(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def postgres_database(server: str, name: str = "portal") -> Iterator[str]:
    """A fresh database on `server` (as given by `postgres()`), dropped afterwards."""
    port = server.rpartition(":")[2]
    programs = postgres_programs()
    reach = ("-h", "127.0.0.1", "-p", port, "-U", "postgres")
    subprocess.run([programs / "createdb", *reach, name], check=True)
    try:
        yield f"{server}/{name}"
    finally:
        subprocess.run([programs / "dropdb", *reach, "--force", name], check=True)


class RedisServer:
    """A Redis that can be stopped and started again on the same port, for tests of a queue that is down."""

    def __init__(self, folder: str):
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        self.process = subprocess.Popen([*command, "--appendonly", "no", "--dir", self.folder], **quiet)
        client = redis.Redis(port=self.port)
        until = time.monotonic() + 60
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise
                time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


@contextlib.contextmanager
def redis_server() -> Iterator[RedisServer]:
    """An empty Redis, running."""
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        server = RedisServer(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextlib.contextmanager
def portal(place: dict[str, str]) -> Iterator[str]:
    """The embedded portal as `manage.py serve` starts it, in the surroundings `place`; gives its address."""
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DATA_DIR", "TASKS_IN_PROCESS")}
    bind = f"127.0.0.1:{free_port()}"
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [sys.executable, "manage.py", "serve", "--bind", bind]
    server = subprocess.Popen(command, cwd=ROOT, env=clean | place, **quiet)
    try:
        until = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://{bind}/healthz", timeout=2)
                break
            except OSError:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.3)
        yield f"http://{bind}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
