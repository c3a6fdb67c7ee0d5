"""What the awards room offers to the menu and to each role's to-do list."""

from urllib.parse import urlencode

from django.urls import reverse

from nominations.models import AnnualRound, Route
from nominations.queries import rounds
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import two_person
from wuhou_craftsmen.common.models import Job, PendingAct
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, Todo, pages_of
from wuhou_craftsmen.policy.domain import settings as register

from . import queries, rules
from .domain.money import payments
from .models import ClaimVerdict, LedgerEntry, MatchingClaim, PaymentBatch, Title
from .states import BATCH_ACTS


def _round() -> AnnualRound | None:
    """The newest round that reached the naming."""
    return next((round for round in rounds() if round.state in ("naming", "rewarding", "archived")), None)


def menu(user) -> list[MenuItem]:
    round, items = _round(), []
    if round is None:
        return items
    if rules.may_see_titles(user):
        every = (pages_of("awards:round"),)
        items.append(
            MenuItem("命名与证书", reverse("awards:round", args=[round.pk]), "award", every, "公示与命名")
        )
    if rules.may_see_ledger(user):
        items.append(MenuItem("配套奖励", reverse("awards:claims", args=[round.pk]), "trophy", group="奖励"))
        items.append(
            MenuItem("奖励台账", reverse("awards:ledger", args=[round.pk]), "cash-stack", group="奖励")
        )
        paid = (pages_of("awards:batch"), pages_of("awards:payee"))
        items.append(
            MenuItem("发放花名册", reverse("awards:roster", args=[round.pk]), "list-check", paid, "奖励")
        )
    return items


def todos(user) -> list[Todo]:
    """Naming for leaders; entries, claims and batches for those whose turn it is."""
    found = []
    for round in AnnualRound.objects.filter(state__in=["naming", "rewarding"]):
        if user.has_role(Role.LEADER) and round.state == "naming":
            found.append(_to_name(round, "公示无异议的人选待命名"))
        if user.has_role(Role.LEADER) and round.state == "rewarding":
            found.append(_to_name(round, "命名后核查完毕的人选待补充命名"))
        if user.has_role(Role.UNION_STAFF) and round.state == "rewarding":
            found += _staff(round)
    if user.has_role(Role.LEADER):
        found += _batches("drafted", "待审批的发放批次", user)
    if user.has_role(Role.FINANCE):
        found += _batches("approved", "待送银行的发放批次", user)
        found += _batches("sent", "待登记银行结果的发放批次", user)
    return [todo for todo in found if todo.count]


def _to_name(round: AnnualRound, label: str) -> Todo:
    """Nobody's while it waits for the second of the group."""
    asked = two_person.proposed("awards.name", round_id=round.pk)
    count = 0 if asked else queries.to_be_named(round).count()
    return Todo(label, count, reverse("awards:round", args=[round.pk]))


def _staff(round: AnnualRound) -> list[Todo]:
    judged = ClaimVerdict.objects.filter(claim__round=round).values("claim")
    waiting = round.claims.exclude(pk__in=judged).count()
    titles = Title.objects.filter(decision__round=round, revoked_on=None)
    page = reverse("awards:round", args=[round.pk])
    return [
        Todo("命名决定待制发证书", _to_issue(round), page),
        Todo(
            "命名的人待登记一次性奖励",
            titles.count() if _owed(round, titles) else 0,
            reverse("awards:ledger", args=[round.pk]),
        ),
        Todo("配套奖励申报待审核", waiting, reverse("awards:claims", args=[round.pk])),
        Todo(
            "奖励待编制发放批次", payments.payable(round).count(), reverse("awards:roster", args=[round.pk])
        ),
    ]


def _to_issue(round: AnnualRound) -> int:
    """Certificates that nobody has asked for."""
    asked = PendingAct.objects.filter(act="awards.issue_certificates", state="pending")
    ids = {act.params["decision_id"] for act in asked}
    ids |= {
        int(job.object_id)
        for job in Job.objects.filter(kind="awards.certificates", state__in=["queued", "running"])
    }
    titles = Title.objects.filter(decision__round=round, certificate=None, revoked_on=None)
    return titles.exclude(decision__in=ids).count()


def _owed(round: AnnualRound, titles) -> bool:
    """Whether somebody named has no entry for the naming yet."""
    entered = LedgerEntry.objects.filter(kind="naming").values("person")
    if not register.value(round.settings, "direct_recognition_paid"):
        titles = titles.exclude(candidacy__nomination__route=Route.DIRECT)
    return titles.exclude(person__in=entered).exists()


def _batches(state: str, label: str, user) -> list[Todo]:
    """Those that nobody has proposed to take on; the second person finds them among what waits to be confirmed."""
    waiting = PaymentBatch.objects.filter(state=state).exclude(maker=user)[:20]
    asked = PendingAct.objects.filter(act=BATCH_ACTS[state], state="pending")
    ids = {act.params["batch_id"] for act in asked}
    return [
        Todo(f"{label}：{batch.no}", 1, reverse("awards:batch", args=[batch.pk]))
        for batch in waiting
        if batch.pk not in ids
    ]


def search(user, words: str) -> list[SearchGroup]:
    """Titles by name, firm or certificate number; claims and batches for those who see the ledger."""
    shelves = []
    if rules.may_see_titles(user):
        titles = queries.matching_titles(Title.objects.select_related("decision__round"), words)[
            :MAX_HITS_SHOWN
        ]
        shelves.append(SearchGroup("“诸葛工匠”称号", [_title(title) for title in titles]))
    if rules.may_see_ledger(user):
        claims = queries.matching_claims(MatchingClaim.objects.select_related("round"), words)[
            :MAX_HITS_SHOWN
        ]
        batches = PaymentBatch.objects.filter(no__holds=words)[:MAX_HITS_SHOWN]
        shelves.append(SearchGroup("配套奖励", [_claim(claim) for claim in claims]))
        shelves.append(
            SearchGroup(
                "发放批次",
                [Hit(b.no, b.get_state_display(), reverse("awards:batch", args=[b.pk])) for b in batches],
            )
        )
    return shelves


def _title(title: Title) -> Hit:
    round = title.decision.round
    page = reverse("awards:round", args=[round.pk])
    state = "称号已撤销" if title.revoked_on else "有效"
    return Hit(str(title), f"{round.year}年度　{state}", f"{page}?{urlencode({'q': title.certificate_no})}")


def _claim(claim: MatchingClaim) -> Hit:
    page = reverse("awards:claims", args=[claim.round_id])
    return Hit(str(claim), f"{claim.round.year}年度　{claim.award}", f"{page}?{urlencode({'q': claim.no})}")
