"""Looks whether everything that is not done with has somebody whose turn it is, on whose list it stands."""

from awards.models import LedgerEntry, MatchingClaim, PaymentBatch, Title
from ceremony.models import Attendee, Ceremony
from nominations.models import AnnualRound, DirectRecognition, Lead, Nomination
from review.models import Candidacy, Objection, PublicNotice
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.portal.home import TURNS, todos_of

KINDS = {
    "批次": AnnualRound, "申报": Nomination, "线索": Lead, "直接认定": DirectRecognition, "候选人": Candidacy, "公示": PublicNotice,
    "异议": Objection, "称号": Title, "配套申请": MatchingClaim, "台账": LedgerEntry, "发放批次": PaymentBatch, "命名大会": Ceremony, "到会人员": Attendee,
}  # fmt: skip
STOPPED = (
    "suspended",
    "annulled",
    "archived",
)  # nothing of such a round is anybody's turn but the round itself


def people() -> list[User]:
    return list(User.objects.filter(is_active=True))


def hanging() -> list[str]:
    """What nobody has on his list and no row of the table says why."""
    users = people()
    at = {turn: set(turn.things().values_list("pk", flat=True)) for turn in TURNS if turn.noun in KINDS}
    lists = {
        turn: {pk for user in users for pk in turn.of(user).values_list("pk", flat=True)}
        for turn, things in at.items()
        if turn.who and things
    }
    found = []
    for noun, model in KINDS.items():
        for thing in model.objects.all():
            round = _round_of(thing)
            if noun != "批次" and round and round.state in STOPPED:
                continue
            rows = [turn for turn in at if turn.noun == noun and thing.pk in at[turn]]
            theirs = [turn for turn in rows if turn.who]
            if theirs and not any(thing.pk in lists[turn] for turn in theirs):
                found.append(f"{noun} {thing}: nobody has it, though {[turn.label for turn in theirs]}")
            if not rows and not _asked(thing, users):
                found.append(f"{noun} {thing} ({getattr(thing, 'state', '')}): in no row")
    return found


def _round_of(thing):
    for path in (
        ("round",),
        ("candidacy", "round"),
        ("decision", "round"),
        ("ceremony", "decision", "round"),
    ):
        value = thing
        for name in path:
            value = getattr(value, name, None)
        if isinstance(value, AnnualRound):
            return value
    return None


def _asked(thing, users) -> bool:
    """A proposal names it, its round or its decision, and somebody may confirm it."""
    named = {thing.pk, getattr(_round_of(thing), "pk", None), getattr(thing, "decision_id", None)}
    for pending in PendingAct.objects.filter(state="pending"):
        if named & {value for value in pending.params.values() if isinstance(value, int)}:
            return any(two_person.may_decide(user, pending) for user in users)
    return False


def stale(client, seen: set) -> list[str]:
    """To-dos of whoever has a deadline that has passed, and to-dos whose page does not open for their role; a page that is in
    `seen` is not opened again."""
    found = []
    for user in people():
        for todo in todos_of(user):
            if todo.over and user.has_role("firm_hr", "expert"):
                found.append(f"{user}: {todo.label} was due {todo.until}")
            page = (user.roles_text, todo.label)
            if page not in seen:
                seen.add(page)
                client.force_login(user)
                if client.get(todo.url).status_code != 200:
                    found.append(f"{user}: {todo.label} leads to {todo.url}")
    return found
