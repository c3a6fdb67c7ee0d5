"""Speed, measured and printed; the figures of docs/performance.md. Usage: python -m tools.bench"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "wuhou_craftsmen/portal/samples/2021"


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def rehearsal() -> float:
    """CPU seconds of the whole command: 60 files, 20 certificates."""
    with tempfile.TemporaryDirectory() as folder:
        before = children_cpu()
        place = os.environ | {"DATA_DIR": f"{folder}/home"}
        subprocess.run(
            [sys.executable, "manage.py", "rehearse_year", str(SAMPLE), "--output", f"{folder}/out"],
            cwd=ROOT, env=place, check=True, capture_output=True,
        )  # fmt: skip
        return children_cpu() - before


def ranking(files: int = 10_000, scores: int = 5) -> float:
    """CPU seconds of ranking that many files."""
    from review.domain.scoring.ranking import File, Sheet, rank

    dice = random.Random(2021)
    weights = {"C1": 15, "C2": 20, "C3": 10, "C4": 10, "C5": 10, "C6": 10, "C7": 10, "C8": 15}
    made = [
        File(
            f"ZG-{n:05d}",
            tuple(
                Sheet(
                    f"P{e}", {code: dice.randrange(2 * weight + 1) for code, weight in weights.items()}, True
                )
                for e in range(scores)
            ),
        )
        for n in range(files)
    ]
    before = time.process_time()
    ranked = rank(made, tie_break=["C2", "C8", "C6"])
    assert len(ranked.rows) == files
    return time.process_time() - before


def reading(rows: int = 2_000) -> float:
    """CPU seconds of reading and checking a 申报汇总表 of that many rows."""
    from openpyxl import load_workbook

    from nominations.domain.workbooks.summary_table import read_nominations
    from tests.people import make_code, make_id
    from wuhou_craftsmen.accounts.domain.units import load_units

    load_units()
    book = load_workbook(SAMPLE / "申报汇总表.xlsx")
    sheet = book.active
    pattern = [cell.value for cell in sheet[4]]
    sheet.delete_rows(4, sheet.max_row)
    for n in range(rows):
        row = list(pattern)
        row[0], row[3] = f"ZG-{n:05d}", make_id(n % 500, f"19{70 + n // 500}0101", row[2])
        row[7], row[8] = f"示例{n // 10}公司", make_code(n // 10)
        sheet.append(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "申报汇总表.xlsx"
        book.save(path)
        before = time.process_time()
        table = read_nominations(path, path.name)
        spent = time.process_time() - before
    assert len(table.rows) == rows
    assert not table.faults
    return spent


def queries(rows: int = 1_000) -> list[tuple[str, int, int]]:
    """(list, SQL queries at 1 row, at `rows` rows) of nominations, ranking and ledger."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.small_year import Year

    year = Year().play()
    client = Client()
    client.force_login(year.first, backend="django.contrib.auth.backends.ModelBackend")
    pages = {
        "nominations": "/nominations/",
        "candidates": f"/review/rounds/{year.round.pk}/ranking/",
        "ledger": f"/awards/rounds/{year.round.pk}/ledger/",
    }

    def count() -> dict[str, int]:
        found = {}
        for name, path in pages.items():
            with CaptureQueriesContext(connection) as captured:
                assert client.get(path).status_code == 200
            found[name] = len(captured)
        return found

    few = count()
    _multiply(year, rows)
    many = count()
    return [(name, few[name], many[name]) for name in pages]


def _multiply(year, rows: int) -> None:
    """Rows for the lists, written straight into the tables: only their number matters here."""
    from awards.models import LedgerEntry, Title
    from nominations.models import Nomination
    from review.models import Candidacy, RankingRow
    from wuhou_craftsmen.ladder.models import Craftsman

    file, run = year.file("001"), year.round.rankings.last()
    entry, title = LedgerEntry.objects.filter(kind="naming").first(), Title.objects.first()
    for n in range(rows):
        person = Craftsman.objects.create(
            name=f"示例{n}", id_number="", id_fingerprint=f"{n:064d}", created_at=file.created_at
        )
        copy = Nomination.objects.get(pk=file.pk)
        copy.pk, copy.no, copy.person, copy.receipt_no = None, f"ZZ-{n:04d}", person, f"R{n}"
        copy.save(force_insert=True)
        candidacy = Candidacy.objects.create(nomination=copy, round=year.round, state="not_selected")
        RankingRow.objects.create(
            run=run,
            candidacy=candidacy,
            rank=10 + n,
            final=7000,
            experts=7,
            endorsements=7,
            passes=True,
            tied=False,
        )
        LedgerEntry.objects.create(
            round=year.round, kind="naming", person=person, title=title, award_fen=1, gross_fen=1, tax_fen=0, net_fen=1,
            tax_mode="none", basis=entry.basis, created_by=year.first, created_at=file.created_at,
        )  # fmt: skip


def rolled_back(measure):
    """What `measure()` gives; the rows that it made are gone again."""
    from django.db import transaction

    with transaction.atomic():
        found = measure()
        transaction.set_rollback(True)
    return found


def main() -> None:
    from django.core.management import call_command
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    from tools.bench_imports import imports
    from tools.bench_lists import lists
    from tools.bench_review import review, tell

    say = lambda what, seconds: print(f"{what:<58}{seconds:8.2f} s CPU")  # noqa: E731, T201
    say("rank 10,000 files with 5 scores each", ranking())
    say("rehearse 2021 (60 files, 20 certificates), whole command", rehearsal())
    setup_test_environment()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("check", verbosity=0)
        for few, many in rolled_back(lists):
            print(  # noqa: T201
                f"{few.name}, 10 files / 10,000: {few.queries} / {many.queries} queries, "
                f"{few.milliseconds:.0f} / {many.milliseconds:.0f} ms ({many.milliseconds / few.milliseconds:.1f} times)"
            )
        tell(*rolled_back(review))
        for name, few, many in queries():
            print(f"SQL queries of the list of {name}: {few} at a few rows, {many} at 1,000 more")  # noqa: T201
        say("read and check a summary workbook of 2,000 rows", reading())
    finally:
        teardown_databases(old, verbosity=0)
    for what, figures in imports():
        print(f"{what}: {figures}")  # noqa: T201


if __name__ == "__main__":
    os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="wuhou-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    import django

    django.setup()
    main()
