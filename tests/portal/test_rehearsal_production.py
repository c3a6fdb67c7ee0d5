"""The rehearsal as in production: PostgreSQL, Redis, certificates made by a worker of its own."""

import json
import os
import signal
import subprocess
import sys

from tests import services
from tests.worlds.rehearsal import ROOT, SAMPLES


def test_a_year_on_postgresql_and_redis_gives_the_same_result(tmp_path):
    with (
        services.postgres() as server,
        services.postgres_database(server) as database,
        services.redis_server() as redis,
    ):
        place = os.environ | {
            "BROKER_URL": redis.url,
            "DATA_DIR": str(tmp_path / "data"),
            "TASKS_IN_PROCESS": "no",
        }
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "--quiet", "-A", "wuhou_craftsmen", "worker", "--concurrency", "2"],
            cwd=ROOT, env=place | {"DATABASE_URL": database}, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            done = subprocess.run(
                [sys.executable, "manage.py", "rehearse_year", str(SAMPLES[2020][0]), "--output", str(tmp_path / "out"),
                 "--database-url", database, "--worker"],
                cwd=ROOT, env=place, capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
    assert done.returncode == 0, done.stderr
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    assert result == json.loads(SAMPLES[2020][1].read_text(encoding="utf-8"))
    assert len(list((tmp_path / "out" / "certificates").iterdir())) == 25
    assert "25/25" in done.stderr  # the bar of the certificates' job
