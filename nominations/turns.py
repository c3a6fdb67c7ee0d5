"""Whose turn it is with a round, a file and what hangs on it, until the experts take over (rows of `common/web/turns.py`)."""

import datetime as dt

from django.db.models import Count, DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from wuhou_craftsmen.accounts.models import Organisation, OrganisationKind, Role, User
from wuhou_craftsmen.accounts.roles import FILE_WRITERS, UNION_AND_LEADERS
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.two_person import asked
from wuhou_craftsmen.common.web.turns import Turn, on_day
from wuhou_craftsmen.policy.models import PolicyVersion

from .models import (
    AnnualRound,
    ChaseCall,
    DeadlineChange,
    DirectRecognition,
    EndorsedRank,
    FileChange,
    Lead,
    Nomination,
    ReportKind,
    UnitQuota,
    UnitReport,
)
from .queries import rounds
from .rules.rounds.quotas import USES_A_PLACE
from .waiting import (
    INTAKE,
    checked,
    nobody_endorses,
    not_own,
    of_department,
    of_unit,
    officers,
    opinions,
    returned,
    self_of_firm,
    self_unconfirmed,
    to_confirm,
    to_endorse,
    writable,
    written_by,
)  # fmt: skip

CHASED_BEFORE = dt.timedelta(days=7)


def _page(name: str):
    """The address of a page, of one thing where it has a number."""
    return lambda *pk: reverse(f"nominations:{name}", args=pk)


def files_page(query: str):
    return lambda: f"{reverse('nominations:list')}?{query}"


def _rounds(*states: str) -> QuerySet:
    return AnnualRound.objects.filter(state__in=states)


def _year_without_round() -> QuerySet:
    """The version in force, while nobody has planned a round of this year."""
    today = clock.today()
    planned = AnnualRound.objects.filter(year=today.year).exclude(state="annulled")
    found = PolicyVersion.objects.filter(issued_on__isnull=False, valid_from__lte=today, valid_to__gte=today)
    return found.filter(~Exists(planned))


def _to_open() -> QuerySet:
    return _rounds("planned").exclude(pk__in=asked("round_id", "nominations.open_round"))


def _suspended() -> QuerySet:
    acts = ("nominations.resume_round", "nominations.annul_round")
    return _rounds("suspended").exclude(pk__in=asked("round_id", *acts))


def _leads_of(things: QuerySet, user: User) -> QuerySet:
    """Passed on to the own unit and not to a firm yet, or to the own firm."""
    unit, firm = user.organisation_as(Role.ENDORSING_CLERK), user.organisation_as(Role.FIRM_HR)
    mine = Q(pk__in=[])
    if unit:
        mine |= Q(unit=unit, firm=None)
    if firm:
        mine |= Q(firm=firm)
    return things.filter(mine)


def _direct(*states: str) -> QuerySet:
    return DirectRecognition.objects.filter(state__in=states)


def _direct_for(things: QuerySet, user: User) -> QuerySet:
    return things.exclude(claimed_by__in=user.own_accounts).exclude(
        checked_by__in=user.own_accounts, state="evidence_checked"
    )


def _deaths() -> QuerySet:
    return FileChange.objects.filter(kind="death", confirmed_at__isnull=False, outcome="")


def _to_chase() -> QuerySet:
    """In the last days of the intake: the firms of which nothing came and with which nobody spoke in these days."""
    soon = clock.now() + CHASED_BEFORE
    round = next((r for r in rounds() if r.state == "open" and r.intake_closes_at <= soon), None)
    firms = Organisation.objects.filter(kind=OrganisationKind.FIRM, struck_off_on=None)
    if round is None:
        return firms.none()
    came = Nomination.objects.filter(round=round, firm=OuterRef("pk"), receipt_no__isnull=False)
    spoken = ChaseCall.objects.filter(
        round=round, firm=OuterRef("pk"), at__gte=round.intake_closes_at - CHASED_BEFORE
    )
    ends = Value(round.intake_closes_at, output_field=DateTimeField())
    return firms.filter(~Exists(came), ~Exists(spoken)).annotate(closes_at=ends)


