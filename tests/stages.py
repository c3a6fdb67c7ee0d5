"""A small year stopped where its pages are filled, in a data folder of its own, to be served and looked at.

Usage: DATA_DIR=… python -m tests.stages begun | reviewing | deliberating | notice | named — prints who may sign in, as JSON.
"""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
os.environ["TASKS_IN_PROCESS"] = "1"

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402

from nominations.domain import changes  # noqa: E402
from review.domain.committee import recusal  # noqa: E402
from review.domain.scoring import scoring  # noqa: E402
from tests.pdfs import PDF  # noqa: E402
from tests.small_year import SHEETS, Year  # noqa: E402
from wuhou_craftsmen.accounts.models import Membership, Role, User  # noqa: E402
from wuhou_craftsmen.common.kernel import clock, two_person  # noqa: E402
from wuhou_craftsmen.common.models import PendingAct  # noqa: E402

PASSWORD = "liulan-2022-yemian"


def begun(year: Year) -> None:
    """The round is open and nothing has been done: every list is empty."""


def reviewing(year: Year) -> None:
    """Scoring is open; one expert has pledged, sealed one file and begun another."""
    year.play("check").open_scoring()
    expert = year.round.committee.members.first().expert.user
    recusal.pledge(expert, year.round)
    marks = {f"C{n}": int(mark * 2) for n, mark in enumerate(SHEETS[90], 1)}
    scoring.save_draft(expert, year.candidate("001"), marks=marks, endorsed=True, comment="技艺精湛。")
    scoring.seal(expert, year.candidate("001"))
    scoring.save_draft(expert, year.candidate("002"), marks={"C1": 20}, endorsed=None, comment="")


def deliberating(year: Year) -> None:
    """The ranking stands, with a tie across the line; the first has a new name and died, one has left."""
    year.play("score")
    told = {"on": clock.today(), "document": "示例文件", "reason": "核对", "paper": ("paper.pdf", PDF)}
    for kind, new_name in (("name", "甲新名"), ("death", "")):
        change = changes.enter(year.first, year.file("001"), kind=kind, new_name=new_name, **told)
        asked = PendingAct.objects.get(act=changes.CONFIRM, params={"change_id": change.pk})
        two_person.confirm(year.second, asked)
    leaving = {"candidacy_id": year.candidate("007").pk, "reason": "本人书面申请"}
    two_person.together(year.first, year.leaders[0], "review.withdraw", **leaving)


def notice(year: Year) -> None:
    """The names are on show, one is objected to."""
    year.play("deliberate")
    year.publish()
    year.object_to("007")


def named(year: Year) -> None:
    """Named, with claims paid, held and reversed."""
    year.play()


STAGES = {stage.__name__: stage for stage in (begun, reviewing, deliberating, notice, named)}


def main() -> None:
    call_command("migrate", verbosity=0)
    STAGES[sys.argv[1]](Year())
    known = dict(Membership.objects.order_by("-pk").values_list("role", "user"))
    people = {}
    User.objects.update(password=make_password(PASSWORD))
    for role in sorted(set(known) & set(Role.values)):
        people[role] = User.objects.get(pk=known[role]).username
    print(json.dumps(people))


if __name__ == "__main__":
    main()
