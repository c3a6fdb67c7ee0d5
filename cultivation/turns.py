"""Whose turn it is in the programme beside verifying (rows of `common/web/turns.py`)."""

import datetime as dt

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.turns import Turn
from wuhou_craftsmen.registers.queries import led_by
from wuhou_craftsmen.registers.turns import LEADING

from .models import Mentorship, Studio, StudioCheck

STUDIOS, MENTORSHIPS = "studios", "mentorships"


def unchecked() -> QuerySet:
    """Studios that stood all of last year and were not checked for it."""
    last = clock.today().year - 1
    checks = StudioCheck.objects.filter(studio=OuterRef("pk"), year=last).exclude(state="withdrawn")
    standing = Studio.objects.filter(state="verified", ended_on=None, named_on__lt=dt.date(last, 1, 1))
    return standing.filter(~Exists(checks))


def run_out() -> QuerySet:
    """Agreements whose term is over and of which nobody said how they ended."""
    return Mentorship.objects.filter(state="verified", end="", until__lt=clock.today())


def _led(key: str):
    def mine(things: QuerySet, user: User) -> QuerySet:
        return things if key in led_by(user) else things.none()

    return mine


TURNS = [
    Turn("工作室", ("未考核",), LEADING, "还没有上年度考核的工作室", unchecked, lambda: reverse("registers:enter", args=["studio-checks"]), _led(STUDIOS),
         round=""),
    Turn("带徒协议", ("到期",), LEADING, "到期、没有登记结果的带徒协议", run_out, lambda: reverse("registers:list", args=[MENTORSHIPS]) + "?state=verified",
         _led(MENTORSHIPS), round=""),
]  # fmt: skip
