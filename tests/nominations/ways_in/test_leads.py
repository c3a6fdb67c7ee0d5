"""寻找身边的工匠: a lead from the public, passed to a firm, becomes a nomination when the person consents."""

import datetime as dt

import pytest
from django.test import Client

from nominations import queries
from nominations.domain.file import drafts
from nominations.domain.ways_in import leads
from nominations.models import Lead, Nomination
from tests.people import make_firm, make_id, make_user, on, unit
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.ladder.models import Craftsman

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "李示例",
    "firm_name": "成都示例1号机械有限公司",
    "trade": "钳工",
    "deeds": "修好了全厂没人敢碰的机床。",
}
CONSENT = dt.date(2021, 2, 1)


def told(address="10.0.0.1", **changes) -> Lead:
    return leads.find(leads.receive(address, **(TOLD | changes)))


def passed(world) -> Lead:
    return leads.pass_on(world.first, told(), world.firm)


def adopt(world, lead, consented_on=CONSENT, actor=None):
    return leads.adopt(
        actor or world.hr, lead, world.round, consented_on=consented_on, id_number=make_id(5), phone="10000000005",
        trade="钳工",
    )  # fmt: skip


def test_anybody_tells_and_asks_with_the_number(world):
    client = Client()
    assert "推荐身边的工匠" in client.get("/").content.decode()
    answer = client.post("/nominations/leads/new/", TOLD, follow=True).content.decode()
    lead = Lead.objects.get()
    assert (lead.state, lead.recommender_name) == ("new", "")
    receipt = answer.split("查询编号：")[1][:18]
    page = client.post("/nominations/leads/receipt/", {"receipt": receipt.lower()}).content.decode()
    assert "已收到，区总工会正在办理" in page
    wrong = client.post("/nominations/leads/receipt/", {"receipt": "XS" + "A" * 16}).content.decode()
    assert "没有查到这个编号" in wrong
    assert receipt not in str(list(AuditEntry.objects.values())) + str(Lead.objects.values())


@pytest.mark.parametrize(
    "words",
    [
        "电话10000000001",
        "证号 999999198501010018",
        "卡号9990 0000 0000 0000 011",
        "１００００００００００１",
        "座机85551234",
    ],
)
def test_private_numbers_are_refused_with_a_hint_and_nothing_is_stored(world, words):
    assert_refused("像身份证号、电话或银行账号", told, deeds=words)
    page = Client().post("/nominations/leads/new/", TOLD | {"deeds": words}).content.decode()
    assert "像身份证号、电话或银行账号" in page
    assert not Lead.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "合格率由 92% 提高到 99%",
        "2019-03-15 至 2020-04-28 攻关",
        "节约1200万元",
        "2018年、2019年连续两年第一",
    ],
)
def test_years_days_and_amounts_are_no_private_numbers(world, words):
    assert told(deeds=words).deeds == words


def test_five_an_hour_from_one_address_and_a_hundred_waiting_a_day(world):
    for number in range(5):
        told(name=f"示例{'甲乙丙丁戊'[number]}")
    assert_refused("一小时内", told)
    for number in range(95):
        told(f"10.0.1.{number}")
    assert_refused("明天再提交", told, "10.0.2.1")
    on("2021-02-02")
    assert told().state == "new"


def test_the_address_is_not_stored(world):
    assert "10.0.0.1" not in str(list(Lead.objects.filter(pk=told().pk).values()))


def test_only_the_firm_to_which_it_was_passed_sees_it(world):
    lead = told()
    other = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    assert lead not in queries.leads_of(world.hr)
    leads.pass_on(world.first, lead, unit("浆洗街街道"))
    assert lead in queries.leads_of(world.clerk)
    assert_refused("不属于浆洗街街道", leads.pass_on, world.clerk, lead, make_firm(2, "玉林街道"))
    lead = leads.pass_on(world.clerk, lead, world.firm)
    assert lead in queries.leads_of(world.hr)
    for stranger in (world.stranger, other):
        assert lead not in queries.leads_of(stranger)
        assert_refused("没有转给您的单位", leads.decline, stranger, lead, reason="不实")
    client = Client()
    client.force_login(world.stranger)
    assert client.get(f"/nominations/leads/{lead.pk}/").status_code == 404


def test_nothing_private_is_stored_before_the_person_consents(world):
    lead = passed(world)
    assert_refused("本人尚未单独同意", adopt, world, lead, None)
    assert_refused("不能晚于今天", adopt, world, lead, dt.date(2021, 2, 2))
    client = Client()
    client.force_login(world.hr)
    words = {"id_number": make_id(5), "phone": "10000000005", "trade": "钳工"}
    assert client.post(f"/nominations/leads/{lead.pk}/adopt/", words).status_code == 200
    assert not Craftsman.objects.exists()
    assert not Nomination.objects.exists()


def test_with_consent_the_firm_has_a_draft_with_what_was_told(world):
    lead = passed(world)
    assert_refused("所转企业", adopt, world, lead, actor=world.stranger)
    nomination = adopt(world, lead)
    assert (nomination.route, nomination.name, nomination.deeds) == ("social", TOLD["name"], TOLD["deeds"])
    assert nomination.consented_on == CONSENT
    lead.refresh_from_db()
    assert (lead.state, adopt(world, lead)) == ("adopted", nomination)
    drafts.delete_draft(world.hr, nomination)
    lead.refresh_from_db()
    assert (lead.state, lead.nomination) == ("passed_on", None)


def test_declined_with_a_lawful_reason_that_the_recommender_reads(world):
    receipt = leads.receive("10.0.0.1", **TOLD)
    lead = leads.find(receipt)
    assert_refused("第八条", leads.decline, world.first, lead, reason="学历不够")
    assert_refused("写明不采纳的理由", leads.decline, world.first, lead, reason=" ")
    leads.decline(world.first, lead, reason="不在武侯区工作")
    page = Client().post("/nominations/leads/receipt/", {"receipt": receipt}).content.decode()
    assert "不在武侯区工作" in page
    assert_refused("已经办结", leads.pass_on, world.first, lead, world.firm)


def test_the_same_person_told_of_twice_is_one_lead(world):
    first, receipt = told(), leads.receive("10.0.0.2", **TOLD)
    stranger = told("10.0.0.3", name="王示例")
    second = leads.find(receipt)
    assert list(queries.alike(second)) == [first]
    assert_refused("姓名、工作单位都相同", leads.merge, world.first, second, stranger)
    assert_refused("区总工会", leads.merge, world.clerk, second, first)
    leads.merge(world.first, second, first)
    assert leads.find(receipt) == first


def test_the_recommenders_number_is_read_by_the_union_alone_and_each_look_is_on_record(world):
    lead = told(recommender=leads.Recommender("孙推荐", "10000000077"))
    client = Client()
    client.force_login(world.first)
    assert "10000000077" not in client.get(f"/nominations/leads/{lead.pk}/").content.decode()
    assert_refused("写明查看的原因", leads.read_recommender, world.first, lead, "")
    assert leads.read_recommender(world.first, lead, "回访").phone == "10000000077"
    assert AuditEntry.objects.filter(verb="查看推荐人联系方式").count() == 1
    with pytest.raises(Refusal):
        leads.read_recommender(world.clerk, lead, "回访")
