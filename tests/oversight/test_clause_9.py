"""Clause 九 after the naming: benefits, care, outcomes and the yearly confirmation, each by its pages."""

import datetime as dt

import pytest
from django.db import connection

from tests.people import on
from wuhou_craftsmen.common.models import AuditEntry
from wuhou_craftsmen.ladder.domain import people
from wuhou_craftsmen.ladder.models import Tier

BENEFIT = {
    "name": "技能人才体检",
    "content": "每年一次健康体检",
    "how": "凭证书到区总工会办理",
    "document": "示例人社发〔2021〕3号",
    "since": "2021-01-01",
}
VISIT = {"kind": "走访慰问", "on": "2022-01-20", "giver_kind": "工会", "giver": "区总工会"}


def grant(world, person, **changes):
    return {"benefit": BENEFIT["name"], "person": person.name, "on": "2022-05-01"} | changes


def test_s9_3_a_benefit_is_given_to_holders_alone(world):
    world.entered(world.staff, "benefits", **BENEFIT)
    stranger = world.person("未示例", 1)
    told = world.fill(world.staff, "benefit-grants", **grant(world, stranger))
    assert "未示例现在不是“诸葛工匠”或市级以上工匠" in told
    for number, tier in enumerate((Tier.ZHUGE, Tier.CHENGDU), 2):
        holder = world.named(f"匠{number}例", number, tier)
        record = world.entered(world.staff, "benefit-grants", **grant(world, holder))
        assert record.title in world.page(world.staff, f"/ladder/{holder.pk}/")


def test_s9_3_who_lost_the_title_is_no_longer_listed(world):
    world.entered(world.staff, "benefits", **BENEFIT)
    kept, lost = world.named("留示例", 1), world.named("失示例", 2)
    for person in (kept, lost):
        world.entered(world.staff, "benefit-grants", **grant(world, person))
    people.revoke_rung(world.staff, lost, Tier.ZHUGE, dt.date(2022, 6, 1))
    listed = world.page(world.staff, "/registers/benefit-grants/")
    assert "留示例" in listed
    assert "失示例" not in listed
    assert "失示例" in world.page(world.staff, "/registers/benefit-grants/?ended=yes")
    assert "称号已经撤销" in world.fill(world.staff, "benefit-grants", **grant(world, lost, on="2022-06-02"))


def test_a_benefit_that_was_stopped_is_given_no_more(world):
    benefit = world.entered(world.staff, "benefits", **BENEFIT)
    holder = world.named("停示例", 1)
    world.press(world.staff, benefit, "end", ended_on="2022-04-30", ending="政策到期")
    assert "已经停止" in world.fill(world.staff, "benefit-grants", **grant(world, holder))
    assert BENEFIT["name"] not in world.page(world.staff, "/registers/benefits/")


def test_s9_5_a_visit_has_day_visitor_and_what_was_given(world):
    person = world.named("访示例", 1)
    values = VISIT | {"person": person.name}
    assert "须写明走访人" in world.fill(world.staff, "care", **values, amount_fen="1000")
    assert "请填写金额，或者写明物品或服务" in world.fill(world.staff, "care", **values, visitor="示例主席")
    world.entered(world.staff, "care", **values, visitor="示例主席", amount_fen="1000")
    assert "1,000.00 元" in world.page(world.staff, "/registers/care/")
    assert "访示例走访慰问" in world.page(world.hr, f"/ladder/{person.pk}/")


def test_s9_5_a_firm_and_a_society_provide_care_and_the_union_verifies(world):
    person = world.named("疗示例", 1)
    values = {"person": person.name, "firm": world.firm.name, "kind": "疗休养", "on": "2022-05-10", "giver_kind": "企业",
              "giver": world.firm.name, "things": "示例疗养院 5 天"}  # fmt: skip
    world.verified(world.hr, "care", by=world.staff, **values)
    insured = VISIT | {
        "person": person.name,
        "kind": "特殊医疗保险",
        "giver_kind": "社会组织",
        "giver": "示例基金会",
        "things": "补充医疗险",
    }
    world.entered(world.staff, "care", **insured)
    assert "示例基金会" not in world.page(world.staff, "/registers/care/?giver_kind=企业")


