"""The last stage: which of the days named is the one that counts."""

import re
from datetime import date

from rectify_cli.domain.deadline import clauses
from rectify_cli.domain.deadline.clauses import Part, Sentence
from rectify_cli.domain.deadline.days import Found, find_days
from rectify_cli.domain.deadline.extensions import without_extensions
from rectify_cli.domain.deadline.normal import is_filled_in, normalised
from rectify_cli.domain.deadline.place import OpenDayError, PastDayError, Place
from rectify_cli.domain.working_days import knows_holidays_of

_UNREAD = "读不出确切的日期"
_NOT_FILLED_IN = "读不出确切的日期：日期没有填全"
_YEAR_UNKNOWN = "读不出确切的日期：没有写年份，而这一天在印发时刚刚过去"
_HOLIDAYS_UNKNOWN = "里的工作日按周一至周五算：{}年的放假安排还不知道"
_LIKE_A_DATE = (
    r"\d个?[年月日天周旬季]|\d号(?![楼院线机井桥路泵门])"
    r"|(?<!\d)(?:19|20)\d\d(?!\d|[余多]?[户个亩米元万人公吨平立千家处条辆只头件名项])"
)
_LUNAR = "[农阴旧]历|[正腊冬]月"


def read_day(text: str, issued_on: date) -> tuple[date | None, str]:
    """The day by which the work is to be done, and in Chinese what is in doubt about it."""
    if not is_filled_in(text):
        is_damaged = "□" in text or "\ufffd" in text
        return None, _UNREAD if is_damaged else _NOT_FILLED_IN
    found, rest = find_days(without_extensions(normalised(text)))
    days = _Days(issued_on)
    read_to = 0
    for item, (part, words) in zip(found, clauses.parts_of(found, rest), strict=True):
        days.add(item, part, words, lead=rest[read_to : item.start])
        read_to = item.end
    due, doubt = days.that_counts()
    if clauses.hangs_on_events(rest) or re.search(_LUNAR, text):
        return None, _UNREAD
    if not doubt and re.search(_LIKE_A_DATE, rest):
        doubt = _UNREAD
    if not doubt and due is not None and "工作日" in text:
        unknown = [year for year in {issued_on.year, due.year} if not knows_holidays_of(year)]
        doubt = _HOLIDAYS_UNKNOWN.format(max(unknown)) if unknown else ""
    return due, doubt


class _Days:
    """The days read so far, by what each is for; none for one that stayed open."""

    def __init__(self, issued_on: date) -> None:
        self._place = Place(issued_on)
        self._days: dict[Part, list[date | None]] = {part: [] for part in Part}
        self._doubt = ""

    def add(self, item: Found, part: Part, words: Sentence, *, lead: str) -> None:
        """Read the next day; ``lead`` are the words since the one before."""
        if part is Part.PAST:
            return
        place = self._place._replace(begins=part is Part.BEGIN, lead=lead)
        day: date | None = None
        try:
            day = item.day(place)
        except PastDayError:
            self._doubt = _YEAR_UNKNOWN
        except (OpenDayError, ValueError, OverflowError):
            pass
        is_open = day is None or clauses.leaves_open(item, words)
        self._days[part].append(None if is_open else day)
        self._place = self._place._replace(
            before=day or self._place.before,
            before_is_day=not item.is_period,
            dated=self._place.dated or item.names_year,
            ends=part is Part.BEGIN,
        )

    def that_counts(self) -> tuple[date | None, str]:
        """The last day of completion; without one, that of another act."""
        days = self._days
        work = days[Part.DONE] + days[Part.PLAIN] + days[Part.STEP]
        unknown = days[Part.ELSE]
        if not days[Part.DONE]:
            work, unknown = work + unknown, []
        known = [day for day in work or days[Part.OTHER] if day is not None]
        if len(known) < len(work or days[Part.OTHER]) or (days[Part.AGAIN] and not work):
            return None, self._doubt or _UNREAD
        due = max(known, default=None)
        if due is not None and any(day is None or day > due for day in unknown):
            return None, _UNREAD
        return due, ""
