"""The second stage: where the words name a day, and which day that is.

Each rule finds one way of naming a day or a period, which ends with its last day. What a rule
has found is blotted out, so that the rules after it cannot read a part of it as something else.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from rectify_cli.domain.dates import days_after, month_end
from rectify_cli.domain.deadline.place import BLOT, OpenDayError, PastDayError, Place
from rectify_cli.domain.deadline.spans import SPAN, span_end


class Rule(NamedTuple):
    """One way of naming a day; ``signs`` are characters of which it needs at least one."""

    name: str
    signs: str
    pattern: str
    resolve: Callable[[re.Match[str], Place], date]


class Found(NamedTuple):
    """A day or period in the text, from ``start`` to ``end``."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]

    @property
    def is_period(self) -> bool:
        """Whether the words name a period (10月, 下半年), not a day (31日, 月底)."""
        named = self.match.groupdict()
        return self.rule.name in _PERIODS and not (named.get("end") or named.get("d"))

    @property
    def is_last_day(self) -> bool:
        """Whether the words name the last day of a month or a longer period (月底, 年底)."""
        return self.rule.name == "year end" or bool(self.match.groupdict().get("end"))

    @property
    def names_year(self) -> bool:
        """Whether the words name a year, that others may be completed from it."""
        return bool(self.match.groupdict().get("y"))

    def day(self, place: Place) -> date:
        """Which day that is at ``place``. Raises ``OpenDayError``, ``PastDayError`` and, for no day
        at all, ``ValueError``."""
        return self.rule.resolve(self.match, place)


def find_days(text: str) -> tuple[list[Found], str]:
    """The days in reading order, and the text with every character of them blotted out."""
    found: list[Found] = []
    for rule in _RULES:
        if _SIGNS.isdisjoint(text):
            break
        if rule.signs and not any(sign in text for sign in rule.signs):
            continue
        for match in _compiled(rule.pattern).finditer(text):
            found.append(Found(match.start(), match.end(), rule, match))
            text = text[: match.start()] + BLOT * len(match[0]) + text[match.end() :]
    return sorted(found), text


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _month_part(year: int, month: int, part: str | None) -> date:
    if part == "中":
        raise OpenDayError
    if part in ("上旬", "初"):
        return date(year, month, 10)
    return date(year, month, 20) if part in ("中旬", "上中旬") else month_end(year, month)


def _month_or_day(year: int, month: int, day: str | None) -> date:
    return date(year, month, int(day)) if day else month_end(year, month)


def _full_date(match: re.Match[str], _: Place) -> date:
    return date(int(match["y"]), int(match["m"]), int(match["d"]))


