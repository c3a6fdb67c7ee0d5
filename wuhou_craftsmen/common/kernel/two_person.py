"""Acts that need two people: one proposes, a second, different one confirms; then the verb runs for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

from ..models import PendingAct
from ..text.compared import Marked
from . import audit, clock
from .decisions import Answer, no, require, require_text
from .digests import digest
from .people import User, accounts_of
from .refusals import Refusal
from .request_cache import once_a_page

Shown = Sequence[tuple[str, str | Marked]]


@dataclass(frozen=True)
class Act:
    """A registered verb: called as `run(actor=…, second=…, **params)`; `may(user)` is asked of both people, of the first
    when he proposes and once more when it is confirmed."""

    key: str
    title: str
    may: Callable[..., Answer]
    run: Callable
    summary: Callable[..., str]
    check: Callable[..., object] | None = None
    seen: Callable[..., object] | None = None
    shown: Callable[..., Shown] | None = None
    may_confirm: Callable[..., Answer] | None = None
    about: Callable[..., Answer] | None = None

    def digest(self, params: dict) -> str:
        """SHA-256 over what a proposer sees: the summary, and what `seen` gives of the things decided over."""
        seen = self.seen(**params) if self.seen else None
        return digest([self.key, params, self.summary(**params), seen])


Verb = TypeVar("Verb", bound=Callable)
_ACTS: dict[str, Act] = {}


def two_person_act(
    key: str,
    title: str,
    *,
    may: Callable[..., Answer],
    summary: Callable[..., str],
    check: Callable[..., object] | None = None,
    seen: Callable[..., object] | None = None,
    shown: Callable[..., Shown] | None = None,
    may_confirm: Callable[..., Answer] | None = None,
    about: Callable[..., Answer] | None = None,
) -> Callable[[Verb], Verb]:
    """Register the decorated verb. `summary(**params)` is what the second person reads; `check(**params)` may
    refuse a proposal at once; `seen(**params)` gives as JSON what may change before it is confirmed and is not in the
    summary. `shown(**params)`: (label, words) of all that is confirmed, names, sums, before and after; words that begin with
    `/` are the address of a paper; Marked words are drawn with what went and what came. `may_confirm(user)`: the rule of the
    second person where it is another. `about(user, **params)`: the rule that asks each of the two about this very case: who has
    an interest in it neither proposes nor confirms. Params are JSON values without personal data."""

    def register(function: Verb) -> Verb:
        _ACTS[key] = Act(key, title, may, function, summary, check, seen, shown, may_confirm, about)
        return function

    return register


def shown(pending: PendingAct) -> Shown:
    """What the second person has before his eyes; nothing where the act cannot be done any more."""
    act = act_of(pending)
    try:
        return act.shown(**pending.params) if act.shown else []
    except Refusal:
        return []


def act_of(pending: PendingAct) -> Act:
    return _ACTS[pending.act]


@transaction.atomic
def propose(actor: User, key: str, /, **params: Any) -> PendingAct:
    """Ask for an act. Idempotent: proposed twice it is one proposal; what another proposed is to be confirmed."""
    act = _ACTS[key]
    require(act.may(actor))
    if act.about:
        require(act.about(actor, **params))
    if act.check:
        act.check(**params)
    pending, made = PendingAct.objects.get_or_create(
        same_sha256=digest([key, params]),
        state="pending",
        defaults={
            "act": key,
            "title": act.title,
            "summary": act.summary(**params),
            "params": params,
            "seen_sha256": act.digest(params),
            "proposed_by": actor,
            "proposed_at": clock.now(),
        },
    )
    if pending.proposed_by_id != actor.pk:
        raise Refusal(
            f"{pending.proposed_by}已提出同一事项，请在“待复核的事项”中复核。", "proposed_by_another"
        )
    if made:
        audit.record(actor, "提请复核", pending, act=key)
    return pending


def may_decide(user: User, pending: PendingAct) -> Answer:
    """Who may be the second person: holds the right itself and is not the first."""
    if pending.state != "pending":
        return no("这一事项已经办结。")
    if pending.proposed_by_id in accounts_of(user):
        return no("这是您本人提出的事项，须由另一人复核。")
    act = act_of(pending)
    may = (act.may_confirm or act.may)(user)
    return act.about(user, **pending.params) if may and act.about else may


@transaction.atomic
def confirm(actor: User, pending: PendingAct) -> Any:
    """Run the act for both people, in one transaction with its confirmation. Gives back what the verb gives.

    Refused when the first person may not do it any more, and when what he saw has changed since.
    """
    pending = PendingAct.objects.select_for_update().get(pk=pending.pk)
    require(may_decide(actor, pending))
    act = act_of(pending)
    if not act.may(pending.proposed_by):
        raise Refusal(
            f"提出人{pending.proposed_by}已经没有办理这一事项的权限，不能复核。请退回，由现任人员重新提请。",
            "proposer_lost_right",
        )
    if pending.seen_sha256 and pending.seen_sha256 != act.digest(pending.params):
        raise Refusal(
            "这一事项的内容在提出之后有变化，不能按原来的复核。请退回，核对后重新提请。", "changed_since"
        )
    pending.state, pending.decided_by, pending.decided_at = "confirmed", actor, clock.now()
    pending.save()
    done = act.run(actor=pending.proposed_by, second=actor, **pending.params)
    # last: whoever records holds the chain until commit, and must not wait for a row meanwhile
    audit.record(actor, "复核通过", pending, act=pending.act, proposed_by=str(pending.proposed_by))
    return done


@transaction.atomic
def reject(actor: User, pending: PendingAct, reason: str) -> None:
    """Turn a proposal down with a reason: by whoever could have confirmed it."""
    pending = PendingAct.objects.select_for_update().get(pk=pending.pk)
    require_text(reason, "请写明退回原因。")
    require(may_decide(actor, pending))
    pending.state, pending.decided_by, pending.decided_at = "rejected", actor, clock.now()
    pending.reason = reason.strip()
    pending.save()
    audit.record(actor, "复核退回", pending, act=pending.act)


@transaction.atomic
def take_back(actor: User, pending: PendingAct) -> None:
    """The proposer takes it back while nobody has decided yet."""
    pending = PendingAct.objects.select_for_update().get(pk=pending.pk)
    if pending.proposed_by_id != actor.pk:
        raise Refusal("只有提出人本人可以收回。")
    if pending.state != "pending":
        raise Refusal("这一事项已经办结，不能收回。")
    pending.state = "taken_back"
    pending.save()
    audit.record(actor, "收回提请", pending, act=pending.act)


def proposed(key: str, /, **params: Any) -> PendingAct | None:
    """The proposal of this act that nobody has decided yet; `params` may name only some of its values."""
    named = {f"params__{name}": value for name, value in params.items()}
    return PendingAct.objects.filter(act=key, state="pending", **named).select_related("proposed_by").first()


@once_a_page
def _undecided() -> list[PendingAct]:
    return list(PendingAct.objects.filter(state="pending").select_related("proposed_by"))


def undecided(*keys: str, **params: Any) -> list[PendingAct]:
    """The proposals of these acts, of all where none is named, that nobody has decided yet; `params` may name only some
    of their values."""
    return [
        pending
        for pending in _undecided()
        if (not keys or pending.act in keys)
        and all(pending.params.get(name) == value for name, value in params.items())
    ]


def asked(param: str, *keys: str) -> list:
    """What the undecided proposals of these acts name in `param`: it waits for a second person, not for a first."""
    return [pending.params[param] for pending in _undecided() if pending.act in keys]


def waiting_for(user: User) -> list[PendingAct]:
    """Proposals that this user may decide."""
    return [pending for pending in _undecided() if may_decide(user, pending)]


def closed_to(user: User) -> list[tuple[PendingAct, str]]:
    """Proposals of others that this user could decide, did they not touch himself; each with the reason."""
    own = accounts_of(user)
    others = [pending for pending in _undecided() if pending.proposed_by_id not in own]
    found = [(pending, act_of(pending)) for pending in others]
    answers = [
        (pending, act.about(user, **pending.params))
        for pending, act in found
        if act.about and (act.may_confirm or act.may)(user)
    ]
    return [(pending, answer.reason) for pending, answer in answers if not answer]


def together(first: User, second: User, key: str, /, **params: Any) -> Any:
    """Both people at once: for tests, the rehearsal and the demo. The same checks as on the pages."""
    return confirm(second, propose(first, key, **params))
