"""Rows of the office's table of the policy that the naming itself fulfils, each by its page (docs/programme.md)."""

import re

import pytest

from awards.models import LedgerEntry, Title
from nominations.models import AnnualRound
from review.models import Committee
from tests.pdfs import text_of
from tests.people import client_of, make_id
from tests.small_year import Year
from tests.worlds.kept import kept
from tests.worlds.programme import words_of
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier
from wuhou_craftsmen.policy.models import UnitDuty

pytestmark = pytest.mark.django_db
CRITERIA = ("工艺专长", "高超技能", "精益求精", "严谨细致", "专业敬业", "长期坚守一线", "公认度", "示范引领")

ROUND = {
    "quota": "3", "approval_basis": "示例批准文件2", "opens_on": "2022-08-01", "last_day": "2022-08-31", "naming_on": "2022-11-28",
}  # fmt: skip


@kept
def begun():
    """The round is open, nobody has been put forward."""
    return Year()


@kept
def scoring():
    year = Year().play("check")
    year.open_scoring()
    return year


@kept
def named():
    return Year().play("name_and_pay")


def test_s4_1_a_firm_without_a_training_plan_shows_in_the_to_do_list(begun):
    assert "本年度技能人才培训计划待报送" in words_of(client_of(begun.hr[begun.firms[0].pk]).get("/home/"))
    assert "还没有报送本年度培训计划的企业" in words_of(client_of(begun.clerk).get("/home/"))


def test_s6_3_a_lead_from_the_public_becomes_a_social_nomination(begun, client):
    told = {"name": "寻示例", "firm_name": begun.firms[0].name, "trade": "焊工", "deeds": "带出三名徒弟。"}
    assert "查询编号" in words_of(client.post("/nominations/leads/new/", told, follow=True))
    union = client_of(begun.first)
    lead = int(re.search(r"/nominations/leads/(\d+)/", union.get("/nominations/leads/").content.decode())[1])
    union.post(f"/nominations/leads/{lead}/pass/", {"to": begun.firms[0].pk})
    hr = client_of(begun.hr[begun.firms[0].pk])
    adopt = {
        "id_number": make_id(88),
        "phone": "10000000001",
        "consented": "on",
        "consented_on": "2022-02-07",
        "trade": "焊工",
    }
    hr.post(f"/nominations/leads/{lead}/adopt/", adopt)
    file = begun.round.nominations.get(name="寻示例")
    assert "社会推荐" in words_of(hr.get(f"/nominations/{file.pk}/"))


def test_s8_2_an_even_committee_is_refused_at_its_approval(begun):
    begun.play("check")
    begun.import_roster()
    Committee.objects.get(round=begun.round).members.last().delete()
    told = words_of(
        client_of(begun.secretary).post(f"/review/rounds/{begun.round.pk}/committee/", follow=True)
    )
    assert "人数应为单数，现有 6 人" in told


def test_s8_3_a_second_round_in_one_year_is_refused(begun):
    told = words_of(
        client_of(begun.first).post("/nominations/rounds/new/", ROUND | {"year": "2022"}, follow=True)
    )
    assert AnnualRound.objects.filter(year=2022).count() == 1
    assert "2022年度" in told
    assert "一年" in told or "已有" in told


def test_s13_a_naming_after_the_last_day_of_the_policy_is_refused(begun):
    late = ROUND | {
        "year": "2023",
        "opens_on": "2023-08-01",
        "last_day": "2023-08-20",
        "naming_on": "2023-08-29",
    }
    told = words_of(client_of(begun.first).post("/nominations/rounds/new/", late, follow=True))
    assert "政策有效期" in told
    assert not AnnualRound.objects.filter(year=2023).exists()


def test_s8_6_who_is_no_holder_needs_a_written_exception_reason(begun):
    hr = begun.hr[begun.firms[0].pk]
    person = people.enrol(
        hr, begun.firms[0], name="荐示例", id_number=make_id(60), sex="男", trade="钳工"
    ).person
    union = client_of(begun.first)
    told = words_of(union.post(f"/ladder/{person.pk}/upward/", {"rank": "1", "exception": ""}))
    assert "须写明理由" in told
    union.post(f"/ladder/{person.pk}/upward/", {"rank": "1", "exception": "全国技能大赛金牌"})
    assert "全国技能大赛金牌" in words_of(union.get("/ladder/upward/"))


def test_the_matrix_names_units_that_are_in_the_register(begun):
    groups = {"各街道", "区人才工作领导小组成员单位"}
    names = set(UnitDuty.objects.values_list("unit_name", flat=True)) - groups
    assert names <= set(Organisation.objects.values_list("name", flat=True))


def test_s2_1_the_heads_of_the_score_sheet_are_the_policys_words(scoring):
    expert = scoring.round.committee.members.first().expert.user
    client = client_of(expert)
    client.post("/review/files/pledge/", {"pledge": "on"})
    sheet = words_of(client.get(f"/review/files/{scoring.candidate('001').pk}/"))
    assert all(word in sheet for word in CRITERIA)


def test_s8_1_no_naming_without_the_record_of_a_meeting(scoring):
    decision = {"number": "示例〔2022〕1号", "decided_on": "2022-03-10", "issuers": "示例单位"}
    leader = client_of(scoring.leaders[0])
    told = words_of(leader.post(f"/awards/rounds/{scoring.round.pk}/", decision, follow=True))
    assert "专家评审" in told
    assert not PendingAct.objects.filter(act="awards.name").exists()
    assert not Title.objects.exists()


def test_s0_1_a_decision_prints_its_basis_from_the_register(named):
    title = Title.objects.select_related("decision__round__policy").first()
    paper = client_of(named.leaders[0]).get(f"/awards/decisions/{title.decision_id}/decision.pdf").content
    printed = re.sub(r"\s+", "", text_of(paper))
    basis = title.decision.round.policy.basis
    assert len(basis) == 3
    assert all(re.sub(r"\s+", "", line) in printed for line in basis)


def test_s8_5_the_register_shows_one_persons_climb(named):
    title = Title.objects.select_related("person").first()
    page = words_of(client_of(named.first).get(f"/ladder/{title.person_id}/"))
    climb = page[page.index("学徒") :]
    places = [climb.index(tier.label) for tier in Tier]
    assert places == sorted(places)
    assert "2022年4月28日" in climb  # when he became 诸葛工匠


def test_s9_1_the_check_shows_name_honour_year_number_and_state_alone(named, client):
    title = Title.objects.select_related("person", "candidacy__nomination__firm").first()
    page = words_of(client.get(f"/awards/check/{title.check_code}/"))
    assert all(word in page for word in (title.name, title.certificate_no, "诸葛工匠", "2022"))
    assert title.candidacy.nomination.firm.name not in page
    assert title.person.id_number not in page


def test_s9_2_a_second_reward_of_the_same_person_is_not_entered(named):
    before = LedgerEntry.objects.count()
    union = client_of(named.first)
    union.post(f"/awards/rounds/{named.round.pk}/ledger/naming/", follow=True)
    assert LedgerEntry.objects.count() == before
    assert "10,000.00" in words_of(union.get(f"/awards/rounds/{named.round.pk}/ledger/"))


def test_s9_4_half_of_a_prize_is_matched_and_an_achievement_is_topped_up_once(named):
    page = words_of(client_of(named.first).get(f"/awards/rounds/{named.round.pk}/claims/"))
    first, held, topped = (page[page.index(no) :][:160] for no in ("PT-1", "PT-2", "PT-3"))
    assert "15,000.00 7,500.00" in first
    assert "待裁定" in held
    assert "30,000.00 7,500.00" in topped
