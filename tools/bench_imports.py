"""A 申报汇总表 of 2,000 rows read, checked and written by its job, and workbooks that must be refused unread.

Each is measured in a process of its own, so that the peak of memory is its own: python -m tools.bench_imports.
"""

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIGURES = "〇一二三四五六七八九"


def table(path: Path, rows: int) -> None:
    """A tidy table: ten people of each firm."""
    from openpyxl import Workbook

    from tests.people import make_code, make_id
    from tests.workbooks import NOMINATION_HEADINGS

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["示例数据，纯属虚构"])
    sheet.append(NOMINATION_HEADINGS)
    for n in range(rows):
        firm, name = n // 10 + 10, "示" + "".join(FIGURES[int(figure)] for figure in str(n))
        sheet.append(
            [
                f"ZG2022-{n:06d}", name, "男", make_id(n % 500, f"19{50 + n // 500 % 50}0101"), "汉族", "群众", "高中",
                f"成都示例{firm}号机械有限公司", make_code(firm), "民营", "浆洗街街道", "钳工", "高级工", 10, "操作工", "是",
                "企业工匠", "单位推荐", n % 10 + 1, "10000000001", "解决关键工序难题，带徒传技。" * 8,
            ]
        )  # fmt: skip
    book.save(path)


def narrow(path: Path, rows: int) -> None:
    """Two columns only, so that neither bytes nor tags but the rows are too many."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["申报编号", "姓名"])
    for n in range(rows):
        sheet.append([f"ZG2022-{n:06d}", n])
    book.save(path)


def bomb(path: Path, unpacked: int = 2**30) -> None:
    """A gibibyte of nothing in a member that says so in a megabyte."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            for _ in range(unpacked // 2**20):
                member.write(b" " * 2**20)


def peak() -> int:
    """MiB that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read(path: Path) -> str:
    """Read and check only."""
    from wuhou_craftsmen.common.text.parsers import read_text
    from wuhou_craftsmen.common.workbooks.headings import Column
    from wuhou_craftsmen.common.workbooks.reading import read_table

    columns = [Column("no", "申报编号", read_text(30)), Column("name", "姓名", read_text(60))]
    content, before, start = io.BytesIO(path.read_bytes()), time.perf_counter(), time.process_time()
    found = read_table(content, file_name=path.name, columns=columns, key="no")
    wall, spent = time.perf_counter() - before, time.process_time() - start
    outcome = "refused" if found.faults and not found.rows else "READ"
    return f"{outcome} in {wall:.1f} s ({spent:.1f} s CPU), peak {peak()} MiB"


def write(path: Path) -> str:
    """What the page and then the job do."""
    from django.test.utils import setup_databases, teardown_databases

    old = setup_databases(verbosity=0, interactive=False)
    try:
        from nominations.domain.workbooks import import_job, import_plan
        from nominations.models import Nomination
        from tests.small_year import Year
        from wuhou_craftsmen.common.jobs import jobs
        from wuhou_craftsmen.common.workbooks import preview

        year = Year()
        file = preview.keep(year.importer, path.read_bytes(), path.name)
        start, wall = time.process_time(), time.perf_counter()
        seen = import_plan.plan(year.importer, year.round, file).digest
        planned = time.process_time()
        job = import_job.confirm(year.importer, year.round, file, seen=seen)
        confirmed, answered = time.process_time(), time.perf_counter()
        jobs.run(job.pk)
        job.refresh_from_db()
        assert job.state == "done", job.message
        return (
            f"{Nomination.objects.count()} files; CPU: preview {planned - start:.1f} s, "
            f"confirmation {confirmed - planned:.1f} s, job {time.process_time() - confirmed:.1f} s, "
            f"together {time.process_time() - start:.1f} s; wall of the job {time.perf_counter() - answered:.1f} s "
            f"of {time.perf_counter() - wall:.1f} s; peak {peak()} MiB"
        )
    finally:
        teardown_databases(old, verbosity=0)


def in_its_own_process(work: str, path: Path) -> str:
    command = [sys.executable, "-m", "tools.bench_imports", work, str(path)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def imports() -> list[tuple[str, str]]:
    """(what, figures) of each."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for what, work, make in (
            ("import 2,000 rows", "write", lambda path: table(path, 2_000)),
            ("a workbook of 100,000 rows", "read", lambda path: table(path, 100_000)),
            ("100,000 rows of two cells", "read", lambda path: narrow(path, 100_000)),
            ("a zip bomb of 1 GiB", "read", bomb),
        ):
            path = Path(folder) / "申报汇总表.xlsx"
            make(path)
            found.append((f"{what} ({path.stat().st_size // 1024:,} KiB)", in_its_own_process(work, path)))
        return found


if __name__ == "__main__":
    os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="wuhou-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    import django

    django.setup()
    if len(sys.argv) == 3:
        print({"read": read, "write": write}[sys.argv[1]](Path(sys.argv[2])))  # noqa: T201
    else:
        for what, figures in imports():
            print(f"{what}: {figures}")  # noqa: T201
