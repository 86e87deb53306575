"""整改时限 → Deadline: reads the words in which official documents set a time limit. Pure.

What is read: days, months (their last day), 上旬 (the 10th), 中旬 (the 20th), 下旬 (the last day),
quarters, half years, years (the last day), spans counted from the day of issue, ranges (their
end) and several dates (the latest). A month or day without a year takes the year of the date
before it in the text, else it is the first such day on or after the day of issue.

What is not: words that leave the day open (2021年前, 月中, 验收之日起10日内) give no date, and
``is_understood`` says so; nothing is guessed. Working days are Monday to Friday: the holidays
that the State Council sets each year, and the working weekends that go with them, are unknown
here, so where a holiday falls within the span, an explicit ``due`` in the ledger is the remedy.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from rectify_cli.domain.numerals import arabic

_IMMEDIATE = (
    *("立行立改", "立即", "即知即改", "立知立改", "立查立改", "立改", "马上", "即刻", "即时"),
    *("边查边改", "边整边改", "当即"),
)
_ONGOING = (
    *("长期", "持续", "常态", "长效", "经常", "常抓不懈", "一以贯之"),
    *("每年", "每半年", "每季", "每月", "每周", "每日", "每天"),
)


class Deadline(NamedTuple):
    """What a 整改时限 asks for.

    ``due`` is the last day on which the issue is still in time (none where the words name no
    date), ``immediate`` is 立行立改, ``ongoing`` 长期坚持.
    """

    due: date | None
    immediate: bool
    ongoing: bool


def parse_deadline(text: str, issued_on: date) -> Deadline:
    """Read the words of a 整改时限 in a document issued on ``issued_on``; never raises."""
    return _read(text, issued_on).deadline


def is_understood(text: str, issued_on: date) -> bool:
    """Whether the words were read to the end.

    False when a text says nothing that was recognised, or when something in it looks like a date
    and none could be made of it.
    """
    return not text.strip() or _read(text, issued_on).complete


class _Reading(NamedTuple):
    deadline: Deadline
    complete: bool


@lru_cache(maxsize=1024)
def _read(text: str, issued_on: date) -> _Reading:
    immediate = any(word in text for word in _IMMEDIATE)
    ongoing = any(word in text for word in _ONGOING)
    found, rest = _find_dates(_normalised(text))
    dates: list[date] = []
    lost = "□" in text or "\ufffd" in text  # what a scan could not make out
    unclear = lost or re.search(r"\d个?[年月日号天周旬季]|\d{4}", rest) is not None
    for rule, match in found:
        try:
            dates.append(rule.resolve(match, _Context(issued_on, dates[-1] if dates else None)))
        except (_OpenError, ValueError, OverflowError):
            unclear = True
    if re.search(_OPEN, rest):
        unclear, dates = True, []
    deadline = Deadline(max(dates, default=None), immediate, ongoing)
    return _Reading(deadline, not unclear and (bool(dates) or immediate or ongoing))


class _OpenError(Exception):
    """The words leave the day open."""


class _Context(NamedTuple):
    """What a date without a year is completed from."""

    issued_on: date
    before: date | None

    def year_of(self, word: str | None) -> int | None:
        """The year that ``2020年``, 今年, 明年, 次年 name; none for no word."""
        if not word:
            return None
        if word[0].isdigit():
            return int(word.rstrip("年度")) + (0 if word[:4].isdigit() else 2000)
        if word.startswith("后"):
            return self.issued_on.year + 2
        if word.startswith("次") and self.before is not None:
            return self.before.year + 1
        return self.issued_on.year + word.startswith(("明", "次"))

    def complete(self, of_year: Callable[[int], date], match: re.Match[str]) -> date:
        """The day in the year named, in the year of the date before, or the next to come.

        After 至 a day that would lie before the range's beginning is of the year after.
        """
        year = self.year_of(match["y"])
        if year is not None:
            return of_year(year)
        since = self.before or self.issued_on
        day = of_year(since.year)
        ends_range = match.string[: match.start()][-1:] in tuple("至到-—~")
        goes_on = self.before is None or ends_range
        return of_year(since.year + 1) if day < since and goes_on else day


class _Rule(NamedTuple):
    pattern: str
    resolve: Callable[[re.Match[str], _Context], date]


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _month_part(year: int, month: int, part: str | None) -> date:
    if part == "中":
        raise _OpenError
    if part in ("上旬", "初"):
        return date(year, month, 10)
    return date(year, month, 20) if part == "中旬" else _month_end(year, month)


def _full_date(match: re.Match[str], _: _Context) -> date:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _day(match: re.Match[str], context: _Context) -> date:
    month, day = int(match["m"]), int(match["d"])
    if (month, day) == (2, 29) and not match["y"]:
        raise _OpenError
    return context.complete(lambda year: date(year, month, day), match)


def _month(match: re.Match[str], context: _Context) -> date:
    month, part = int(match["m"]), match["part"]
    return context.complete(lambda year: _month_part(year, month, part), match)


def _quarter(match: re.Match[str], context: _Context) -> date:
    month = 3 * int(match["q"] or match["q_"])
    return context.complete(lambda year: _month_end(year, month), match)


def _half_year(match: re.Match[str], context: _Context) -> date:
    month = 6 if match["half"] == "上" else 12
    return context.complete(lambda year: _month_end(year, month), match)


def _year(match: re.Match[str], context: _Context) -> date:
    if match["before"]:
        raise _OpenError
    year = context.year_of(match["y"])
    return date(year if year is not None else context.issued_on.year, 12, 31)


def _relative_month(match: re.Match[str], context: _Context) -> date:
    start = context.issued_on.replace(day=1)
    if match["which"] and match["which"][0] in "下次":
        start = _month_end(start.year, start.month) + timedelta(days=1)
    if match["d"]:
        return start.replace(day=int(match["d"]))
    return _month_part(start.year, start.month, match["part"])


def _lone_day(match: re.Match[str], context: _Context) -> date:
    """``至20日`` is of the month before it; ``20日前`` the next 20th to come."""
    day = int(match["d"])
    since = context.before or context.issued_on
    if day < since.day:
        if context.before is not None:
            raise _OpenError
        since = _month_end(since.year, since.month) + timedelta(days=1)
    return since.replace(day=day)


def _week_day(match: re.Match[str], context: _Context) -> date:
    monday = context.issued_on - timedelta(days=context.issued_on.weekday())
    day = "一二三四五六日".find(match["d"].replace("天", "日")) if match["d"] else 6
    return monday + timedelta(days=day + 7 * (match["which"] == "下"))


def _span(match: re.Match[str], context: _Context) -> date:
    """A span counted from the day of issue; from another day (验收之日起) it stays open."""
    start = match["start"]
    if start and not any(word in start for word in _FROM_ISSUE):
        raise _OpenError
    issued_on = context.issued_on
    if match["half"]:
        half_month = issued_on + timedelta(days=15)
        return _months_later(issued_on, 6) if match["half"] == "半年" else half_month
    unit, number = match["unit"] or match["unit_"], int(match["n"] or match["n_"])
    if "工作日" in unit:
        return _working_days_later(issued_on, number)
    if "月" in unit:
        half = timedelta(days=15 if "半" in unit else 0)
        return _months_later(issued_on, number) + half
    if "年" in unit:
        return _months_later(issued_on, 12 * number)
    if "小时" in unit:
        return issued_on + timedelta(days=-(-number // 24))
    weeks = "周" in unit or "星期" in unit
    return issued_on + timedelta(days=7 * number if weeks else number)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_days_later(day: date, number: int) -> date:
    day -= timedelta(days=max(0, day.weekday() - 4))  # from a weekend as from its Friday
    weeks, left = divmod(number, 5)
    day += timedelta(weeks=weeks)
    return day + timedelta(days=left + (2 if day.weekday() + left > 4 else 0))


_FROM_ISSUE = (
    *("印发", "下发", "发文", "发布", "成文"),
    *("通知", "方案", "文件", "即日", "今日", "本日"),
)
_Y = r"(?P<y>\d{4}年度?|今年|本年度?|当年|明年|次年|后年)"
_YY = _Y.replace("|", r"|(?<!\d)\d\d年|", 1)  # 20年10月底 too, where a month follows
_PART = r"(?P<part>上旬|中旬|下旬|初|中)"
# Tried in this order, each on what the ones before have left; most deadlines need only the first.
_RULES = (
    _Rule(rf"{_YY}?(?P<m>\d{{1,2}})月份?(?!\d){_PART}?", _month),
    _Rule(r"(?P<y>\d{4})[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})(?!\d)[日号]?", _full_date),
    _Rule(rf"{_YY}?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})(?!\d)[日号]?", _day),
    _Rule(rf"(?P<y>\d{{4}})[./-](?P<m>\d{{1,2}})(?![\d./-]){_PART}?", _month),
    _Rule(
        r"(?:自?(?P<start>[^,;。、]{0,20}?)(?:之日)?起)?(?:(?P<n>\d+)(?P<unit>个?工作日)(?:[之以]?内)?"
        r"|(?<!\d)(?P<n_>\d{1,3})(?P<unit_>日|天|个?周|个?星期|个月|个半月|年|个?小时)[之以]?内"
        r"|(?P<half>半年|半个月)[之以]?内)",
        _span,
    ),
    _Rule(rf"{_Y}?(?:第?(?P<q>[1-4])季度?|Q(?P<q_>[1-4])(?!\d))", _quarter),
    _Rule(rf"{_Y}?(?P<half>[上下])半年", _half_year),
    _Rule(
        rf"(?P<which>本|当|下个?|次)月(?:(?P<d>\d{{1,2}})[日号]|{_PART})?|(?<!个)月[底末]",
        _relative_month,
    ),
    _Rule(rf"(?:{_Y}(?P<before>之前|以前|前)?)|年[底末终内]", _year),
    _Rule(r"(?P<d>\d{1,2})(?:日|号(?=之前|以前|前|止))", _lone_day),
    _Rule(r"(?P<which>本|下)周(?P<d>[一二三四五六日天])?", _week_day),
)
# Beside a date (□) these leave the last day open, or say that it is none: 年中, 春节前, 已完成, 起.
_OPEN = (
    r"□(?:年?[中初]|以来|已|起(?!至|到|[-—~])|(?:[之以]?前)?[之以]?后)|后□|已[于在]?□"
    r"|□[^,;。、□]{0,2}(?:节|汛期|元旦)"
)
_DATE_WORDS = frozenset("年月日号天周旬季时Q./-")
_NOT_DATES = (
    r"[〔\[(【]\d{4}[〕\])】]第?\d+号|\d+(?:\.\d+)?%|第\d+[项条批次轮件号]"
    r"|每(?:年|季度?|半?个?月|半年|周|星期|[日天])[^,;。、]*"
)
_NUMERALS = (
    r"[〇○零一二三四五六七八九十廿卅两百]+(?=个?(?:年|月|日|号|天|周|星期|季|工作日|小时|半月))"
)


def _find_dates(text: str) -> tuple[list[tuple[_Rule, re.Match[str]]], str]:
    """The dates in reading order, and the text with what was read blotted out."""
    found: list[tuple[int, _Rule, re.Match[str]]] = []
    for rule in _RULES:
        if _DATE_WORDS.isdisjoint(text):
            break
        for match in re.finditer(rule.pattern, text):
            found.append((match.start(), rule, match))
            text = text[: match.start()] + "□" * len(match[0]) + text[match.end() :]
    found.sort(key=lambda item: item[0])
    return [(rule, match) for _, rule, match in found], text


def _normalised(text: str) -> str:
    """Half-width, without spaces, numbers in digits, and without what only looks like a date."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    text = re.sub(_NUMERALS, lambda match: arabic(match[0]), text)
    # 2021年3-6月 says 月 once for both ends.
    text = re.sub(r"(\d{4}年\d{1,2})(?=[-~至到—–]\d{1,2}月)", r"\1月", text)
    return re.sub(_NOT_DATES, "", text)
