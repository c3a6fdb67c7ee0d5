"""A kind of job for tests: days of a list are published one by one. Workers load it with `-I tests.common.publishing`.

`python -m tests.common.publishing N` starts such a job of N days in the database of the environment, follows it,
and prints what came of it as one line of JSON.
"""

import datetime as dt
import json
import os
import sys
import time

KIND = "tests.publishing"
FIRST_DAY = dt.date(2019, 1, 1)


def add_days(number: int) -> None:
    from wuhou_craftsmen.common.models import Holiday

    days = [FIRST_DAY + dt.timedelta(days=i) for i in range(number)]
    Holiday.objects.bulk_create(Holiday(day=day, working=True, source="") for day in days)


def unpublished(job):
    from wuhou_craftsmen.common.models import Holiday

    return Holiday.objects.filter(source="").order_by("day")


def publish(job, day) -> None:
    """Claim by a conditional update, as certificates do; the audit entry is the visible effect."""
    from django.db import transaction

    from wuhou_craftsmen.common.kernel import audit

    time.sleep(float(os.environ.get("PUBLISHING_SECONDS", "0")))
    with transaction.atomic():
        if type(day).objects.filter(pk=day.pk, source="").update(source="公布"):
            audit.record(None, "公布", day)


def register() -> None:
    from wuhou_craftsmen.common.jobs import jobs

    jobs.register(KIND, items=unpublished, work=publish)


class _Lines:
    """Turns the progress bar into lines that another process can read."""

    def write(self, text: str) -> None:
        if text.strip():
            print(text.strip(), flush=True)

    def flush(self) -> None:
        pass


def main(number: int) -> None:
    import django

    django.setup()
    from wuhou_craftsmen.accounts.models import User
    from wuhou_craftsmen.common.jobs import jobs
    from wuhou_craftsmen.common.models import AuditEntry, Holiday

    register()
    add_days(number)
    owner = User.objects.create(username="publisher", full_name="孙公布")
    job = jobs.follow(jobs.start(owner, KIND, "公布", "1", total=number), _Lines(), seconds=1800)
    acts = list(AuditEntry.objects.filter(verb="公布").values_list("object_id", flat=True))
    left = Holiday.objects.filter(source="").count()
    outcome = {"state": job.state, "finished": job.finished, "total": job.total, "left": left}
    print(json.dumps(outcome | {"acts": len(acts), "different": len(set(acts))}))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wuhou_craftsmen.settings")
    main(int(sys.argv[1]))
else:
    register()
