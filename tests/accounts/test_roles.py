"""One human, several roles and perhaps accounts: given, ended and stood in for by two others, and counted as one everywhere."""

import pytest

from nominations.domain.file import drafts
from tests.people import client_of, make_id, make_user, on, unit
from tests.worlds.kept import kept
from tests.worlds.nomination import FIELDS, World, assert_refused
from wuhou_craftsmen.accounts import queries
from wuhou_craftsmen.accounts.domain import invitations
from wuhou_craftsmen.accounts.models import Membership, Person, Role, User
from wuhou_craftsmen.common.jobs import due
from wuhou_craftsmen.common.kernel.two_person import confirm, propose, reject, together
from wuhou_craftsmen.common.models import PendingAct

pytestmark = pytest.mark.django_db


@kept
def world():
    return World()


def person_page(world, whose, **words):
    return client_of(world.first).post(f"/accounts/people/{whose.pk}/", words)


def confirmed(world):
    act = PendingAct.objects.get(state="pending")
    client_of(world.second).post(f"/pending/{act.pk}/")
    act.refresh_from_db()
    return act.state == "confirmed"


def roles_of(user) -> set[str]:
    return {row.role for row in User.objects.get(pk=user.pk).current_memberships}


def test_a_second_role_is_given_and_ended_on_the_persons_page_by_two(world):
    leader = make_user(Role.LEADER, unit("区财政局"))
    words = {"act": "give", "role": "finance", "organisation": unit("区财政局").pk}
    assert person_page(world, leader, **words).status_code == 302
    assert roles_of(leader) == {"leader"}
    assert confirmed(world)
    assert roles_of(leader) == {"leader", "finance"}
    seat = leader.memberships.get(role="finance")
    assert "财务人员" in client_of(world.first).get(f"/accounts/people/{leader.pk}/").content.decode()
    assert "请填写这一项" in person_page(world, leader, act="end", seat=seat.pk).content.decode()
    assert person_page(world, leader, act="end", seat=seat.pk, reason="已调离").status_code == 302
    assert confirmed(world)
    assert roles_of(leader) == {"leader"}


def test_nobody_gives_or_ends_a_role_of_his_own(world):
    third = make_user(Role.UNION_STAFF)
    words = {"user_id": world.second.pk, "role": "auditor", "organisation_id": unit("区委组织部").pk}
    assert_refused("不能办理本人", together, world.first, world.second, "accounts.give_role", **words)
    reject(third, PendingAct.objects.get(state="pending"), reason="应当回避")
    assert_refused("不能办理本人", together, world.second, world.first, "accounts.give_role", **words)
    assert not PendingAct.objects.filter(state="pending")
    assert together(world.first, third, "accounts.give_role", **words).role == "auditor"
    seat = world.second.memberships.get(role="union_staff")
    end = {"membership_id": seat.pk, "reason": "已调离"}
    assert_refused("不能办理本人", together, world.second, third, "accounts.end_role", **end)


def test_what_touches_oneself_is_seen_with_the_reason_and_not_offered(world):
    words = {"user_id": world.second.pk, "role": "auditor", "organisation_id": unit("区委组织部").pk}
    act = propose(world.first, "accounts.give_role", **words)
    own = client_of(world.second)
    page = own.get("/pending/").content.decode()
    assert "涉及您本人，由他人复核" in page
    assert "不能办理本人的角色，须由另外两人提请和复核" in page
    assert f"/pending/{act.pk}/" not in page
    assert "待您复核的事项" not in own.get("/home/").content.decode()
    assert own.post(f"/pending/{act.pk}/").status_code == 403
    third = make_user(Role.UNION_STAFF)
    assert f"/pending/{act.pk}/" in client_of(third).get("/pending/").content.decode()


def test_a_stand_in_works_on_the_named_days_and_ends_by_itself(world):
    colleague = make_user(Role.ENDORSING_CLERK, unit("玉林街道"), name="邻街经办")
    seat = world.clerk.memberships.get()
    words = {
        "act": "stand_in",
        "seat": seat.pk,
        "user": colleague.pk,
        "first_day": "2021-02-03",
        "last_day": "2021-02-05",
    }
    assert person_page(world, world.clerk, **words).status_code == 302
    assert "代理周经办，2021年2月3日至2021年2月5日" in PendingAct.objects.get(state="pending").summary
    assert confirmed(world)
    street = unit("浆洗街街道")
    for day, serves in (
        ("2021-02-02", False),
        ("2021-02-03", True),
        ("2021-02-05", True),
        ("2021-02-06", False),
    ):
        on(day)
        due.run()
        seats = User.objects.get(pk=colleague.pk).current_memberships
        assert (street in [row.organisation for row in seats]) == serves, day
    assert Membership.objects.get(stands_in_for=seat).ended_at


