"""Once a day each person is told what of his falls due within three days or is overdue."""

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wuhou_craftsmen.accounts.models import Membership, User
from wuhou_craftsmen.common.jobs.due import by_the_clock
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.decisions import needed
from wuhou_craftsmen.common.kernel.request_cache import at_one_moment
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.text.chinese import moment_text
from wuhou_craftsmen.common.web.navigation import Todo

from .home import todos_of

DAYS_BEFORE = 3
FROM_HOUR = 8  # nobody is woken by a message
AT_ONCE = 50  # people at one look of the clock: the next look goes on with the others


@by_the_clock
def remind_of_the_day() -> None:
    """Everybody with a role is looked through once a day, a part of them at each look."""
    if timezone.localtime(clock.now()).hour < FROM_HOUR:
        return
    today = clock.today()
    seats = Membership.objects.in_force().values("user")
    not_yet = Q(reminded_on=None) | ~Q(reminded_on=today)
    for user in list(User.objects.filter(not_yet, pk__in=seats, is_active=True).order_by("pk")[:AT_ONCE]):
        with at_one_moment():  # marked first: a list that fails costs its owner a day's notice, not everybody
            if User.objects.filter(not_yet, pk=user.pk).update(reminded_on=today):
                _tell(user, today)


def _tell(user: User, today: dt.date) -> None:
    near = [todo for todo in todos_of(user) if todo.days_left is not None and todo.days_left <= DAYS_BEFORE]
    if not near:
        return
    outbox.notify(
        [user],
        "todos_due",
        f"您有 {sum(todo.count for todo in near)} 件待办即将到期或者已经逾期",
        "；".join(_in_words(todo) for todo in near) + "。",
        path=near[0].url if len(near) == 1 else reverse("portal:home"),
        key=f"todos due {today.isoformat()}",
    )


def _in_words(todo: Todo) -> str:
    """待初审的申报 3 件，截止 2022年3月18日."""
    when = moment_text(needed(todo.until))
    return f"{todo.label} {todo.count} 件，" + (
        f"应于 {when} 前办结，已逾期" if todo.over else f"截止 {when}"
    )
