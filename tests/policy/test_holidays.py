"""放假安排: pasted as the notice words it or as a workbook, by two people; a year that nobody entered is not counted."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.people import client_of, make_user, on, reference, staff_pair
from tests.worlds.books import book
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Role
from wuhou_craftsmen.common.kernel import calendar, workdays
from wuhou_craftsmen.common.kernel.refusals import Refusal
from wuhou_craftsmen.common.models import Holiday, PendingAct
from wuhou_craftsmen.policy.domain.holidays import read_notice

NOTICE_2026 = """
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
"""


@kept
def office():
    reference()
    on("2022-02-07")
    return staff_pair()


def test_the_words_of_the_notice_give_the_days_that_the_library_knows():
    assert read_notice(NOTICE_2026, 2026) == workdays.published_exceptions(2026)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2031年1月1日 放假\n2031年1月4日 上班", {(1, 1): False, (1, 4): True}),
        ("１月１日至３日放假；１月４日上班", {(1, 1): False, (1, 2): False, (1, 3): False, (1, 4): True}),
        ("4月30日—5月2日放假", {(4, 30): False, (5, 1): False, (5, 2): False}),
    ],
)
def test_other_ways_of_writing_it(text, days):
    expected = {dt.date(2031, *day): works for day, works in days.items()}
    assert read_notice(text, 2031) == {d: w for d, w in expected.items() if w != (d.weekday() < 5)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2月30日放假", "没有“2031年2月30日”"),
        ("今年放假", "没有读到放假的日期"),
        ("10月7日至1日放假", "起止不对"),
        ("", "没有读到"),
    ],
)
def test_what_cannot_be_is_told(text, told):
    with pytest.raises(Refusal, match=told):
        read_notice(text, 2031)


@pytest.mark.django_db
def test_a_year_is_entered_by_two_who_see_every_day(office):
    first, second = map(client_of, office)
    words = {"year": 2026, "text": NOTICE_2026, "source": "示例通知"}
    assert first.post("/policy/calendar/", words).status_code == 302
    page = second.get("/pending/").content.decode()
    assert "2026年：平日放假 19 天，周末上班 6 天，依据：示例通知" in page
    assert "10月1日、10月2日、10月5日、10月6日、10月7日" in page
    with pytest.raises(Refusal, match="2026年的放假安排还没有登记"):
        calendar.notice_end(dt.date(2026, 9, 29), 5)
    act = PendingAct.objects.get()
    assert first.post(f"/pending/{act.pk}/").status_code in (302, 403)
    assert not Holiday.objects.filter(day__year=2026).exists()
    second.post(f"/pending/{act.pk}/")
    assert calendar.notice_end(dt.date(2026, 9, 29), 5) == dt.date(2026, 10, 10)
    assert "2026年10月10日" in first.get("/policy/calendar/?year=2026").content.decode()


@pytest.mark.django_db
def test_a_workbook_does_as_well_and_another_year_is_refused(office):
    content = book(["日期", "安排"], [dt.date(2026, 1, 1), "放假"], ["2026年1月4日", "上班"])
    words = {"year": 2026, "source": "示例通知", "workbook": SimpleUploadedFile("放假.xlsx", content)}
    client = client_of(office[0])
    assert client.post("/policy/calendar/", words).status_code == 302
    assert PendingAct.objects.get().params["days"] == [["2026-01-01", False], ["2026-01-04", True]]
    wrong = words | {"year": 2027, "workbook": SimpleUploadedFile("放假.xlsx", content)}
    assert "不在2027年" in client.post("/policy/calendar/", wrong).content.decode()
    wrong = {"year": 2027, "source": "示例", "text": "x", "workbook": SimpleUploadedFile("a.xlsx", content)}
    assert "请用一种" in client.post("/policy/calendar/", wrong).content.decode()


@pytest.mark.django_db
def test_the_end_of_the_list_is_told_a_quarter_before(office):
    client = client_of(office[0])
    on("2023-09-30")
    assert "放假安排待登记" not in client.get("/home/").content.decode()
    on("2023-10-01")
    assert "2024年放假安排待登记" in client.get("/home/").content.decode()
    assert "放假安排待登记" not in client_of(make_user(Role.LEADER)).get("/home/").content.decode()


@pytest.mark.django_db
def test_a_date_across_the_unknown_is_refused_and_named(office):
    with pytest.raises(Refusal, match="2024年的放假安排还没有登记"):
        calendar.notice_end(dt.date(2023, 12, 29), 5)
    with pytest.raises(Refusal, match="2017年的放假安排"):
        calendar.working_days_back(dt.date(2018, 1, 2), 5)
    assert calendar.notice_end(dt.date(2023, 12, 25), 5) == dt.date(2023, 12, 29)