def test_two_accounts_of_one_human_pass_no_act_of_two(world):
    other = make_user(Role.UNION_STAFF, name="赵工会（备用）")
    third = make_user(Role.SYSTEM_ADMIN)
    together(
        world.second, third, "accounts.same_person", user_id=world.first.pk, other_id=other.pk, basis="核对身份证"
    )  # fmt: skip
    first, other = (User.objects.get(pk=user.pk) for user in (world.first, other))
    pending = propose(first, "policy.set", key="notice_days", value="6", document="示例")
    assert_refused("本人提出", confirm, other, pending)
    assert not PendingAct.objects.filter(act="policy.set", state="confirmed").exists()
    assert_refused("不能为本人发链接", invitations.invite, first, other)
    confirm(User.objects.get(pk=world.second.pk), pending)


def test_a_further_account_is_opened_for_the_person_who_is_known(world):
    known = make_user(Role.LEADER, unit("区财政局"), name="冯领导")
    words = {
        "username": "feng2",
        "full_name": "冯领导",
        "role": "finance",
        "organisation": unit("区财政局").pk,
    }
    client = client_of(world.first)
    assert "已有名为“冯领导”的人员" in client.post("/accounts/people/", words).content.decode()
    answer = client.post("/accounts/people/", words | {"person": known.person_id})
    assert answer.status_code == 302
    assert confirmed(world)
    assert User.objects.get(username="feng2").own_accounts == {
        known.pk,
        User.objects.get(username="feng2").pk,
    }
    assert (
        client.post("/accounts/people/", words | {"username": "feng3", "namesake": "on"}).status_code == 302
    )
    assert confirmed(world)
    assert Person.objects.filter(name="冯领导").count() == 2


def test_who_leaves_hands_over_what_nobody_else_may_finish(world):
    draft = drafts.create(
        world.clerk, world.round, world.firm, id_number=make_id(5), phone="10000000005", fields=FIELDS
    )  # fmt: skip
    successor = make_user(Role.ENDORSING_CLERK, unit("浆洗街街道"))
    seat = world.clerk.memberships.get()
    person_page(world, world.clerk, act="end", seat=seat.pk, reason="已调离", successor=successor.pk)
    assert confirmed(world)
    assert drafts.edit(successor, draft, fields={"post": "班长"}).post == "班长"
    assert not roles_of(world.clerk)


def test_what_somebody_proposed_who_left_is_taken_back(world):
    third = make_user(Role.UNION_STAFF)
    pending = propose(world.second, "policy.set", key="notice_days", value="6", document="示例")
    seat = world.second.memberships.get(role="union_staff")
    together(world.first, third, "accounts.end_role", membership_id=seat.pk, reason="已调离")
    pending.refresh_from_db()
    assert pending.state == "taken_back"


@pytest.mark.parametrize("days", [("2021-02-05", "2021-02-03"), ("2021-01-01", "2021-01-05")])
def test_days_that_cannot_be_are_refused(world, days):
    other = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    seat = world.clerk.memberships.get()
    assert_refused(
        "最后一日不能早于", propose, world.first, "accounts.give_role", user_id=other.pk, role="endorsing_clerk",
        organisation_id=seat.organisation_id, first_day=days[0], last_day=days[1], stands_in_for=seat.pk,
    )  # fmt: skip


def test_a_stand_in_of_later_days_is_not_yet_a_holder(world):
    colleague = make_user(Role.ENDORSING_CLERK, unit("玉林街道"))
    seat = world.clerk.memberships.get()
    together(
        world.first, world.second, "accounts.give_role", user_id=colleague.pk, role="endorsing_clerk",
        organisation_id=seat.organisation_id, first_day="2021-02-10", last_day="2021-02-12", stands_in_for=seat.pk,
    )  # fmt: skip
    assert colleague not in queries.holders("endorsing_clerk", seat.organisation)
    on("2021-02-11")
    assert colleague in queries.holders("endorsing_clerk", seat.organisation)
    on("2021-02-13")
    assert colleague not in queries.holders("endorsing_clerk", seat.organisation)


def test_two_accounts_are_tied_by_the_sign_in_name(world):
    other = make_user(Role.UNION_STAFF, name="赵工会（备用）")
    words = {"act": "same", "basis": "核对身份证"}
    page = client_of(world.second)
    answer = page.post(f"/accounts/people/{world.first.pk}/", words | {"other": "没有这个"})
    assert "没有这个登录名" in answer.content.decode()
    answer = page.post(f"/accounts/people/{world.first.pk}/", words | {"other": other.username})
    assert answer.status_code == 302
    assert PendingAct.objects.get(state="pending").params["other_id"] == other.pk
