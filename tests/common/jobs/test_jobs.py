"""Long work as job rows: queued after commit, done once, found again, honest about failing."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.template import Context, Template

from tests.common import publishing
from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry, Holiday, Job

pytestmark = pytest.mark.django_db
GENERAL = "生成时出现错误，请联系系统管理员；可重新发起，已完成的不会重复。"


@pytest.fixture
def owner():
    return User.objects.create(username="publisher", full_name="孙公布")


@pytest.fixture
def queue(monkeypatch):
    """What was handed to the queue, in order."""
    sent = []
    monkeypatch.setattr(jobs.run, "delay", lambda *args: sent.append(args))
    return sent


@pytest.fixture
def started(owner, queue):
    """A job of four days that waits in the queue."""
    publishing.add_days(4)
    return jobs.start(owner, publishing.KIND, "公布", 1, total=4)


def published() -> int:
    return AuditEntry.objects.filter(verb="公布").count()


def state(job: Job) -> tuple:
    job.refresh_from_db()
    return job.state, job.finished, job.total


def long_ago() -> dt.datetime:
    return clock.database_now() - dt.timedelta(minutes=5)


def failing(monkeypatch, error: BaseException, after: int = 0) -> None:
    """Let the work break on the item after the first `after`."""
    done = []

    def work(job, day):
        if len(done) == after:
            raise error
        done.append(day)
        publishing.publish(job, day)

    monkeypatch.setitem(jobs._KINDS, publishing.KIND, jobs.Kind(publishing.unpublished, work))


class TestStarting:
    def test_the_queue_hears_of_a_job_only_after_the_commit(
        self, owner, queue, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            made = [jobs.start(owner, publishing.KIND, "公布", number) for number in range(1000)]
            assert queue == []
        assert queue == [(job.pk,) for job in made], "only numbers go through the queue"

    def test_a_rolled_back_start_leaves_neither_row_nor_message(
        self, owner, queue, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            jobs.start(owner, publishing.KIND, "公布", 1)
            transaction.set_rollback(True)
        assert queue == []
        assert not Job.objects.exists()

    @pytest.mark.parametrize("live", ["queued", "running"])
    def test_the_same_work_under_way_is_the_same_job(self, owner, started, live):
        Job.objects.update(state=live)
        assert jobs.start(owner, publishing.KIND, "公布", 1) == started
        assert jobs.start(owner, publishing.KIND, "公布", 2) != started

    @pytest.mark.parametrize("over", ["done", "failed"])
    def test_work_that_is_over_can_be_started_again(self, owner, started, over):
        Job.objects.update(state=over)
        assert jobs.start(owner, publishing.KIND, "公布", 1) != started

    def test_the_database_refuses_two_live_jobs_for_the_same_work(self, owner, started):
        with pytest.raises(IntegrityError), transaction.atomic():
            Job.objects.create(kind=publishing.KIND, object_id="1", label="公布", owner=owner)


class TestRunning:
    def test_every_item_once_however_often_the_message_comes(self, started):
        for _ in range(3):
            jobs.run(started.pk)
        assert state(started) == ("done", 4, 4)
        assert published() == 4

    def test_a_number_that_does_not_exist_is_no_error(self, started):
        jobs.run(started.pk + 1)
        assert state(started) == ("queued", 0, 4)

    def test_a_job_in_another_workers_hands_is_left_alone(self, started):
        Job.objects.update(state="running", heartbeat=clock.database_now())
        jobs.run(started.pk)
        assert state(started) == ("running", 0, 4)
        assert published() == 0

    def test_a_job_that_was_cut_off_goes_on_where_it_stood(self, started):
        publishing.publish(started, publishing.unpublished(started)[0])  # killed before it was counted
        jobs.run(started.pk)
        assert state(started) == ("done", 4, 4)
        assert published() == 4

    def test_preparation_comes_once_before_the_first_item_and_goes_to_each(self, started, monkeypatch):
        seen = []
        kind = jobs.Kind(
            publishing.unpublished,
            lambda job, day, prepared: seen.append((day, prepared)),
            lambda job, days: seen.append(len(days)) or object(),
        )
        monkeypatch.setitem(jobs._KINDS, publishing.KIND, kind)
        jobs.run(started.pk)
        assert seen[0] == 4
        assert [day for day, _ in seen[1:]] == list(Holiday.objects.order_by("day"))
        assert len({id(prepared) for _, prepared in seen[1:]}) == 1

    def test_a_worker_whose_job_went_to_another_lets_go(self, started, monkeypatch):
        def work(job, day):
            publishing.publish(job, day)
            Job.objects.update(heartbeat=long_ago())  # as if this worker had slept, and
            jobs.requeue_stuck()  # the job was given away meanwhile

        monkeypatch.setitem(jobs._KINDS, publishing.KIND, jobs.Kind(publishing.unpublished, work))
        jobs.run(started.pk)
        assert state(started) == ("queued", 0, 4)
        assert published() == 1

    def test_a_late_failure_does_not_spoil_the_job_of_the_other_worker(self, started, monkeypatch):
        def work(job, day):
            Job.objects.update(heartbeat=clock.database_now() + dt.timedelta(seconds=1))
            raise ValueError

        monkeypatch.setitem(jobs._KINDS, publishing.KIND, jobs.Kind(publishing.unpublished, work))
        jobs.run(started.pk)
        assert state(started) == ("running", 0, 4)


class TestFailing:
    def test_a_refusal_becomes_the_jobs_message(self, started, monkeypatch):
        failing(monkeypatch, Refusal("名单已变更，请重新发起。"), after=1)
        jobs.run(started.pk)
        assert state(started) == ("failed", 1, 4)
        assert started.message == "名单已变更，请重新发起。"

    def test_an_error_is_told_in_general_words_and_logged_without_its_text(
        self, started, monkeypatch, caplog
    ):
        failing(monkeypatch, ValueError("身份证号 999999198501010011"))
        jobs.run(started.pk)
        assert state(started) == ("failed", 0, 4)
        assert started.message == GENERAL
        assert "ValueError in " in caplog.text
        assert "test_jobs.py" in caplog.text
        assert "999999198501010011" not in caplog.text

    def test_a_database_that_does_not_answer_is_no_failure(self, started, monkeypatch):
        failing(monkeypatch, OperationalError("database is locked"), after=2)
        jobs.run(started.pk)
        assert state(started) == ("running", 2, 4)

    def test_a_new_start_after_a_failure_repeats_nothing(self, owner, started, monkeypatch):
        with monkeypatch.context() as broken:
            failing(broken, ValueError(), after=3)
            jobs.run(started.pk)
        again = jobs.start(owner, publishing.KIND, "公布", 1, total=1)
        jobs.run(again.pk)
        assert state(again) == ("done", 1, 1)
        assert published() == 4


class TestFindingAgain:
    def test_a_job_without_sign_of_life_is_queued_again(self, started, queue):
        Job.objects.update(state="running", heartbeat=long_ago(), attempts=1)
        assert jobs.requeue_stuck() == 1
        assert queue == [(started.pk,)]
        jobs.run(started.pk)
        assert state(started) == ("done", 4, 4)

    def test_a_job_that_never_reached_the_queue_is_queued(self, started, queue):
        Job.objects.update(created_at=long_ago())
        assert jobs.requeue_stuck() == 1
        assert queue == [(started.pk,)]

    def test_a_waiting_job_is_not_queued_again_at_every_look(self, started, queue):
        Job.objects.update(created_at=long_ago())
        assert [jobs.requeue_stuck() for _ in range(3)] == [1, 0, 0]

    def test_fresh_and_finished_jobs_stay_as_they_are(self, started, queue):
        for values in (
            {"state": "queued"},
            {"state": "running", "heartbeat": clock.database_now()},
            {"state": "done", "heartbeat": long_ago(), "created_at": long_ago()},
            {"state": "failed", "heartbeat": long_ago(), "created_at": long_ago()},
        ):
            Job.objects.update(**values)
            assert jobs.requeue_stuck() == 0
            assert state(started)[0] == values["state"]
        assert queue == []

    def test_a_job_that_dies_three_times_on_one_item_is_given_up(self, started, queue):
        for _ in range(3):
            Job.objects.update(attempts=jobs.F("attempts") + 1, state="running", heartbeat=long_ago())
            jobs.requeue_stuck()
        assert state(started) == ("failed", 0, 4)
        assert started.message == "多次未能完成，请联系系统管理员。"
        assert len(queue) == 2

    def test_a_job_that_moves_on_between_two_deaths_is_never_given_up(self, started, queue, monkeypatch):
        class Killed(BaseException):
            """Like SIGKILL, nothing of the job's own code runs after it."""

        for _ in range(3):
            with monkeypatch.context() as killed:
                failing(killed, Killed(), after=1)
                with pytest.raises(Killed):
                    jobs.run(started.pk)
            Job.objects.update(heartbeat=long_ago())
            assert jobs.requeue_stuck() == 1
        jobs.run(started.pk)
        assert state(started) == ("done", 4, 4)
        assert published() == 4


class TestFollowing:
    def test_the_bar_shows_how_far_it_is(self, started):
        jobs.run(started.pk)
        out = io.StringIO()
        assert jobs.follow(started, out).state == "done"
        assert "公布 [" + "#" * 30 + "] 4/4" in out.getvalue()

    def test_a_failed_job_is_refused_with_its_reason(self, started, monkeypatch):
        failing(monkeypatch, Refusal("名单已变更。"))
        jobs.run(started.pk)
        with pytest.raises(Refusal, match="“公布”未成功：名单已变更。"):
            jobs.follow(started, io.StringIO())

    def test_a_job_that_nobody_takes_is_refused_after_the_time(self, started):
        with pytest.raises(Refusal, match="请检查后台进程是否在运行"):
            jobs.follow(started, io.StringIO(), seconds=0)


def test_progress_says_what_is_counted():
    render = Template('{% include "parts/job.html" %}').render
    said = render(
        Context({"job": Job(pk=1, kind="awards.certificates", label="证书", total=320, finished=12)})
    )
    assert "12 / 320 份" in said
    assert "0 / 3 项" in render(Context({"job": Job(pk=2, kind="unknown", label="旧", total=3, finished=0)}))
