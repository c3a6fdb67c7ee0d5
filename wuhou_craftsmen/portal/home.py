"""What a home shows: the one next thing, then the rest by urgency; and of each role what it looks after."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from awards.queries import MoneyAtAGlance, money_at_a_glance
from awards.turns import TURNS as AWARDS
from ceremony.turns import TURNS as CEREMONY
from cultivation.turns import TURNS as CULTIVATION
from nominations.models import AnnualRound
from nominations.queries import rounds
from nominations.turns import TURNS as NOMINATIONS
from oversight.turns import TURNS as OVERSIGHT
from review.queries import files_of
from review.turns import TURNS as REVIEW
from showcase.turns import TURNS as SHOWCASE
from wuhou_craftsmen.accounts.models import Membership, Role
from wuhou_craftsmen.accounts.roles import AUDIT_READERS
from wuhou_craftsmen.accounts.turns import TURNS as ACCOUNTS
from wuhou_craftsmen.common.kernel import audit, clock, two_person
from wuhou_craftsmen.common.kernel.request_cache import once_a_page
from wuhou_craftsmen.common.messages import outbox
from wuhou_craftsmen.common.models import Message
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.common.web import turns
from wuhou_craftsmen.common.web.navigation import Todo
from wuhou_craftsmen.ladder.turns import TURNS as LADDER
from wuhou_craftsmen.policy.navigation import todos as policy_todos
from wuhou_craftsmen.policy.turns import TURNS as POLICY
from wuhou_craftsmen.policy.turns import confirm_by, office_days
from wuhou_craftsmen.registers.turns import TURNS as REGISTERS

UNREAD = turns.Turn(
    "消息", ("未读",), tuple(Role.values), "未读消息", lambda: Message.objects.filter(channel=outbox.PORTAL, read_at=None),
    lambda: reverse("portal:messages"), lambda things, user: things.filter(user=user), round="",
)  # fmt: skip
TURNS = [
    *POLICY,
    *ACCOUNTS,
    *LADDER,
    *REGISTERS,
    *CULTIVATION,
    *NOMINATIONS,
    *REVIEW,
    *AWARDS,
    *CEREMONY,
    *OVERSIGHT,
    *SHOWCASE,
    UNREAD,
]


ROLE_GIVERS = (Role.UNION_STAFF, Role.SYSTEM_ADMIN)


def todos_of(user) -> list[Todo]:
    """What waits for this user, the most urgent first; what has no limit follows in the order of the year."""
    days = office_days()
    waiting = turns.todos(TURNS, user, days, _all_of) + policy_todos(user)
    if user.has_role(*ROLE_GIVERS):
        waiting += nobodys()
    if user.has_role(*AUDIT_READERS) and not audit.checked_today():
        waiting.append(Todo("今日操作记录待核对", 1, reverse("portal:audit")))
    if pending := two_person.waiting_for(user):
        oldest = min(act.proposed_at for act in pending)
        waiting.append(Todo("待您复核的事项", len(pending), reverse("portal:pending"), confirm_by(oldest)))
    return sorted(waiting, key=_urgency)


def _all_of(waiting: turns.Waiting) -> str:
    """The list of what waits at a row, each with its page."""
    return reverse("portal:waiting", args=[TURNS.index(waiting.turn)])


def waiting_one_by_one(user, place: int) -> tuple[str, list[tuple]] | None:
    """What a row is called, and (thing, until, address) of each that waits for this user there; None where there is no such row."""
    turn = TURNS[place] if place < len(TURNS) else None
    if turn is None or not turn.who:
        return None
    return turn.label, turns.one_by_one(turn, turn.of(user), office_days())


@once_a_page
def _held() -> set[str]:
    """The roles that somebody holds now."""
    seats = Membership.objects.in_force().filter(user__is_active=True).order_by()
    return set(seats.values_list("role", flat=True).distinct())


def nobodys() -> list[Todo]:
    """What would be the turn of a role that nobody holds: to be given to somebody first."""
    unmanned = [turn for turn in TURNS if turn.who and not _held() & set(turn.who)]
    found = turns.counted([(turn, turn.things()) for turn in unmanned])
    return [
        Todo(
            f"没有人担任{who_text(w.turn)}，请增加这一角色：{w.turn.label}",
            w.count,
            reverse("accounts:people"),
        )
        for w in found
    ]


def _urgency(todo: Todo) -> tuple:
    return todo.label == UNREAD.label, todo.until is None, clock.last_day(todo.until) or dt.date.max


@dataclass(frozen=True)
class Scoring:
    """How many files an expert was given and has sealed."""

    given: int
    sealed: int

    @property
    def left(self) -> int:
        return self.given - self.sealed


def scoring_of(user, round: AnnualRound | None) -> Scoring | None:
    """An expert's own progress while scoring is open."""
    if round is None or round.state != "reviewing" or not user.has_role(Role.EXPERT):
        return None
    sealed = list(files_of(user, round).values_list("sealed", flat=True))
    return Scoring(len(sealed), sum(sealed))


