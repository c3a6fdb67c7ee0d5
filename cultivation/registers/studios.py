"""The registers of clause 五."""

from django.db.models import QuerySet, Sum

from cultivation.models import Innovation, Spread, Studio, StudioBudget, StudioCheck, StudioSpend
from cultivation.vocabulary import LEVELS
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.text.chinese import money_text
from wuhou_craftsmen.registers.register import FIRM, LEAD, Act, Register, add


def check_year(check: StudioCheck) -> None:
    if check.skilled > check.apprentices:
        raise Refusal(f"培养高技能人才 {check.skilled} 人多于全年带徒 {check.apprentices} 人，请核对。")


def check_spend(spend: StudioSpend) -> None:
    """Never more of a source than the studio has of it in the year."""
    Studio.objects.select_for_update(of=("self",)).get(pk=spend.studio_id)
    of_year = {"studio": spend.studio_id, "source": spend.source, "year": spend.on.year}
    budget = (
        StudioBudget.objects.filter(state="verified", **of_year).aggregate(sum=Sum("amount_fen"))["sum"] or 0
    )
    others = _spent(**of_year).exclude(pk=spend.pk)
    spent = others.aggregate(sum=Sum("amount_fen"))["sum"] or 0
    if spent + spend.amount_fen > budget:
        raise Refusal(
            f"{spend.studio}{spend.on.year}年“{spend.source}”预算 {money_text(budget)} 元，已支出 {money_text(spent)} 元，"
            f"再支出 {money_text(spend.amount_fen)} 元超出预算。"
        )


def check_budget(budget: StudioBudget) -> None:
    """Never below what is spent of it already, nor away from it."""
    before = StudioBudget.objects.filter(pk=budget.pk, state="verified").first()
    if before is None:
        return
    same = (before.studio_id, before.source, before.year) == (budget.studio_id, budget.source, budget.year)
    _refuse_below_spent(before, budget.amount_fen if same else 0)


def check_withdrawal(budget: StudioBudget) -> None:
    if budget.state == "verified":
        _refuse_below_spent(budget, 0)


def _refuse_below_spent(budget: StudioBudget, left_fen: int) -> None:
    Studio.objects.select_for_update(of=("self",)).get(pk=budget.studio_id)
    spent = _spent(budget.studio_id, budget.source, budget.year).aggregate(sum=Sum("amount_fen"))["sum"] or 0
    if spent > left_fen:
        raise Refusal(
            f"{budget}已支出 {money_text(spent)} 元，预算不能少于已支出的；支出填错的，请先更正或撤下支出。"
        )


def _spent(studio: int, source: str, year: int | None) -> QuerySet[StudioSpend]:
    """What was reported or verified."""
    rows = StudioSpend.objects.filter(studio=studio, source=source, year=year)
    return rows.exclude(state="withdrawn")


def check_result(result: Innovation) -> None:
    if result.finished_on > clock.today():
        raise Refusal("完成日期不能晚于今天。")
    if result.used_on and not result.finished_on <= result.used_on <= clock.today():
        raise Refusal("转化日期不能早于完成日期，不能晚于今天。")


def check_end(studio: Studio) -> None:
    if studio.ended_on < studio.named_on:
        raise Refusal("撤销日期不能早于认定日期。")


def as_result(innovation: Innovation) -> tuple[str, dict]:
    told = f"{innovation.get_stage_display()}。{innovation.content}"[:200]
    return "results", {
        "title": innovation.name,
        "level": "",
        "issuer": "",
        "result": told,
        "on": innovation.finished_on,
    }


def as_honour(studio: Studio) -> tuple[str, dict]:
    return "honours", {
        "title": studio.name,
        "level": LEVELS.get(studio.level, studio.level),
        "issuer": studio.document,
        "result": "",
        "on": studio.named_on,
    }


