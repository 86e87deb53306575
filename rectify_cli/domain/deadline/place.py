"""Where a day stands in the words, and what completes it there."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

BLOT = "\ue000"  # stands for each character of a day that has been read
_JUST_BEFORE_DAYS = 92
_YEARS_ON = {"今": 0, "本": 0, "明": 1, "后": 2}


class OpenDayError(Exception):
    """The words leave the day open."""


class PastDayError(Exception):
    """A day without a year that lies just before the day of issue: which year is meant?"""


class Place(NamedTuple):
    """Where a day stands: after which other day, and how it is tied to its neighbours.

    ``before`` is the day read before it (``before_is_day``: a day indeed, no month or longer
    period), ``dated`` whether the year of any so far was written, ``begins`` and ``ends`` that
    of a range. ``lead`` are the words since the day before.
    """

    issued_on: date
    before: date | None = None
    before_is_day: bool = False
    dated: bool = False
    begins: bool = False
    ends: bool = False
    lead: str = ""

    @property
    def since(self) -> date:
        """The day before in the text, else the day of issue."""
        return self.before or self.issued_on

    def year_of(self, words: str) -> int:
        """The year that ``2020年``, ``20年``, 今年, 来年 name."""
        first = words[0]
        if first.isdigit():
            return int(words[:4]) if words[:4].isdigit() else 2000 + int(words[:2])
        if first in _YEARS_ON:
            return self.issued_on.year + _YEARS_ON[first]
        return self.since.year + {"当": 0, "同": 0, "去": -1, "上": -1}.get(first, 1)

    def complete(self, of_year: Callable[[int], date], year_words: str | None) -> date:
        """The day in the year named, in the year of the day before, or the next to come.

        The end of a range is never before its beginning. Raises ``PastDayError`` for a day that
        the year has just seen when the document was issued.
        """
        if year_words:
            return of_year(self.year_of(year_words))
        day = of_year(self.since.year)
        falls_back = self.before is not None and day < self.before
        if falls_back and self.ends:
            return of_year(day.year + 1)
        if day >= self.issued_on or self.begins or (self.dated and not falls_back):
            return day
        if (self.issued_on - day).days <= _JUST_BEFORE_DAYS:
            raise PastDayError
        return of_year(day.year + 1)
