"""Dates as officials type them: ``2020-10-20``, ``2020年10月20日``, ``10-20``, 今天, 昨天."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

# Patterns are compiled when first used: most commands never read a date that is not ISO.
_RELATIVE_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1}
Lean = Literal["past", "future"]
_FULL = r"(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})(日|号)?"
_SHORT = r"(\d{1,2})([-/.月])(\d{1,2})(日|号)?"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_MOST_QUOTED = 24  # characters of what was typed that a message repeats


def parse_date(text: str, *, today: date | None = None, lean: Lean | None = None) -> date:
    """Read one calendar day.

    ``text`` carries a year (``2020-10-20``, ``2020/10/20``, ``2020.10.20``, ``20201020``,
    ``2020年10月20日``; full-width digits too). Only when ``today`` is given are a day
    without a year (``10-20``: the year of ``today``) and the words 今天, 昨天, 前天, 明天
    understood as well; ``lean`` says that such a day lies in the ``past`` of ``today`` or in its
    ``future``, so that in January ``12-30`` can be of the year before.

    Raises ``ValueError`` with a Chinese sentence when the text is empty or no date, or names a
    day that does not exist (``2020-02-30``, 明天 of the calendar's last day).
    """
    if len(text) == 10 and text.isascii() and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    typed = unicodedata.normalize("NFKC", text).strip()
    if not typed:
        raise ValueError("日期是空的，应写成 2020-10-20 这样的形式")
    if today is not None and typed in _RELATIVE_DAYS:
        return days_after(today, _RELATIVE_DAYS[typed])
    if match := re.fullmatch(_FULL, typed):
        year, first, month, second, day, suffix = match.groups()
        if _marks_agree(first, second, suffix):
            return _calendar_day(int(year), int(month), int(day), text)
    if match := re.fullmatch(_COMPACT, typed):
        return _calendar_day(int(match[1]), int(match[2]), int(match[3]), text)
    if today is not None and (match := re.fullmatch(_SHORT, typed)):
        month, mark, day, suffix = match.groups()
        if (mark == "月") or not suffix:
            found = _calendar_day(today.year, int(month), int(day), text)
            if lean == "past" and found > today:
                return _calendar_day(today.year - 1, int(month), int(day), text)
            if lean == "future" and found < today:
                return _calendar_day(today.year + 1, int(month), int(day), text)
            return found
    raise ValueError(f"“{_quoted(text)}”不是日期，应写成 2020-10-20 这样的形式")


@lru_cache(maxsize=4096)  # of many events many are of one day
def parse_full_date(text: str) -> date:
    """Read one calendar day that is written with its year. Raises as ``parse_date`` does."""
    return parse_date(text)


def _marks_agree(first: str, second: str, suffix: str | None) -> bool:
    """``2020年10月20日`` or one separator throughout; anything mixed is a slip of the pen."""
    if first == "年":
        return second == "月"
    return first == second and suffix is None


def _calendar_day(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{_quoted(text)}”这一天不存在，请核对年月日") from None


def _quoted(text: str) -> str:
    return text if len(text) <= _MOST_QUOTED else f"{text[:_MOST_QUOTED]}…"


def days_after(day: date, days: int) -> date:
    """``day`` and so many ``days`` more (fewer, if negative).

    Raises ``ValueError`` in Chinese where the calendar, years 1 to 9999, does not reach.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise ValueError(f"{day} 前后的日子超出了日历（公元1年至9999年）") from None


def days_after_at_most(day: date, days: int) -> date:
    """``days_after``, but no further than the calendar's first or last day."""
    try:
        return days_after(day, days)
    except ValueError:
        return date.max if days > 0 else date.min


def month_end(year: int, month: int) -> date:
    """The last day of a month. Raises ``ValueError`` for a month that does not exist."""
    return date(year, month, monthrange(year, month)[1])


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: 31 January + 1 → 28 February.

    Raises ``ValueError`` beyond the end of the calendar.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    end = month_end(year, month + 1)
    return end.replace(day=min(day.day, end.day))


def chinese_date(day: date) -> str:
    """``2020年10月20日``, the way a printed page writes it."""
    return f"{day.year}年{day.month}月{day.day}日"
