"""What a verified record is good for beyond its register: the nominee's lists, the matching reward."""

import pytest

from awards.models import MatchingClaim, Title
from cultivation.models import ContestResult
from nominations.domain.file import drafts
from tests.pdfs import PDF
from tests.people import client_of, make_id, make_user, unit
from tests.small_year import Year
from tests.worlds.programme import words_of
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.registers.domain import records
from wuhou_craftsmen.registers.register import REGISTERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    year = Year()
    firm = year.firms[0]
    fields = {"name": "新示例", "trade": "钳工", "route": "unit"}
    return drafts.create(
        year.hr[firm.pk], year.round, firm, id_number=make_id(80), phone="10000000080", fields=fields
    )


def innovation(draft, name: str):
    values = {"name": name, "kind": "小革新", "firm": draft.firm, "person": draft.person, "team": "", "content": "减少返工",
              "finished_on": draft.round.opens_on}  # fmt: skip
    return records.enter(draft.created_by, REGISTERS["innovations"], values)


def test_a_verified_result_is_taken_into_the_nominees_list_once(draft, django_user_model):
    verified, waiting = innovation(draft, "快换夹具"), innovation(draft, "还没核实")
    staff = next(u for u in django_user_model.objects.all() if u.has_role("union_staff"))
    records.verify(staff, verified)
    client = client_of(draft.created_by)
    page = words_of(client.get(f"/nominations/{draft.pk}/edit/record/"))
    assert "业绩成果：快换夹具" in page
    assert "还没核实" not in page
    take = f"/nominations/{draft.pk}/edit/record/take/"
    for odd in (waiting.pk, "", "²", "9" * 30, "-1"):
        assert "不是本人已核实的业绩" in words_of(client.post(take, {"record": odd}))
    for _ in range(2):
        client.post(take, {"record": verified.pk})
    assert [row.title for row in draft.achievements.filter(kind="results")] == ["快换夹具"]
    assert "工作台账里本人已核实的业绩" not in words_of(client.get(f"/nominations/{draft.pk}/edit/record/"))


def test_an_agreement_is_taken_without_the_apprentices_name(draft):
    apprentice = people.enrol(
        draft.created_by, draft.firm, name="徒示例", id_number=make_id(81), sex="男", trade="钳工"
    ).person
    words = {
        "firm": draft.firm,
        "person": draft.person,
        "apprentice": apprentice,
        "trade": "钳工",
        "goal": "取得高级工",
        "overlap": "",
    }
    words |= {"started_on": draft.round.opens_on, "until": draft.round.opens_on.replace(year=2024)}
    made = enter(draft.created_by, "mentorships", **words)
    labour = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    records.verify(labour, made)
    client = client_of(draft.created_by)
    client.post(f"/nominations/{draft.pk}/edit/record/take/", {"record": made.pk})
    row = draft.achievements.get(kind="apprentices")
    assert (row.title, row.result) == (f"钳工徒弟 1 名（带徒协议{made.pk}号）", "取得高级工")


def enter(actor, key: str, **values):
    return records.enter(actor, REGISTERS[key], values, (PDF, "proof.pdf") if REGISTERS[key].proof else None)


def test_a_prize_of_the_citys_level_offers_a_claim_of_the_holder():
    year = Year().play("name_and_pay")
    title = Title.objects.filter(revoked_on=None).select_related("person").first()
    day, client = clock.today(), client_of(year.first)
    common = {"category": "一类", "organiser": "示例", "registration_no": ""}
    for level, name in (("市级", "全市大赛"), ("区县级", "全区大赛")):
        contest = enter(year.first, "contests", name=name, year=day.year, level=level, **common)
        event = enter(
            year.first, "contest-trades", contest=contest, trade="焊工", held_on=day, place="示例", entrants=9
        )
        enter(year.first, "contest-results", event=event, person=title.person, firm=year.firms[0], prize="一等奖", awarded_on=day,
              cash_fen=1_500_000, document_no="示例〔2022〕9号")  # fmt: skip
    page = words_of(client.get(f"/awards/rounds/{year.round.pk}/claims/"))
    assert "全市大赛焊工一等奖" in page
    assert "全区大赛" not in page
    assert "获奖人可以申请配套奖励的竞赛成绩" in words_of(client.get("/home/"))
    result = ContestResult.objects.get(event__contest__level="市级")
    told = words_of(
        client.post(f"/awards/rounds/{year.round.pk}/claims/result/", {"result": result.pk}, follow=True)
    )
    assert f"JS{year.round.year}-{result.pk}" in told
    client.post(f"/awards/rounds/{year.round.pk}/claims/judge/")
    assert MatchingClaim.objects.get(result=result).verdicts.get().pays_fen == 750_000
    assert "已经登记" in words_of(
        client.post(f"/awards/rounds/{year.round.pk}/claims/result/", {"result": result.pk})
    )
    told = words_of(client.post(f"/registers/contest-results/{result.pk}/withdraw/", {"reason": "错填"}))
    assert "已据此登记配套奖励申报" in told