def _range_of_dates(match: re.Match[str], _: Place) -> date:
    """2020.9.1-10.31 and 2020.10.1-31."""
    begin = date(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["m2"]:
        month, day = int(match["m2"]), int(match["d2"])
        end = date(begin.year + ((month, day) < (begin.month, begin.day)), month, day)
    else:
        end = begin.replace(day=int(match["d2_"]))
    if end < begin:
        raise OpenDayError
    return end


def _range_of_months(match: re.Match[str], _: Place) -> date:
    """2020.9-10, 2020/9-10/31."""
    year, month = int(match["y"]), int(match["m2"])
    first = int(match["m"] or match["m_"])
    return _month_or_day(year + (month < first), month, match["d2"])


def _range_without_year(match: re.Match[str], place: Place) -> date:
    """9.1-10.31; and 10.31前."""
    if match["m1"]:
        begin = date(place.since.year, int(match["m1"]), int(match["d1"]))
        place = place._replace(before=begin, ends=True)
    return place.complete(lambda year: date(year, int(match["m"]), int(match["d"])), None)


def _day(match: re.Match[str], place: Place) -> date:
    month, day = int(match["m"]), int(match["d"])
    return place.complete(lambda year: date(year, month, day), match["y"])


def _month(match: re.Match[str], place: Place) -> date:
    month, part = int(match["m"]), match["part"]
    return place.complete(lambda year: _month_part(year, month, part), match["y"])


def _quarter(match: re.Match[str], place: Place) -> date:
    if match["part"]:
        raise OpenDayError
    if match["which"]:
        quarter = (place.issued_on.month + 2) // 3 + (match["which"] == "下")
        return month_end(place.issued_on.year + quarter // 5, 3 * (quarter % 5 or 1))
    month = 3 * int(match["q"] or match["q1"] or match["q_"])
    return place.complete(lambda year: month_end(year, month), match["y"])


def _half_year(match: re.Match[str], place: Place) -> date:
    month = 6 if match["half"] == "上" else 12
    return place.complete(lambda year: month_end(year, month), match["y"])


def _year(match: re.Match[str], place: Place) -> date:
    return date(place.year_of(match["y"]) if match["y"] else place.since.year, 12, 31)


def _relative_month(match: re.Match[str], place: Place) -> date:
    which = match["which"] or "本"
    start = (place.since if which in ("次", "翌", "当", "同") else place.issued_on).replace(day=1)
    if which[0] in "下次翌":
        start = days_after(month_end(start.year, start.month), 1)
    if match["d"]:
        return start.replace(day=int(match["d"]))
    return _month_part(start.year, start.month, match["part"])


def _lone_day(match: re.Match[str], place: Place) -> date:
    """``至20日`` is of the month before it, ``20日前`` of the month of issue."""
    day = int(match["d"])
    if day < place.since.day:
        raise OpenDayError if place.before is not None else PastDayError
    return place.since.replace(day=day)


def _week_day(match: re.Match[str], place: Place) -> date:
    monday = place.issued_on - timedelta(days=place.issued_on.weekday())
    day = "一二三四五六".find(match["d"] or "日")
    return days_after(monday, (day if day >= 0 else 6) + 7 * (match["which"] in "下次"))


_WORDS_OF_YEARS = r"[今本明次去]年度?|[当同来翌转]年|[上下][一1]?年度?|(?<![今以之])后年(?!度)"
_Y = rf"(?P<y>(?<!\d)\d{{4}}年度?|{_WORDS_OF_YEARS})的?"
_YY = rf"(?P<y>(?<!\d)\d{{4}}年度?|(?<!\d)\d\d年|{_WORDS_OF_YEARS})的?"
_PART = r"(?P<part>上旬|中旬|下旬|上中旬|中下旬|初|中)"
_END = r"(?P<end>[底末])"
_SEPARATED = r"(?<!\d)(?P<y>\d{4})[./-](?P<m>\d{1,2})[./-](?P<d>\d{1,2})"
_ENOUGH = r"(?![\d年月./%个天周-])"
_NO_TARGET = r"(?!考核|述职|绩效|目标|总结|评)"
_PERIODS = frozenset(("month", "quarter", "half", "year", "relative", "week"))
# Tried in this order, each on what the ones before have left.
_RULES = (
    Rule(
        "range of dates",
        "./-",
        rf"{_SEPARATED}[日号]?[至到-](?:(?P<m2>\d{{1,2}})[./月-](?P<d2>\d{{1,2}})|(?P<d2_>\d{{1,2}}))"
        rf"{_ENOUGH}[日号]?",
        _range_of_dates,
    ),
    Rule(
        "range of months",
        "./-",
        r"(?<!\d)(?P<y>\d{4})(?:[./](?P<m>\d{1,2})-|[./-](?P<m_>\d{1,2})[至到])(?P<m2>\d{1,2})"
        rf"(?:[./](?P<d2>\d{{1,2}}))?{_ENOUGH}[日号]?",
        _range_of_months,
    ),
    Rule(
        "month", "月", rf"(?:{_YY})?(?<!\d)(?P<m>\d{{1,2}})月份?(?!\d)(?:{_PART}|{_END})?", _month
    ),
    Rule(
        "date",
        "",
        r"(?<!\d)(?P<y>\d{4})[年./-](?P<m>\d{1,2})[月./-](?P<d>\d{1,2})(?!\d)[日号]?",
        _full_date,
    ),
    Rule("day", "月", rf"(?:{_YY})?(?<!\d)(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})(?!\d)[日号]?", _day),
    Rule(
        "month",
        "./-",
        rf"(?<!\d)(?P<y>\d{{4}})[./-](?P<m>\d{{1,2}})(?![\d./]|-(?!\d{{4}}))(?:{_PART}|{_END})?",
        _month,
    ),
    Rule(
        "days without year",
        "./",
        r"(?<![\d./])(?:(?P<m1>\d{1,2})[./](?P<d1>\d{1,2})[至到-])?(?P<m>\d{1,2})[./](?P<d>\d{1,2})"
        r"(?(m1)(?![\d年月./%个天周-])[日号]?|[日号]?(?=[之以]?前|止))",
        _range_without_year,
    ),
    Rule("span", "日天周期季月年时", SPAN, span_end),
    Rule(
        "quarter",
        "季Q",
        rf"(?:{_Y})?(?<![前后])(?:第?[1-4](?:季度?)?[至到、-])?(?:(?:第(?P<q>[1-4])季度?|(?P<q1>[1-4])季(?:度|(?=[末底]))|(?P<which>[本当下])一?个?季度?)"
        r"|Q(?P<q_>[1-4])(?!\d))"
        rf"(?:{_END}|(?P<part>[初中]))?",
        _quarter,
    ),
    Rule("half", "半", rf"(?:{_Y})?(?P<half>[上下])半年{_END}?", _half_year),
    Rule(
        "relative",
        "月",
        r"(?:(?P<which>[本当这次翌同]|下个?)个?月|(?<![\d\ue000个正腊冬某几数每按逐上一二三四五六七八九十])月(?=[底末]))"
        rf"(?:(?P<d>\d{{1,2}})[日号]|{_PART}|{_END})?",
        _relative_month,
    ),
    Rule("year end", "年", rf"(?:(?:{_YY})年?|(?<![\d数几每半近历])年)[底末终]{_NO_TARGET}", _year),
    Rule("year end", "年", rf"{_Y}[之以]?内", _year),
    Rule("year end", "年", rf"(?:{_Y})?全年|(?<![\d数几每半近])年[之以]?内", _year),
    Rule("year", "年", _Y, _year),
    Rule(
        "lone day",
        "日号",
        r"(?<![\d第])(?P<d>\d{1,2})(?:日(?![常均程报期志])|号(?=[之以]?前|止))",
        _lone_day,
    ),
    Rule(
        "week",
        "周星",
        r"(?P<which>[本这下次])个?(?:周|星期)(?P<d>[一二三四五六日天末])?",
        _week_day,
    ),
)
_SIGNS = frozenset("年月日号天周期旬季时Q./-")
