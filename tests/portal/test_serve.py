"""`serve` brings web and worker up together and takes both down, however it ends."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests import services

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds on a busy machine; a quiet one needs three


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def serving(tmp_path):
    """A running `serve`, started as a shell starts background work: with Ctrl-C ignored."""
    bind = f"127.0.0.1:{services.free_port()}"
    place = os.environ | {"DATA_DIR": str(tmp_path)}
    process = subprocess.Popen(
        ["sh", "-c", 'trap "" INT; exec "$0" manage.py serve --bind "$1"', sys.executable, bind],
        cwd=ROOT, env=place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://{bind}/healthz", timeout=5) as answer:
                assert answer.read() == b"ok"
                break
        except OSError:
            assert time.monotonic() < end
            assert process.poll() is None
            time.sleep(0.2)
    process.bind = bind
    yield process
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=PATIENCE)


@pytest.fixture
def proxy(serving, tmp_path):
    """nginx with the block of docs/running.md in front of the portal; gives its port."""
    port = services.free_port()
    block = re.search(r"(?s)    location / \{.*?\n    \}", (ROOT / "docs/running.md").read_text())[0]
    folders = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; {'user root;' if os.geteuid() == 0 else ''}"
        f"events {{}} http {{ access_log off; {folders} server {{ listen 127.0.0.1:{port};"
        f"{block.replace('127.0.0.1:8000', serving.bind)} }} }}"
    )
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    nginx = subprocess.Popen([program, "-p", tmp_path, "-c", tmp_path / "nginx.conf"], stderr=subprocess.PIPE)
    end = time.monotonic() + PATIENCE
    while not _answers(port):
        assert time.monotonic() < end
        assert nginx.poll() is None, nginx.stderr.read()
        time.sleep(0.1)
    yield port
    nginx.terminate()
    nginx.communicate(timeout=PATIENCE)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            return answer.read() == b"ok"
    except OSError:
        return False


def test_forty_requests_that_never_end_silence_nobody_behind_the_proxy(proxy):
    """The proxy waits for a body itself: no thread of the portal does."""
    head = b"POST /accounts/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n"
    head += b"Content-Type: application/x-www-form-urlencoded\r\n\r\nusername="
    with contextlib.ExitStack() as lines:
        for _ in range(40):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", proxy)))
            line.sendall(head)
        assert [_answers(proxy) for _ in range(5)] == [True] * 5


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_both_processes_end_with_it(serving, ending):
    web, worker = children_of(serving.pid)
    serving.send_signal(ending)
    assert serving.wait(PATIENCE) == 0
    assert not is_alive(web)
    assert not is_alive(worker)


@pytest.mark.parametrize("number", [0, 1])
def test_when_one_of_them_dies_the_other_is_stopped_and_the_command_fails(serving, number):
    children = children_of(serving.pid)
    os.kill(children[number], signal.SIGKILL)
    _, told = serving.communicate(timeout=PATIENCE)
    assert serving.returncode != 0
    assert "进程已退出，其余进程也已停止" in told
    assert not any(is_alive(child) for child in children)
