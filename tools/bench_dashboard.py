"""The dashboard over five years at ten times the district's size: SQL queries, time and size of the page."""

from tools.bench_lists import Measured, drawn

FILES = 1_000  # of each year; the district has sixty to eighty
RECORDS = 10  # times ten contests, drills and tasks of each year


def dashboard(files: int = FILES, records: int = RECORDS) -> tuple[Measured, Measured]:
    """(with a handful of files, with all of them)"""
    from django.db import connection

    from tests.worlds.five_years import FiveYears

    five = FiveYears()
    leader, path = five.year.leaders[0], "/oversight/dashboard/"
    five.grow(3)
    few = drawn("工作总览", leader, path)
    five.grow(files, records)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does in production
    return few, drawn("工作总览", leader, path)


def alone() -> None:
    """`python -m tools.bench_dashboard`: on the database of the environment, taken back afterwards."""
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        from tools.bench import rolled_back

        few, many = rolled_back(dashboard)
        print(  # noqa: T201
            f"{many.name}, five years of 3 / {FILES:,} files: {few.queries} / {many.queries} queries, "
            f"{few.milliseconds:.0f} / {many.milliseconds:.0f} ms, {many.kilobytes:.0f} KB"
        )
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    import os
    import tempfile

    os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="wuhou-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    import django

    django.setup()
    alone()
