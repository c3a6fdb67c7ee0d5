"""The HR users of a firm come and go; the firm's files stay."""

import pytest
from django.test import Client

from nominations.domain.file import drafts
from tests.people import make_firm, make_id, make_user, unit
from tests.small_year import Year
from wuhou_craftsmen.accounts.domain import members, people
from wuhou_craftsmen.accounts.models import Membership, Role, User
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


def seat(user) -> Membership:
    return user.memberships.get(role=Role.FIRM_HR)


def colleague(town, number: int = 1) -> User:
    user, _ = members.add_colleague(
        town.owner, town.firm, full_name=f"同事{number}号", username=f"tongshi{number}", phone="10000000002"
    )
    return User.objects.get(pk=user.pk)


def test_the_first_hr_user_is_the_owner_the_next_is_not(town):
    assert seat(town.owner).owner
    assert not seat(make_user(Role.FIRM_HR, town.firm)).owner


def test_the_owner_adds_a_colleague_and_sees_the_link_once(town, client):
    client.force_login(town.owner)
    typed = {"act": "add", "full_name": "吴示例", "username": "Wu1", "phone": "10000000003", "email": ""}
    page = client.post("/accounts/members/", typed).content.decode()
    assert "/accounts/invitation/" in page
    assert "wu1" in page
    assert "/accounts/invitation/" not in client.get("/accounts/members/").content.decode()
    assert "吴示例" in client.get("/accounts/members/").content.decode()


def test_a_colleague_changes_nobody_and_reads_why(town, client):
    mate = colleague(town)
    client.force_login(mate)
    page = client.get("/accounts/members/").content.decode()
    assert "只有本单位的单位管理员可以增减人员" in page
    assert "增加一位同事" not in page
    with pytest.raises(Refusal):
        members.add_colleague(mate, town.firm, full_name="某人", username="mouren", phone="10000000004")
    with pytest.raises(Refusal):
        members.end_membership(mate, seat(town.owner), reason="示例")
    with pytest.raises(Refusal):
        members.make_owner(mate, seat(mate), reason="示例")


def test_another_firm_does_not_exist_for_an_owner(town, client):
    other = make_user(Role.FIRM_HR, make_firm(2))
    client.force_login(other)
    for act in ("owner", "end"):
        answer = client.post(f"/accounts/members/{seat(town.owner).pk}/{act}/", {"reason": "示例"})
        assert answer.status_code == 404


def test_the_last_owner_hands_over_before_leaving(town):
    mate = colleague(town)
    with pytest.raises(Refusal, match="请先把一位同事设为单位管理员"):
        members.end_membership(town.owner, seat(town.owner), reason="已调离")
    members.make_owner(town.owner, seat(mate))
    members.end_membership(town.owner, seat(town.owner), reason="已调离")
    assert [row.user for row in Membership.objects.filter(organisation=town.firm, ended_at=None)] == [mate]


def test_three_sessions_of_one_who_left_are_denied_at_the_next_request(town):
    mate = colleague(town)
    mate.set_password("tongshi-2022-mima")
    mate.save()
    devices = [Client() for _ in range(3)]
    for device in devices:
        device.force_login(mate)
        assert device.get("/nominations/").status_code == 200
    members.end_membership(town.owner, seat(mate), reason="已调离")
    assert [device.get("/nominations/").status_code for device in devices] == [302] * 3
    typed = {"username": mate.username, "password": "tongshi-2022-mima"}
    assert Client().post("/accounts/sign-in/", typed).status_code == 200, "nor can the person sign in again"


def test_one_with_another_role_stays_signed_in_without_this_one(town):
    mate = colleague(town)
    people.give_role(None, mate, Role.EXPERT, unit("区总工会"))
    device = Client()
    device.force_login(mate)
    members.end_membership(town.owner, seat(mate), reason="已调离")
    assert device.get("/home/").status_code == 200
    assert device.get("/accounts/members/").status_code == 403


def test_a_draft_is_finished_by_whoever_remains():
    year = Year()
    firm = year.firms[0]
    owner = year.hr[firm.pk]
    leaver = make_user(Role.FIRM_HR, firm)
    words = {"name": "新示例", "sex": "男", "trade": "钳工", "route": "unit"}
    file = drafts.create(leaver, year.round, firm, id_number=make_id(50), phone="10000000050", fields=words)
    members.end_membership(owner, seat(leaver), reason="已调离")
    assert drafts.edit(owner, file, fields={"post": "班组长"}).post == "班组长"
    with pytest.raises(Refusal):
        drafts.edit(User.objects.get(pk=leaver.pk), file, fields={"post": "改"})


@pytest.mark.parametrize("who", ["clerk", "first"])
def test_street_and_union_name_an_owner_and_end_a_membership_with_a_reason_on_record(town, who):
    actor, mate = getattr(town, who), colleague(town)
    for act in (members.make_owner, members.end_membership):
        with pytest.raises(Refusal, match="请写明原因"):
            act(actor, seat(mate), reason=" ")
    members.make_owner(actor, seat(mate), reason="原管理员离职")
    members.end_membership(actor, seat(town.owner), reason="单位来函")
    rows = AuditEntry.objects.filter(verb__in=["设为单位管理员", "结束单位人员"]).order_by("seq")
    assert [(row.actor, row.details["reason"]) for row in rows] == [
        (actor, "原管理员离职"),
        (actor, "单位来函"),
    ]


def test_another_street_may_not(town):
    with pytest.raises(Refusal, match="不属于您办理的范围"):
        members.end_membership(town.stranger, seat(town.owner), reason="示例")


def test_a_role_that_is_no_firms_is_not_ended_here(town):
    with pytest.raises(Refusal, match="只办理企业人力资源专员"):
        members.end_membership(town.first, town.first.memberships.get(), reason="示例")


def test_the_page_costs_at_most_ten_queries_however_many_there_are(
    town, client, django_assert_max_num_queries
):
    client.force_login(town.owner)
    client.get("/home/")  # the session is written down once
    for number in range(1, 6):
        colleague(town, number)
    with django_assert_max_num_queries(10):
        assert client.get("/accounts/members/").content.decode().count("发设置密码链接</button>") == 5
