"""Periods of days that are reported on: weeks, months, any span. Pure."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rectify_cli.domain.dates import chinese_date, days_after_at_most, month_end
from rectify_cli.errors import UsageError

# Compiled when first used: most commands are asked about no period.
_WEEK = r"(\d{4})(?:-?[Ww]|年第)(\d{1,2})周?"
_MONTH = r"(\d{4})(?:[-/.]|年)(\d{1,2})月?"
_ASK = "请检查 --week、--month、--since、--until 和 --as-of。"


@dataclass(frozen=True)
class Period:
    """The days from ``since`` to ``until``, both included."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.since > self.until:
            raise ValueError(f"开始日期 {self.since} 晚于结束日期 {self.until}")

    @property
    def is_week(self) -> bool:
        """A calendar week, Monday to Sunday."""
        return self.since.isoweekday() == 1 and (self.until - self.since).days == 6

    @property
    def is_month(self) -> bool:
        """A whole calendar month."""
        return self == month_of(self.since)

    @property
    def label(self) -> str:
        """``2020年第43周（2020年10月19日至25日）``, the ISO 8601 week's number and year;
        ``2020年9月``; else the days."""
        if self.is_month:
            return f"{self.since.year}年{self.since.month}月"
        if not self.is_week:
            return self.days
        year, week, _ = self.since.isocalendar()
        return f"{year}年第{week}周（{self.days}）"

    @property
    def days(self) -> str:
        """``2020年10月19日至25日``: year and month once."""
        since, until = self.since, self.until
        if since == until:
            return chinese_date(since)
        last = chinese_date(until)
        if until.year == since.year:
            same_month = until.month == since.month
            last = f"{until.day}日" if same_month else last.split("年", 1)[1]
        return f"{chinese_date(since)}至{last}"

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until

    def up_to(self, day: date) -> "Period":
        """The part of the period that is not after ``day``, which must not lie before it."""
        return self if day >= self.until else Period(self.since, day)

    def following(self) -> "Period":
        """The next calendar month after a month, else the period of the same length to come."""
        if self.is_month:
            return month_of(days_after_at_most(self.until, 1))
        length = (self.until - self.since).days + 1
        return Period(
            days_after_at_most(self.since, length), days_after_at_most(self.until, length)
        )


def week_of(day: date) -> Period:
    """The Monday–Sunday week that holds ``day``."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return Period(monday, days_after_at_most(monday, 6))


def month_of(day: date) -> Period:
    """The calendar month that holds ``day``."""
    return Period(day.replace(day=1), month_end(day.year, day.month))


def parse_week(text: str) -> Period:
    """``2020-W43`` (ISO 8601) or ``2020年第43周`` → its Monday to Sunday.

    Raises ``ValueError`` in Chinese.
    """
    match = re.fullmatch(_WEEK, text.strip())
    try:
        if match:
            return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except (ValueError, OverflowError):
        raise ValueError(f"“{text}”这一周不存在") from None
    raise ValueError(f"“{text}”不是周次，应写成 2020-W43 这样的形式")


def parse_month(text: str) -> Period:
    """``2020-09`` or ``2020年9月`` → the calendar month. Raises ``ValueError`` in Chinese."""
    match = re.fullmatch(_MONTH, text.strip())
    try:
        if match:
            return month_of(date(int(match[1]), int(match[2]), 1))
    except ValueError:
        raise ValueError(f"“{text}”这个月不存在") from None
    raise ValueError(f"“{text}”不是月份，应写成 2020-09 这样的形式")


def as_of_within(period: Period, as_of: date, *, issued_on: date) -> date:
    """The day as of which ``period`` is judged: ``as_of``, or its last day if that is earlier.

    Raises ``UsageError`` for a period that was over before the document was issued, or that has
    not begun: there is nothing to say of it.
    """
    if period.until < issued_on:
        raise UsageError(
            f"{period.label}早于文件印发日期 {issued_on}，那时还没有这份清单", hint=_ASK
        )
    if period.since > as_of:
        raise UsageError(f"{period.label}还没有开始（今天按 {as_of} 算）", hint=_ASK)
    return min(as_of, period.until)
