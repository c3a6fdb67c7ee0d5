"""The demo's climbs: the first firm's people on every step, so that the pages of the ladder are filled."""

import datetime as dt

from nominations.documents.application import RehearsalMaterial, rehearsal_material_pdf
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.ladder.domain import people, plans, rungs
from wuhou_craftsmen.ladder.models import Craftsman, Tier

from ..rehearsal.cast import Cast

STEPS = [Tier.APPRENTICE, Tier.FIRM_SKILL_EXPERT, Tier.FIRM_CHIEF_TECHNICIAN, Tier.FIRM_CRAFTSMAN]
FIRST_YEAR = 2008
MARK = "示例数据，纯属虚构"


def climb(cast: Cast, firm: Organisation) -> None:
    """Each of the firm's people one step higher than the one before; a holder of 诸葛工匠 all four and 成都工匠 above."""
    hr = cast.hr_of(firm)
    own = Craftsman.objects.filter(employments__firm=firm, employments__until=None).order_by("pk")
    holders = [person for person in own if people.holds_zhuge_or_higher(person)]
    for number, person in enumerate(person for person in own if person not in holders):
        _attest(hr, person, STEPS[: 1 + number % len(STEPS)])
    for person in holders:
        _attest(hr, person, STEPS)
    for person in holders[:1]:
        rungs.record_city_title(
            cast.staff[0], person, reached_on=dt.date(2022, 1, 10), proof="成都工匠命名文件（演练）"
        )


def plan(cast: Cast, firm: Organisation) -> None:
    """The firm's training plan of the year is in, its neighbours' are still missing."""
    paper = rehearsal_material_pdf(RehearsalMaterial(title="年度技能人才培训计划", lines=(MARK,)))
    plans.hand_in(
        cast.hr_of(firm),
        firm,
        year=clock.today().year,
        trainees=60,
        apprentices=8,
        selection=f"班组推荐，技能比武选拔，年底考核（{MARK}）",
        paper=(paper, "年度技能人才培训计划（演练材料）.pdf"),
    )


def _attest(hr, person: Craftsman, steps: list[str]) -> None:
    """The steps three years apart; the first one with its paper."""
    for place, tier in enumerate(steps):
        title, year = f"{tier.label}证书", FIRST_YEAR + 3 * place
        paper = rehearsal_material_pdf(RehearsalMaterial(title=title, lines=(MARK,))) if not place else None
        rungs.record(
            hr,
            person,
            tier,
            reached_on=dt.date(year, 5, 1),
            proof=f"《{title}》演练〔{year}〕{person.pk}号",
            scan=(paper, f"{title}（演练材料）.pdf") if paper else None,
        )
