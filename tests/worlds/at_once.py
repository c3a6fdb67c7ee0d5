"""Many at once on connections of their own of a PostgreSQL: a portal of its own, and works that start together.

A test names a module of its own, which runs in the portal's surroundings and prints as JSON what came of it.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def portal() -> Iterator[dict[str, str]]:
    """The surroundings of a portal on a PostgreSQL of its own, migrated."""
    with (
        migrated.postgres_portal() as database,
        tempfile.TemporaryDirectory(prefix="at-once-") as folder,
    ):
        place = os.environ | {"DATABASE_URL": database, "DATA_DIR": folder, "TASKS_IN_PROCESS": "1"}
        place.pop("BROKER_URL", None)
        yield place


def run_in(place: dict[str, str], module: str, *words: str) -> Any:
    """What the module prints there."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, cwd=ROOT, env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def tell(work: Callable[..., Any]) -> None:
    """The end of such a module: do the work with the words of the command line and print what came of it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    import django

    django.setup()
    print(json.dumps(work(*sys.argv[1:]), ensure_ascii=False))


def together(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each gives back, all started at one moment; what is refused gives its reason."""
    from django.db import connection

    from wuhou_craftsmen.common.kernel.refusals import Refusal

    gate = Barrier(len(works))

    def one(work: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return work()
        except Refusal as refusal:
            return refusal.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(one, works))
