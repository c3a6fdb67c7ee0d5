"""The registers of clause 九 after the naming: benefits, care, outcomes, the yearly confirmation."""

from oversight import queries
from oversight.models import AfterNaming, Benefit, BenefitGrant, Care, Outcome
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.register import FIRM, LEAD, RESPONSIBLE, Act, Register, add


def check_title(record) -> None:
    """Clause 九 gives to who holds 诸葛工匠 or a title of the city."""
    if not queries.holders().filter(person=record.person_id).exists():
        raise Refusal(
            f"{record.person}现在不是“诸葛工匠”或市级以上工匠（没有命名，或者称号已经撤销），不能登记。"
        )


def check_grant(grant: BenefitGrant) -> None:
    check_title(grant)
    if grant.benefit.ended_on and grant.on > grant.benefit.ended_on:
        raise Refusal(f"“{grant.benefit}”已经停止，停止以后不能再办理。")


def check_end(benefit: Benefit) -> None:
    if benefit.ended_on < benefit.since:
        raise Refusal("停止日期不能早于开始日期。")


def check_care(care: Care) -> None:
    if care.kind == "走访慰问" and not care.visitor:
        raise Refusal("走访慰问须写明走访人。")
    if care.amount_fen is None and not care.things:
        raise Refusal("请填写金额，或者写明物品或服务。")
    if care.on > clock.today():
        raise Refusal("日期还没有到，请办理以后再登记。")


def check_outcome(outcome: Outcome) -> None:
    if outcome.on > clock.today():
        raise Refusal("日期不能晚于今天。")


def check_where(told: AfterNaming) -> None:
    check_title(told)
    if told.year > clock.today().year:
        raise Refusal("还没有到的年度不能确认。")
    if told.where == "在岗" and not (told.post and told.phone):
        raise Refusal("在岗的须填写现在的岗位和联系电话。")
    if told.where in ("调动", "去世") and not told.remark:
        raise Refusal("调动的须写明去向，去世的须写明日期。")
    at = told.person.employment
    if told.where == "在岗" and (at is None or at.firm_id != told.firm_id):
        where = f"登记在{at.firm}" if at else "没有登记工作单位"
        raise Refusal(f"{told.person}现在{where}；请先在“工匠梯次”办理转入，再确认在岗。")


add(
    Register(
        key="benefits", model=Benefit, noun="优惠政策", clause=9, called=lambda b: b.name, once=lambda b: (b.name,), open_to_firms=True,
        fields=("name", "content", "how", "document", "since"), columns=("content", "document", "since"), public=("content", "how", "document"),
        feeds="“诸葛工匠”或市级以上工匠享受；办理的记在政策名下", stands=lambda rows: rows.filter(ended_on=None),
        acts=(Act("end", "停止这项政策", ("ended_on", "ending"), when={"ended_on": (None,)}, check=check_end),),
    ),
    Register(
        key="benefit-grants", model=BenefitGrant, noun="优惠政策办理", clause=9, parent="benefit", check=check_grant, dated="on",
        fields=("benefit", "person", "on", "content"), columns=("benefit", "person", "on", "content"),
        called=lambda g: f"{g.person}{g.benefit}", once=lambda g: (g.benefit_id, g.person_id, g.on), stands=queries.of_holders,
        feeds="记在本人的梯次页；称号撤销的不再列出", reporters=(LEAD, RESPONSIBLE),
    ),
    Register(
        key="care", model=Care, noun="走访慰问和礼遇", clause=9, reporters=(LEAD, RESPONSIBLE, FIRM), check=check_care, dated="on",
        fields=("person", "firm", "kind", "on", "giver_kind", "giver", "visitor", "amount_fen", "things"), optional=("firm",),
        columns=("person", "kind", "on", "giver_kind", "giver", "amount_fen"), labels={"firm": "所在企业"},
        called=lambda c: f"{c.person}{c.kind}", feeds="记在本人的梯次页；走访慰问的人次计入考核指标",
        sums=("amount_fen",), apart="kind",
    ),
    Register(
        key="outcomes", model=Outcome, noun="工匠推选和任职", clause=9, seen_by=("区委组织部",), reporters=(LEAD,), check=check_outcome, dated="on",
        fields=("person", "kind", "on", "document"), columns=("person", "kind", "on"), called=lambda o: f"{o.year}年{o.kind}",
        once=lambda o: (o.person_id, o.kind, o.on), feeds="名单只由区委组织部查看；其他单位看分年度、分类别的人数",
    ),
    Register(
        key="after-naming", model=AfterNaming, noun="命名后年度确认", clause=9, reporters=(FIRM, LEAD), check=check_where,
        fields=("person", "firm", "year", "where", "post", "phone", "certificate", "remark"),
        columns=("person", "firm", "year", "where", "post", "certificate"), called=lambda a: f"{a.person}{a.year}年度{a.where}",
        once=lambda a: (a.person_id, a.year), labels={"firm": "所在企业"}, feeds="每年确认一次；证书遗失或损坏的转区总工会作废、重新制发",
    ),
)  # fmt: skip
