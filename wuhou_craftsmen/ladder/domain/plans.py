"""技能人才培训计划: the firm hands in its plan for a year (clause 四), and may replace it."""

from django.db import transaction
from django.db.models import QuerySet

from wuhou_craftsmen.accounts.models import Organisation, Role, User
from wuhou_craftsmen.accounts.roles import OVERSIGHT
from wuhou_craftsmen.common.files import uploads
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal

from .. import rules
from ..models import TrainingPlan

Paper = tuple[bytes, str]  # content and file name


@transaction.atomic
def hand_in(
    actor: User,
    firm: Organisation,
    *,
    year: int,
    trainees: int,
    apprentices: int,
    selection: str,
    paper: Paper,
) -> TrainingPlan:
    """The plan in force from now on; the one before is kept as replaced, the same handed in twice is one."""
    firm = Organisation.objects.select_for_update(no_key=True).get(pk=firm.pk)
    require(rules.may_hand_in_plan(actor, firm))
    if year not in (clock.today().year, clock.today().year + 1):
        raise Refusal(f"现在只收{clock.today().year}年度和下一年度的培训计划。")
    if trainees < 1 or not 0 <= apprentices <= trainees:
        raise Refusal("计划培训人数至少 1 人，带徒人数不能多于培训人数。")
    require_text(selection, "请写明怎样选拔培养对象。")
    said = {"trainees": trainees, "apprentices": apprentices, "selection": selection.strip()}
    stored = uploads.store_upload(paper[0], name=paper[1], actor=actor)
    live = firm.training_plans.filter(year=year, replaced_at=None).select_related("paper").first()
    if live and live.paper.sha256 == stored.sha256 and all(getattr(live, k) == v for k, v in said.items()):
        return live
    if live:
        live.replaced_at = clock.now()
        live.save()
    plan = TrainingPlan.objects.create(
        firm=firm, year=year, paper=stored, handed_in_by=actor, handed_in_at=clock.now(), **said
    )
    audit.record(actor, "报送培训计划", plan, year=year, replaced=bool(live))
    return plan


@transaction.atomic
def export_list(actor: User, firms: QuerySet[Organisation], year: int) -> list[int]:
    """Write down who takes what; the numbers of these firms, which the caller took from what the actor oversees."""
    require(rules.may_oversee_plans(actor))
    numbers = list(firms.values_list("pk", flat=True))
    roles = (*OVERSIGHT, Role.ENDORSING_CLERK)
    unit = next(filter(None, map(actor.organisation_as, roles)))
    audit.record(actor, "导出培训计划报送情况", unit, year=year, firms=len(numbers))
    return numbers
