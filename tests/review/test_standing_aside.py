"""An expert names a file to stand aside from, before it is given out or after; the leading group likewise (T8)."""

import pytest
from django.test import Client

from nominations.domain.checking import conflicts
from review import rules
from review.domain.committee import recusal
from review.models import Recusal
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


@kept
def seated():
    year = Year().play("check")
    year.seat_committee()
    return year


def begin(year):
    together(
        year.secretary, year.first, "review.open_scoring", round_id=year.round.pk,
        closes_at="2022-03-20T00:00:00+08:00",
    )  # fmt: skip
    year.round.refresh_from_db()


def expert(year, code):
    return year.round.committee.members.get(code=code).expert.user


def test_a_file_named_before_the_scoring_is_never_given_to_that_expert(seated):
    who = expert(seated, "P01")
    with pytest.raises(Refusal, match="没有这个编号的申报"):
        recusal.stand_aside(who, seated.round, no="ZG2022-999", cause="kin")
    recusal.stand_aside(who, seated.round, no="zg2022-003", cause="mentorship")
    begin(seated)
    found = Recusal.objects.get(member__expert__user=who)
    assert (found.candidacy.nomination.no, found.cause) == ("ZG2022-003", "mentorship")
    assert not rules.may_score(who, seated.candidate("003"))
    assert rules.may_score(who, seated.candidate("001"))


def test_the_expert_names_it_on_the_own_page(seated):
    begin(seated)
    who, client = expert(seated, "P02"), Client()
    client.force_login(who)
    assert "我应当回避的申报" in client.get("/review/files/").content.decode()
    client.post("/review/files/recusal/", {"no": "ZG2022-001", "cause": "kin"})
    assert client.get(f"/review/files/{seated.candidate('001').pk}/").status_code == 404


def test_imposed_by_the_secretary_it_wants_a_reason_that_stands_in_the_log(seated):
    begin(seated)
    member = seated.round.committee.members.get(code="P03")
    with pytest.raises(Refusal, match="须写明依据"):
        recusal.declare(seated.secretary, seated.candidate("001"), member, "kin")
    recusal.declare(seated.secretary, seated.candidate("001"), member, "kin", "经查为其表兄")
    told = AuditEntry.objects.filter(verb="登记回避").last()
    assert (told.details["expert"], told.details["reason"]) == ("P03", "经查为其表兄")


def test_a_leader_who_stands_aside_decides_no_objection_to_that_person(seated):
    begin(seated)
    seated.seal_all()
    seated.deliberate()
    seated.publish()
    objection = seated.object_to("007")
    conflicts.declare(seated.leaders[1], seated.file("007"), "kin")
    assert "利害关系人" in rules.may_decide_objection(seated.leaders[1], objection).reason
    assert rules.may_decide_objection(seated.leaders[2], objection)


def test_what_is_proposed_already_is_no_longer_to_be_done(seated):
    client = Client()
    client.force_login(seated.secretary)
    assert "提请开始评分" in client.get("/home/").content.decode()
    closes = {"round_id": seated.round.pk, "closes_at": "2022-03-20T00:00:00+08:00"}
    propose(seated.secretary, "review.open_scoring", **closes)
    assert "提请开始评分" not in client.get("/home/").content.decode()
