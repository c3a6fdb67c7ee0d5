"""Which persons of the register there are to choose from, and how long each has served."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from nominations.models import AnnualRound
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.text.masks import mask_phone

from .models import CommitteeMember, ExpertEmployer, ExpertService, ExpertTrade, RegisteredExpert

ON_COMMITTEES = ("expert", "both")


def with_careers(rows: QuerySet) -> QuerySet:
    """Entries with their accounts, verified employers and trades: three questions for all."""
    counted = [
        Prefetch("employers", ExpertEmployer.objects.filter(state="verified").order_by("-pk")),
        Prefetch("trades", ExpertTrade.objects.filter(state="verified").order_by("pk")),
    ]
    return rows.select_related("account__user").prefetch_related(*counted)


def in_register() -> QuerySet:
    """Those who count: verified and not left."""
    return RegisteredExpert.objects.filter(state="verified", in_register=True)


def to_choose() -> QuerySet:
    """Of these whoever is an expert, and not a referee alone."""
    return in_register().filter(kind__in=ON_COMMITTEES)


def _known_trades() -> QuerySet:
    return ExpertTrade.objects.filter(state="verified", expert__in=to_choose().values("pk"))


def trades(most: int = 100) -> list[str]:
    """Trades of those who may be chosen."""
    return list(_known_trades().order_by("trade").values_list("trade", flat=True).distinct()[:most])


def knows_trade(trade: str) -> bool:
    return _known_trades().filter(trade=trade).exists()


def seats(round: AnnualRound) -> QuerySet:
    """The round's committee, with what the register says of each."""
    return CommitteeMember.objects.filter(committee__round=round).select_related("expert__entry", "as_approved", "draw").prefetch_related(
        "expert__entry__employers", "expert__entry__trades"
    )  # fmt: skip


def years_served(entries: Iterable[RegisteredExpert]) -> dict[int, int]:
    """Entry -> years: what was served before the portal, and each year of an approved committee or of a contest once."""
    entries = list(entries)
    keys = [entry.pk for entry in entries]
    years: dict[int, set[int]] = {key: set() for key in keys}
    sat = CommitteeMember.objects.filter(expert__entry__in=keys, committee__approved_at__isnull=False)
    served = ExpertService.objects.filter(expert__in=keys, state="verified")
    for key, year in [
        *sat.order_by().values_list("expert__entry", "committee__round__year"),
        *served.order_by().values_list("expert", "year"),
    ]:
        years[key].add(year)
    return {entry.pk: entry.served_before + len(years[entry.pk]) for entry in entries}


def career_of(entry: RegisteredExpert) -> list[tuple[str, str]]:
    """What follows from the entry, for its page."""
    entry = with_careers(RegisteredExpert.objects.filter(pk=entry.pk)).get()
    account = getattr(entry, "account", None)
    said = entry.get_own_word_display() if entry.own_word else "未确认"
    found = [
        ("现工作单位", entry.employer),
        ("工种", entry.crafts),
        ("任职年数", f"{years_served([entry])[entry.pk]} 年"),
        (
            "专家账号",
            f"已开通，联系电话 {mask_phone(account.user.phone) or '未填写'}" if account else "选聘时开通",
        ),
        ("本人确认", said),
    ]
    return [*found, ("本人要求更正", entry.own_remark)] if entry.own_remark else found


def to_confirm() -> QuerySet:
    """Entries of those with an account who have not said this year whether they are right."""
    rows = in_register().filter(account__isnull=False).exclude(own_word="asked")
    return rows.exclude(own_word="confirmed", own_word_on__year=clock.today().year)


def own_of(things: QuerySet, user: User) -> QuerySet:
    return things.filter(account__user=user)


def asked() -> QuerySet:
    """Entries that their persons want to have put right."""
    return RegisteredExpert.objects.filter(state="verified", own_word="asked")
