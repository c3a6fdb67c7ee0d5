"""Whose turn it is from the naming to the archive (rows of `common/web/turns.py`)."""

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse

from nominations.models import AnnualRound
from nominations.queries import rounds as every_round
from nominations.turns import TURNS as NOMINATIONS
from review.models import Candidacy
from review.turns import TURNS as REVIEW
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.common.kernel.two_person import asked
from wuhou_craftsmen.common.models import Job
from wuhou_craftsmen.common.web.turns import Turn, on_day

from . import queries
from .domain.claims.contest_results import to_claim
from .models import BankAccount, BudgetLine, ClaimVerdict, LedgerEntry, MatchingClaim, PaymentBatch, Title
from .states import BATCH_ACTS


def _page(name: str):
    return lambda *pk: reverse(f"awards:{name}", args=pk)


def _cleared(state: str) -> QuerySet:
    """Cleared and named by no decision yet, in rounds of this state."""
    found = queries.cleared().filter(round__state=state)
    return found.exclude(round__in=asked("round_id", "awards.name"))


def _standing() -> QuerySet:
    """Titles not revoked, of rounds that are not closed."""
    return Title.objects.filter(revoked_on=None, decision__round__state="rewarding")


def _to_issue() -> QuerySet:
    """Certificates that nobody has asked for."""
    running = Job.objects.filter(
        kind="awards.certificates", state__in=("queued", "running"),
        object_id=Cast(OuterRef("decision"), CharField()),
    )  # fmt: skip
    titles = _standing().filter(~Exists(running), certificate=None)
    return titles.exclude(decision__in=asked("decision_id", "awards.issue_certificates"))


def _unentered() -> QuerySet:
    """Titles whose naming reward is owed and not in the ledger."""
    return queries.unrewarded().filter(
        decision__round__state="rewarding", decision__round__policy__naming_reward_fen__gt=0
    )


def _to_revoke() -> QuerySet:
    """Titles of people against whom an objection was upheld after the naming."""
    titles = Title.objects.filter(revoked_on=None, candidacy__objections__state="upheld").distinct()
    return titles.exclude(pk__in=asked("title_id", "awards.revoke"))


def _last_verdict() -> Subquery:
    last = ClaimVerdict.objects.filter(claim=OuterRef("pk")).order_by("-pk")
    return Subquery(last.values("code")[:1])


def _claims() -> QuerySet:
    return MatchingClaim.objects.filter(round__state__in=("rewarding", "naming")).annotate(
        last=_last_verdict()
    )


def _claims_page() -> str:
    """Of the newest year whose rewards are being entered."""
    round = AnnualRound.objects.filter(state="rewarding").order_by("-year").first()
    return reverse("awards:claims", args=[round.pk]) if round else reverse("nominations:rounds")


def _owed() -> QuerySet:
    """What is to be paid, in rounds that are not closed."""
    return queries.owed().filter(round__state="rewarding")


def _account() -> Exists:
    return Exists(BankAccount.objects.filter(person=OuterRef("person")))


def _to_reverse() -> QuerySet:
    owed = _owed().filter(title__revoked_on__isnull=False)
    return owed.exclude(pk__in=asked("entry_id", "awards.reverse_entry"))


def _without_budget() -> QuerySet:
    """Rounds that owe rewards in a year without an approved amount."""
    budget = BudgetLine.objects.filter(year=OuterRef("year"))
    return AnnualRound.objects.filter(
        Exists(LedgerEntry.objects.filter(round=OuterRef("pk"))), ~Exists(budget), state="rewarding"
    )


def _batches(state: str) -> QuerySet:
    return PaymentBatch.objects.filter(state=state).exclude(pk__in=asked("batch_id", BATCH_ACTS[state]))


def _not_made_by(things: QuerySet, user: User) -> QuerySet:
    return things.exclude(maker__in=user.own_accounts)


def _may_send(things: QuerySet, user: User) -> QuerySet:
    own = user.own_accounts
    return things.exclude(Q(maker__in=own) | Q(approver__in=own) | Q(approved_with__in=own))


def before_archiving() -> list[Turn]:
    """What must be nobody's turn any more when a round is archived."""
    every = (*NOMINATIONS, *REVIEW, *TURNS)
    return [turn for turn in every if turn.who and turn.round and turn.label != ARCHIVE]


def _closable() -> QuerySet:
    """Rounds in which nobody has anything left to do."""
    rounds = AnnualRound.objects.filter(state="rewarding")
    if not any(round.state == "rewarding" for round in every_round()):
        return rounds.none()  # the question below is long
    for turn in before_archiving():
        rounds = rounds.exclude(pk__in=turn.things().order_by().values(turn.round))
    return rounds.exclude(pk__in=asked("round_id", "nominations.archive_round"))