def _to_begin() -> QuerySet:
    """Firms of which nothing is begun in the round, while they may begin and their unit has a place left."""
    firms = Organisation.objects.filter(kind=OrganisationKind.FIRM, struck_off_on=None)
    round = next((r for r in rounds() if r.state in INTAKE), None)
    if round is None:
        return firms.none()
    ends = Value(round.intake_closes_at, output_field=DateTimeField())
    more = (
        DeadlineChange.objects.filter(round=round, firm=OuterRef("pk")).order_by("-until").values("until")[:1]
    )
    begun = Nomination.objects.filter(round=round, firm=OuterRef("pk"))
    used = Nomination.objects.filter(
        round=round, state__in=USES_A_PLACE, firm__endorsing_unit=OuterRef("unit")
    )
    number = used.order_by().values("firm__endorsing_unit").annotate(number=Count("pk")).values("number")
    full = UnitQuota.objects.filter(
        round=round, unit=OuterRef("endorsing_unit"), places__lte=Coalesce(Subquery(number), 0)
    )
    limited = firms.annotate(closes_at=Greatest(Coalesce(Subquery(more), ends), ends))
    return limited.filter(~Exists(begun), ~Exists(full), closes_at__gt=clock.now())


def _stamped_missing() -> QuerySet:
    """Places in the order of a unit whose three stamped papers are not all there, once the intake is closed."""
    papers = UnitReport.objects.filter(round=OuterRef("round"), unit=OuterRef("unit"), replaced_at=None)
    kinds = papers.order_by().values("round").annotate(number=Count("kind", distinct=True)).values("number")
    ranks = EndorsedRank.objects.filter(left_at=None, round__state="checking")
    return ranks.annotate(papers=Coalesce(Subquery(kinds), 0)).filter(papers__lt=len(ReportKind.values))


UNION, CLERK, HR = (Role.UNION_STAFF,), (Role.ENDORSING_CLERK,), (Role.FIRM_HR,)

