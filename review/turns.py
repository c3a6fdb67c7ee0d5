"""Whose turn it is from the committee to the end of the public notice (rows of `common/web/turns.py`)."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from nominations.models import AnnualRound, Conflict, DeadlineChange, Nomination, Route
from nominations.waiting import INTAKE, unsettled
from wuhou_craftsmen.accounts.models import Role, User
from wuhou_craftsmen.accounts.roles import UNION_AND_LEADERS
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.two_person import asked
from wuhou_craftsmen.common.web.turns import Turn, on_day
from wuhou_craftsmen.registers.queries import led_by
from wuhou_craftsmen.registers.turns import LEADING

from . import queries_of_experts
from .models import Candidacy, Committee, CommitteeMember, Objection, PublicNotice
from .queries import given_to


def _page(name: str):
    return lambda *pk: reverse(f"review:{name}", args=pk)


def _rounds(*states: str) -> QuerySet:
    return AnnualRound.objects.filter(state__in=states)


def _approved() -> Exists:
    return Exists(Committee.objects.filter(round=OuterRef("pk"), approved_at__isnull=False))


def _without_committee() -> QuerySet:
    rounds = _rounds(*INTAKE).exclude(_approved())
    return rounds.exclude(pk__in=asked("round_id", "review.approve_committee"))


def _unsettled() -> Exists:
    return Exists(unsettled().filter(round=OuterRef("pk")))


def _to_score() -> QuerySet:
    """Rounds whose files are all checked and whose committee stands."""
    late = DeadlineChange.objects.filter(round=OuterRef("pk"), firm__isnull=False, until__gt=clock.now())
    rounds = _rounds("checking").filter(_approved(), _qualified()).exclude(_unsettled()).exclude(Exists(late))
    return rounds.exclude(pk__in=asked("round_id", "review.open_scoring"))


def _qualified() -> Exists:
    """A file for the experts; 直接认定 goes past them (clause 七)."""
    return Exists(
        Nomination.objects.filter(round=OuterRef("pk"), state="qualified").exclude(route=Route.DIRECT)
    )


def _scoring() -> QuerySet:
    """Candidates whose scoring is running."""
    return Candidacy.objects.filter(
        state="in_review", round__state="reviewing", round__committee__scoring_closes_at__gt=clock.now()
    )


def _unsealed_by(things: QuerySet, user: User) -> QuerySet:
    """Given to this expert and not sealed."""
    return things.filter(pk__in=given_to(user).filter(sealed=False).values("pk"))


def _unpledged() -> QuerySet:
    members = CommitteeMember.objects.filter(
        pledged_at=None, committee__round__state__in=("checking", "reviewing")
    )
    return members.filter(committee__approved_at__isnull=False)


def _to_decide() -> QuerySet:
    candidates = Candidacy.objects.filter(state__in=("proposed", "in_review"), round__state="deliberating")
    return candidates.exclude(round__in=asked("round_id", "review.record_meeting"))


def _to_publish() -> QuerySet:
    approved = Candidacy.objects.filter(state="approved", round__state="deliberating")
    return approved.exclude(round__in=asked("round_id", "review.publish_notice"))


def _nobody_left() -> QuerySet:
    """Rounds that cannot go on: nobody to decide over, to show or to name."""
    live = Candidacy.objects.filter(round=OuterRef("pk")).exclude(
        state__in=("not_selected", "disqualified", "withdrawn")
    )
    over = _rounds("deliberating", "naming").exclude(Exists(live))
    empty = _rounds("checking").exclude(_unsettled()).exclude(_qualified())
    rounds = AnnualRound.objects.filter(Q(pk__in=over.values("pk")) | Q(pk__in=empty.values("pk")))
    return rounds.exclude(pk__in=asked("round_id", "nominations.annul_round"))


def _over() -> QuerySet:
    return PublicNotice.objects.filter(ended_at=None, ends_on__lt=clock.today(), round__state="notice")


def _objections() -> QuerySet:
    return Objection.objects.filter(state="open").exclude(candidacy__round__state="annulled")


def _free_to_decide(things: QuerySet, user: User) -> QuerySet:
    """Not entered by this leader, who has no interest in the file."""
    aside = Conflict.objects.filter(user__in=user.own_accounts).values("nomination")
    own = Q(received_by__in=user.own_accounts) | Q(candidacy__nomination__in=aside)
    return things.exclude(own | Q(candidacy__recusals__member__expert__user=user))


EXPERT_REGISTER = "experts"


def _led(things: QuerySet, user: User) -> QuerySet:
    return things if EXPERT_REGISTER in led_by(user) else things.none()


UNION, LEADER, SECRETARY = (Role.UNION_STAFF,), (Role.LEADER,), (Role.EXPERT_SECRETARY,)

TURNS = [
    Turn("批次", ("open", "checking"), SECRETARY, "组建并提请审批专家委员会", _without_committee, _page("round"), at="pk",
         due="intake_closes_at", round="pk"),
    Turn("批次", ("checking",), SECRETARY, "提请开始评分", _to_score, _page("round"), at="pk", since=on_day("intake_closes_at"), round="pk"),
    Turn("批次", ("checking",), (), "还有没有办结的申报，见申报；或者还有单位在补报", lambda: _rounds("checking"), round="pk"),
    Turn("批次", ("reviewing",), (), "到截止时间由系统截止评分", lambda: _rounds("reviewing"), round="pk"),
    Turn("批次", ("checking", "deliberating", "naming"), LEADER, "没有可以评审、审定或命名的人选，待决定整批作废", _nobody_left,
         lambda: reverse("nominations:rounds"), round="pk"),
    Turn("批次", ("deliberating", "naming"), (), "见候选人",
         lambda: _rounds("deliberating", "naming").exclude(pk__in=_nobody_left().values("pk")), round="pk"),
    Turn("专家", ("未承诺",), (Role.EXPERT,), "待签署的回避与保密承诺", _unpledged, _page("files"),
         lambda things, user: things.filter(expert__user=user), due="committee__scoring_closes_at", round="committee__round"),
    Turn("专家登记", ("本年度未确认",), (Role.EXPERT,), "本年度待确认的本人登记（专家和裁判员名录）", queries_of_experts.to_confirm,
         _page("own_entry"), queries_of_experts.own_of, round=""),
    Turn("专家登记", ("要求更正",), (*LEADING, Role.EXPERT_SECRETARY), "专家要求更正的登记", queries_of_experts.asked,
         lambda pk: reverse("registers:record", args=[EXPERT_REGISTER, pk]), _led, at="pk", round=""),
    Turn("候选人", ("in_review",), (Role.EXPERT,), "待您评分的申报", _scoring, _page("files"), _unsealed_by,
         due="round__committee__scoring_closes_at"),
    Turn("候选人", ("in_review",), (), "评分结束后由系统生成排名",
         lambda: Candidacy.objects.filter(state="in_review").exclude(round__state="deliberating")),
    Turn("候选人", ("in_review", "proposed"), UNION, "建议人选待领导小组审定", _to_decide, _page("meeting"), at="round",
         since=on_day("round__committee__scoring_closed_at")),
    Turn("候选人", ("proposed",), (), "直接认定的建议人选，随本年度会议审定",
         lambda: Candidacy.objects.filter(state="proposed").exclude(round__state="deliberating")),
    Turn("候选人", ("approved",), UNION_AND_LEADERS, "审定的人选待公示", _to_publish, _page("notice_new"), at="round", since=on_day("round__meetings__at")),
    Turn("候选人", ("on_notice",), (), "公示期满后办结，见公示", lambda: Candidacy.objects.filter(state="on_notice")),
    Turn("候选人", ("held",), (), "异议核查中，见异议", lambda: Candidacy.objects.filter(state="held")),
    Turn("候选人", ("not_selected", "disqualified", "withdrawn"), (), "已办结",
         lambda: Candidacy.objects.filter(state__in=("not_selected", "disqualified", "withdrawn"))),
    Turn("公示", ("公示期内",), (), "公示期满前无须办理",
         lambda: PublicNotice.objects.filter(ended_at=None, ends_on__gte=clock.today())),
    Turn("公示", ("期满",), UNION, "公示期满，待办结", _over, _page("round"), at="round", since="ends_on"),
    Turn("公示", ("已办结",), (), "已办结", lambda: PublicNotice.objects.filter(ended_at__isnull=False)),
    Turn("异议", ("open",), LEADER, "待核查并作出结论的异议", _objections, _page("objections"), _free_to_decide, at="notice",
         since=on_day("received_at"), round="candidacy__round"),
    Turn("异议", ("not_accepted", "upheld", "dismissed"), (), "已办结",
         lambda: Objection.objects.exclude(state="open"), round="candidacy__round"),
]  # fmt: skip
