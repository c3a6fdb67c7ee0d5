"""演练日期：moves the clock of a rehearsal's or the demo's own database."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from wuhou_craftsmen.common.jobs import due
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal


class Command(BaseCommand):
    """Only in a database that already is a rehearsal; production refuses. What is due on that day happens at once."""

    help = "把演练日期改到某一天，如 2022-04-01。"

    def add_arguments(self, parser):
        parser.add_argument("day", type=dt.date.fromisoformat, help="日期，如 2022-04-01")

    def handle(self, *, day, **options):
        if clock.business_date() is None:
            raise CommandError("这不是演练数据库，不能改日期。")
        try:
            clock.set_business_date(day)
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal
        due.run()
        self.stdout.write(f"演练日期：{day:%Y-%m-%d}")
