"""Wherever somebody is, the menu says where: pages of one row belong to the item of their list."""

import pytest
from django.test import Client

from awards.domain.money import payments
from awards.models import PaymentBatch
from tests.small_year import Year

pytestmark = pytest.mark.django_db


def test_every_page_of_review_and_money_stands_under_its_item():
    year = Year().play("name_and_pay")
    payments.set_budget(year.first, year=2022, amount_fen=10_000_000, document="示例预算")
    for title in year.round.decisions.get().titles.select_related("person"):
        number = f"999{title.person_id:016d}"
        payments.register_account(
            year.first, title.person, bank="示例银行", number=number, holder=title.person.name
        )
    batch = payments.make_batch(year.first, year.round)
    person, round, notice = batch.lines.first().entry.person_id, year.round.pk, year.shown.pk
    client = Client()
    client.force_login(year.first)
    under = {
        f"/review/rounds/{round}/meeting/": "评审",
        f"/review/rounds/{round}/ranking/": "评审",
        f"/review/notices/{notice}/objections/": "评审",
        f"/review/notices/{notice}/": "评审",
        f"/awards/rounds/{round}/ledger/": "奖励台账",
        f"/awards/batches/{batch.pk}/": "发放花名册",
        f"/awards/payees/{person}/": "发放花名册",
    }
    for page, label in under.items():
        text = client.get(page).content.decode()
        marked = [piece.split("</a>")[0] for piece in text.split('aria-current="page">')[1:]]
        assert [label in item for item in marked] == [True], page
    assert "待发放" in client.get(f"/awards/batches/{batch.pk}/").content.decode()
    assert PaymentBatch.objects.get().lines.first().get_outcome_display() == "待发放"
