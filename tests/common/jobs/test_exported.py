"""A workbook of many rows is a job: a bar by rows, one file for its owner, for a day; some may be taken once."""

import datetime as dt

import pytest

from wuhou_craftsmen.accounts.models import User
from wuhou_craftsmen.common.files import store
from wuhou_craftsmen.common.jobs import exported, jobs
from wuhou_craftsmen.common.kernel import clock
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import AuditEntry, Job, PrivateFile
from wuhou_craftsmen.common.workbooks import preview, writing
from wuhou_craftsmen.common.workbooks.writing import Head, SheetSpec, write_workbook

pytestmark = pytest.mark.django_db
MADE_AT = dt.datetime(2022, 4, 28, 9)


@pytest.fixture
def owner():
    return User.objects.create(username="taker", full_name="孙导出")


@pytest.fixture(autouse=True)
def days(monkeypatch, settings, tmp_path):
    """A kind of workbook with `rows` days, and one that may be taken once."""
    settings.PRIVATE_FILES = tmp_path
    monkeypatch.setattr(jobs, "_KINDS", dict(jobs._KINDS))
    monkeypatch.setattr(exported, "_FILES", dict(exported._FILES))
    monkeypatch.setattr(jobs.run, "delay", lambda number: None)
    monkeypatch.setattr(writing, "TOLD_EVERY", 2)

    def make(owner, told, rows):
        sheet = SheetSpec(name="日", title="日", columns=[Head("日")], rows=[[str(n)] for n in range(rows)])
        return write_workbook([sheet], made_at=MADE_AT, told=told)

    exported.exported("tests.days")(make)
    exported.exported("tests.secret_days", once=True)(make)


def made(owner, kind="tests.days", rows=5) -> Job:
    job = exported.order(owner, kind, "日", rows, rows=rows)
    jobs.run(job.pk)
    return exported.marked([Job.objects.get(pk=job.pk)])[0]


def test_the_bar_moves_by_rows_while_the_workbook_is_written(owner, monkeypatch):
    seen, note = [], jobs._note
    monkeypatch.setattr(
        jobs, "_note", lambda job, **new: seen.append(new.get("finished")) or note(job, **new)
    )
    job = made(owner)
    assert [number for number in seen if number is not None] == [0, 2, 4, 5]
    assert (job.state, job.finished, job.total, job.asked) == ("done", 5, 5, {})
    file, content = exported.take(owner, job)
    assert (file.name, content) == ("日.xlsx", exported.make(owner, "tests.days", rows=5))
    assert AuditEntry.objects.filter(verb="下载导出的文件", actor=owner).count() == 1


def test_the_same_asked_for_again_while_it_is_made_is_the_same_job_and_another_persons_is_not(owner):
    other = User.objects.create(username="other", full_name="李导出")
    asked = [exported.order(who, "tests.days", "日", 5, rows=5) for who in (owner, owner, other)]
    assert asked[0] == asked[1] != asked[2]
    assert exported.order(owner, "tests.days", "日", 6, rows=6) not in asked


def test_a_worker_that_died_before_the_end_leaves_no_second_file(owner):
    job = made(owner)
    Job.objects.filter(pk=job.pk).update(state="queued", finished=0)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.finished) == ("done", 5)
    assert PrivateFile.objects.count() == 1


def test_what_may_be_taken_once_is_gone_with_the_first_taking(owner):
    job = made(owner, "tests.secret_days")
    assert (job.fresh, job.once, job.gone) == (True, True, False)
    file, _ = exported.take(owner, job)
    with pytest.raises(Refusal, match="已经下载过"):
        exported.take(owner, job)
    again = exported.marked([Job.objects.get(pk=job.pk)])[0]
    assert (again.fresh, again.gone, again.result) == (False, True, None)
    file.refresh_from_db()
    assert file.kept_until <= clock.now()


def test_after_a_day_the_file_is_deleted_and_the_job_says_so(
    owner, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(store, "RECENTLY_USED_SECONDS", -1)
    job = made(owner)
    place = store.path_of(job.result)
    PrivateFile.objects.update(kept_until=clock.now() - preview.PURGE_GRACE - dt.timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert preview.purge() == 1
    assert not place.exists()
    job = exported.marked([Job.objects.get(pk=job.pk)])[0]
    assert (job.fresh, job.gone) == (False, True)
