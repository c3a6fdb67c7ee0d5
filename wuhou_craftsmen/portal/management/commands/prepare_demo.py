"""试用：fill an embedded database once; later runs keep what is there and only print the sign-ins."""

import secrets

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from nominations.models import AnnualRound
from wuhou_craftsmen.portal.demo import filling as demo

PASSWORD_FILE = "demo-password"  # noqa: S105 - a file's name


class Command(BaseCommand):
    """Migrates, rehearses 2021, opens 2022, prints who may sign in."""

    help = "准备试用数据库：演练2021年度，开始2022年度申报，列出各角色的登录名。"

    def handle(self, **options):
        if settings.PRODUCTION:
            raise CommandError("正式环境不能准备试用数据。")
        call_command("migrate", verbosity=0)
        password = self._password()
        if not AnnualRound.objects.exists():
            self.stdout.write("第一次运行，准备试用数据，约需半分钟：")
            demo.fill(lambda step: self.stdout.write(f"  {step}"))
            demo.open_sign_ins(password)
        elif not AnnualRound.objects.filter(year=2022).exists():
            raise CommandError("上次准备没有完成，请运行 make demo-reset 重新开始。")
        self.stdout.write(f"\n试用账号（密码都是 {password}）：")
        for username, role in demo.SIGN_INS:
            self.stdout.write(f"  {username:<12}{role}")

    def _password(self) -> str:
        path = settings.DATA_DIR / PASSWORD_FILE
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(f"shiyong-{secrets.randbelow(10**6):06d}", encoding="ascii")
        return path.read_text(encoding="ascii")
