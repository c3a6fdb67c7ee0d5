"""推荐单位 are rows: a 12th street, another kind, another name and an end, each by two people."""

import pytest
from django.test import Client

from tests.people import make_firm, make_user, reference, unit
from tests.small_year import Year
from wuhou_craftsmen.accounts.domain import people
from wuhou_craftsmen.accounts.forms.firms import RegistrationForm
from wuhou_craftsmen.accounts.models import EndorsingKind, Organisation, Role
from wuhou_craftsmen.accounts.queries import endorsing_units_text
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, together
from wuhou_craftsmen.common.models import AuditEntry, PendingAct

pytestmark = pytest.mark.django_db
BASIS = {"basis": "示例文1号"}


@pytest.fixture
def staff():
    reference()
    return make_user(Role.UNION_STAFF), make_user(Role.UNION_STAFF)


def add(staff, kind="街道", name="示例街道"):
    return together(*staff, "accounts.add_endorsing_unit", kind=kind, name=name, **BASIS)


def offered() -> list[str]:
    return [str(choice) for choice in RegistrationForm().fields["endorsing_unit"].queryset]


def test_a_twelfth_street_is_offered_after_the_eleven(staff):
    add(staff)
    assert offered().index("示例街道") == 11
    assert endorsing_units_text() == "街道、武侯新城或产业工会"


def test_another_kind_is_named_in_every_sentence(staff):
    add(staff, "行业协会", "示例行业协会")
    assert endorsing_units_text() == "街道、武侯新城、产业工会或行业协会"
    assert "街道、武侯新城、产业工会或行业协会" in Client().get("/accounts/registration/").content.decode()


def test_a_new_unit_has_places_and_its_clerk_endorses():
    year = Year()
    street = add((year.first, year.second))
    year.firms[0].endorsing_unit = street
    year.firms[0].save()
    year.clerk = make_user(Role.ENDORSING_CLERK, street)
    client = Client()
    client.force_login(year.first)
    assert "示例街道" in client.get(f"/nominations/rounds/{year.round.pk}/quotas/").content.decode()
    year.nominate()
    page = Client()
    page.force_login(year.clerk)
    assert "ZG2022-001" in page.get("/nominations/").content.decode()


def test_the_proposer_does_not_confirm_and_a_name_is_there_once(staff):
    pending = propose(staff[0], "accounts.add_endorsing_unit", kind="行业协会", name="示例协会", **BASIS)
    assert pending.summary == "新增推荐单位“示例协会”，新类别“行业协会”，依据：示例文1号"
    with pytest.raises(Refusal, match="本人提出"):
        confirm(staff[0], pending)
    with pytest.raises(Refusal, match="已有名为“玉林街道”的单位"):
        propose(staff[0], "accounts.add_endorsing_unit", kind="街道", name="玉林街道", **BASIS)


def test_a_renamed_unit_keeps_its_firms(staff):
    firm = make_firm(1)
    together(
        *staff, "accounts.rename_endorsing_unit", unit_id=firm.endorsing_unit_id, name="新名街道", **BASIS
    )
    firm.refresh_from_db()
    assert firm.endorsing_unit.name == "新名街道"


def test_a_unit_with_firms_or_clerks_is_not_ended(staff):
    firm = make_firm(1)
    with pytest.raises(Refusal, match="还有 1 家在册企业"):
        propose(staff[0], "accounts.end_endorsing_unit", unit_id=firm.endorsing_unit_id, **BASIS)
    make_user(Role.ENDORSING_CLERK, unit("华兴街道"))
    with pytest.raises(Refusal, match="在任的人员"):
        propose(staff[0], "accounts.end_endorsing_unit", unit_id=unit("华兴街道").pk, **BASIS)


def test_an_ended_unit_is_offered_no_more_and_its_kind_ends_with_it(staff):
    together(*staff, "accounts.end_endorsing_unit", unit_id=unit("武侯新城").pk, **BASIS)
    assert "武侯新城" not in offered()
    assert endorsing_units_text() == "街道或产业工会"
    assert EndorsingKind.objects.get(name="武侯新城").ended_on
    with pytest.raises(Refusal, match="已经停用"):
        propose(staff[0], "accounts.rename_endorsing_unit", unit_id=unit("武侯新城").pk, name="新名", **BASIS)


def test_the_page_adds_renames_and_ends(staff):
    client = Client()
    client.force_login(staff[0])

    def post(**words):
        assert client.post("/accounts/units/", words | BASIS).status_code == 302
        confirm(staff[1], PendingAct.objects.get(state="pending"))

    post(add="", new_kind="行业协会", name="示例协会")
    pk = Organisation.objects.get(name="示例协会").pk
    post(change="", unit=pk, act="rename", name="示例行业协会")
    post(change="", unit=pk, act="end")
    page = client.get("/accounts/units/").content.decode()
    assert "示例行业协会" in page
    assert "停用" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"add": "", "name": "甲街道"}, "请填一项"),
        ({"add": "", "new_kind": "街", "kind": "街道", "name": "甲街道"}, "请填一项"),
        ({"add": "", "new_kind": "类" * 21, "name": "甲"}, "不超过"),
        ({"change": "", "unit": "0", "act": "end"}, "选择一个有效的选项"),
        ({"change": "", "act": "rename"}, "更名的须填写新名称"),
    ],
)
def test_what_is_wrong_is_told_on_the_page(staff, words, told):
    client = Client()
    client.force_login(staff[0])
    answer = client.post("/accounts/units/", words | BASIS)
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert not PendingAct.objects.exists()


