"""`serve` brings web and worker up together and takes both down, however it ends."""

import os
import signal
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
    yield process
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=PATIENCE)


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
