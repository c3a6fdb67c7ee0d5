"""正式启用：what an empty database needs before the first person can sign in."""

import datetime as dt

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from wuhou_craftsmen.accounts.domain import people
from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.portal.rehearsal.year import load_reference

FIRST_HOLIDAYS = 2018  # the year of the draft policy; older days are asked by nobody


class Command(BaseCommand):
    """Loads units, bodies, the draft policy and holidays; opens the union's first accounts, without passwords.

    Two people at least: all further accounts, like every act that binds the union, need a second person.
    """

    help = "在空数据库中登记单位、机构、政策文本和放假安排，开通区总工会最初的两个（或更多）账号。"

    def add_arguments(self, parser):
        parser.add_argument(
            "--staff", nargs=2, action="append", required=True, metavar=("登录名", "姓名"),
            help="区总工会工作人员的登录名和姓名；至少写两次",
        )  # fmt: skip
        parser.add_argument(
            "--rehearsal", type=dt.date.fromisoformat, metavar="日期",
            help="演练库：从这一天开始，以后用 business_date 改日期；页面上标明演练。正式使用的不写",
        )  # fmt: skip

    @transaction.atomic
    def handle(self, *, staff, rehearsal=None, **options):
        call_command("migrate", verbosity=0)
        if User.objects.exists():
            raise CommandError("数据库中已有账号，请在网页上开通其他账号。")
        if len({full_name for _, full_name in staff}) < 2:
            raise CommandError("至少须有两名不同的工作人员：开通其他账号须一人提出、另一人复核。")
        if rehearsal:
            try:
                clock.set_business_date(rehearsal)
            except Refusal as refusal:
                raise CommandError(refusal.reason) from refusal
        load_reference(range(FIRST_HOLIDAYS, clock.today().year + 2))
        union = Organisation.objects.get(kind=OrganisationKind.UNION)
        try:
            for username, full_name in staff:
                people.open_account(
                    None, username=username, full_name=full_name, role=Role.UNION_STAFF, organisation=union
                )
        except Refusal as refusal:
            raise CommandError(refusal.reason) from refusal
        self.stdout.write("已启用。请各人自己设置密码后登录：")
        for username, _ in staff:
            self.stdout.write(f"  manage.py changepassword {username}")
