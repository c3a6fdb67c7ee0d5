"""Runs a Python command on a throw-away PostgreSQL: python -m tests.on_postgres -m pytest tests/awards"""

import os
import subprocess
import sys

from tests import services

if __name__ == "__main__":
    with services.postgres() as server:
        place = os.environ | {"DATABASE_URL": f"{server}/postgres"}
        sys.exit(subprocess.run([sys.executable, *sys.argv[1:]], env=place, check=False).returncode)
