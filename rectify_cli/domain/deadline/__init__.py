"""整改时限 → Deadline: reads the words in which official documents set a time limit. Pure.

What is read: days, months (their last day), 上旬 (the 10th), 中旬 (the 20th), 下旬 (the last day),
quarters, half years, years (the last day), spans counted from the day of issue or from a day
named just before, ranges (their end) and several days of completion (the latest). A month or day
without a year takes the year of the date before it in the text, else it is the first such day on
or after the day of issue, unless the year has just seen that day: then the words are unclear.

What is not: words that leave the day open (2021年前, 国庆前, 月中, 验收之日起10日内) give no date,
and ``doubt_about`` says so; nothing is guessed. Days of other acts than completion (12月回头看),
of an extension that may be granted, of a start or of a plan's title are no deadlines.

The stages: ``normal`` (half-width, digits, no extensions) → ``days`` (where a day stands, and
which it is) → ``clauses`` (what it is for) → ``reading`` (the one that counts).
"""

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from rectify_cli.domain.dates import month_end

_IMMEDIATE = (
    *("立行立改", "立即", "即知即改", "立知立改", "立查立改", "立改", "马上", "即刻", "即时"),
    *("边查边改", "边整边改", "当即"),
)
_ONGOING = (
    *("长期", "持续", "常态", "长效", "经常", "常抓不懈", "一以贯之"),
    *("每年", "每半年", "每季", "每月", "每周", "每日", "每天"),
)
# Most deadlines are one of these, and need nothing more.
_PLAIN_DAY = (
    r"(?:(?:立行立改|立即整改|即知即改)[，,、；;])?(\d{4})年(\d{1,2})月(?:(?:(\d{1,2})日|[底末])前?|份)?"
    r"(?:完成(?:整改)?|整改到位|取得实效)?(?:[，,、；;]?并?(?:长期坚持|持续推进))?。?"
)
_MAY_NAME_A_DAY = r"(?<!长)期|(?<![及按即随])时|[\d年月日号天周旬季前内Q□\ufffd×]"


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


def doubt_about(text: str, issued_on: date) -> str:
    """Why the words were not read to the end, or what was assumed, to follow the words in a
    sentence (读不出确切的日期); empty when there is no doubt."""
    return _read(text, issued_on).doubt if text.strip() else ""


class _Reading(NamedTuple):
    deadline: Deadline
    doubt: str


@lru_cache(maxsize=4096)
def _read(text: str, issued_on: date) -> _Reading:
    immediate = any(word in text for word in _IMMEDIATE)
    ongoing = any(word in text for word in _ONGOING)
    match = _compiled(_PLAIN_DAY).fullmatch(text)
    due, doubt = _plain_day(match) if match else None, ""
    if due is None and _compiled(_MAY_NAME_A_DAY).search(text):
        from rectify_cli.domain.deadline.reading import read_day

        due, doubt = read_day(text, issued_on)
    if due is None and not immediate and not ongoing:
        doubt = doubt or "读不出确切的日期"
    return _Reading(Deadline(due, immediate, ongoing), doubt)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _plain_day(match: re.Match[str]) -> date | None:
    year, month, day = int(match[1]), int(match[2]), match[3]
    try:
        return date(year, month, int(day)) if day else month_end(year, month)
    except ValueError:
        return None
