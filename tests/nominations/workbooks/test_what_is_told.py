"""What the preview of a 申报汇总表 tells before anything is written: names, firms, telephones, numbers and every column."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.models import Nomination
from tests.people import client_of, make_code, make_id
from tests.small_year import Year
from tests.workbooks import NOMINATION_HEADINGS, nomination_row, workbook
from tests.worlds.kept import kept
from wuhou_craftsmen.accounts.models import Organisation
from wuhou_craftsmen.common.models import AuditEntry

pytestmark = pytest.mark.django_db


@kept
def year():
    return Year()


@pytest.fixture
def hr(year):
    return client_of(year.hr[year.firms[0].pk])


@pytest.fixture
def staff(year):
    return client_of(year.importer)


def row(year, n, name, *, no="", firm=0, **changes):
    return nomination_row(no or f"ZG2022-{100 + n}", name, make_id(n), year.firms[firm], **changes)


def send(client, *rows):
    book = SimpleUploadedFile("申报汇总表.xlsx", workbook(NOMINATION_HEADINGS, rows).getvalue())
    return client.post("/nominations/import/", {"workbook": book}, follow=True)


def confirm(client, page, **answers):
    path = f"/nominations/import/{page.context['file'].pk}/confirm/"
    return client.post(path, {"seen": page.context["plan"].digest} | answers, follow=True)


def told(page) -> list[tuple]:
    return [(fault.row, fault.heading, fault.told) for fault in page.context["plan"].faults]


def two_drafts(year, client):
    confirm(client, send(client, row(year, 1, "甲示例"), row(year, 2, "乙示例")))
    assert Nomination.objects.count() == 2


def test_names_of_two_drafts_swapped_wait_for_an_answer(year, hr):
    two_drafts(year, hr)
    page = send(hr, row(year, 1, "乙示例"), row(year, 2, "甲示例"))
    text = page.content.decode()
    assert "有 2 人的身份证号登记的是另一姓名" in text
    assert "与第 4 行的姓名对调了" in text
    assert make_id(1) not in text
    again = confirm(hr, page)
    assert again.status_code == 409
    assert "请对照身份证逐一核对，勾选“已核对”" in again.content.decode()
    assert list(Nomination.objects.order_by("no").values_list("name", flat=True)) == ["甲示例", "乙示例"]
    confirm(hr, page, names_checked="1")
    assert list(Nomination.objects.order_by("no").values_list("name", flat=True)) == ["乙示例", "甲示例"]


def test_a_name_that_only_differs_in_blanks_asks_nothing(year, hr):
    two_drafts(year, hr)
    page = send(hr, row(year, 1, "甲 示例"), row(year, 2, "乙示例", 岗位="班长"))
    assert page.context["plan"].renamed == []
    assert "names_checked" not in page.content.decode()


def test_a_firm_that_is_new_is_told_with_those_of_like_names(year, staff):
    code = make_code(99)
    like = year.firms[0].name.replace("有限公司", "有限责任公司")
    new = {"统一社会信用代码": code, "工作单位": like, "企业性质": "私营企业"}
    page = send(staff, row(year, 1, "甲示例", **new), row(year, 2, "乙示例", **new), row(year, 3, "丙示例"))
    (firm,) = page.context["plan"].firms
    assert (firm.row.number, firm.alike) == (3, [year.firms[0]])
    text = page.content.decode()
    assert "新登记 1 家单位" in text
    assert f"已有“{year.firms[0]}”" in text
    assert not Organisation.objects.filter(credit_code=code).exists()
    confirm(staff, page)
    assert Organisation.objects.get(credit_code=code).nature == "民营"


def test_a_firm_registered_meanwhile_shows_the_preview_again(year, staff):
    code = make_code(99)
    page = send(staff, row(year, 1, "甲示例", 统一社会信用代码=code, 工作单位="成都示例新厂"))
    street = year.firms[0].endorsing_unit
    Organisation.objects.create(kind="firm", credit_code=code, name="成都示例新厂", endorsing_unit=street)
    assert confirm(staff, page).status_code == 409
    assert not Nomination.objects.exists()


def test_what_a_row_says_of_a_registered_firm_is_not_passed_over(year, staff):
    page = send(staff, row(year, 1, "甲示例", 所在街道="玉林街道"))
    assert told(page) == [(3, "所在街道", f"应为该信用代码登记的所在街道“{year.firms[0].endorsing_unit}”")]
    other = "国有" if year.firms[0].nature != "国有" else "集体"
    page = send(staff, row(year, 1, "甲示例", 企业性质=other))
    assert f"的企业性质写作“{other}”，登记的是“{year.firms[0].nature}”，以登记的为准" in page.content.decode()


@pytest.mark.parametrize(
    ("heading", "typed", "allowed"),
    [
        ("企业性质", "好企业", "民营、国有"),
        ("民族", "汉人", "汉族、蒙古族"),
        ("政治面貌", "积极分子", "中共党员、中共预备党员"),
        ("文化程度", "自学", "小学、初中"),
    ],
)
def test_a_word_that_is_not_allowed_is_told_with_those_that_are(year, hr, heading, typed, allowed):
    (fault,) = send(hr, row(year, 1, "甲示例", **{heading: typed})).context["plan"].faults
    assert (fault.row, fault.heading, fault.shown) == (3, heading, typed)
    assert f"应为以下之一：{allowed}" in fault.told


def test_usual_ways_to_write_a_word_are_that_word(year, hr):
    page = send(hr, row(year, 1, "甲示例", 民族="彝", 政治面貌="党员", 文化程度="大学本科"))
    confirm(hr, page)
    file = Nomination.objects.get()
    assert (file.ethnicity, file.political_status, file.education) == ("彝族", "中共党员", "本科")


def test_another_telephone_is_a_change_told_masked_and_written(year, hr):
    two_drafts(year, hr)
    page = send(
        hr, row(year, 1, "甲示例", 联系电话="13900000001"), row(year, 2, "乙示例", 联系电话="10012340001")
    )
    plan = page.context["plan"]
    assert [change.differences for change in plan.changed] == [
        [("联系电话", "100****0001", "139****0001")],
        [("联系电话", "100****0001", "100****0001（隐去的几位不同）")],
    ]
    assert not plan.same
    assert "13900000001" not in page.content.decode()
    confirm(hr, page)
    assert Nomination.objects.get(no="ZG2022-101").person.phone == "13900000001"
    assert AuditEntry.objects.filter(verb="更改联系电话").count() == 2


@pytest.mark.parametrize("no", ["1", "ZG2021-001", "ZG2022-1", "ZG2022-0001", "ZG2022-ABC", "工匠-1"])
def test_a_number_that_is_none_of_the_round_is_told_with_the_rule(year, hr, no):
    page = send(hr, row(year, 1, "甲示例", no=no))
    assert told(page) == [
        (3, "申报编号", "不是本批次的申报编号；按“ZG2022-加三位顺序号”填写，如 ZG2022-001。")
    ]


def test_rule_and_next_number_stand_on_the_page_and_in_the_preview(year, hr):
    assert (
        "ZG2022-加三位顺序号，不重复；下一个没有用过的是 ZG2022-001"
        in hr.get("/nominations/import/").content.decode()
    )
    page = send(hr, row(year, 1, "甲示例"), row(year, 2, "乙示例")).content.decode()
    assert "这份表以后，下一个没有用过的是 ZG2022-103" in page


def test_every_column_that_was_read_is_shown_of_a_new_row(year, hr):
    text = send(hr, row(year, 1, "甲示例", 岗位="数控班组长", 单位推荐排序=7, 文化程度=None)).content.decode()
    for heading in NOMINATION_HEADINGS:
        assert f"<dt>{heading}</dt>" in text
    for words in ("数控班组长", "第 7 位", "10 年", "100****0001", "（空）", "解决关键工序难题，带徒传技。"):
        assert f"<dd>{words}</dd>" in text
    assert make_id(1) not in text
    assert "10000000001" not in text


@pytest.mark.parametrize("name", ["杨庚（女）", "杨辛*", "杨壬(女)", "杨癸【补】", "※杨子", "杨丑＃"])
def test_a_mark_in_a_name_is_told(year, hr, name):
    ((number, heading, words),) = told(send(hr, row(year, 1, name)))
    assert (number, heading) == (3, "姓名")
    assert "不带序号、顿号、引号、括号、星号" in words


def test_one_person_twice_is_told_in_plain_words(year, hr):
    page = send(hr, row(year, 1, "甲示例"), row(year, 1, "甲示例", no="ZG2022-300"))
    assert told(page) == [
        (4, "身份证号", "第 3 行已是这个身份证号；同一人一年只能申报一次，请删去一行，或者更正身份证号。")
    ]


def test_faults_stand_in_the_order_of_rows_wherever_they_were_found(year, hr):
    rows = [
        row(year, 1, "甲示例", no="ZG2022-1"),
        row(year, 2, "乙示例", 是否一线="也许", 性别="不明"),
        row(year, 3, "丙示例", no="ZG2022-3"),
    ]
    assert [(number, heading) for number, heading, _ in told(send(hr, *rows))] == [
        (3, "申报编号"), (4, "性别"), (4, "是否一线"), (5, "申报编号"),
    ]  # fmt: skip
