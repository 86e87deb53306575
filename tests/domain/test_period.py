"""Weeks, months and other spans of days."""

from datetime import date

import pytest

from rectify_cli.domain.period import (
    Period,
    as_of_within,
    month_of,
    parse_month,
    parse_week,
    week_of,
)
from rectify_cli.errors import UsageError

WEEK = Period(date(2020, 10, 19), date(2020, 10, 25))
OCTOBER = Period(date(2020, 10, 1), date(2020, 10, 31))


def span(since: str, until: str) -> Period:
    return Period(date.fromisoformat(since), date.fromisoformat(until))


@pytest.mark.parametrize("day", [date(2020, 10, 19), date(2020, 10, 22), date(2020, 10, 25)])
def test_a_week_is_monday_to_sunday(day: date) -> None:
    assert week_of(day) == WEEK
    assert WEEK.is_week
    assert not WEEK.is_month


@pytest.mark.parametrize(
    "text", ["2020-W43", "2020W43", "2020-w43", "2020年第43周", " 2020年第43 "]
)
def test_a_week_is_named_by_its_number(text: str) -> None:
    assert parse_week(text) == WEEK


@pytest.mark.parametrize(
    "text", ["2020-10", "2020/10", "2020.10", "2020年10月", "2020年10", " 2020-10 "]
)
def test_a_month_is_named_by_its_year_and_number(text: str) -> None:
    assert parse_month(text) == OCTOBER == month_of(date(2020, 10, 31))


def test_a_month_ends_with_its_last_day() -> None:
    assert parse_month("2020-2") == span("2020-02-01", "2020-02-29")
    assert parse_month("2021-02") == span("2021-02-01", "2021-02-28")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2020-W54", "“2020-W54”这一周不存在"),
        ("2019-W53", "“2019-W53”这一周不存在"),
        ("0000-W01", "“0000-W01”这一周不存在"),
        *(
            (text, f"“{text}”不是周次，应写成 2020-W43 这样的形式")
            for text in ("2020", "W43", "2020-43", "")
        ),
    ],
)
def test_a_week_that_is_none(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        parse_week(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2020-13", "“2020-13”这个月不存在"),
        ("0000-01", "“0000-01”这个月不存在"),
        *(
            (text, f"“{text}”不是月份，应写成 2020-09 这样的形式")
            for text in ("2020", "10月", "2020-W10", "")
        ),
    ],
)
def test_a_month_that_is_none(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        parse_month(text)


@pytest.mark.parametrize(
    ("since", "until", "label"),
    [
        ("2020-10-19", "2020-10-25", "2020年第43周（2020年10月19日至25日）"),
        # The number belongs to the year of ISO 8601.
        ("2020-12-28", "2021-01-03", "2020年第53周（2020年12月28日至2021年1月3日）"),
        ("2020-10-20", "2020-10-26", "2020年10月20日至26日"),
        ("2020-10-19", "2020-10-24", "2020年10月19日至24日"),
        ("2020-10-01", "2020-10-31", "2020年10月"),
        ("2020-10-01", "2020-10-30", "2020年10月1日至30日"),
        ("2020-10-02", "2020-10-31", "2020年10月2日至31日"),
        ("2020-09-28", "2020-10-30", "2020年9月28日至10月30日"),
        ("2020-10-05", "2021-10-08", "2020年10月5日至2021年10月8日"),
        ("2020-10-20", "2020-10-20", "2020年10月20日"),
    ],
)
def test_a_period_says_no_year_and_no_month_twice(since: str, until: str, label: str) -> None:
    assert span(since, until).label == label


def test_a_period_must_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match=r"^开始日期 2020-10-02 晚于结束日期 2020-10-01$"):
        span("2020-10-02", "2020-10-01")


def test_the_part_up_to_a_day() -> None:
    assert WEEK.up_to(date(2020, 10, 25)) == WEEK
    assert WEEK.up_to(date(2020, 11, 1)) == WEEK
    assert WEEK.up_to(date(2020, 10, 24)) == span("2020-10-19", "2020-10-24")
    assert WEEK.up_to(date(2020, 10, 19)) == span("2020-10-19", "2020-10-19")


@pytest.mark.parametrize(
    ("since", "until", "following"),
    [
        ("2020-10-19", "2020-10-25", ("2020-10-26", "2020-11-01")),
        ("2020-01-01", "2020-01-31", ("2020-02-01", "2020-02-29")),
        ("2020-12-01", "2020-12-31", ("2021-01-01", "2021-01-31")),
        ("2020-10-20", "2020-10-20", ("2020-10-21", "2020-10-21")),
        ("2020-10-02", "2020-10-31", ("2020-11-01", "2020-11-30")),
        ("9999-12-27", "9999-12-31", ("9999-12-31", "9999-12-31")),
        ("9999-12-01", "9999-12-31", ("9999-12-01", "9999-12-31")),
    ],
)
def test_what_follows_a_month_is_a_month_and_else_as_many_days(
    since: str, until: str, following: tuple[str, str]
) -> None:
    assert span(since, until).following() == span(*following)


def test_a_period_is_judged_on_its_last_day_or_the_day_asked_if_that_is_earlier() -> None:
    issued_on = date(2020, 8, 12)
    assert as_of_within(WEEK, date(2020, 10, 22), issued_on=issued_on) == date(2020, 10, 22)
    assert as_of_within(WEEK, date(2020, 10, 19), issued_on=issued_on) == date(2020, 10, 19)
    assert as_of_within(WEEK, date(2020, 11, 30), issued_on=issued_on) == date(2020, 10, 25)
    assert as_of_within(WEEK, date(2020, 11, 30), issued_on=date(2020, 10, 25)) == WEEK.until


@pytest.mark.parametrize(
    ("as_of", "issued_on", "said"),
    [
        (
            date(2020, 10, 18),
            date(2020, 8, 12),
            "2020年第43周（2020年10月19日至25日）还没有开始（今天按 2020-10-18 算）",
        ),
        (
            date(2020, 10, 30),
            date(2020, 10, 26),
            "2020年第43周（2020年10月19日至25日）早于文件印发日期 2020-10-26，那时还没有这份清单",
        ),
    ],
)
def test_a_period_of_which_there_is_nothing_to_say(as_of: date, issued_on: date, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        as_of_within(WEEK, as_of, issued_on=issued_on)
    assert caught.value.message == said
    assert caught.value.hint == "请检查 --week、--month、--since、--until 和 --as-of。"
