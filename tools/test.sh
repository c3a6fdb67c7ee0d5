#!/bin/sh
# The whole test suite: SQLite, then the verbs and the rehearsal on a throw-away PostgreSQL and Redis, one closing line.
set -eu
cd "$(dirname "$0")/.."
exec .venv/bin/python -m pytest -n 2 --dist loadgroup
