"""The registers of clause 四. The firms' yearly training plans are kept in the ladder."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cultivation.models import Allowance, CareerStep, Mentorship, PilotFirm
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs.due import by_the_clock
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import cn_date
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Craftsman, Rung, Tier
from wuhou_craftsmen.policy.domain import versions
from wuhou_craftsmen.policy.models import PolicyVersion
from wuhou_craftsmen.registers.register import FIRM, LEAD, Act, Register, add


def check_pilot(pilot: PilotFirm) -> None:
    """Not more at a time than the policy names (five)."""
    if pilot.ended_on:
        return
    version = versions.current() or versions.beginning()
    most = PolicyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk).pilot_firms
    others = (
        PilotFirm.objects.filter(state="verified", ended_on=None).exclude(pk=pilot.pk).select_related("firm")
    )
    if len(others) >= most:
        names = "、".join(str(other.firm) for other in others)
        raise Refusal(
            f"试点企业已有 {len(others)} 家（{names}），实施办法定为 {most} 家；请先办理其中一家结束试点。"
        )


def check_mentorship(agreement: Mentorship) -> None:
    """Never one's own master; a further agreement of the same apprentice in the same time is told and must be explained."""
    if agreement.person_id == agreement.apprentice_id:
        raise Refusal("师傅和徒弟不能是同一人。")
    if agreement.until <= agreement.started_on:
        raise Refusal("约定结束日期应晚于开始日期。")
    others = Mentorship.objects.filter(
        apprentice=agreement.apprentice_id, end="", started_on__lte=agreement.until, until__gte=agreement.started_on
    ).exclude(pk=agreement.pk).exclude(state="withdrawn")  # fmt: skip
    if (other := others.select_related("person").first()) and not agreement.overlap:
        raise Refusal(
            f"{agreement.apprentice}在{cn_date(other.started_on)}至{cn_date(other.until)}已有与{other.person}的带徒协议，"
            "期限重叠；确需同时带的，请填写“期限重叠的说明”。"
        )


def proof_of(agreement: Mentorship) -> str:
    """What stands as the proof of the apprentice's first rung."""
    return f"带徒协议，师傅{agreement.person}"


def put_on_ladder(actor: User, agreement: Mentorship) -> None:
    """The apprentice stands on the first rung, unless he has climbed already."""
    if agreement.started_on <= clock.today() and not agreement.apprentice.standing:
        people.add_rung(
            actor, agreement.apprentice, Tier.APPRENTICE, agreement.started_on, proof_of(agreement), firm=agreement.firm
        )  # fmt: skip


@by_the_clock
def put_beginners_on_ladder() -> None:
    """Of agreements that were verified before their first day; a rung that was withdrawn since stays withdrawn."""
    rungs = Rung.objects.filter(person=OuterRef("apprentice"))
    stands = rungs.filter(Q(revoked_on=None) | Q(tier=Tier.APPRENTICE, reached_on=OuterRef("started_on")))
    begun = Mentorship.objects.filter(~Exists(stands), state="verified", started_on__lte=clock.today())
    for agreement in begun.select_related("person", "verified_by", "firm").order_by("started_on", "pk"):
        with transaction.atomic():
            agreement.apprentice = Craftsman.objects.select_for_update().get(pk=agreement.apprentice_id)
            put_on_ladder(agreement.verified_by, agreement)


def take_off_ladder(actor: User, agreement: Mentorship) -> None:
    """The rung goes with the agreement that was its proof, unless he has climbed on; another agreement keeps him there."""
    standing = agreement.apprentice.standing
    if [rung.tier for rung in standing] != [Tier.APPRENTICE] or not _proves(agreement, standing[0]):
        return
    people.withdraw_rung(actor, standing[0], "带徒协议已更正或撤下")
    others = Mentorship.objects.filter(apprentice=agreement.apprentice_id, state="verified")
    if other := others.exclude(pk=agreement.pk).order_by("started_on", "pk").first():
        put_on_ladder(actor, other)


def _proves(agreement: Mentorship, rung: Rung) -> bool:
    return (rung.proof, rung.reached_on) == (proof_of(agreement), agreement.started_on)


def check_finish(agreement: Mentorship) -> None:
    if agreement.finished_on < agreement.started_on or agreement.finished_on > clock.today():
        raise Refusal("实际结束日期应在开始日期以后，不晚于今天。")


def check_pilot_end(pilot: PilotFirm) -> None:
    if pilot.ended_on < pilot.selected_on:
        raise Refusal("结束日期不能早于确定日期。")


def as_teaching(agreement: Mentorship) -> tuple[str, dict]:
    return (
        "apprentices",
        {
            "title": f"{agreement.trade}徒弟 1 名（带徒协议{agreement.pk}号）",  # a name wants the apprentice's consent
            "level": "",
            "issuer": "",
            "result": agreement.end or agreement.goal[:200],
            "on": agreement.started_on,
        },
    )


add(
    Register(
        key="pilots", model=PilotFirm, noun="学徒制试点企业", clause=4, reporters=(LEAD,), check=check_pilot, dated="selected_on",
        fields=("firm", "selected_on", "document", "plan"), columns=("selected_on", "plan", "ended_on"),
        called=lambda pilot: str(pilot.firm), once=lambda pilot: () if pilot.ended_on else (pilot.firm_id,),
        feeds="计入“学徒制试点企业”目标；同时试点的不超过实施办法定的家数", public=("firm", "selected_on"),
        acts=(
            Act("end", "结束试点", ("ended_on", "ending"), when={"ended_on": (None,)}, check=check_pilot_end),
        ),
    ),
    Register(
        key="mentorships", evidence=as_teaching, model=Mentorship, noun="带徒协议", clause=4, reporters=(FIRM,), check=check_mentorship,
        fields=("firm", "person", "apprentice", "trade", "started_on", "until", "goal", "overlap"),
        columns=("firm", "trade", "started_on", "until", "end"), labels={"person": "师傅"}, proof="带徒协议扫描件",
        called=lambda a: f"{a.person}带{a.apprentice}", dated="started_on", verified=put_on_ladder, undone=take_off_ladder,
        once=lambda a: () if a.end else (a.person_id, a.apprentice_id, a.started_on),
        feeds="徒弟登记为梯次第一级“学徒”；师傅申报时可引用为带徒业绩",
        acts=(
            Act("finish", "登记出师或解除", ("end", "finished_on"), when={"end": ("",)}, by=FIRM, check=check_finish),
        ),
    ),
    Register(
        key="allowances", model=Allowance, noun="企业津贴", clause=4, sums=("people", "paid_fen"), apart="kind", reporters=(FIRM,),
        fields=("firm", "year", "kind", "standard_fen", "people", "paid_fen"), columns=("year", "kind", "people", "paid_fen"),
        called=lambda a: f"{a.firm}{a.year}年{a.kind}", once=lambda a: (a.firm_id, a.year, a.kind),
        feeds="企业自行制定、自行发放，不是区级资金；计入第四条的年度完成情况",
    ),
    Register(
        key="careers", model=CareerStep, noun="职业晋升", clause=4, apart="kind", reporters=(FIRM,), dated="on",
        fields=("firm", "person", "kind", "track", "held", "reached", "on", "engineer_terms"),
        columns=("firm", "kind", "track", "reached", "on"), called=lambda c: f"{c.person}{c.kind}{c.reached}",
        once=lambda c: (c.person_id, c.kind, c.on),
        feeds="记在本人的梯次页；计入第四条的年度完成情况",
    ),
)  # fmt: skip