@pytest.fixture
def outcome(world):
    person = world.named("党示例", 1)
    values = {"person": person.name, "kind": "发展党员", "on": "2022-05-01", "document": "示例组〔2022〕1号"}
    return world.entered(world.organisation, "outcomes", **values)


def test_s9_6_names_only_to_the_organisation_department_counts_to_all(world, outcome):
    assert "党示例" in world.page(world.organisation, "/registers/outcomes/")
    for user in (world.staff, world.leader, world.auditor, world.labour, world.hr):
        for path in ("/registers/outcomes/", f"/registers/outcomes/{outcome.pk}/"):
            told = world.page(user, path)
            assert "名单只由区委组织部查看" in told
            assert "党示例" not in told
        counts = world.page(user, "/oversight/outcomes/")
        assert "发展党员 1 人" in counts
        assert "党示例" not in counts
        assert "党示例" not in world.page(user, "/search/?q=发展党员")
    assert "由区委组织部填报" in world.page(world.staff, "/registers/outcomes/new/")
    assert outcome.person.records.count() == 1
    assert "2022年发展党员" not in world.page(world.staff, f"/ladder/{outcome.person_id}/")


def test_s9_6_the_log_that_others_read_has_no_name(world, outcome):
    world.press(world.organisation, outcome, "withdraw", reason="误填")
    for row in AuditEntry.objects.filter(object_id=str(outcome.pk), verb__in=["填报", "撤下"]):
        assert "党示例" not in f"{row.object_label}{row.details}"


WHERE = {"year": "2022", "where": "在岗", "post": "班长", "phone": "10000000001", "certificate": "完好"}


def test_every_year_a_firm_confirms_where_its_craftsmen_are(world):
    person = world.named("岗示例", 1)
    world.named("新示例", 2, year=2022)  # named this year: asked from the next on
    assert "本年度待确认情况的工匠" in world.page(world.hr, "/home/")
    asked = world.page(world.hr, "/oversight/confirming/")
    assert "岗示例" in asked
    assert "新示例" not in asked
    assert "岗示例" not in world.page(world.other_hr, "/oversight/confirming/")
    form = world.client(world.hr).get(f"/registers/after-naming/new/?person={person.pk}").content.decode()
    assert f"岗示例（{world.firm}，编号{person.pk}）" in form
    values = WHERE | {"person": person.name, "firm": world.firm.name}
    assert "须填写现在的岗位和联系电话" in world.fill(world.hr, "after-naming", **values | {"phone": ""})
    record = world.verified(world.hr, "after-naming", by=world.staff, **values)
    page = world.page(world.hr, f"/registers/after-naming/{record.pk}/")
    assert "100****0001" in page
    assert "10000000001" not in page
    assert "本年度待确认情况的工匠" not in world.page(world.hr, "/home/")
    assert "不能重复" in world.fill(world.hr, "after-naming", **values)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM oversight_afternaming")
        assert "10000000001" not in cursor.fetchone()[0]
    on("2023-02-01")
    assert "岗示例" in world.page(world.hr, "/oversight/confirming/")


def test_who_moved_retired_or_died_is_told_and_the_dead_are_not_asked_for_again(world):
    moved, dead = world.named("动示例", 1), world.named("逝示例", 2)
    values = {"firm": world.firm.name, "year": "2022", "certificate": "完好"}
    assert "须写明去向" in world.fill(world.hr, "after-naming", **values, person=moved.name, where="调动")
    world.entered(
        world.hr, "after-naming", **values, person=moved.name, where="调动", remark="到示例二号公司"
    )
    world.entered(world.hr, "after-naming", **values, person=dead.name, where="去世", remark="2022年3月1日")
    on("2023-02-01")
    asked = world.page(world.hr, "/oversight/confirming/")
    assert "动示例" in asked
    assert "逝示例" not in asked


def test_at_work_is_confirmed_by_the_firm_that_keeps_the_person(world):
    person = world.named("别示例", 1)
    values = WHERE | {"person": f"{person.name}（编号{person.pk}）", "firm": world.firms[1].name}
    told = world.fill(world.staff, "after-naming", **values)
    assert f"现在登记在{world.firm}" in told