def only_scores(user) -> bool:
    """An expert and nothing else: his home is his scoring."""
    return {membership.role for membership in user.current_memberships} == {Role.EXPERT}


def moneys_of(user) -> list[MoneyAtAGlance]:
    """For finance, the money of each year that is being paid."""
    if not user.has_role(Role.FINANCE):
        return []
    return [money_at_a_glance(round) for round in rounds() if round.state == "rewarding"][:2]


@dataclass(frozen=True)
class Unfinished:
    """What of a round is still somebody's turn, with the names of the first of it."""

    label: str
    who: str
    count: int
    until: dt.datetime | dt.date | None
    names: list[str]
    url: str

    @property
    def over(self) -> bool:
        return clock.is_over(self.until)

    @property
    def more(self) -> int:
        return self.count - len(self.names)


MAX_NAMES = 20
OVER = ("archived", "annulled")  # states of a round after which nothing of it changes
NOBODY = "，现在没有人担任，请先在“账号”中增加这一角色"


def unfinished(user, round: AnnualRound) -> list[Unfinished]:
    """Everything of the round that waits, whoever it waits for; the link for those whose turn it is.

    What waits for a second person is told while the round lasts: proposals are of the office, most of no round.
    """
    days = office_days()
    rows = [(t, t.things().filter(**{t.round: round.pk})) for t in TURNS if t.who and t.round]
    return [
        Unfinished(
            label=waiting.turn.label,
            who=who_text(waiting.turn) + ("" if _held() & set(waiting.turn.who) else NOBODY),
            count=waiting.count,
            until=waiting.until(days),
            names=[str(thing) for thing in waiting.things.order_by("pk")[:MAX_NAMES]],
            url=(_all_of(waiting) if waiting.pages > 1 else waiting.url)
            if user.has_role(*waiting.turn.who)
            else "",
        )
        for waiting in turns.counted(rows)
    ] + ([] if round.state in OVER else _proposed(user))


def _proposed(user) -> list[Unfinished]:
    found = two_person.undecided()
    if not found:
        return []
    return [
        Unfinished(
            label="等第二人复核的事项（不分批次）",
            who="提出人以外有权复核的人",
            count=len(found),
            until=confirm_by(min(act.proposed_at for act in found)),
            names=[
                f"{act.title}，{act.proposed_by}于{cn_date(timezone.localdate(act.proposed_at))}提出"
                for act in found[:MAX_NAMES]
            ],
            url=reverse("portal:pending") if two_person.waiting_for(user) else "",
        )
    ]


def who_text(turn: turns.Turn) -> str:
    return "、".join(Role(role).label for role in turn.who)


def table() -> list[tuple[str, str, str, str]]:
    """(noun, what, whose turn, limit) of every row, as people read it."""
    days = office_days()
    return [(turn.noun, turn.label, who_text(turn), turn.limit_text(days)) for turn in TURNS if turn.who]
