"""Whoever has an interest in a file says so, and from then on others check and decide it (permissions row 21, T8)."""

import datetime as dt

import pytest
from django.test import Client

from nominations.domain.checking import conflicts, consultation, disqualification, endorsement, qualification
from nominations.models import Conflict
from tests.people import make_user, unit
from tests.worlds.nomination import assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_a_clerk_who_stands_aside_endorses_no_more_and_a_colleague_does(world):
    file = world.submitted()
    first = conflicts.declare(world.clerk, file, "kin", "内弟")
    assert conflicts.declare(world.clerk, file, "other") == first
    words = {"opinion": "同意", "seen_sha256": file.frozen_sha256}
    assert_refused("您已登记回避", endorsement.endorse, world.clerk, file, **words)
    colleague = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
    assert endorsement.endorse(colleague, file, **words).state == "endorsed"
    assert AuditEntry.objects.filter(verb="登记本人回避").count() == 1


def test_officer_and_department_stand_aside(world):
    file = world.endorsed()
    department = unit("区人社局")
    officer = make_user(Role.DEPARTMENT_OFFICER, department)
    opinion = consultation.ask(world.first, file, department, due_on=dt.date(2021, 2, 20))
    conflicts.declare(officer, file, "mentorship")
    assert_refused(
        "您已登记回避", consultation.reply, officer, opinion, answer="clear", document_no="示例函1号"
    )
    consultation.reply(
        make_user(Role.DEPARTMENT_OFFICER, department), opinion, answer="clear", document_no="示例函2号"
    )
    conflicts.declare(world.first, file, "shared_work")
    assert_refused("您已登记回避", qualification.check, world.first, file, verdict="qualified")
    found = qualification.check(world.second, file, verdict="qualified")
    assert_refused("您已登记回避", qualification.confirm, world.first, found)


def test_a_leader_and_a_clerk_who_stand_aside_neither_end_a_file_nor_take_back(world):
    file, leader = world.endorsed(), make_user(Role.LEADER)
    for person in (leader, world.clerk):
        conflicts.declare(person, file, "kin")
    assert_refused("您已登记回避", disqualification.disqualify, leader, file, finding="材料系伪造")
    assert_refused("您已登记回避", endorsement.take_back, world.clerk, file)
    assert (
        disqualification.disqualify(make_user(Role.LEADER), file, finding="材料系伪造").state
        == "disqualified"
    )


def test_two_people_means_two_without_an_interest(world):
    file, leaders = world.endorsed(), [make_user(Role.LEADER) for _ in range(3)]
    department = unit("区人社局")
    officer = make_user(Role.DEPARTMENT_OFFICER, department)
    opinion = consultation.ask(world.first, file, department, due_on=dt.date(2021, 2, 20))
    consultation.reply(officer, opinion, answer="negative", document_no="示例函1号", matter="wages")
    conflicts.declare(leaders[0], file, "kin")
    words = {"opinion_id": opinion.pk, "reason": "已整改", "document_no": "纪要1号"}
    assert_refused("您已登记回避", together, leaders[1], leaders[0], "nominations.waive", **words)
    assert together(leaders[1], leaders[2], "nominations.waive", **words).reason == "已整改"


def test_only_of_a_file_that_was_handed_in_with_a_cause_and_by_whom_it_concerns(world):
    assert_refused("还没有报送", conflicts.declare, world.first, world.draft(2), "kin")
    file = world.submitted()
    assert_refused("请选择回避原因", conflicts.declare, world.clerk, file, "dislike")
    assert_refused("此项只由", conflicts.declare, world.hr, file, "kin")


def test_it_is_said_on_the_page_of_the_file_and_the_firm_does_not_read_it(world):
    file, client, firm = world.submitted(), Client(), Client()
    client.force_login(world.clerk)
    firm.force_login(world.hr)
    page = f"/nominations/{file.pk}/"
    assert "登记本人回避" in client.get(page).content.decode()
    client.post(f"{page}conflict/", {"cause": "kin", "note": "内弟"})
    assert Conflict.objects.get().user == world.clerk
    text = client.get(page).content.decode()
    assert "周经办 已登记回避：亲属关系" in text
    assert "登记本人回避" not in text
    assert "已登记回避" not in firm.get(page).content.decode()
