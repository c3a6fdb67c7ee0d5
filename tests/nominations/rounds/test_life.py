"""A round's life: its deadline closes the intake, it is suspended, resumed, archived or annulled by two people with a document."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from nominations.domain.file import drafts
from nominations.domain.rounds import rounds
from nominations.models import RoundEvent
from tests.people import client_of, make_user, on
from tests.worlds.kept import kept
from tests.worlds.nomination import World, assert_refused
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import due
from wuhou_craftsmen.common.kernel.two_person import propose, together
from wuhou_craftsmen.common.models import AuditEntry, Message, PendingAct

pytestmark = pytest.mark.django_db
WHY = {"reason": "收到举报，正在核查", "document": "示例纪要〔2021〕3号"}


class District(World):
    def __init__(self):
        super().__init__()
        self.leaders = make_user(Role.LEADER), make_user(Role.LEADER)

    def event(self, kind, **more):
        return together(*self.leaders, f"nominations.{kind}_round", round_id=self.round.pk, **WHY, **more)

    def state(self) -> str:
        self.round.refresh_from_db()
        return self.round.state


@kept
def world():
    return District()


def test_the_deadline_itself_closes_the_intake(world):
    due.run()
    assert world.state() == "open"
    on("2021-03-01", 0)
    due.run()
    due.run()
    assert world.state() == "checking"
    assert AuditEntry.objects.get(verb="截止申报").actor is None


def test_a_step_that_fails_keeps_the_others_from_nothing(world, monkeypatch, caplog):
    def broken():
        raise ValueError("example")

    monkeypatch.setattr(due, "_steps", [broken, rounds.close_due_intakes])
    on("2021-03-01", 0)
    due.run()
    assert world.state() == "checking"
    assert "broken failed" in caplog.text


def test_suspended_by_two_leaders_on_the_page_nothing_goes_on_and_everybody_is_told(world):
    first, second = map(client_of, world.leaders)
    name = f"{world.round.pk}-suspend"
    page = first.get("/nominations/rounds/").content.decode()
    assert "中止（两人办理）" in page
    words = {f"{name}-{key}": value for key, value in WHY.items()}
    assert first.post(f"/nominations/rounds/{world.round.pk}/suspend-event/", words).status_code == 302
    act = PendingAct.objects.get(state="pending")
    second.post(f"/pending/{act.pk}/")
    assert world.state() == "suspended"
    assert_refused("已中止", world.draft)
    told = set(Message.objects.filter(kind="round_changed").values_list("user", flat=True))
    assert {world.clerk.pk, world.first.pk} <= told
    on("2021-03-02")
    due.run()
    assert world.state() == "suspended"


def test_resumed_with_a_new_deadline_where_the_old_one_was_eaten_up(world):
    draft = world.draft()
    world.event("suspend")
    on("2021-03-05")
    assert_refused("请填写恢复后的截止日期", world.event, "resume", until="")
    assert_refused("已经过去", world.event, "resume", until="2021-03-01T00:00:00+08:00")
    world.event("resume", until="2021-03-11T00:00:00+08:00")
    assert world.state() == "open"
    assert drafts.edit(world.hr, draft, fields={"post": "班长"}).post == "班长"
    assert [event.kind for event in world.round.events.all()] == ["suspend", "resume"]


def test_what_was_done_stands_and_is_never_changed(world):
    world.event("suspend")
    for change in (
        lambda: RoundEvent.objects.update(reason="另写"),
        lambda: RoundEvent.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("kind", ["suspend", "annul"])
def test_neither_staff_nor_one_leader_alone_stop_a_round(world, kind):
    assert_refused(
        "领导小组成员办理", propose, world.first, f"nominations.{kind}_round", round_id=world.round.pk, **WHY
    )
    name = f"{world.round.pk}-{kind}"
    words = {f"{name}-{key}": value for key, value in WHY.items()}
    answer = client_of(world.first).post(f"/nominations/rounds/{world.round.pk}/{kind}-event/", words)
    assert answer.status_code == 403
    client_of(world.leaders[0]).post(f"/nominations/rounds/{world.round.pk}/{kind}-event/", words)
    act = PendingAct.objects.get(state="pending")
    client_of(world.leaders[0]).post(f"/pending/{act.pk}/")
    assert world.state() == "open"


def test_what_is_missing_is_told_on_the_page_and_the_words_stay(world):
    name = f"{world.round.pk}-annul"
    page = client_of(world.leaders[0]).post(
        f"/nominations/rounds/{world.round.pk}/annul-event/", {f"{name}-reason": "没有依据"}
    )
    text = page.content.decode()
    assert "请填写这一项" in text
    assert "没有依据" in text


def test_after_an_annulment_another_round_of_the_year_is_planned(world):
    world.event("annul")
    on("2021-02-10")
    again = rounds.plan_round(
        world.first, year=2021, quota=2, approval_basis="示例批准文件2号", opens_on=dt.date(2021, 2, 10),
        intake_closes_at=world.round.intake_closes_at, naming_on=dt.date(2021, 4, 28),
    )  # fmt: skip
    assert again.state == "planned"
    assert_refused("不能恢复|不能中止", world.event, "suspend")


def test_only_a_round_whose_rewards_are_paid_is_archived(world):
    assert_refused("不能归档", together, world.first, world.second, "nominations.archive_round", round_id=world.round.pk, **WHY)  # fmt: skip
