"""转入请求: who moved comes over when the former firm, or the union, agrees; nothing is told of him before."""

import datetime as dt

import pytest

from tests.ladder.town import Town
from tests.people import client_of, make_id, make_user, on
from tests.worlds.kept import kept
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import Message
from wuhou_craftsmen.ladder.domain import people, transfers
from wuhou_craftsmen.ladder.models import TransferRequest

pytestmark = pytest.mark.django_db
FORM = {"name": "甲示例", "id_number": make_id(1), "sex": "男", "trade": "焊工"}


@kept
def town():
    return Town()


@pytest.fixture
def worker(town):
    return town.enrol(town.hr, town.firm, 1, "甲示例").person


def ask(town, **changes):
    words = FORM | {"since": clock.today()} | changes
    return transfers.ask(town.other_hr, town.neighbour, **words)


def test_the_page_offers_a_request_and_the_former_firm_agrees(town, worker):
    new, old = client_of(town.other_hr), client_of(town.hr)
    words = FORM | {"since": clock.today().isoformat()}
    page = new.post("/ladder/new/", words).content.decode()
    assert "已在其他单位登记" in page
    assert str(town.firm) not in page
    assert "请求转入</button>" in page
    assert new.post("/ladder/new/", words | {"ask": "1"}).url == "/ladder/transfers/"
    assert "待答复的转入请求" in old.get("/home/").content.decode()
    assert Message.objects.filter(kind="transfer", user=town.hr).count() == 1
    asked = TransferRequest.objects.get()
    assert "同意转出" in old.get("/ladder/transfers/").content.decode()
    assert "同意转出</button>" not in new.get("/ladder/transfers/").content.decode()
    old.post(f"/ladder/transfers/{asked.pk}/")
    worker.refresh_from_db()
    assert worker.employment.firm == town.neighbour
    assert worker.employment.trade == "焊工"
    assert Message.objects.filter(kind="transfer", user=town.other_hr).count() == 1
    assert "待答复的转入请求" not in old.get("/home/").content.decode()
    assert transfers.agree(town.hr, asked).state == "agreed"


def test_a_refusal_has_its_reason_and_frees_the_person_for_another_request(town, worker):
    asked = ask(town)
    assert ask(town) == asked
    assert_refused("写明不同意的原因", transfers.refuse, town.hr, asked, reason=" ")
    transfers.refuse(town.hr, asked, reason="本人仍在本单位工作")
    assert "本人仍在本单位工作" in client_of(town.other_hr).get("/ladder/transfers/").content.decode()
    assert_refused("不能再办理", transfers.agree, town.hr, asked)
    assert worker.employment.firm == town.firm
    assert ask(town) != asked


def test_who_asked_takes_it_back_and_nobody_answers_his_own_request(town, worker):
    asked = ask(town)
    assert_refused("由您提出", transfers.agree, town.other_hr, asked)
    transfers.take_back(town.other_hr, asked)
    assert_refused("不能再办理", transfers.refuse, town.hr, asked, reason="示例")
    by_union = transfers.ask(town.staff, town.neighbour, **FORM, since=clock.today())
    assert_refused("由您提出", transfers.agree, town.staff, by_union)


def test_what_is_over_time_waits_for_the_union(town, worker):
    asked = ask(town)
    union = client_of(town.staff)
    assert "逾期没有答复的转入请求" not in union.get("/home/").content.decode()
    on((asked.answer_by + dt.timedelta(days=1)).isoformat())
    assert "逾期没有答复的转入请求" in union.get("/home/").content.decode()
    transfers.agree(town.staff, asked)
    assert people.find(make_id(1)).employment.firm == town.neighbour


def test_an_id_number_alone_asks_for_nobody(town, worker):
    assert_refused("登记的是另一姓名", ask, town, name="乙示例")
    assert_refused("没有登记在其他单位", ask, town, id_number=make_id(9))
    assert_refused("身份证号与填写的内容不符", ask, town, sex="女")
    stranger = make_user(Role.FIRM_HR, town.far)
    ask(town)
    assert "甲示例" not in client_of(stranger).get("/ladder/transfers/").content.decode()
    for other in (stranger, town.clerk, town.other_hr):
        assert_refused("答复|由您提出", transfers.agree, other, TransferRequest.objects.get())
