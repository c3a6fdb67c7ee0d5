"""A round of 10,000 candidates with five sheets each: closing, and the pages of the review before and after it."""

import time
from dataclasses import dataclass

from tools.bench_lists import Measured, drawn

FILES = 10_000


@dataclass(frozen=True)
class Closing:
    """The closing of the scores: SQL statements, seconds of this process, seconds by the wall."""

    statements: int
    cpu: float
    wall: float


def close(year) -> Closing:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from wuhou_craftsmen.common.kernel.two_person import together

    with CaptureQueriesContext(connection) as captured:
        cpu, wall = time.process_time(), time.perf_counter()
        together(year.secretary, year.leaders[0], "review.close_scoring", round_id=year.round.pk)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    year.round.refresh_from_db()
    return Closing(len(captured), cpu, wall)


@dataclass(frozen=True)
class Made:
    """A workbook that a job made: seconds of this process, and how big it is."""

    cpu: float
    kilobytes: float


def long_workbook(year) -> Made:
    """评审排名表 of all files, as the worker makes it."""
    from wuhou_craftsmen.common.jobs import exported, jobs
    from wuhou_craftsmen.common.models import Job

    job = exported.order(year.first, "review.ranking", "评审排名表", FILES, round_id=year.round.pk)
    cpu = time.process_time()
    jobs.run(job.pk)
    cpu = time.process_time() - cpu
    made = Job.objects.get(pk=job.pk)
    assert made.state == "done", made.message
    return Made(cpu, made.result.size / 1024)


def homes_and_desks(crowd) -> list[Measured]:
    """What everybody opens every day, with an expert who was given every file."""
    from review.models import Candidacy
    from review.rules import SCORE
    from wuhou_craftsmen.common.security import grants

    year, expert = crowd.year, crowd.members[5].expert.user
    grants.grant(expert, SCORE, Candidacy.objects.filter(round=year.round))
    own = Candidacy.objects.filter(round=year.round).last()
    return [
        drawn("首页（工作人员）", year.first, "/home/"),
        drawn("首页（秘书）", year.secretary, "/home/"),
        drawn("首页（领导小组）", year.leaders[0], "/home/"),
        drawn("首页（专家）", expert, "/home/"),
        drawn("一份申报（工作人员）", year.first, f"/nominations/{own.nomination_id}/"),
        drawn("评分页（专家）", expert, f"/review/files/{own.pk}/"),
    ]


def review(files: int = FILES) -> tuple[Closing, list[Measured], Made]:
    """Closing, and the pages that people open: those of the scoring before it, those of the ranking after it."""
    from django.db import connection

    from tests.worlds.crowd import ScoredCrowd

    crowd = ScoredCrowd()
    crowd.grow_by(files)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does in production
    year = crowd.year
    room = f"/review/rounds/{year.round.pk}/"
    pages = [
        *homes_and_desks(crowd),
        drawn("评审", year.secretary, room),
        drawn("评审中撤回", year.first, f"{room}withdrawal/"),
    ]
    closing = close(year)
    pages += [
        drawn("评审，已截止", year.secretary, room),
        drawn("评分统计", year.first, f"{room}statistics/"),
        drawn("排名", year.first, f"{room}ranking/"),
        drawn("领导小组会议", year.first, f"{room}meeting/"),
    ]
    return closing, pages, long_workbook(year)


def alone() -> None:
    """`python -m tools.bench_review`: on the database of the environment, taken back afterwards."""
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        from tools.bench import rolled_back

        tell(*rolled_back(review))
    finally:
        teardown_databases(old, verbosity=0)


def tell(closing: Closing, pages: list[Measured], made: Made) -> None:
    print(  # noqa: T201
        f"close the scores of {FILES:,} files: {closing.statements} SQL statements, "
        f"{closing.cpu:.1f} s CPU, {closing.wall:.1f} s wall"
    )
    for page in pages:
        print(  # noqa: T201
            f"{page.name} at {FILES:,} files: {page.queries} queries, {page.milliseconds:.0f} ms, {page.kilobytes:.0f} KB"
        )
    print(  # noqa: T201
        f"workbook of the ranking at {FILES:,} files, by a job: {made.cpu:.1f} s CPU, {made.kilobytes:.0f} KB"
    )


if __name__ == "__main__":
    import os
    import tempfile

    os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="wuhou-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    import django

    django.setup()
    alone()
