"""The memory of a web worker after every page of every role was opened in it. Usage: python -m tools.bench_memory

A small year that is named is served by gunicorn with one worker of four threads; the pages are found by their links.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from tools.bench import ROOT

PORT = 8077
PASSWORD = "liulan-2022-yemian"  # noqa: S105 - of fictional people only


def _workers(master: int) -> list[int]:
    found = Path(f"/proc/{master}/task/{master}/children").read_text(encoding="ascii").split()
    return [int(pid) for pid in found]


def _memory(pid: int) -> tuple[int, int]:
    """(own memory, own and mapped files such as fonts), MiB; the mapped files are shared by all workers."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    kib = {
        line.split(":")[0]: int(line.split()[1])
        for line in status.splitlines()
        if line.startswith(("Rss", "VmRSS"))
    }
    return kib["RssAnon"] // 1024, kib["VmRSS"] // 1024


def _wait(base: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(base, timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("The portal did not start.")


def measure() -> dict[str, tuple[int, int]]:
    """The worker's memory before any page, and after the pages of each role; in order."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    with tempfile.TemporaryDirectory() as folder:
        place = os.environ | {"DATA_DIR": folder}
        made = subprocess.run(
            [sys.executable, "-m", "tests.stages", "named"], cwd=ROOT, env=place, check=True, capture_output=True,
            text=True,
        )  # fmt: skip
        people = json.loads(made.stdout.strip().splitlines()[-1])
        served = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "wuhou_craftsmen.wsgi", "--bind", f"127.0.0.1:{PORT}", "--workers",
             "1", "--threads", "4", "--log-level", "warning"],
            cwd=ROOT, env=place,
        )  # fmt: skip
        try:
            return _walked(served.pid, people)
        finally:
            served.terminate()
            served.wait()


def _walked(master: int, people: dict[str, str]) -> dict[str, tuple[int, int]]:
    import django

    django.setup()
    from tools.chromium import browser, sign_in
    from tools.walk import walk

    base = f"http://127.0.0.1:{PORT}"
    _wait(base)
    figures = {"before any page": _memory(_workers(master)[0])}
    with browser() as chromium:
        for role, name in people.items():
            context = chromium.new_context()
            page = context.new_page()
            sign_in(page, base, name, PASSWORD)
            count = len(walk(context.request, base, "/home/"))
            context.close()
            figures[f"{role}, {count} pages"] = _memory(_workers(master)[0])
    return figures


if __name__ == "__main__":
    for what, (own, mapped) in measure().items():
        sys.stdout.write(f"{what}: {own} MiB of its own, {mapped} MiB with mapped files\n")