UNION, LEADER, FINANCE = (Role.UNION_STAFF,), (Role.LEADER,), (Role.FINANCE,)
ARCHIVE = "各项已经办结的批次，待归档"

TURNS = [
    Turn("候选人", ("cleared",), LEADER, "公示无异议的人选待命名", lambda: _cleared("naming"), _page("round"), at="round", due="round__naming_on"),
    Turn("候选人", ("cleared",), LEADER, "命名后核查完毕的人选待补充命名", lambda: _cleared("rewarding"), _page("round"), at="round",
         since=on_day("objections__decided_at")),
    Turn("候选人", ("cleared",), (), "公示期满后命名", lambda: Candidacy.objects.filter(state="cleared", round__state="notice")),
    Turn("候选人", ("cleared",), (), "已命名，见称号", lambda: Candidacy.objects.filter(state="cleared", title__isnull=False)),
    Turn("称号", ("有效",), UNION, "命名决定待制发证书", _to_issue, _page("round"), at="decision__round", since="named_on",
         round="decision__round"),
    Turn("称号", ("有效",), UNION, "命名的人待登记一次性奖励", _unentered, _page("ledger"), at="decision__round", since="named_on",
         round="decision__round"),
    Turn("称号", ("有效",), LEADER, "异议成立，待撤销的称号", _to_revoke, _page("round"), at="decision__round",
         since=on_day("candidacy__objections__decided_at"), round="decision__round"),
    Turn("称号", ("有效",), (), "证书已制发、奖励已登记",
         lambda: Title.objects.filter(revoked_on=None, certificate__isnull=False).exclude(pk__in=_unentered().values("pk")),
         round="decision__round"),
    Turn("称号", ("已撤销",), (), "已办结", lambda: Title.objects.filter(revoked_on__isnull=False), round="decision__round"),
    Turn("竞赛成绩", ("可申请配套",), UNION, "获奖人可以申请配套奖励的竞赛成绩", to_claim, _claims_page, since="awarded_on", round=""),
    Turn("配套申请", ("待审核",), UNION, "配套奖励申报待审核", lambda: _claims().filter(last=None), _page("claims"), at="round",
         since=on_day("created_at")),
    Turn("配套申请", ("待裁定",), UNION, "待裁定的配套奖励申报", lambda: _claims().filter(last="HELD"), _page("claims"), at="round",
         since=on_day("created_at")),
    Turn("配套申请", ("已有结论",), (), "已办结", lambda: _claims().filter(last__isnull=False).exclude(last="HELD")),
    Turn("台账", ("待发放",), LEADER + FINANCE, "称号已撤销，未发放的奖励待冲销", _to_reverse, _page("ledger"), at="round",
         since="title__revoked_on"),
    Turn("台账", ("待发放",), UNION, "待登记收款账户的奖励", lambda: _owed().exclude(_account()).filter(title__revoked_on=None),
         _page("roster"), at="round", since=on_day("created_at")),
    Turn("台账", ("待发放",), UNION, "奖励待编制发放批次", lambda: _owed().filter(_account(), title__revoked_on=None), _page("roster"),
         at="round", since=on_day("created_at")),
    Turn("台账", ("已编入批次", "已冲销"), (), "见发放批次", lambda: LedgerEntry.objects.exclude(pk__in=_owed().values("pk"))),
    Turn("批次", ("rewarding",), UNION, "本年度奖励预算待登记", _without_budget, _page("roster"), at="pk", round="pk"),
    Turn("发放批次", ("drafted",), LEADER, "待审批的发放批次", lambda: _batches("drafted"), _page("batch"), _not_made_by, at="pk",
         since=on_day("made_at")),
    Turn("发放批次", ("approved",), FINANCE, "待送银行的发放批次", lambda: _batches("approved"), _page("batch"), _may_send, at="pk",
         since=on_day("approved_at")),
    Turn("发放批次", ("sent",), FINANCE, "待登记银行结果的发放批次", lambda: _batches("sent"), _page("batch"), at="pk", since=on_day("sent_at")),
    Turn("发放批次", ("paid", "failed"), (), "已办结", lambda: PaymentBatch.objects.filter(state__in=("paid", "failed"))),
    Turn("批次", ("notice",), (), "见公示", lambda: AnnualRound.objects.filter(state="notice"), round="pk"),
    Turn("批次", ("rewarding",), UNION, ARCHIVE, _closable, lambda: reverse("nominations:rounds"), round="pk"),
    Turn("批次", ("rewarding",), (), "见称号、配套申请、台账和发放批次",
         lambda: AnnualRound.objects.filter(state="rewarding").exclude(pk__in=_closable().values("pk")), round="pk"),
]  # fmt: skip
