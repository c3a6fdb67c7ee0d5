"""The whole ID number is read by few, with a reason, and every look is on record (permissions row 4)."""

import datetime as dt

import pytest
from django.test import Client

from nominations.domain.checking import consultation, endorsement, qualification
from nominations.domain.file.private_data import read_private
from tests.people import make_id, make_user, unit
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db
NUMBER = make_id(3)


@kept
def year():
    return Year().play("nominate")


def page(user, year, reason="与公安机关核对"):
    client = Client()
    client.force_login(user)
    return client.post(f"/nominations/{year.file('003').pk}/private/", {"reason": reason})


def looks() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(verb="查看完整身份证号")
    return [(row.actor_name, row.details["reason"]) for row in rows]


def test_the_own_firm_reads_it_without_saying_why(year):
    answer = page(year.hr[year.firms[0].pk], year, reason="")
    assert NUMBER in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert looks()[0][1] == "本单位核对"


@pytest.mark.parametrize("role", [Role.UNION_STAFF, Role.AUDITOR])
def test_staff_and_auditor_say_why(year, role):
    user = make_user(role)
    assert "请写明查看的原因" in page(user, year, reason=" ").content.decode()
    assert looks() == []
    assert NUMBER in page(user, year).content.decode()
    assert looks() == [(str(user), "与公安机关核对")]


def test_a_department_reads_it_of_a_file_it_was_asked_about(year):
    officer = make_user(Role.DEPARTMENT_OFFICER, unit("区人社局"))
    assert page(officer, year).status_code == 404
    consultation.ask(year.first, year.file("003"), unit("区人社局"), due_on=dt.date(2022, 2, 20))
    assert NUMBER in page(officer, year).content.decode()


@pytest.mark.parametrize(
    "role",
    [Role.EXPERT, Role.EXPERT_SECRETARY, Role.LEADER, Role.FINANCE, Role.SYSTEM_ADMIN, Role.ENDORSING_CLERK],
)
def test_nobody_else_reads_it_though_they_may_see_the_file(year, role):
    user = year.clerk if role == Role.ENDORSING_CLERK else make_user(role)
    answer = page(user, year)
    assert answer.status_code in (403, 404)
    assert NUMBER not in answer.content.decode()
    with pytest.raises(Refusal, match="每次查看都有记录"):
        read_private(user, year.file("003"), "想看")
    assert looks() == []


def test_another_firm_does_not_even_learn_that_the_file_exists(year):
    assert page(year.hr[year.firms[1].pk], year).status_code == 404


def test_the_pages_of_a_file_show_the_number_masked(year):
    for user in (year.hr[year.firms[0].pk], year.clerk, year.first, year.secretary, year.leaders[0]):
        client = Client()
        client.force_login(user)
        text = client.get(f"/nominations/{year.file('003').pk}/").content.decode()
        assert NUMBER not in text
        assert "999*************" in text


def test_the_firm_learns_who_was_asked_and_when_refused_of_what_kind_but_not_what_was_answered(year):
    file, department = year.file("003"), unit("区人社局")
    opinion = consultation.ask(year.first, file, department, due_on=dt.date(2022, 2, 20))
    officer = make_user(Role.DEPARTMENT_OFFICER, department)
    consultation.reply(officer, opinion, answer="negative", document_no="示例函1号", matter="wages")

    def shown(user):
        client = Client()
        client.force_login(user)
        return client.get(f"/nominations/{file.pk}/").content.decode()

    hr = year.hr[year.firms[0].pk]
    assert "示例函1号" in shown(year.first)
    assert "拖欠工资" in shown(year.first)
    assert "区人社局" in shown(hr)
    assert not [words for words in ("示例函1号", "不良记录", "拖欠工资") if words in shown(hr)]
    endorsement.endorse(year.clerk, file, opinion="同意", seen_sha256=file.frozen_sha256)
    found = qualification.check(year.first, file, verdict="unqualified", reason="有欠薪记录")
    assert "有欠薪记录" not in shown(hr)  # one officer's word is no verdict yet
    qualification.confirm(year.second, found)
    assert "拖欠工资" in shown(hr)
    assert "示例函1号" not in shown(hr)


def test_the_page_leads_to_the_persons_ladder_for_whom_it_opens(year):
    file = year.file("003")
    link = f'href="/ladder/{file.person_id}/"'
    for user, opens in ((year.hr[year.firms[0].pk], True), (year.first, True), (year.secretary, False)):
        client = Client()
        client.force_login(user)
        assert (link in client.get(f"/nominations/{file.pk}/").content.decode()) == opens
