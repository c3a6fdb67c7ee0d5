"""催报: how far each firm is with the year's files, and who spoke with it."""

from django.db import transaction
from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Subquery, Value, When

from nominations.models import AnnualRound, ChaseCall, Nomination
from wuhou_craftsmen.accounts.models import Membership, Organisation, Role, User
from wuhou_craftsmen.accounts.queries import firms_of
from wuhou_craftsmen.accounts.rules import may_see_firms
from wuhou_craftsmen.common.kernel import audit, clock
from wuhou_craftsmen.common.kernel.decisions import require, require_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text import private_numbers

STAGES = {
    "handed_in": "已报送",
    "begun": "正在填写",
    "opened": "已登录，没有填写",
    "unopened": "没有登录",
    "nobody": "没有账号",
}


def firms_with_stage(user: User, round: AnnualRound) -> QuerySet[Organisation]:
    """The firms that the user looks after, each with its `stage` (of STAGES), the last `call_note` and `call_at`; those that
    were struck off have nothing to hand in."""
    files = Nomination.objects.filter(round=round, firm=OuterRef("pk")).exclude(state="withdrawn")
    hr = Membership.objects.in_force().filter(role=Role.FIRM_HR, organisation=OuterRef("pk"))
    calls = ChaseCall.objects.filter(round=round, firm=OuterRef("pk"))
    stage = Case(
        When(Exists(files.filter(receipt_no__isnull=False)), then=Value("handed_in")),
        When(Exists(files), then=Value("begun")),
        When(Exists(hr.filter(user__last_login__date__gte=round.opens_on)), then=Value("opened")),
        When(Exists(hr), then=Value("unopened")),
        default=Value("nobody"),
        output_field=CharField(),
    )
    last = {f"call_{name}": Subquery(calls.values(name)[:1]) for name in ("note", "at")}
    return firms_of(user).filter(struck_off_on=None).annotate(stage=stage, **last).order_by("pk")


@transaction.atomic
def note_call(actor: User, round: AnnualRound, firm: Organisation, note: str) -> ChaseCall:
    """What was said with a firm of the own area while nominations are open."""
    require(may_see_firms(actor))
    if not firms_of(actor).filter(pk=firm.pk).exists():
        raise Refusal(f"“{firm}”不属于您办理的范围。")
    if round.state != "open":
        raise Refusal(f"{round}现在是“{round.get_state_display()}”，不再催报。")
    words = require_text(note, "请写明联系的情况，例如“已电话提醒，正在准备材料”。")
    if private_numbers.in_prose(words):
        raise Refusal("联系情况中不写电话号码、身份证号和账号。")
    call = ChaseCall.objects.create(round=round, firm=firm, note=words[:200], by=actor, at=clock.now())
    audit.record(actor, "催报", firm, round=str(round))
    return call
