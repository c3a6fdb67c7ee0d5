"""The sample years and manage.py in a process of its own."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import migrated

ROOT = Path(__file__).resolve().parents[2]


SAMPLES = {
    2020: (ROOT / "tests/samples/2020", ROOT / "tests/samples/2020/expected.json"),
    2021: (ROOT / "wuhou_craftsmen/portal/samples/2021", ROOT / "tests/samples/2021/expected.json"),
}


def clean(place: dict[str, str]) -> dict[str, str]:
    """The surroundings of a process of its own: those of this one but for where its data are."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DATA_DIR", "TASKS_IN_PROCESS")}
    return kept | place


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT, env=clean(environment), capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def demo_in(folder: Path, factory) -> None:
    """The demo, prepared once for the whole run by whichever process is first. `factory`: pytest's tmp_path_factory."""
    base = factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo-for-all"
    with open(f"{kept}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            making = kept.with_suffix(".new")
            migrated.portal_folder(making)
            done = manage("prepare_demo", DATA_DIR=str(making))
            assert done.returncode == 0, done.stderr
            making.rename(kept)
    shutil.copytree(kept, folder, dirs_exist_ok=True)
