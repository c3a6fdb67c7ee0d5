"""Registering an issued text by its page: dates and figures by one person, seen and confirmed by another."""

import pytest
from django.test import Client

from awards.domain.claims.entitlement import Fraction
from tests.people import reference, staff_pair
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.policy.domain.versions import load_draft
from wuhou_craftsmen.policy.models import PolicyVersion

pytestmark = pytest.mark.django_db
FIGURES = {
    "effective_after_days": "30", "chengdu_target": "50", "zhuge_target": "320", "pilot_firms": "5",
    "trades_over": "10", "person_times": "20000", "naming_reward_fen": "10000.00", "matching_ratio": "0.5",
}  # fmt: skip


@pytest.fixture
def clients():
    reference()
    found = []
    for person in staff_pair():
        client = Client()
        client.force_login(person)
        found.append(client)
    return found


def register(client, **changed):
    typed = {"issued_on": "2018-07-29", "valid_to": "", "label": "印发稿"} | FIGURES | changed
    return client.post("/policy/register/", typed)


def test_the_form_begins_with_the_figures_of_the_text(clients):
    page = clients[0].get("/policy/register/").content.decode()
    assert [f'name="{key}" value="{text}"' in page for key, text in FIGURES.items()] == [True] * len(FIGURES)


def test_other_figures_are_told_to_the_second_person_and_pay_from_then_on(clients):
    register(clients[0], naming_reward_fen="12,000", matching_ratio="0.6", effective_after_days="10")
    act = PendingAct.objects.get()
    told = (
        "一次性奖励（元）（第九条）由 10000.00 改为 12000.00；配套比例，即 1 比多少（第九条）由 0.5 改为 0.6"
    )
    assert told in act.summary
    assert "2018年8月8日起施行" in act.summary
    clients[1].post(f"/pending/{act.pk}/", {"confirm": "1"})
    version = PolicyVersion.objects.exclude(issued_on=None).get()
    assert (version.naming_reward_fen, version.ratio_text) == (1_200_000, "1：0.6")
    assert Fraction(version.matching_numerator, version.matching_denominator) == Fraction(3, 5)
    draft = load_draft()
    assert (draft.naming_reward_fen, draft.ratio_text) == (1_000_000, "1：0.5")


@pytest.mark.parametrize(
    ("figure", "typed"),
    [("naming_reward_fen", "-1"), ("naming_reward_fen", "100.001"), ("matching_ratio", "0"), ("matching_ratio", "1/2"),
     ("pilot_firms", "5.5"), ("person_times", ""), ("effective_after_days", "三十")],
)  # fmt: skip
def test_a_senseless_figure_is_refused_beside_its_field(clients, figure, typed):
    page = register(clients[0], **{figure: typed}).content.decode()
    assert "应为" in page
    assert not PendingAct.objects.exists()
