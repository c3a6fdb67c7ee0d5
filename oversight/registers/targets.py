"""The registers of 目标管理 (clause 十一): indicators, what is reported of them, scores."""

from oversight.models import Indicator, IndicatorFigure, UnitScore
from oversight.models.targets import REPORTED
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.register import LEAD, RESPONSIBLE, Register, add

from .tasks import UNION_LEADS


def check_figure(figure: IndicatorFigure) -> None:
    """By the indicator's own unit, of what is not counted here."""
    indicator = figure.indicator
    if indicator.source != REPORTED:
        raise Refusal(f"“{indicator}”由系统统计，不用上报。")
    if figure.unit_id != indicator.about_id:
        raise Refusal(f"“{indicator}”由{indicator.about}上报。")


def check_score(score: UnitScore) -> None:
    if score.unit_id == score.about_id:
        raise Refusal("不能给本单位评分，请由另一牵头单位评。")
    if score.points > 100:
        raise Refusal("得分应为 0 至 100。")
    if score.year > clock.today().year:
        raise Refusal("还没有到的年度不能评分。")


add(
    Register(
        key="indicators", model=Indicator, noun="考核指标", clause=11, also_led=UNION_LEADS, reporters=(LEAD,), concerns="about",
        fields=("name", "year", "measure", "target", "source", "about"), columns=("year", "target", "measure", "source", "about"),
        called=lambda i: f"{i.year}年{i.name}", once=lambda i: (i.year, i.name), feeds="列入“目标管理”，与完成值对照，导出用于目标绩效",
    ),
    Register(
        key="indicator-figures", model=IndicatorFigure, noun="指标完成值", clause=11, reporters=(LEAD, RESPONSIBLE), parent="indicator", proof="证明材料",
        fields=("indicator", "value", "remark"), columns=("indicator", "value"), called=lambda f: f"{f.indicator}完成值",
        once=lambda f: (f.indicator_id,), check=check_figure, feeds="核实后在“目标管理”与目标值对照",
    ),
    Register(
        key="scores", model=UnitScore, noun="考核评分", clause=11, reporters=(LEAD,), concerns="about", check=check_score,
        fields=("about", "year", "points", "remark"), columns=("about", "year", "points", "remark"),
        called=lambda s: f"{s.about}{s.year}年考核评分", once=lambda s: (s.about_id, s.year), feeds="导出用于区委、区政府目标绩效管理",
    ),
)  # fmt: skip
