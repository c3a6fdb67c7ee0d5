"""Whether a unit has a place left, and who may order its files, each answer with its reason."""

from django.db.models import Count

from nominations.documents.contents import finished
from nominations.models import AnnualRound, Nomination, UnitQuota
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.accounts.rules import is_clerk
from wuhou_craftsmen.common.kernel.decisions import YES, Answer, no

# a place of the unit's quota: endorsed and whatever became of it; fraud loses the place, a withdrawal frees it
USES_A_PLACE = ["endorsed", "qualified", "unqualified", "disqualified"]


def places_used(round: AnnualRound, unit=None) -> dict[int, int]:
    """Endorsing unit id -> places used, of one unit or of all."""
    files = Nomination.objects.filter(round=round, state__in=USES_A_PLACE)
    if unit is not None:
        files = files.filter(firm__endorsing_unit=unit)
    return dict(files.order_by().values_list("firm__endorsing_unit").annotate(Count("pk")))


def place_left(round: AnnualRound, unit) -> Answer:
    """A unit recommends no more than its places; a disqualified file's place is lost, nobody takes it."""
    quota = UnitQuota.objects.filter(round=round, unit=unit).first()
    if quota is None:
        return YES
    used = places_used(round, unit).get(unit.pk, 0)
    if used >= quota.places:
        return no(
            f"{unit}的推荐名额共 {quota.places} 个，已用 {used} 个，不能再推荐。"
            "取消资格的名额不再补；需要调整名额的，请与区总工会联系。"
        )
    return YES


def places_left(round: AnnualRound, unit) -> int | None:
    """How many more files the unit may recommend; None where nobody set a limit."""
    quota = UnitQuota.objects.filter(round=round, unit=unit).first()
    if quota is None:
        return None
    return max(0, quota.places - places_used(round, unit).get(unit.pk, 0))


def may_rank(user, round: AnnualRound) -> Answer:
    """The unit's clerk, until its stamped papers are complete or the review begins."""
    if not is_clerk(user):
        return is_clerk(user)
    if round.state not in ("open", "checking"):
        return no(f"{round}现在是“{round.get_state_display()}”，推荐排序不能再改。")
    if finished(round, user.organisation_as(Role.ENDORSING_CLERK)):
        return no(
            "三份初审材料的盖章件都已上传，推荐排序不再改动。确需调整的，先在“初审材料”中撤回一份扫描件。"
        )
    return YES