TURNS = [
    Turn("政策", ("施行中",), UNION, "本年度还没有批次，请筹备", _year_without_round, _page("round_new"), round=""),
    Turn("批次", ("planned", "open"), UNION, "评选通知待登记", lambda: _rounds("planned", "open").filter(call_notice=None),
         _page("call"), at="pk", due="opens_on", round="pk"),
    Turn("批次", ("planned",), UNION, "筹备中的批次，到申报开始日提请开始申报", _to_open, _page("rounds"), due="opens_on", round="pk"),
    Turn("批次", ("open",), (), "到截止时间由系统截止申报", lambda: _rounds("open"), round="pk"),
    Turn("批次", ("suspended",), (Role.LEADER,), "批次已中止，待决定恢复或者整批作废", _suspended, _page("rounds"), round="pk"),
    Turn("批次", ("archived", "annulled"), (), "已办结", lambda: _rounds("archived", "annulled"), round="pk"),
    Turn("企业", ("未填报",), HR, "新填一份申报", _to_begin, _page("new"),
         lambda things, user: things.filter(pk=getattr(user.organisation_as(Role.FIRM_HR), "pk", None)), due="closes_at", round=""),
    Turn("申报", ("draft",), FILE_WRITERS, "待完善并报送的申报草稿", writable, files_page("state=draft"), written_by, due="closes_at"),
    Turn("申报", ("draft",), HR, "待本单位工会确认的自荐", self_unconfirmed, files_page("route=self"), self_of_firm,
         due="round__intake_closes_at"),
    Turn("申报", ("draft",), (), "截止时没有报送",
         lambda: Nomination.objects.filter(state="draft").exclude(pk__in=writable().values("pk"))),
    Turn("申报", ("submitted",), CLERK, "待初审的申报", to_endorse, files_page("state=submitted"), of_unit, since=on_day("received_at")),
    Turn("申报", ("submitted",), UNION, "推荐单位没有经办人可以初审的申报", nobody_endorses, files_page("state=submitted"),
         since=on_day("received_at")),
    Turn("企业", ("未报送",), CLERK, "临近截止还没有报送的企业，请催报", _to_chase, _page("chase"),
         lambda things, user: things.filter(endorsing_unit=user.organisation_as(Role.ENDORSING_CLERK)), due="closes_at", round=""),
    Turn("初审材料", ("待盖章",), CLERK, "盖章的初审材料待上传的申报", _stamped_missing, _page("papers"),
         lambda things, user: things.filter(unit=user.organisation_as(Role.ENDORSING_CLERK)), since=on_day("round__intake_closes_at")),
    Turn("申报", ("returned",), FILE_WRITERS, "退回待补正的申报", lambda: returned(late=False),
         files_page("state=returned"), written_by, due="correct_by"),
    Turn("申报", ("returned",), UNION, "补正期限已过的申报（不补报的，视为未报送）",
         lambda: returned(late=True), files_page("state=returned")),
    Turn("申报", ("endorsed",), UNION, "待审查资格的申报", lambda: checked(live=False), files_page("state=endorsed"), not_own,
         since=on_day("received_at")),
    Turn("申报", ("endorsed",), UNION, "待您复核的资格审查结论", lambda: checked(live=True), files_page("check=confirm"), to_confirm,
         since=on_day("checks__checked_at")),
    Turn("申报", ("qualified",), (), "资格合格，转入评审", lambda: Nomination.objects.filter(state="qualified")),
    Turn("申报", ("submitted", "returned", "endorsed"), (), "批次已中止或者评审已经开始",
         lambda: Nomination.objects.filter(state__in=("submitted", "returned", "endorsed")).exclude(round__state__in=INTAKE)),
    Turn("申报", ("unqualified", "withdrawn", "disqualified"), (), "已办结",
         lambda: Nomination.objects.filter(state__in=("unqualified", "withdrawn", "disqualified"))),
    Turn("部门联审", ("待回复",), (Role.DEPARTMENT_OFFICER,), "待回复的部门意见", opinions, _page("list"), of_department, due="due_on",
         round="nomination__round"),
    Turn("部门联审", ("待回复",), UNION, "部门逾期没有回复的意见，请催办", lambda: opinions().filter(due_on__lt=clock.today()),
         files_page("state=endorsed"), round="nomination__round"),
    Turn("部门联审", ("待回复",), UNION, "部门没有经办人账号，意见无人回复", lambda: opinions().exclude(Exists(officers())),
         lambda: reverse("accounts:people"), round="nomination__round"),
    Turn("变更", ("人选去世",), UNION_AND_LEADERS, "人选去世，待领导小组决定的申报", _deaths, _page("detail"), at="nomination", since=on_day("confirmed_at"),
         round="nomination__round"),
    Turn("线索", ("new",), UNION, "待转办的工匠线索", lambda: Lead.objects.filter(state="new"),
         lambda: f"{reverse('nominations:leads')}?state=new", since=on_day("received_at"), round=""),
    Turn("线索", ("passed_on",), CLERK, "待转办的工匠线索", lambda: Lead.objects.filter(state="passed_on", firm=None),
         lambda: f"{reverse('nominations:leads')}?state=passed_on", _leads_of, since=on_day("handled_at"), round=""),
    Turn("线索", ("passed_on",), HR, "转给本单位的工匠线索", lambda: Lead.objects.filter(state="passed_on", firm__isnull=False),
         lambda: f"{reverse('nominations:leads')}?state=passed_on", _leads_of, since=on_day("handled_at"), round=""),
    Turn("线索", ("adopted", "declined", "merged"), (), "已办结",
         lambda: Lead.objects.filter(state__in=("adopted", "declined", "merged")), round=""),
    Turn("直接认定", ("claimed", "evidence_checked"), UNION, "待您核实或复核的直接认定", lambda: _direct("claimed", "evidence_checked"),
         _page("direct_list"), _direct_for, since=on_day("claimed_at")),
    Turn("直接认定", ("proposed",), (), "已列为建议人选，见候选人", lambda: _direct("proposed")),
    Turn("直接认定", ("refused", "withdrawn"), (), "已办结", lambda: _direct("refused", "withdrawn")),
]  # fmt: skip
