"""Dates as officials type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_cli.domain.dates import (
    Lean,
    chinese_date,
    days_after,
    days_after_at_most,
    month_end,
    months_after,
    parse_date,
)

TODAY = date(2020, 10, 20)
days = st.dates()


@given(days)
def test_a_day_with_its_year_is_read_in_every_spelling(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    spellings = (
        day.isoformat(),
        f"{year:04}/{month}/{number}",
        f"{year:04}.{month:02}.{number}",
        f"{year:04}{month:02}{number:02}",
        f"{year:04}年{month}月{number}日",
        f" {year:04}年{month:02}月{number}号 ",
        f"{year:04}年{month}月{number}",
        day.isoformat().translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789-"}),
    )
    assert {parse_date(text) for text in spellings} == {day}


@given(st.dates(date(1000, 1, 1)))
def test_the_printed_form_is_read_back(day: date) -> None:
    assert parse_date(chinese_date(day)) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *(("今天", 0), ("今日", 0), ("昨天", -1), ("昨日", -1), ("前天", -2)),
        *(("明天", 1), ("明日", 1), (" 昨天 ", -1)),
    ],
)
def test_words_are_days_seen_from_today(typed: str, day: int) -> None:
    assert parse_date(typed, today=TODAY) == TODAY + timedelta(days=day)


@pytest.mark.parametrize("typed", ["10-20", "10/20", "10.20", "10月20日", "10月20号", "10月20"])
def test_a_day_without_a_year_is_of_this_one(typed: str) -> None:
    assert parse_date(typed, today=TODAY) == TODAY


@pytest.mark.parametrize("typed", ["今天", "10-20", "10月20日"])
def test_without_a_today_a_day_needs_its_year(typed: str) -> None:
    with pytest.raises(ValueError, match=f"“{typed}”不是日期"):
        parse_date(typed)


def test_a_day_leans_to_the_past_or_the_future_but_never_from_today() -> None:
    assert parse_date("10-21", today=TODAY, lean="past") == date(2019, 10, 21)
    assert parse_date("10-20", today=TODAY, lean="past") == TODAY
    assert parse_date("10-19", today=TODAY, lean="past") == date(2020, 10, 19)
    assert parse_date("10-19", today=TODAY, lean="future") == date(2021, 10, 19)
    assert parse_date("10-20", today=TODAY, lean="future") == TODAY
    assert parse_date("10-21", today=TODAY, lean="future") == date(2020, 10, 21)
    assert parse_date("10-21", today=TODAY) == date(2020, 10, 21)


@pytest.mark.parametrize("typed", ["", "  ", "　"])
def test_nothing_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^日期是空的，应写成 2020-10-20 这样的形式$"):
        parse_date(typed, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        *("下周", "2020", "2020-10", "2020-10/20", "2020年10-20", "2020-10月20", "2020-10-20日"),
        *("20-10-20", "10-20日", "2020-10-200", "x2020-10-20", "2020-10-20 08:00", "20201"),
        "9" * 5000,
    ],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match="不是日期，应写成 2020-10-20") as caught:
        parse_date(typed, today=TODAY)
    assert len(str(caught.value)) < 60


@pytest.mark.parametrize(
    "typed",
    ["2020-02-30", "2021年2月29日", "20201301", "0000-01-01", "2020.1.0", "2-30", "13月1日"],
)
def test_a_day_that_the_calendar_lacks(typed: str) -> None:
    with pytest.raises(ValueError, match=f"“{typed}”这一天不存在"):
        parse_date(typed, today=TODAY)


@pytest.mark.parametrize(
    ("typed", "today", "lean"),
    [
        ("明天", date.max, None),
        ("昨天", date.min, None),
        ("前天", date(1, 1, 2), None),
        ("12-30", date.max, "future"),
        ("1-2", date.min, "past"),
    ],
)
def test_beyond_the_ends_of_the_calendar_there_is_no_day(
    typed: str, today: date, lean: Lean | None
) -> None:
    with pytest.raises(ValueError, match=r"超出了日历|不存在"):
        parse_date(typed, today=today, lean=lean)


def test_days_after_reach_the_last_day_and_no_further() -> None:
    assert days_after(date(9999, 12, 30), 1) == date.max
    assert days_after(date(1, 1, 2), -1) == date.min
    with pytest.raises(ValueError, match="9999-12-31 前后的日子超出了日历"):
        days_after(date.max, 1)
    assert days_after_at_most(TODAY, 7) == date(2020, 10, 27)
    assert days_after_at_most(date(9999, 12, 30), 7) == date.max
    assert days_after_at_most(date(1, 1, 3), -7) == date.min
    assert days_after_at_most(date.max, 1) == date.max


def test_a_month_later_is_the_same_day_or_the_months_last() -> None:
    assert months_after(date(2020, 10, 31), 1) == date(2020, 11, 30)
    assert months_after(date(2020, 11, 30), 3) == date(2021, 2, 28)
    assert months_after(date(2020, 12, 15), 12) == date(2021, 12, 15)
    assert month_end(2020, 2) == date(2020, 2, 29)
    with pytest.raises(ValueError, match="out of range"):
        months_after(date(9999, 12, 1), 1)


def test_a_message_repeats_no_more_than_a_lines_worth_of_what_was_typed() -> None:
    for length, shown in ((24, "9" * 24), (25, "9" * 24 + "…")):
        with pytest.raises(ValueError, match=f"“{shown}”不是日期"):
            parse_date("9" * length)
