"""Clause 八: no gate on age, education, seniority or status; whoever gives such a reason is shown the clause."""

import pytest
from django.test import Client

from nominations.domain.ways_in import direct_recognition, leads
from tests.worlds.deeds import check, claim, give_back
from wuhou_craftsmen.common.kernel.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_s8_4_nobody_of_22_without_a_diploma_is_refused_or_even_warned(world):
    file = world.complete(
        world.draft(born="19990101", education="", skill_level="无", years_in_trade=0, tier="学徒")
    )
    client = Client()
    client.force_login(world.hr)
    page = client.get(f"/nominations/{file.pk}/").content.decode()
    assert "check-no" not in page
    assert "提示" not in page
    client.post(f"/nominations/{file.pk}/submit/")
    file.refresh_from_db()
    assert file.state == "submitted"


GATES = ["年龄偏大", "学历太低", "没有文凭", "资历太浅", "从业年限不足", "身份是临时工", "不是本地户籍"]


@pytest.mark.parametrize("reason", GATES)
def test_an_officer_is_stopped_on_the_page_with_the_clause(world, reason):
    file, client = world.endorsed(), Client()
    client.force_login(world.first)
    answer = client.post(f"/nominations/{file.pk}/check/", {"verdict": "unqualified", "reason": reason})
    assert answer.status_code == 403
    assert "第八条" in answer.content.decode()
    assert "打破年龄、学历、资历和身份等限制" in answer.content.decode()
    file.refresh_from_db()
    assert (file.state, file.checks.count()) == ("endorsed", 0)


def a_lead(world):
    words = {"name": "寻示例", "firm_name": "示例厂", "trade": "钳工", "deeds": "手艺好。"}
    return leads.find(leads.receive("10.0.0.9", **words))


BY_VERB = {
    "returned": lambda w, reason: give_back(w, marks={"deeds": reason}),
    "returned with an opinion": lambda w, reason: give_back(w, opinion=reason),
    "unqualified": lambda w, reason: check(w, "unqualified", reason),
    "direct recognition refused": lambda w, reason: direct_recognition.refuse(
        w.first, claim(w), reason=reason
    ),
    "lead declined": lambda w, reason: leads.decline(w.first, a_lead(w), reason=reason),
}


@pytest.mark.parametrize("verb", BY_VERB)
def test_no_verb_takes_such_a_reason(world, verb):
    with pytest.raises(Refusal, match="第八条"):
        BY_VERB[verb](world, "年龄偏大")
