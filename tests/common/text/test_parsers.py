"""What people type: IDs, money, dates, marks, working days, amounts in capitals."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people import make_code, make_id
from wuhou_craftsmen.common.kernel import workdays
from wuhou_craftsmen.common.text import chinese, masks, parsers

GOOD = "99999919930309004X"


@pytest.mark.parametrize(
    "written", [GOOD, GOOD.lower(), " 999999 19930309 004x　", "９９９９９９１９９３０３０９００４Ｘ"]
)
def test_an_id_is_the_same_however_it_is_typed(written):
    assert parsers.read_resident_id(written) == GOOD


@pytest.mark.parametrize(
    "written",
    [999999198501010018, "99999919930309004", "999999199303090041", "999999199302300044", "", "ABC"],
)
def test_a_wrong_id_is_refused(written):
    with pytest.raises(parsers.Unreadable):
        parsers.read_resident_id(written)


def test_an_area_made_later_than_the_person_is_no_fault():
    stem = "51010719850101001"
    digit = parsers.ric.calc_check_digit(stem + "0")
    assert parsers.read_resident_id(stem + digit).startswith("510107")


@given(st.integers(0, 999))
def test_made_ids_and_codes_are_read_and_one_changed_digit_is_not(number):
    good = make_id(number)
    assert parsers.read_resident_id(good) == good
    assert parsers.read_credit_code(make_code(number).lower()) == make_code(number)
    wrong = good[:16] + str((int(good[16]) + 1) % 10) + good[17]
    with pytest.raises(parsers.Unreadable):
        parsers.read_resident_id(wrong)


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("8,000.00元", 800_000),
        (8000, 800_000),
        (4285.72, 428_572),
        ("４２８５．７１", 428_571),
        ("¥1，000", 100_000),
        (0, 0),
    ],
)
def test_money_is_read_to_the_fen(written, fen):
    assert parsers.read_money(written) == fen


@pytest.mark.parametrize(
    "written", [-1, "1.005", 0.001, "一千", "", True, "1e400", dt.date(2020, 1, 1), float("nan")]
)
def test_money_that_cannot_be_is_refused(written):
    with pytest.raises(parsers.Unreadable):
        parsers.read_money(written)


@given(st.integers(0, 10**9))
def test_a_number_cell_of_any_amount_comes_back_exactly(fen):
    assert parsers.read_money(float(Decimal(fen) / 100)) == fen
    assert parsers.read_money(chinese.money_text(fen)) == fen


@pytest.mark.parametrize(
    "written",
    [
        "2021年6月7日",
        "2021/6/7",
        "2021.06.07",
        "2021-06-07",
        " ２０２１-６-７ ",
        dt.date(2021, 6, 7),
        dt.datetime(2021, 6, 7),
    ],
)
def test_dates_as_people_write_them(written):
    assert parsers.read_date(written) == dt.date(2021, 6, 7)


@pytest.mark.parametrize("lost", [0, 1, 400_000, 999_999, 43_000_000, 43_200_000])
def test_what_reckoning_loses_of_a_day_is_no_time(lost):
    noise = dt.timedelta(microseconds=lost)
    assert parsers.read_date(dt.datetime(2022, 1, 1) - noise) == dt.date(2022, 1, 1)
    assert parsers.read_date(dt.datetime(2022, 1, 1) + noise) == dt.date(2022, 1, 1)


@pytest.mark.parametrize("time", [(23, 59, 0), (23, 59, 19), (23, 59, 59), (0, 0, 1), (0, 0, 59), (12, 0, 0)])
def test_a_date_with_a_time_of_day_is_refused_in_a_cell_as_in_a_text(time):
    moment = dt.datetime(2021, 12, 31, *time)
    for written in (moment, f"{moment:%Y-%m-%d %H:%M:%S}"):
        with pytest.raises(parsers.Unreadable, match="不带时刻"):
            parsers.read_date(written)


@pytest.mark.parametrize(
    "written", ["1899-12-31", "0021-06-07", dt.date(1899, 12, 30), dt.datetime(1899, 12, 31), "1021年6月7日"]
)
def test_dates_before_1900_are_refused(written):
    with pytest.raises(parsers.Unreadable, match="1900 年以后"):
        parsers.read_date(written)
    assert parsers.read_date("1900-01-01") == dt.date(1900, 1, 1)


@pytest.mark.parametrize("written", ["2020-02-30", "6月7日", 44354, "2021-13-01"])
def test_days_that_are_none_are_refused(written):
    with pytest.raises(parsers.Unreadable):
        parsers.read_date(written)


def test_marks_are_half_points_within_their_weight():
    read = parsers.read_half_points(15)
    assert [read(mark) for mark in (0, 12.5, "15", "７．５")] == [0, 25, 30, 15]
    for wrong in (15.5, 12.3, -0.5, "甲"):
        with pytest.raises(parsers.Unreadable):
            read(wrong)


def test_names_keep_rare_characters_and_lose_the_blank_between_two():
    assert parsers.read_name(" 张　三 ") == "张三"
    assert parsers.read_name("阿依古丽·买买提艾力·吐尔逊") == "阿依古丽·买买提艾力·吐尔逊"
    assert parsers.read_name("㛃䶮") == "㛃䶮"


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"), (5, "伍分"), (1_000_000, "壹万元整"), (100_005, "壹仟元零伍分"), (20_000_500, "贰拾万零伍元整"),
        (25_925_411, "贰拾伍万玖仟贰佰伍拾肆元壹角壹分"), (1_001_001_000, "壹仟零壹万零壹拾元整"), (-50, "负伍角整"),
    ],
)  # fmt: skip
def test_amounts_in_capitals(fen, words):
    assert chinese.in_capitals(fen) == words


@given(st.integers(0, 10**13), st.integers(0, 10**13))
def test_different_amounts_have_different_words(one, other):
    assert (chinese.in_capitals(one) == chinese.in_capitals(other)) == (one == other)


@given(st.text("0123456789", min_size=16, max_size=19))
def test_a_mask_shows_the_fixed_places_only(number):
    assert masks.mask_account(number) == "****" + number[-4:]
    assert masks.mask_id(number)[3:-2] == "*" * (len(number) - 5)


@pytest.mark.parametrize("typed_wrong", ["", "123", "12345"])
def test_a_few_digits_are_shown_as_they_were_typed(typed_wrong):
    assert masks.mask_id(typed_wrong) == typed_wrong


@pytest.mark.parametrize(("first", "last"), [("2021-09-14", "2021-09-18"), ("2023-08-22", "2023-08-28")])
def test_published_notices_of_five_working_days(first, last):
    first, last = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    days = workdays.published_exceptions(first.year)
    assert workdays.nth_working_day(first, 5, days) == last
    assert workdays.working_days_between(first, last, days) == 5
    assert workdays.working_days_back(last, 4, days) == first


def test_a_year_not_published_says_so():
    with pytest.raises(workdays.NotPublished):
        workdays.published_exceptions(2099)