DROP = Act(
    "drop",
    "未采用",
    ("assessment",),
    when={"stage": ("collected", "assessed", "trial")},
    sets={"stage": "dropped"},
)
add(
    Register(
        key="studios", evidence=as_honour, model=Studio, noun="工作室", clause=5, apart="level", reporters=(FIRM, LEAD), labels={"person": "领办人"}, dated="",
        fields=("name", "kind", "level", "person", "firm", "named_on", "document"), proof="认定文件扫描件",
        columns=("kind", "level", "person", "firm", "named_on"), called=lambda studio: studio.name, once=lambda s: () if s.ended_on else (s.name,),
        feeds="记在领办人的梯次页，申报时可引用；公开工作室名单", public=("kind", "level", "person", "firm"), open_to_firms=True,
        stands=lambda rows: rows.filter(ended_on=None),
        acts=(Act("end", "撤销工作室", ("ended_on", "ending"), when={"ended_on": (None,)}, check=check_end),),
    ),
    Register(
        key="studio-checks", model=StudioCheck, noun="工作室年度考核", clause=5, sums=("apprentices", "skilled"), parent="studio", reporters=(LEAD,), check=check_year,
        fields=("studio", "year", "apprentices", "skilled", "projects", "result", "remark"),
        columns=("studio", "year", "apprentices", "skilled", "result"), called=lambda c: f"{c.studio}{c.year}年度考核",
        once=lambda c: (c.studio_id, c.year), feeds="没有考核的工作室列入待办；带徒、高技能人数计入第五条的年度完成情况",
    ),
    Register(
        key="studio-budgets", model=StudioBudget, noun="工作室经费预算", clause=5, parent="studio", reporters=(FIRM, LEAD), check=check_budget, check_withdrawal=check_withdrawal,
        fields=("studio", "year", "source", "amount_fen"), columns=("studio", "year", "source", "amount_fen"),
        called=lambda b: f"{b.studio}{b.year}年{b.source}", once=lambda b: (b.studio_id, b.year, b.source),
        feeds="支出不能超过预算",
    ),
    Register(
        key="studio-spending", model=StudioSpend, noun="工作室支出", clause=5, sums=("amount_fen",), apart="source", parent="studio", reporters=(FIRM, LEAD), check=check_spend,
        fields=("studio", "source", "on", "amount_fen", "purpose"), columns=("studio", "source", "on", "amount_fen"), dated="on",
        called=lambda s: s.purpose, feeds="按来源累计，与预算对照",
    ),
    Register(
        key="innovations", evidence=as_result, model=Innovation, noun="五小成果", clause=5, sums=("benefit_fen",), apart="kind", reporters=(FIRM,), check=check_result, dated="finished_on",
        fields=("name", "kind", "firm", "person", "team", "content", "finished_on"), labels={"person": "主要完成人"},
        columns=("kind", "firm", "person", "stage", "finished_on"), called=lambda i: i.name, once=lambda i: (i.firm_id, i.name),
        feeds="记在完成人的梯次页，申报时可引用；转化的公开", public=("kind", "firm", "used_at", "used_on"),
        shown=lambda rows: rows.filter(stage="in_use"),
        acts=(
            Act("assess", "评估通过", ("assessed_on", "assessment"), when={"stage": ("collected",)}, sets={"stage": "assessed"}),
            Act("try", "开始试用", ("trial_at", "trial_on"), when={"stage": ("assessed",)}, sets={"stage": "trial"}),
            Act("use", "登记转化", ("used_at", "used_on", "benefit_fen"), when={"stage": ("trial",)}, sets={"stage": "in_use"},
                check=check_result),
            DROP,
        ),
    ),
    Register(
        key="spreads", model=Spread, noun="技术推广和经验交流", clause=5, sums=("headcount",), apart="kind", parent="innovation", reporters=(FIRM, LEAD), dated="on",
        fields=("innovation", "kind", "on", "place", "headcount"), columns=("innovation", "kind", "on", "headcount"),
        called=lambda s: f"{s.innovation}{s.kind}", feeds="计入第五条的年度完成情况",
    ),
)  # fmt: skip
