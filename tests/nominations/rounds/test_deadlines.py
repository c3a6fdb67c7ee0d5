"""More time to nominate: by two people, told to the public, half-open by the one clock."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from nominations.domain.file import drafts, submission
from nominations.models import DeadlineChange, Nomination
from nominations.rules.file.nomination import window_open
from tests.people import make_id, make_user, on
from tests.small_year import Year
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.kernel.two_person import propose, together

pytestmark = pytest.mark.django_db
FIELDS = {"name": "晚示例", "sex": "男", "trade": "钳工", "route": "unit"}


@kept
def year():
    return Year()


def extend(year, until="2022-03-05T00:00:00+08:00", reason="系统维护，顺延四日"):
    return together(
        year.first,
        year.second,
        "nominations.extend_intake",
        round_id=year.round.pk,
        until=until,
        reason=reason,
    )


def reopen(year, firm, until="2022-03-05T00:00:00+08:00"):
    return together(
        year.first, year.leaders[0], "nominations.reopen_for_firm", round_id=year.round.pk, firm_id=firm.pk,
        until=until, reason="因停电未能按时报送",
    )  # fmt: skip


def new_file(year, firm, number=50) -> Nomination:
    year.round.refresh_from_db()
    return drafts.create(
        year.hr[firm.pk], year.round, firm, id_number=make_id(number), phone="10000000050", fields=FIELDS
    )


def test_everybody_has_until_the_new_midnight_and_not_a_moment_longer(year):
    extend(year)
    on("2022-03-04", 23)
    assert new_file(year, year.firms[0])
    on("2022-03-05", 0)
    with pytest.raises(Refusal, match="申报已经截止"):
        new_file(year, year.firms[0], 51)


def test_the_change_is_told_to_the_public_with_its_reason(year):
    extend(year)
    page = Client().get("/").content.decode()
    assert "申报时间更正公告" in page
    for words in ("全部单位", "2022年2月28日 24:00", "2022年3月4日 24:00", "系统维护，顺延四日"):
        assert words in page


@pytest.mark.parametrize(
    ("until", "reason", "match"),
    [
        ("2022-02-20T00:00:00+08:00", "原因", "只能延长，不能缩短"),
        ("2022-03-01T00:00:00+08:00", "原因", "只能延长，不能缩短"),
        ("2022-05-01T00:00:00+08:00", "原因", "晚于拟命名日期"),
        ("2022-02-01T00:00:00+08:00", "原因", "已经过去"),
        ("2022-03-05T00:00:00+08:00", "  ", "请写明延长的原因"),
    ],
)
def test_a_senseless_extension_is_refused_with_its_reason(year, until, reason, match):
    with pytest.raises(Refusal, match=match):
        extend(year, until, reason)
    assert not DeadlineChange.objects.exists()


def test_one_person_alone_changes_nothing(year):
    act = {"round_id": year.round.pk, "until": "2022-03-05T00:00:00+08:00", "reason": "原因"}
    with pytest.raises(Refusal, match="须由另一人复核"):
        together(year.first, year.first, "nominations.extend_intake", **act)
    year.round.refresh_from_db()
    assert year.round.intake_closes_at == dt.datetime(2022, 2, 28, 16, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "role", [r for r in Role if r not in (Role.UNION_STAFF, Role.LEADER)], ids=lambda role: role.value
)
def test_only_staff_and_leaders_move_a_deadline(year, role):
    user = make_user(role)
    act = {"round_id": year.round.pk, "until": "2022-03-05T00:00:00+08:00", "reason": "原因"}
    with pytest.raises(Refusal, match="您的账号没有这一角色"):
        propose(user, "nominations.extend_intake", **act)
    client = Client()
    client.force_login(user)
    assert client.get(f"/nominations/rounds/{year.round.pk}/deadline/").status_code == 403


def test_one_firm_may_still_nominate_after_the_closing_and_no_other(year):
    year.play("check")
    reopen(year, year.firms[1])
    file = new_file(year, year.firms[1])
    assert file.state == "draft"
    with pytest.raises(Refusal, match="申报已经截止"):
        new_file(year, year.firms[0], 51)
    on("2022-03-05", 0)
    assert not window_open(year.round, year.firms[1])
    with pytest.raises(Refusal, match="申报已经截止"):
        submission.submit(year.hr[year.firms[1].pk], file)


def test_before_the_closing_no_firm_needs_a_reopening_and_a_struck_off_one_gets_none(year):
    with pytest.raises(Refusal, match="无须开放补报"):
        reopen(year, year.firms[1])
    on("2022-03-01", 0)
    year.firms[1].struck_off_on = dt.date(2022, 2, 20)
    year.firms[1].save()
    with pytest.raises(Refusal, match="已经除名"):
        reopen(year, year.firms[1])


def test_scoring_does_not_begin_while_a_firm_still_has_time(year):
    year.play("check")
    reopen(year, year.firms[1])
    with pytest.raises(Refusal, match="还有单位可补报至 2022年3月4日 24:00"):
        year.open_scoring()
    on("2022-03-05", 0)
    propose(
        year.secretary, "review.open_scoring", round_id=year.round.pk, closes_at="2022-03-20T00:00:00+08:00"
    )


def test_after_the_closing_nothing_is_extended_for_all(year):
    year.play("check")
    with pytest.raises(Refusal, match="不能整体延长"):
        extend(year)


def test_a_change_on_record_is_never_changed(year):
    change = extend(year)
    with pytest.raises(DatabaseError), transaction.atomic():
        DeadlineChange.objects.filter(pk=change.pk).update(reason="别的原因")
    with pytest.raises(DatabaseError), transaction.atomic():
        change.delete()


def test_the_page_proposes_and_shows_what_was_changed(year):
    client = Client()
    client.force_login(year.first)
    page = f"/nominations/rounds/{year.round.pk}/deadline/"
    client.post(page, {"act": "extend", "last_day": "2022-03-04", "reason": "顺延"})
    other = Client()
    other.force_login(year.second)
    assert "申报截止延长至 2022年3月4日 24:00，原因：顺延" in other.get("/pending/").content.decode()
    bad = client.post(page, {"act": "extend", "last_day": "2022-02-10", "reason": "顺延"}).content.decode()
    assert "只能延长，不能缩短" in bad
