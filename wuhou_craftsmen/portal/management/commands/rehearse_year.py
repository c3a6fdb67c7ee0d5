"""演练一年：from the four workbooks and 年度设置.json in DIR, through the verbs, into a new database in OUT."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.workbooks.tables import WorkbookFaults
from wuhou_craftsmen.portal.rehearsal.results import write_results
from wuhou_craftsmen.portal.rehearsal.workbooks import read_workbooks
from wuhou_craftsmen.portal.rehearsal.year import play
from wuhou_craftsmen.portal.rehearsal.year_settings import read_settings

INSIDE = "REHEARSAL_INSIDE"


class Command(BaseCommand):
    """Plays a year in a database of its own; the portal's database is never touched."""

    help = "用一年的四份工作簿和《年度设置.json》演练全年，写出结果、名单、证书和台账。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "folder", type=Path, metavar="DIR", help="四份工作簿和《年度设置.json》所在的文件夹"
        )
        parser.add_argument(
            "--output", type=Path, required=True, metavar="OUT", help="结果文件夹（新建或为空）"
        )
        parser.add_argument(
            "--database-url", default="", help="另一个空数据库；不填则在结果文件夹中新建 SQLite"
        )
        parser.add_argument(
            "--worker", action="store_true", help="证书交给正在运行的后台进程制作，并等待完成"
        )

    def handle(self, *, folder, output, database_url, worker, **options):
        if os.environ.get(INSIDE):
            self._inside(folder, output, worker)
            return
        if settings.PRODUCTION:
            raise CommandError("正式环境不能演练，请在另一台机器或另一个数据库上运行。")
        output = output.resolve()
        if output.exists() and any(output.iterdir()):
            raise CommandError(f"结果文件夹 {output} 不是空的，请换一个。")
        output.mkdir(parents=True, exist_ok=True)
        environment = os.environ | {
            INSIDE: "1",
            "DATABASE_URL": database_url or f"sqlite:///{output / 'rehearsal.sqlite3'}",
        }
        if not worker:  # a worker shares this machine's data folder and keys; alone, everything stays in OUT
            environment |= {"DATA_DIR": str(output / "data"), "TASKS_IN_PROCESS": "1"}
        arguments = [
            sys.executable,
            sys.argv[0],
            "rehearse_year",
            str(folder.resolve()),
            "--output",
            str(output),
        ]
        done = subprocess.run([*arguments, *(["--worker"] if worker else [])], env=environment, check=False)
        if done.returncode:
            if not database_url:
                for leftover in output.glob("rehearsal.sqlite3*"):
                    leftover.unlink()
            if not worker:
                shutil.rmtree(output / "data", ignore_errors=True)
            raise CommandError("演练没有完成，没有写出结果。", returncode=done.returncode)

    def _inside(self, folder: Path, output: Path, worker: bool) -> None:
        if connection.introspection.table_names():
            raise CommandError("演练须用空的数据库，这个数据库里已有数据表。")
        call_command("migrate", verbosity=0)
        try:
            year_settings = read_settings(folder)
            from wuhou_craftsmen.accounts.domain import units

            units.load_units()
            books = read_workbooks(folder)
            for name, table in books.by_name().items():
                self.stderr.write(f"《{name}》{table.told}")
            steps = _Steps(self.stderr)
            round = play(year_settings, books, steps.say)
            for job in Job.objects.exclude(state="done"):
                jobs.follow(job, self.stderr)
            steps.say("写出结果")
            written = write_results(round, output)
        except BaseException as error:
            self._leave_nothing()
            self._explain(error)
            raise
        self.stdout.write(f"演练完成，写出 {len(written)} 个文件：{output}")

    def _leave_nothing(self) -> None:
        """The database was empty before and is empty again; a new SQLite file is removed by the outer command."""
        if connection.vendor == "postgresql":
            connection.close()
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")

    def _explain(self, error: BaseException) -> None:
        """Every fault on a line of its own, a refusal as its reason."""
        if isinstance(error, WorkbookFaults):
            for fault in error.faults:
                self.stderr.write(str(fault))
            raise CommandError(f"共 {len(error.faults)} 处须更正，没有写入任何内容。") from error
        if isinstance(error, Refusal):
            raise CommandError(error.reason) from error


class _Steps:
    """One line for each stage, so that a person sees how far it is."""

    TOTAL = 11

    def __init__(self, out):
        self.out, self.number = out, 0

    def say(self, title: str) -> None:
        self.number += 1
        self.out.write(f"[{self.number:2}/{self.TOTAL}] {title}")
