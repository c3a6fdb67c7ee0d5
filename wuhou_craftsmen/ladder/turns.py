"""Whose turn it is with a transfer and with the year's training plans (rows of `common/web/turns.py`)."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role, User
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.web.turns import Turn

from .models import TrainingPlan, TransferRequest


def _transfers(*, late: bool) -> QuerySet:
    asked, today = TransferRequest.objects.filter(state="asked"), clock.today()
    return asked.filter(answer_by__lt=today) if late else asked.filter(answer_by__gte=today)


def _of_firm(things: QuerySet, user: User) -> QuerySet:
    return _not_asked_by(things.filter(from_firm=user.organisation_as(Role.FIRM_HR)), user)


def _not_asked_by(things: QuerySet, user: User) -> QuerySet:
    return things.exclude(asked_by__in=user.own_accounts)


def _without_plan() -> QuerySet:
    """Firms that have handed in no training plan of this year (clause 四)."""
    plans = TrainingPlan.objects.filter(firm=OuterRef("pk"), year=clock.today().year, replaced_at=None)
    return Organisation.objects.filter(~Exists(plans), kind=OrganisationKind.FIRM, struck_off_on=None)


def _own_firm(things: QuerySet, user: User) -> QuerySet:
    return things.filter(pk=user.organisation_as(Role.FIRM_HR).pk)


def _of_area(things: QuerySet, user: User) -> QuerySet:
    return things.filter(endorsing_unit=user.organisation_as(Role.ENDORSING_CLERK))


def _transfers_page() -> str:
    return reverse("ladder:transfers")


HR = (Role.FIRM_HR,)

TURNS = [
    Turn("转入请求", ("asked",), HR, "待答复的转入请求", lambda: _transfers(late=False), _transfers_page, _of_firm, due="answer_by", round=""),
    Turn("转入请求", ("asked",), (Role.UNION_STAFF,), "逾期没有答复的转入请求", lambda: _transfers(late=True), _transfers_page, _not_asked_by,
         due="answer_by", round=""),
    Turn("培训计划", ("未报送",), HR, "本年度技能人才培训计划待报送", _without_plan, lambda: reverse("ladder:own_plan"), _own_firm, round=""),
    Turn("培训计划", ("未报送",), (Role.ENDORSING_CLERK,), "还没有报送本年度培训计划的企业", _without_plan,
         lambda: f"{reverse('ladder:plans')}?state=missing", _of_area, round=""),
]  # fmt: skip
