"""Web and worker of the embedded way, together, until Ctrl-C."""

import contextlib
import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Starts gunicorn and a Celery worker as children; when one ends, or on Ctrl-C, both are stopped."""

    help = "启动网页和后台进程，按 Ctrl-C 停止。"

    def add_arguments(self, parser):
        parser.add_argument("--bind", default="127.0.0.1:8000", help="网页地址，默认 127.0.0.1:8000")

    def handle(self, *, bind, **options):
        python = [sys.executable, "-m"]
        commands = {
            "网页": [*python, "gunicorn", "wuhou_craftsmen.wsgi", "--bind", bind, "--workers", "2", "--threads", "4",
                   "--log-level", "warning"],
            "后台": [*python, "celery", "--quiet", "-A", "wuhou_craftsmen", "worker", "--beat", "--loglevel", "WARNING",
                   "--concurrency", str(os.cpu_count() or 1), "--without-gossip", "--without-mingle",
                   "--schedule", str(settings.DATA_DIR / "beat-schedule")],
        }  # fmt: skip
        os.environ.setdefault("PUBLIC_URL", f"http://{bind}")  # links lead to where it is served
        children = {name: subprocess.Popen(args, start_new_session=True) for name, args in commands.items()}
        for wanted in (signal.SIGINT, signal.SIGTERM):  # a shell starts background work with Ctrl-C ignored
            signal.signal(wanted, _interrupt)
        self.stdout.write(f"\n打开 http://{bind}/ ；按 Ctrl-C 停止。")
        self.stdout.flush()
        try:
            ended = self._wait(children)
        except KeyboardInterrupt:
            ended = None
        finally:
            _stop(children.values())
        if ended:
            raise CommandError(f"{ended}进程已退出，其余进程也已停止。")

    def _wait(self, children) -> str:
        while True:
            for name, child in children.items():
                if child.poll() is not None:
                    return name
            time.sleep(0.5)


def _interrupt(number, frame):
    raise KeyboardInterrupt


def _stop(children) -> None:
    """Ask each child to end; whatever is left of its group after that, orphans of a killed one too, is killed."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
