"""What the awards room offers to the menu and to the search."""

from urllib.parse import urlencode

from django.urls import reverse

from nominations.models import AnnualRound
from nominations.queries import rounds
from wuhou_craftsmen.common.web.navigation import MAX_HITS_SHOWN, Hit, MenuItem, SearchGroup, pages_of

from . import queries, rules
from .models import MatchingClaim, PaymentBatch, Title


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
