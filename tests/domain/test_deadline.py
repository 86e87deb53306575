"""整改时限 → date: the phrases of the shipped document, and those of others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_cli.domain.deadline import Deadline, is_understood, parse_deadline

ISSUED = date(2020, 8, 12)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("立行立改，长期坚持", Deadline(None, immediate=True, ongoing=True)),
        ("立即整改，确保成效", Deadline(None, immediate=True, ongoing=False)),
        ("2020年10月底取得实效", Deadline(date(2020, 10, 31), immediate=False, ongoing=False)),
        ("即知即改", Deadline(None, immediate=True, ongoing=False)),
        ("持续推进", Deadline(None, immediate=False, ongoing=True)),
        ("长期坚持", Deadline(None, immediate=False, ongoing=True)),
        ("常态化推进", Deadline(None, immediate=False, ongoing=True)),
        ("每月10日前报送进展", Deadline(None, immediate=False, ongoing=True)),
        (
            "立行立改，2020年10月底前完成，长期坚持",
            Deadline(date(2020, 10, 31), immediate=True, ongoing=True),
        ),
        ("", Deadline(None, immediate=False, ongoing=False)),
    ],
)
def test_a_deadline_is_a_day_a_haste_and_a_duration(text: str, expected: Deadline) -> None:
    assert parse_deadline(text, ISSUED) == expected


@pytest.mark.parametrize(
    ("text", "due"),
    [
        # the last day of a month, and its parts
        ("2020年10月底前", "2020-10-31"),
        ("2020年10月", "2020-10-31"),
        ("2020年10月份完成", "2020-10-31"),
        ("2020年9月末", "2020-09-30"),
        ("20年9月底", "2020-09-30"),
        ("2021年2月底", "2021-02-28"),
        ("2024年2月底", "2024-02-29"),
        ("2020年10月上旬", "2020-10-10"),
        ("2020年10月中旬前", "2020-10-20"),
        ("2020年10月下旬", "2020-10-31"),
        ("2020年10月初", "2020-10-10"),
        # a day, in every spelling
        ("2020年10月31日前", "2020-10-31"),
        ("2020年10月31号", "2020-10-31"),
        ("2020.10.31", "2020-10-31"),
        ("2020/10/31", "2020-10-31"),
        ("2020-10-31前完成", "2020-10-31"),
        ("2020-9-5", "2020-09-05"),
        ("２０２０年１０月３１日", "2020-10-31"),
        ("2020 年 10 月 31 日", "2020-10-31"),
        ("二〇二〇年十月底", "2020-10-31"),
        ("二○二○年十月三十一日", "2020-10-31"),
        ("二零二一年一月一日", "2021-01-01"),
        ("2020.10", "2020-10-31"),
        # without a year: the next such day from the day of issue on
        ("10月31日前", "2020-10-31"),
        ("8月12日", "2020-08-12"),
        ("8月11日", "2021-08-11"),
        ("3月底前", "2021-03-31"),
        ("8月底", "2020-08-31"),
        ("十二月底前", "2020-12-31"),
        ("月底前", "2020-08-31"),
        ("20日前", "2020-08-20"),
        ("10日前", "2020-09-10"),
        ("本月底", "2020-08-31"),
        ("本月25日前", "2020-08-25"),
        ("下月底前", "2020-09-30"),
        ("次月中旬", "2020-09-20"),
        ("下个月10日前", "2020-09-10"),
        ("本周五前", "2020-08-14"),
        ("下周一前", "2020-08-17"),
        ("本周内", "2020-08-16"),
        # quarters, half years, years
        ("2020年第三季度", "2020-09-30"),
        ("2020年四季度末", "2020-12-31"),
        ("第三季度", "2020-09-30"),
        ("一季度末", "2021-03-31"),
        ("2021年Q1", "2021-03-31"),
        ("2021年上半年", "2021-06-30"),
        ("下半年", "2020-12-31"),
        ("上半年", "2021-06-30"),
        ("明年上半年", "2021-06-30"),
        ("年底前", "2020-12-31"),
        ("年内", "2020-12-31"),
        ("年末", "2020-12-31"),
        ("今年底", "2020-12-31"),
        ("本年度内", "2020-12-31"),
        ("明年3月底", "2021-03-31"),
        ("2020年底", "2020-12-31"),
        ("2021年底前", "2021-12-31"),
        ("2021年", "2021-12-31"),
        ("2021年度", "2021-12-31"),
        # spans from the day of issue
        ("15日内", "2020-08-27"),
        ("十五日内", "2020-08-27"),
        ("三十天内完成", "2020-09-11"),
        ("自印发之日起30日内", "2020-09-11"),
        ("5个工作日内", "2020-08-19"),
        ("3个工作日", "2020-08-17"),
        ("三十个工作日内", "2020-09-23"),
        ("两周内", "2020-08-26"),
        ("1个月内", "2020-09-12"),
        ("三个月内", "2020-11-12"),
        ("半年内", "2021-02-12"),
        ("半个月内", "2020-08-27"),
        ("一年内", "2021-08-12"),
        ("48小时内", "2020-08-14"),
        # ranges: their end; several dates: the latest
        ("2020年8月—10月", "2020-10-31"),
        ("2020年8月至10月底", "2020-10-31"),
        ("8-10月", "2020-10-31"),
        ("2020年9月1日-2020年12月31日", "2020-12-31"),
        ("8月15日至9月30日", "2020-09-30"),
        ("8月15日至20日", "2020-08-20"),
        ("2020年11月至2月", "2021-02-28"),
        ("2020年11月—次年2月底", "2021-02-28"),
        ("2020年9月底前完成自查，10月底前完成整改", "2020-10-31"),
        ("2020年10月底前完成整改，其中自查9月底前完成", "2020-10-31"),
        ("9月30日前完成60%，12月31日前全部完成", "2020-12-31"),
        ("按〔2019〕15号文件要求，2020年10月底前完成第3项", "2020-10-31"),
        ("廿五日内", "2020-09-06"),
    ],
)
def test_the_due_day(text: str, due: str) -> None:
    assert str(parse_deadline(text, ISSUED).due) == due
    assert is_understood(text, ISSUED)


@pytest.mark.parametrize(
    "text",
    [
        "2020年2月30日",
        "2020年13月底",
        "2021年前",
        "10月中完成",
        "验收之日起10日内",
        "2月29日前",
        "尽快完成",
        "已完成",
        "视情况而定",
        "〔2020〕15号",
        "2020",
        "完成率100%",
        "3个月",
    ],
)
def test_what_leaves_the_day_open_gives_no_date_and_says_so(text: str) -> None:
    assert parse_deadline(text, ISSUED).due is None
    assert not is_understood(text, ISSUED)


def test_a_date_beside_one_that_cannot_be_read_is_flagged() -> None:
    assert not is_understood("2020年9月底前，2020年2月30日前", ISSUED)


def test_an_empty_deadline_is_nothing_to_complain_of() -> None:
    assert is_understood("", ISSUED)
    assert is_understood("  ", ISSUED)


def test_the_end_of_a_month_of_issue_is_clamped() -> None:
    assert parse_deadline("1个月内", date(2020, 1, 31)).due == date(2020, 2, 29)


@given(
    st.text(
        alphabet="0123456789年月日底旬上中下季度半个内工作至—前，。十二〇.-/每本次周起立改长期",
        max_size=24,
    )
)
def test_no_words_whatever_raise(text: str) -> None:
    deadline = parse_deadline(text, ISSUED)
    assert deadline.due is None or isinstance(deadline.due, date)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_in_every_spelling(day: date) -> None:
    spellings = (
        f"{day.year}年{day.month}月{day.day}日前",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02}/{day.day:02}完成",
    )
    assert {parse_deadline(text, ISSUED).due for text in spellings} == {day}


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 300))
def test_working_days_are_counted_one_by_one(issued_on: date, number: int) -> None:
    due = parse_deadline(f"{number}个工作日内", issued_on).due
    assert due is not None
    days = [issued_on + timedelta(days=n) for n in range(1, (due - issued_on).days + 1)]
    assert sum(day.weekday() < 5 for day in days) == number
    assert due.weekday() < 5


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("2021年内", date(2021, 12, 31)),
        ("2022年内完成", date(2022, 12, 31)),
        ("2021年3-6月", date(2021, 6, 30)),
        ("2021年4—9月", date(2021, 9, 30)),
        ("2021年3月-6月", date(2021, 6, 30)),
        ("2年内", date(2023, 3, 15)),
    ],
)
def test_a_year_is_no_span_and_a_range_stays_in_its_year(text: str, due: date) -> None:
    assert parse_deadline(text, date(2021, 3, 15)).due == due


@pytest.mark.parametrize(
    "text",
    [
        *("2023年年中", "2021年中", "2021年初", "2022年春节前", "2021年国庆节前", "2021年汛期前"),
        *("整改完成后10日内", "验收后1个月内", "2020年12月已完成", "已于2021年1月完成整改"),
        *("2020年以来", "2021年4月1日起", "6月30日后", "6月30日之后"),
    ],
)
def test_words_that_leave_the_day_open_give_no_date_and_say_so(text: str) -> None:
    assert parse_deadline(text, date(2021, 3, 15)).due is None
    assert not is_understood(text, date(2021, 3, 15))
