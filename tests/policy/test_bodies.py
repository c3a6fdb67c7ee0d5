"""The three bodies: seats by unit, given and ended by two people with a document, never one's own."""

import pytest

from tests.people import client_of, make_user, on, reference, seat, staff_pair, unit
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import PendingAct
from wuhou_craftsmen.policy.domain import bodies
from wuhou_craftsmen.policy.models import BodyMember

pytestmark = pytest.mark.django_db


class Office:
    """Two officers and a leader on an otherwise empty database."""

    def __init__(self):
        reference()
        on("2022-02-07")
        self.first, self.second = staff_pair()
        self.leader = make_user(Role.LEADER, unit("区委组织部"), name="钱领导")


@kept
def office():
    return Office()


def words(office, **changed):
    return {
        "seat": "", "body": bodies.NAMING, "organisation": unit("区委组织部").pk, "user": office.leader.pk, "chair": "on",
        "started_on": "2022-01-10", "document": "示例〔2022〕1号",
    } | changed  # fmt: skip


def confirm_as(user):
    act = PendingAct.objects.get(state="pending")
    assert client_of(user).post(f"/pending/{act.pk}/").status_code == 302
    act.refresh_from_db()
    assert act.state == "confirmed"


def test_on_an_empty_database_staff_seat_the_group_by_the_page(office):
    first = client_of(office.first)
    assert "评选管理领导小组待登记成员" in first.get("/home/").content.decode()
    assert first.post("/policy/bodies/", words(office)).status_code == 302
    assert (
        "钱领导任组长，自2022年1月10日起，依据：示例〔2022〕1号"
        in client_of(office.second).get("/pending/").content.decode()
    )
    confirm_as(office.second)
    assert bodies.members(bodies.NAMING).get().chair
    assert "待登记成员" not in first.get("/home/").content.decode()
    assert "钱领导（组长）" in first.get("/policy/bodies/").content.decode()


def test_a_proposal_tells_both_and_its_page_until_when_it_is_confirmed(office):
    first = client_of(office.first)
    first.post("/policy/bodies/", words(office))
    for page in (
        first.get("/policy/bodies/"),
        first.get("/pending/"),
        client_of(office.second).get("/pending/"),
    ):
        assert "2022年2月14日" in page.content.decode()  # five working days after the 7th
    assert (
        "提请“登记领导机构成员”：“诸葛工匠”评选管理领导小组" in first.get("/policy/bodies/").content.decode()
    )
    on("2022-02-15")
    assert "2022年2月14日前复核，已逾期" in client_of(office.second).get("/pending/").content.decode()
    own = client_of(office.leader).get("/pending/").content.decode()
    assert "不能办理本人的任职、卸任" in own
    assert "复核通过" not in own


def test_a_seat_ends_by_its_document_and_stays_in_the_list(office):
    member = seat(office.leader, unit("区委组织部"), office.first, office.second)
    first = client_of(office.first)
    end = {"unseat": "", "member": member.pk, "ended_on": "2022-02-08", "document": "示例〔2022〕2号"}
    assert "卸任日期应在任职日期与今天之间" in first.post("/policy/bodies/", end).content.decode()
    first.post("/policy/bodies/", end | {"ended_on": "2022-02-07"})
    confirm_as(office.second)
    assert not bodies.members(bodies.NAMING).exists()
    assert "2022年2月7日卸任" in first.get("/policy/bodies/").content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"document": " "}, "请填写这一项"),
        ({"started_on": "2022-02-08"}, "任职日期还没有到"),
        ({"user": ""}, "须有“领导小组成员”角色的账号"),
    ],
)
def test_what_is_missing_is_told_on_the_page(office, changed, told):
    page = client_of(office.first).post("/policy/bodies/", words(office, **changed)).content.decode()
    assert told in page
    assert "autofocus" in page  # far down the page, and in sight
    assert not PendingAct.objects.exists()


def test_one_chair_and_nobody_seats_or_ends_himself(office):
    other = make_user(Role.LEADER, unit("区财政局"))
    seat(office.leader, unit("区委组织部"), office.first, office.second, chair=True)
    with pytest.raises(Refusal, match="已有组长"):
        seat(other, unit("区财政局"), office.first, office.second, chair=True)
    with pytest.raises(Refusal, match="不能办理本人"):
        seat(other, unit("区财政局"), office.first, other)
    member = BodyMember.objects.get(user=office.leader)
    end = {"member_id": member.pk, "ended_on": "2022-02-07", "document": "示例"}
    with pytest.raises(Refusal, match="不能办理本人"):
        together(office.leader, office.first, "policy.unseat", **end)


@pytest.mark.parametrize("role", [Role.FIRM_HR, Role.EXPERT, Role.FINANCE, Role.SYSTEM_ADMIN, Role.AUDITOR])
def test_others_seat_nobody(office, role):
    other = make_user(role)
    answer = client_of(other).post("/policy/bodies/", words(office))
    assert answer.status_code in (302, 403)
    assert not PendingAct.objects.exists()
    with pytest.raises(Refusal):
        propose(other, "policy.seat", body=bodies.NAMING, user_id=office.leader.pk, organisation_id=1, chair=False, started_on="2022-01-10", document="示例")  # fmt: skip
