"""The sample years and manage.py in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


SAMPLES = {
    2020: (ROOT / "tests/samples/2020", ROOT / "tests/samples/2020/expected.json"),
    2021: (ROOT / "wuhou_craftsmen/portal/samples/2021", ROOT / "tests/samples/2021/expected.json"),
}


def manage(*arguments, **environment):
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DATA_DIR", "TASKS_IN_PROCESS")}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT, env=clean | environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
