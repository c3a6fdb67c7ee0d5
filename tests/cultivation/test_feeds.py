"""What a verified record is good for beyond its register: the nominee's lists, the matching reward."""

import pytest

from nominations.domain.file import drafts
from tests.people import client_of, make_id
from tests.small_year import Year
from tests.worlds.programme import words_of
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
    assert "不是本人已核实的业绩" in words_of(client.post(take, {"record": waiting.pk}))
    for _ in range(2):
        client.post(take, {"record": verified.pk})
    assert [row.title for row in draft.achievements.filter(kind="results")] == ["快换夹具"]
    assert "工作台账里本人已核实的业绩" not in words_of(client.get(f"/nominations/{draft.pk}/edit/record/"))
