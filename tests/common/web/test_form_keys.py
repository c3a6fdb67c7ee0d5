"""A form that is pressed twice is done once, and answers with the page of the first press (T26)."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from awards.models import BudgetLine
from nominations.models import Evidence, Lead, NoticeObjection
from tests.pdfs import PDF
from tests.people import client_of
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.models import AuditEntry, FormPress
from wuhou_craftsmen.common.web import form_keys
from wuhou_craftsmen.ladder.models import TrainingPlan

pytestmark = pytest.mark.django_db


def key_on(client: Client, address: str) -> dict:
    """The hidden field with which the page at this address was drawn."""
    page = client.get(address).content.decode()
    return {"form_key": re.search(r'name="form_key" value="([\w-]{22})"', page)[1]}


def press_twice(client: Client, page: str, typed: dict, address: str = "") -> list:
    """The answers to the same form, pressed twice."""
    typed = key_on(client, page) | typed

    def press():
        for value in typed.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return client.post(address or page, typed)

    return [press(), press()]


def assert_led_to_one_page(answers: list) -> None:
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url


def test_a_budget_line_is_booked_once(world):
    page = f"/awards/rounds/{world.round.pk}/ledger/"
    answers = press_twice(client_of(world.first), page, {"amount_fen": "1,200,000", "document": "示例"})
    assert_led_to_one_page(answers)
    assert BudgetLine.objects.count() == 1


def test_what_the_first_page_told_is_told_again(client):
    """A recommender who pressed twice still learns the number with which to ask."""
    typed = {"name": "李示例", "firm_name": "示例公司", "trade": "钳工", "deeds": "手艺好，带徒弟。"}
    answers = press_twice(client, "/nominations/leads/new/", typed)
    assert_led_to_one_page(answers)
    page = client.get(answers[1].url).content.decode()
    assert page.count("查询编号：") == 2  # both presses in one browser: the number of both is the same
    assert len(set(re.findall(r"查询编号：([A-Z0-9-]+)", page))) == 1
    assert form_keys.REPEATED in page
    assert Lead.objects.count() == 1


def test_an_objection_against_a_firms_nominee_is_entered_once(world):
    file = world.draft()
    typed = {"raised_on": "2021-02-01", "text": "不实"}
    address = f"/nominations/{file.pk}/objections/"
    assert_led_to_one_page(press_twice(client_of(world.hr), f"/nominations/{file.pk}/", typed, address))
    assert NoticeObjection.objects.count() == 1


def test_files_are_part_of_the_form(world):
    file, client = world.draft(), client_of(world.hr)
    page = f"/nominations/{file.pk}/evidence/"
    typed = key_on(client, page) | {"kind": "achievement"}

    def press(content: bytes):
        return client.post(page, typed | {"file": SimpleUploadedFile("a.pdf", content)})

    assert_led_to_one_page([press(PDF), press(PDF)])
    assert Evidence.objects.count() == 1
    press(PDF + b"\n")
    assert Evidence.objects.count() == 2


def test_a_plan_handed_in_twice_replaces_nothing(world):
    paper = SimpleUploadedFile("plan.pdf", PDF)
    typed = {"year": "2021", "trainees": "3", "apprentices": "1", "selection": "考核选拔", "paper": paper}
    assert_led_to_one_page(press_twice(client_of(world.hr), "/ladder/plans/own/", typed))
    assert TrainingPlan.objects.count() == 1


def test_other_values_in_the_same_form_are_another_act(world):
    """Whoever goes back in the browser and corrects the amount has corrected it."""
    page, client = f"/awards/rounds/{world.round.pk}/ledger/", client_of(world.first)
    typed = key_on(client, page) | {"document": "示例"}
    for amount in ("1,200,000", "1,300,000"):
        client.post(page, typed | {"amount_fen": amount})
    assert list(BudgetLine.objects.order_by("pk").values_list("amount_fen", flat=True)) == [
        120_000_000, 130_000_000,
    ]  # fmt: skip


def test_the_form_of_a_new_page_is_done_again(world):
    page, client = f"/awards/rounds/{world.round.pk}/ledger/", client_of(world.first)
    for _ in range(2):
        client.post(page, key_on(client, page) | {"amount_fen": "1,200,000", "document": "示例"})
    assert BudgetLine.objects.count() == 2


def test_a_refused_form_may_be_pressed_again(world):
    page, client = f"/awards/rounds/{world.round.pk}/ledger/", client_of(world.first)
    typed = key_on(client, page) | {"amount_fen": "many", "document": "示例"}
    assert client.post(page, typed).status_code == 200
    assert client.post(page, typed).status_code == 200
    assert client.post(page, typed | {"amount_fen": "1"}).status_code == 302
    assert BudgetLine.objects.count() == 1


def test_another_user_with_the_same_key_learns_nothing(world):
    page, client = f"/awards/rounds/{world.round.pk}/ledger/", client_of(world.first)
    typed = key_on(client, page) | {"amount_fen": "1,200,000", "document": "示例"}
    client.post(page, typed)
    assert client_of(world.stranger).post(page, typed).status_code == 403


def test_a_download_may_be_pressed_as_often_as_one_likes(world):
    client = client_of(world.hr)
    typed = key_on(client, "/ladder/")
    for _ in range(2):
        assert client.post("/ladder/export/", typed).status_code == 200
    assert AuditEntry.objects.filter(verb__contains="导出").count() == 2


@pytest.mark.parametrize("key", ["", "short", "x" * 23, "\x00" * 22, "工" * 22])
def test_a_key_that_no_page_drew_is_no_key(world, key):
    page, client = f"/awards/rounds/{world.round.pk}/ledger/", client_of(world.first)
    answer = client.post(page, {"form_key": key, "amount_fen": "1", "document": "示例"})
    assert answer.status_code == 302
    assert not FormPress.objects.exists()


def test_presses_are_forgotten_after_a_week(world):
    page = f"/awards/rounds/{world.round.pk}/ledger/"
    press_twice(client_of(world.first), page, {"amount_fen": "1", "document": "示例"})
    assert form_keys.purge() == 0
    FormPress.objects.update(at=clock.database_now() - dt.timedelta(days=8))
    assert form_keys.purge() == 1
