"""What of the registers everybody reads, and the questions that grow from the desk book."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.worlds.programme import Programme, words_of
from wuhou_craftsmen.registers.queries import public_registers
from wuhou_craftsmen.registers.register import REGISTERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(db):
    return Programme()


SCHOOL = {"name": "示例职业技术学校", "kind": "职业院校", "nature": "公办", "model_school": "yes", "model_year": "2021",
          "model_document": "示例教发〔2021〕5号", "invited": "no", "same_terms": "yes"}  # fmt: skip
ASKED = {
    "asked_on": "2022-06-01",
    "channel": "来电",
    "question": "没有学历可以申报吗？",
    "answer": "可以，学历不是门槛（第八条）。电话 028-85551234。",
}


def public(path: str) -> str:
    return words_of(Client().get(path))


def test_every_public_register_has_its_page_and_the_others_have_none(programme):
    index = public("/public/")
    for key, register in REGISTERS.items():
        answer = Client().get(f"/public/{key}/")
        assert answer.status_code == (200 if register.public else 404), key
        assert (register.noun in index) or not register.public
    assert {"schools", "pilots", "studios", "bases", "contests", "contest-results", "innovations"} <= {
        register.key for register in public_registers()
    }


def test_only_public_fields_of_verified_records_are_shown(programme):
    programme.entered(programme.education, "schools", **SCHOOL)
    page = public("/public/schools/")
    assert "示例职业技术学校 职业院校 公办 是 2021年" in page
    assert "示例教发" not in page
    assert "示例职业技术学校" in public("/public/schools/?q=职业技术")
    assert "示例职业技术学校" not in public("/public/schools/?q=没有")


def test_of_five_small_inventions_only_those_in_use_are_public(programme):
    person = programme.person("甲示例", 1)
    told = {
        "kind": "小革新",
        "firm": programme.firm.credit_code,
        "person": person.name,
        "content": "减少返工",
        "finished_on": "2022-01-05",
    }
    made = programme.verified(programme.hr, "innovations", by=programme.staff, name="快换夹具", **told)
    assert "快换夹具" not in public("/public/innovations/")
    programme.press(programme.staff, made, "assess", assessed_on="2022-02-01", assessment="同意试用")
    programme.press(programme.staff, made, "try", trial_at="示例车间", trial_on="2022-03-01")
    programme.press(
        programme.staff, made, "use", used_at="示例使用单位", used_on="2022-05-01", benefit_fen="1000"
    )
    page = public("/public/innovations/")
    assert "快换夹具" in page
    assert "示例使用单位" in page
    assert person.name not in page


def test_no_public_list_asks_for_a_number_of_a_person(programme):
    for register in public_registers():
        with CaptureQueriesContext(connection) as asked:
            Client().get(f"/public/{register.key}/")
        assert not [q["sql"] for q in asked if "id_number" in q["sql"] or "phone" in q["sql"]], register.key


def test_a_question_of_the_desk_that_is_open_to_all_becomes_a_public_one(programme):
    programme.entered(programme.staff, "desk-book", **ASKED, open_to_all="yes")
    closed = ASKED | {"question": "我自己的申报办到哪里了？", "channel": "来访"}
    programme.entered(programme.staff, "desk-book", **closed, open_to_all="no")
    page = public("/questions/")
    assert "没有学历可以申报吗？" in page
    assert "028-85551234" in page
    assert "办到哪里" not in page
    assert "来电来访" in programme.page(programme.staff, "/registers/figures/?year=2022")
    assert Client().get("/public/desk-book/").status_code == 404


def test_the_desk_book_keeps_nothing_of_whoever_asked(programme):
    told = programme.fill(
        programme.staff, "desk-book", **(ASKED | {"question": "10000000001 来问进度"}), open_to_all="no"
    )
    assert "不要写个人的身份证号、手机号" in told
    assert "没有填报" in programme.page(
        programme.staff, "/registers/desk-book/"
    ) or "还没有填报" in programme.page(programme.staff, "/registers/desk-book/")


def test_a_withdrawn_record_leaves_the_public_page(programme):
    made = programme.entered(programme.staff, "desk-book", **ASKED, open_to_all="yes")
    programme.press(programme.staff, made, "withdraw", reason="答复有变")
    assert "没有学历" not in public("/questions/")
