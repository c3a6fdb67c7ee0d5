"""Whoever has to know is told, once, in the portal; nobody else."""

import datetime as dt

import pytest

from nominations.domain.checking import consultation, endorsement, qualification
from tests.people import make_user, unit
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.two_person import together
from wuhou_craftsmen.common.messages import outbox

pytestmark = pytest.mark.django_db


def subjects(user) -> list[str]:
    return list(outbox.inbox(user).order_by("pk").values_list("subject", flat=True))


def test_the_firm_is_told_of_each_step(world):
    nomination = world.endorsed()
    qualification.confirm(world.second, qualification.check(world.first, nomination, verdict="qualified"))
    assert subjects(world.hr) == [f"{nomination.no} 初审通过", f"{nomination.no} 资格合格"]
    assert subjects(world.stranger) == []


def test_a_return_tells_what_and_until_when(world, client):
    nomination = world.submitted()
    endorsement.return_for_correction(
        world.clerk,
        nomination,
        opinion="请补正",
        marks={"deeds": "写明带徒人数"},
        seen_sha256=nomination.frozen_sha256,
    )
    (told,) = outbox.inbox(world.hr)
    assert "写明带徒人数" in told.text
    assert "2021年2月7日 24:00" in told.text
    client.force_login(world.hr)
    assert "未读消息" in client.get("/home/").content.decode()
    assert client.get(f"/messages/{told.pk}/").url == f"/nominations/{nomination.pk}/"
    assert outbox.unread(world.hr) == 0


def test_a_notice_is_read_by_its_reader_alone(world, client):
    world.endorsed()
    (told,) = outbox.inbox(world.hr)
    client.force_login(world.stranger)
    assert client.get(f"/messages/{told.pk}/").status_code == 404
    assert told.subject not in client.get("/messages/").content.decode()
    assert outbox.unread(world.hr) == 1


def test_a_department_is_asked_and_its_answer_comes_back(world):
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    opinion = consultation.ask(world.first, world.endorsed(), unit("区人社局"), due_on=dt.date(2021, 2, 20))
    assert subjects(officer) == ["待回复的部门意见"]
    consultation.reply(officer, opinion, answer="clear", document_no="示例函1号")
    assert subjects(world.first) == ["区人社局已回复"]


def test_more_time_is_told_to_every_firm(world):
    words = {"until": "2021-03-05T00:00:00+08:00", "reason": "系统维护"}
    together(world.first, world.second, "nominations.extend_intake", round_id=world.round.pk, **words)
    assert subjects(world.hr) == subjects(world.stranger) == ["申报时间延长"]


def test_who_left_the_firm_is_not_told(world):
    from wuhou_craftsmen.accounts.domain import people

    nomination = world.submitted()
    people.end_role(None, world.hr.memberships.get())
    endorsement.endorse(world.clerk, nomination, opinion="同意", seen_sha256=nomination.frozen_sha256)
    assert subjects(world.hr) == []