def test_a_department_is_added_asked_and_ended(staff):
    client = Client()
    client.force_login(staff[0])
    client.post("/accounts/units/", {"add": "", "kind": "区级部门", "name": "区示例局"} | BASIS)
    act = PendingAct.objects.get()
    assert act.summary == "新增区级部门“区示例局”，依据：示例文1号"
    confirm(staff[1], act)
    made = Organisation.objects.departments().get(name="区示例局")
    officer = make_user(Role.DEPARTMENT_OFFICER, made)
    with pytest.raises(Refusal, match="在任的人员"):
        propose(staff[0], "accounts.end_endorsing_unit", unit_id=made.pk, **BASIS)
    people.end_role(staff[0], officer.memberships.get())
    together(*staff, "accounts.end_endorsing_unit", unit_id=made.pk, **BASIS)
    assert made not in Organisation.objects.departments()
    assert {"区应急局", "公安武侯区分局", "武侯生态环境局"} <= set(
        Organisation.objects.values_list("name", flat=True)
    )


def places(round) -> dict[str, int]:
    return {str(quota.unit): quota.places for quota in round.unit_quotas.select_related("unit")}


def test_the_places_of_a_merged_unit_go_to_the_one_that_goes_on():
    year = Year()
    one, other, third = unit("浆洗街街道"), unit("玉林街道"), unit("晋阳街道")
    given = {str(one.pk): 3, str(other.pk): 2, str(third.pk): 4}
    staff = (year.first, year.second)
    together(*staff, "nominations.change_quotas", round_id=year.round.pk, places=given, reason="示例")
    act = propose(year.first, "accounts.merge_units", unit_id=one.pk, into_id=other.pk, **BASIS)
    client = Client()
    client.force_login(year.second)
    page = client.get("/pending/").content.decode()
    assert "2022年度推荐名额" in page
    assert "浆洗街街道 3 名，并入后玉林街道由 2 名改为 5 名" in page
    confirm(year.second, act)
    assert places(year.round) == {"玉林街道": 5, "晋阳街道": 4}
    row = AuditEntry.objects.filter(verb="核定推荐名额").order_by("pk").last()
    assert row.details["places"] == {"浆洗街街道": None, "玉林街道": 5}
    assert row.details["reason"] == "浆洗街街道并入玉林街道"


def test_no_limit_stays_none_and_a_round_under_review_is_left_alone():
    year = Year()
    one, other = unit("浆洗街街道"), unit("玉林街道")
    staff = (year.first, year.second)
    words = {"round_id": year.round.pk, "reason": "示例"}
    together(*staff, "nominations.change_quotas", places={str(other.pk): 2}, **words)
    together(*staff, "accounts.merge_units", unit_id=one.pk, into_id=other.pk, **BASIS)
    assert places(year.round) == {}
    together(*staff, "nominations.change_quotas", places={str(other.pk): 9}, **words)
    year.round.state = "reviewing"
    year.round.save()
    together(*staff, "accounts.merge_units", unit_id=other.pk, into_id=unit("晋阳街道").pk, **BASIS)
    assert places(year.round) == {"玉林街道": 9}


def test_places_that_changed_after_the_proposal_are_looked_at_again():
    year = Year()
    staff = (year.first, year.second)
    pks = {"unit_id": unit("浆洗街街道").pk, "into_id": unit("玉林街道").pk}
    act = propose(year.first, "accounts.merge_units", **pks, **BASIS)
    given = {str(pk): 2 for pk in pks.values()}
    together(*staff, "nominations.change_quotas", round_id=year.round.pk, places=given, reason="示例")
    with pytest.raises(Refusal, match="有变化"):
        confirm(year.second, act)


def test_two_streets_that_become_one_take_firms_and_people_along(staff):
    firm, clerk = make_firm(1), make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
    client = Client()
    client.force_login(staff[0])
    into = unit("玉林街道")
    words = {"change": "", "unit": firm.endorsing_unit_id, "act": "merge", "into": into.pk} | BASIS
    assert client.post("/accounts/units/", words | {"into": ""}).status_code == 200
    assert client.post("/accounts/units/", words).status_code == 302
    client.force_login(staff[1])
    page = client.get("/pending/").content.decode()
    assert "“浆洗街街道”并入“玉林街道”" in page
    assert "1 家" in page
    confirm(staff[1], PendingAct.objects.get())
    firm.refresh_from_db()
    assert firm.endorsing_unit == into
    assert clerk.memberships.get(ended_at=None).organisation == into
    assert "浆洗街街道" not in offered()
    with pytest.raises(Refusal, match="另一家同类单位"):
        together(*staff, "accounts.merge_units", unit_id=into.pk, into_id=unit("区财政局").pk, **BASIS)
