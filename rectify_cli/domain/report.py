"""The figures of a period, by default a week, Monday to Sunday. Pure.

A report is a function of (ledger, period, as-of day) alone, so the printout of any past week can
be made again and comes out the same.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from rectify_cli.domain.dates import chinese_date, days_after_at_most
from rectify_cli.domain.figures import (
    DUE_SOON_DAYS,
    Counts,
    Group,
    count,
    count_by_category,
    count_by_lead,
    most_overdue_first,
    soonest_due_first,
)
from rectify_cli.domain.model import Checklist, Event, EventKind, Status
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import UsageError

_WEEK = re.compile(r"(\d{4})(?:-?[Ww]|年第)(\d{1,2})周?")
_ONE_DAY = timedelta(days=1)
_MOST_TREND_POINTS = 26
_ASK = "请检查 --week、--since、--until 和 --as-of。"


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
        return self.since.isoweekday() == 1 and self.until - self.since == 6 * _ONE_DAY

    @property
    def label(self) -> str:
        """``2020年第43周（2020年10月19日至10月25日）``; the ISO 8601 week's number and year."""
        if self.since == self.until:
            return chinese_date(self.since)
        until = chinese_date(self.until)
        if self.until.year == self.since.year:
            until = until.split("年", 1)[1]
        days = f"{chinese_date(self.since)}至{until}"
        if not self.is_week:
            return days
        year, week, _ = self.since.isocalendar()
        return f"{year}年第{week}周（{days}）"

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= self.until

    def following(self) -> "Period":
        """The period of the same length that comes next."""
        length = (self.until - self.since).days + 1
        return Period(
            days_after_at_most(self.since, length), days_after_at_most(self.until, length)
        )


def week_of(day: date) -> Period:
    """The Monday–Sunday week that holds ``day``."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return Period(monday, days_after_at_most(monday, 6))


def parse_week(text: str) -> Period:
    """``2020-W43`` (ISO 8601) or ``2020年第43周`` → its Monday to Sunday.

    Raises ``ValueError`` in Chinese.
    """
    match = _WEEK.fullmatch(text.strip())
    try:
        if match:
            return week_of(date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        raise ValueError(f"“{text}”这一周不存在") from None
    raise ValueError(f"“{text}”不是周次，应写成 2020-W43 这样的形式")


class IssueEvents(NamedTuple):
    """What happened to one issue within the period."""

    state: IssueState
    events: tuple[Event, ...]


class Report(NamedTuple):
    """The figures of a period as they stood on ``as_of``, the last of its days that counts.

    ``before`` are the counts on the eve of the period, none when the document was not issued by
    then; ``unreported`` the open issues without a report in it, those that wait for the office
    left out; ``due_next`` those due in the period that follows; ``open_by_week`` the open
    items at each week's end since the document was issued (燃尽图).
    """

    checklist: Checklist
    period: Period
    as_of: date
    states: tuple[IssueState, ...]
    counts: Counts
    before: Counts | None
    activity: tuple[IssueEvents, ...]
    struck_off: tuple[IssueState, ...]
    reopened: tuple[IssueState, ...]
    overdue: tuple[IssueState, ...]
    due_soon: tuple[IssueState, ...]
    unreported: tuple[IssueState, ...]
    by_lead: tuple[Group, ...]
    by_category: tuple[Group, ...]
    due_next: tuple[IssueState, ...]
    open_by_week: tuple[tuple[date, int], ...]

    @property
    def event_count(self) -> int:
        """Events within the period."""
        return sum(len(item.events) for item in self.activity)


def report_of(checklist: Checklist, period: Period, as_of: date) -> Report:
    """The figures of ``period`` as known on ``as_of``; a day past the period's end changes
    nothing.

    Raises ``UsageError`` for a period that was over before the document was issued, or that has
    not begun: there is nothing to say of it.
    """
    issued_on = checklist.document.issued_on
    if period.until < issued_on:
        raise UsageError(
            f"{period.label}早于文件印发日期 {issued_on}，那时还没有这份清单", hint=_ASK
        )
    if period.since > as_of:
        raise UsageError(f"{period.label}还没有开始（截止日 {as_of}）", hint=_ASK)
    as_of = min(as_of, period.until)
    eve = min(as_of, days_after_at_most(period.since, -1))
    states = tuple(states_of(checklist, as_of))
    activity = tuple(
        IssueEvents(state, events)
        for state in states
        if (events := tuple(e for e in state.events if e.date in period))
    )
    open_states = [state for state in states if state.is_open]
    following = period.following()
    return Report(
        checklist=checklist,
        period=period,
        as_of=as_of,
        states=states,
        counts=count(states),
        before=count(states_of(checklist, eve)) if eve >= issued_on else None,
        activity=activity,
        struck_off=tuple(s for s in states if s.done_on is not None and s.done_on in period),
        overdue=most_overdue_first(states),
        due_soon=soonest_due_first(states, within=DUE_SOON_DAYS),
        reopened=tuple(
            item.state
            for item in activity
            if any(event.event is EventKind.REOPEN for event in item.events)
        ),
        unreported=tuple(
            s
            for s in open_states
            if s.status is not Status.SUBMITTED and not any(e.date in period for e in s.reports)
        ),
        by_lead=count_by_lead(states, UnitDirectory(checklist)),
        by_category=count_by_category(states),
        due_next=tuple(
            sorted(
                (s for s in open_states if s.due is not None and s.due in following),
                key=lambda s: (s.due or date.max, s.issue.id),
            )
        ),
        open_by_week=_open_by_week(checklist, as_of),
    )


def _open_by_week(checklist: Checklist, as_of: date) -> tuple[tuple[date, int], ...]:
    """Open items at week's ends from the document's week on, the last point on ``as_of``.

    Years of weeks are thinned evenly to a number of points that a page can show.
    """
    ends: list[date] = []
    end = week_of(checklist.document.issued_on).until
    while end < as_of:
        ends.append(end)
        end = days_after_at_most(end, 7)
    step = -(-len(ends) // _MOST_TREND_POINTS) or 1
    return tuple(
        (end, sum(state.is_open for state in states_of(checklist, end)))
        for end in [*ends[::step], as_of]
    )
