#!/bin/sh
# All tests on SQLite (among them real workers, a real browser, and the rehearsal on PostgreSQL with Redis);
# then what the domain does once more on PostgreSQL.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --create-db --durations=25
exec .venv/bin/python -m tests.on_postgres -m pytest -n 2 --dist loadfile --no-loadscope-reorder --create-db tests/nominations tests/review tests/awards tests/ceremony tests/oversight tests/cultivation \
    tests/registers tests/showcase tests/policy tests/accounts tests/ladder tests/common/kernel/test_audit.py tests/common/web/test_intake.py tests/common/text \
    tests/portal/test_third_year.py tests/portal/test_nasty_values.py tests/portal/test_nasty_requests.py
