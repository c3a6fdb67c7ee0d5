"""The registers of clause 六. Leads on 身边的工匠 are kept with the nominations."""

from cultivation.models import Contest, ContestResult, ContestTrade, Drill, Seed
from cultivation.vocabulary import LEVELS
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.registers.register import FIRM, LEAD, RESPONSIBLE, Register, add


def check_event(event: ContestTrade) -> None:
    if event.held_on.year != event.contest.year:
        raise Refusal(f"{event.contest}是{event.contest.year}年的竞赛，比赛日期应在这一年。")


def check_result(result: ContestResult) -> None:
    if not result.event.held_on <= result.awarded_on <= clock.today():
        raise Refusal("颁奖日期不能早于比赛日期，不能晚于今天。")


def check_drill(drill: Drill) -> None:
    if drill.held_on > clock.today():
        raise Refusal("活动日期不能晚于今天，开展以后再填报人次。")


def check_seed(seed: Seed) -> None:
    if seed.coach_id == seed.person_id:
        raise Refusal("教练和选手不能是同一人。")


def trades_of(year: int) -> int:
    """How many different trades were contested in the year."""
    events = ContestTrade.objects.filter(state="verified", contest__state="verified", year=year)
    return events.order_by().values("trade").distinct().count()


def as_prize(result: ContestResult) -> tuple[str, dict]:
    return "contests", {
        "title": str(result.event)[:100],
        "level": LEVELS.get(result.event.contest.level, result.event.contest.level),
        "issuer": "",
        "result": result.prize,
        "on": result.awarded_on,
    }


add(
    Register(
        key="contests", model=Contest, noun="技能竞赛", clause=6, open_to_firms=True, called=lambda c: c.name,
        fields=("name", "year", "level", "category", "organiser", "registration_no"), columns=("year", "level", "category", "organiser"),
        once=lambda c: (c.name, c.year), feeds="竞赛的工种计入“每年超过 10 个工种”的指标；公开竞赛和成绩", public=("year", "level", "organiser"),
    ),
    Register(
        key="contest-trades", model=ContestTrade, noun="竞赛项目", clause=6, sums=("entrants",), parent="contest", check=check_event, open_to_firms=True,
        fields=("contest", "trade", "held_on", "place", "entrants"), columns=("contest", "trade", "held_on", "entrants"),
        called=lambda e: f"{e.contest}{e.trade}", once=lambda e: (e.contest_id, e.trade), dated="held_on",
        feeds="不同的工种计入“每年超过 10 个工种”的指标", public=("contest", "trade", "held_on", "place"),
    ),
    Register(
        key="contest-results", evidence=as_prize, model=ContestResult, noun="竞赛成绩", clause=6, parent="event", check=check_result, dated="awarded_on",
        reporters=(LEAD, RESPONSIBLE, FIRM), proof="颁奖文件或证书",
        fields=("event", "person", "firm", "prize", "awarded_on", "cash_fen", "document_no"),
        columns=("event", "person", "firm", "prize", "awarded_on"), called=lambda r: f"{r.person}{r.event}{r.prize}",
        once=lambda r: (r.event_id, r.person_id), feeds="申报时可引用为竞赛获奖；市级以上有奖金的可申请配套奖励", public=("event", "person", "prize"),
    ),
    Register(
        key="drills", model=Drill, noun="技术比武和岗位练兵", clause=6, check=check_drill, sums=("person_times",), apart="kind", reporters=(LEAD, RESPONSIBLE, FIRM), optional=("firm",),
        fields=("kind", "name", "held_on", "person_times", "firm"), columns=("kind", "held_on", "person_times", "firm"), dated="held_on",
        called=lambda d: d.name, once=lambda d: (d.kind, d.name, d.held_on, d.firm_id), feeds="人次计入“年均 2 万人次以上”的指标", labels={"firm": "组织的企业"},
    ),
    Register(
        key="seeds", model=Seed, noun="种子选手", clause=6, check=check_seed, fields=("person", "event", "coach", "since"), dated="since",
        columns=("person", "event", "coach", "since"), called=lambda s: f"{s.person}{s.event}", once=lambda s: (s.person_id, s.event_id),
        feeds="记在本人的梯次页，作为选手梯队", reporters=(LEAD, RESPONSIBLE, FIRM),
    ),
)  # fmt: skip
