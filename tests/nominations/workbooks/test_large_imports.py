"""A large 申报汇总表 is written by a job: each row whole, each row once, whatever happens on the way (T25, T28)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.domain.file import drafts
from nominations.domain.workbooks import import_job, imports
from nominations.models import ImportRow, Nomination
from tests.people import client_of, make_id, make_user, on
from tests.small_year import Year
from tests.workbooks import NOMINATION_HEADINGS, nomination_row, workbook
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.jobs import jobs
from wuhou_craftsmen.common.models import Job

pytestmark = pytest.mark.django_db
NAMES = ["甲示例", "乙示例", "丙示例", "丁示例", "戊示例"]


@pytest.fixture
def year(monkeypatch):
    monkeypatch.setattr(import_job, "MAX_ROWS_AT_ONCE", 3)
    return Year()


@pytest.fixture
def hr(year):
    return year.hr[year.firms[0].pk]


def book_of(year, numbers=range(1, 6), **changes) -> bytes:
    rows = [
        nomination_row(f"ZG2022-{100 + n}", NAMES[n - 1], make_id(n), year.firms[0], **changes)
        for n in numbers
    ]
    return workbook(NOMINATION_HEADINGS, rows).getvalue()


def preview(client, content):
    upload = SimpleUploadedFile("申报汇总表.xlsx", content)
    return client.post("/nominations/import/", {"workbook": upload}, follow=True)


def confirm(client, page):
    path = f"/nominations/import/{page.context['file'].pk}/confirm/"
    return client.post(path, {"seen": page.context["plan"].digest}, follow=True)


def started(client, content) -> Job:
    """The job of a workbook that was looked at and confirmed; nobody works on it yet."""
    assert confirm(client, preview(client, content)).status_code == 200
    return Job.objects.get()


def progress(client, job) -> str:
    return client.get(f"/nominations/import/progress/{job.pk}/").content.decode()


def test_a_large_table_is_written_in_the_background_and_the_page_tells_how_far(year, hr):
    client = client_of(hr)
    page = preview(client, book_of(year))
    assert "确认后在后台逐行写入" in page.content.decode()
    answer = confirm(client, page)
    job = Job.objects.get()
    assert answer.redirect_chain[-1][0] == f"/nominations/import/progress/{job.pk}/"
    assert "0 / 5" in answer.content.decode()
    assert not Nomination.objects.exists()
    jobs.run(job.pk)
    told = progress(client, job)
    assert "5 / 5" in told
    assert "已导入：新建 5 份草稿。请逐份上传材料后报送。" in told
    assert list(Nomination.objects.values_list("no", "state", "created_by")) == [
        (f"ZG2022-{n}", "draft", hr.pk) for n in range(101, 106)
    ]


def test_what_the_queue_and_the_rows_carry_is_no_personal_data(year, hr):
    job = started(client_of(hr), book_of(year))
    kept = f"{job.object_id} {job.label} {list(ImportRow.objects.values())}"
    assert not any(word in kept for n in range(1, 6) for word in (NAMES[n - 1], make_id(n), "10000000001"))


def test_a_small_table_is_written_while_the_person_waits(year, hr):
    client = client_of(hr)
    answer = confirm(client, preview(client, book_of(year, range(1, 4))))
    assert "已导入：新建 3 份草稿" in answer.content.decode()
    assert not Job.objects.exists()


def test_confirmed_twice_it_is_one_job_and_each_row_once(year, hr):
    client = client_of(hr)
    page = preview(client, book_of(year))
    confirm(client, page)
    again = confirm(client, page)
    assert "0 / 5" in again.content.decode()
    file = page.context["file"].pk
    assert "0 / 5" in client.get(f"/nominations/import/{file}/", follow=True).content.decode()
    job = Job.objects.get()
    jobs.run(job.pk)
    Job.objects.update(state="queued")  # found again, though it is done
    jobs.run(job.pk)
    assert Nomination.objects.count() == 5


class Killed(BaseException):
    """Nothing catches it: to the job it is what SIGKILL is."""


def test_a_killed_worker_leaves_whole_rows_and_the_next_goes_on_after_them(year, hr, monkeypatch):
    job = started(client_of(hr), book_of(year))
    create, done = drafts.create, []

    def killed_in_the_third(*args, **kwargs):
        done.append(create(*args, **kwargs))
        if len(done) == 3:
            raise Killed
        return done[-1]

    with monkeypatch.context() as patch:
        patch.setattr(drafts, "create", killed_in_the_third)
        with pytest.raises(Killed):
            jobs.run(job.pk)
    assert Nomination.objects.count() == 2
    assert {n.person.employment.firm for n in Nomination.objects.all()} == {year.firms[0]}
    Job.objects.update(state="queued")  # as the beat does once the heartbeat is old
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.finished, Nomination.objects.count()) == ("done", 5, 5)


def test_a_row_taken_meanwhile_stops_the_job_and_the_same_table_goes_on_from_there(year, hr):
    client = client_of(hr)
    job = started(client, book_of(year))
    words = {"name": "丙示例", "sex": "男", "trade": "钳工", "route": "unit"}
    other = drafts.create(
        year.importer, year.round, year.firms[0], id_number=make_id(3), phone="10000000001", fields=words
    )
    jobs.run(job.pk)
    told = progress(client, job)
    assert "未成功" in told
    assert "第 5 行：丙示例在2022年度已经申报，同一人一年只能申报一次。之前的行已经写入" in told
    assert "2 / 5" in told
    drafts.delete_draft(hr, other)
    page = preview(client, book_of(year))
    assert (len(page.context["plan"].same), len(page.context["plan"].new)) == (2, 3)
    confirm(client, page)
    assert Nomination.objects.count() == 5


def test_a_number_taken_meanwhile_is_told(year, hr):
    job = started(client_of(hr), book_of(year))
    words = {"name": "己示例", "sex": "男", "trade": "钳工", "route": "unit"}
    drafts.create(
        hr, year.round, year.firms[0], id_number=make_id(9), phone="10000000001", fields=words, no="ZG2022-101"
    )  # fmt: skip
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.finished) == ("failed", 0)
    assert "申报编号“ZG2022-101”已经用于另一份申报" in job.message


def test_a_draft_changed_or_deleted_meanwhile_is_not_overwritten(year, hr):
    imports.import_workbook(hr, year.round, workbook(NOMINATION_HEADINGS, rows_in(year)), "一.xlsx")
    client = client_of(hr)
    job = started(client, book_of(year, **{"职业（工种）": "焊工"}))
    first, second = Nomination.objects.order_by("no")[:2]
    drafts.edit(hr, second, fields={"trade": "铣工"})
    jobs.run(job.pk)
    told = progress(client, job)
    assert "第 4 行：" in told
    assert "修改过这份申报" in told
    assert list(Nomination.objects.order_by("no").values_list("trade", flat=True)[:3]) == [
        "焊工",
        "铣工",
        "钳工",
    ]
    drafts.delete_draft(hr, second)
    Job.objects.update(state="queued")
    jobs.run(job.pk)
    assert "要更改的草稿已经删除" in progress(client, job)
    first.refresh_from_db()
    assert first.version == 2


def rows_in(year):
    return [nomination_row(f"ZG2022-{100 + n}", NAMES[n - 1], make_id(n), year.firms[0]) for n in range(1, 6)]


def test_after_the_deadline_not_a_row_more_is_written(year, hr):
    job = started(client_of(hr), book_of(year))
    on("2022-03-01", 0)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.state, "已经截止" in job.message) == ("failed", True)
    assert not Nomination.objects.exists()


def test_the_progress_is_its_starters_alone(year, hr):
    job = started(client_of(hr), book_of(year))
    for other in (year.importer, year.clerk, make_user(Role.FIRM_HR, year.firms[0])):
        assert client_of(other).get(f"/nominations/import/progress/{job.pk}/").status_code == 404
    assert client_of(year.leaders[0]).get(f"/nominations/import/progress/{job.pk}/").status_code == 403
