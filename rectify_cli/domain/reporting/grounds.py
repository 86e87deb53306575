"""What speaks for or against a lead unit on one issue, by which a 通报 names it. Pure.

Source: section 二.4 of the document (强化督查). The rules by which units are judged are those of
``notice``; here is what each fact is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rectify_cli.domain.model import Event, EventKind, Status
from rectify_cli.domain.period import Period
from rectify_cli.domain.state import IssueState


class Ground(StrEnum):
    """Why an issue counts for or against its lead unit."""

    OVERDUE = "overdue"
    IMMEDIATE_NOT_STARTED = "immediate_not_started"
    UNREPORTED = "unreported"
    DONE_LATE = "done_late"
    EXTENDED = "extended"
    REOPENED = "reopened"
    NO_WORK_REPORTED = "no_work_reported"
    AWAITING = "awaiting"
    ON_SCHEDULE = "on_schedule"
    DONE = "done"

    @property
    def is_blame(self) -> bool:
        """Puts the unit on the black list."""
        return self in (Ground.OVERDUE, Ground.IMMEDIATE_NOT_STARTED, Ground.UNREPORTED)

    @property
    def is_praise(self) -> bool:
        """Lets the unit be on the red list, when all its issues do."""
        return self in (Ground.AWAITING, Ground.ON_SCHEDULE, Ground.DONE)


@dataclass(frozen=True)
class Fact:
    """One ground with its issue. ``days``: overdue, late, since the document, or silent, as the
    ground has it; ``on``: the day of the striking off, application, extension, 退回 or report,
    and ``event`` what was reported on it."""

    state: IssueState
    ground: Ground
    days: int | None = None
    on: date | None = None
    event: EventKind | None = None


def facts_of(state: IssueState, unit: str, period: Period, *, stale_days: int) -> Iterator[Fact]:
    """What speaks for or against ``unit``, a lead of the issue, on the period's last day: at
    least one fact, unless the document was issued later. ``state`` is that of the last day."""
    if state.issued_on > state.as_of:
        return
    reopened = next((e.date for e in reversed(state.events) if e.event is EventKind.REOPEN), None)
    sent_back_now = reopened is not None and reopened in period
    if sent_back_now:
        yield Fact(state, Ground.REOPENED, on=reopened)
    if not state.is_open:
        yield _done_fact(state, period)
        return
    if has_time_to_answer(state, unit):
        if not sent_back_now:
            yield Fact(state, Ground.REOPENED, on=reopened)
        return
    blames = tuple(_blames(state, unit, stale_days))
    yield from blames
    standing = _standing(state, unit, period)
    if state.sent_back is None or standing.ground is not Ground.ON_SCHEDULE:
        yield from () if blames else (standing,)
    elif not (blames or sent_back_now):
        yield Fact(state, Ground.REOPENED, on=state.sent_back.date)


def _done_fact(state: IssueState, period: Period) -> Fact:
    if state.late_days and state.done_on is not None and state.done_on in period:
        ground = Ground.DONE_LATE
    else:
        ground = Ground.EXTENDED if state.extended else Ground.DONE
    return Fact(state, ground, state.late_days or None, state.done_on)


def _blames(state: IssueState, unit: str, stale_days: int) -> Iterator[Fact]:
    if state.is_overdue:
        yield Fact(state, Ground.OVERDUE, state.overdue_days, state.applied_on)
    if state.is_immediate_not_started and state.days_since_issue >= stale_days:
        yield Fact(state, Ground.IMMEDIATE_NOT_STARTED, state.days_since_issue)
    if state.has_to_report(unit) and state.silent_days_of(unit) >= stale_days:
        last = state.last_report_of(unit)
        yield Fact(state, Ground.UNREPORTED, state.silent_days_of(unit), last)


def _standing(state: IssueState, unit: str, period: Period) -> Fact:
    """What is to be said of an open issue."""
    if state.extended:
        extended = next(e.date for e in reversed(state.events) if e.event is EventKind.EXTEND)
        return Fact(state, Ground.EXTENDED, on=extended)
    if state.is_waiting:
        return Fact(state, Ground.AWAITING, on=state.applied_on)
    since = _since_reopened(state)
    work = [event for event in since if event.date in period]
    if not work or state.status is Status.NOT_STARTED:
        return Fact(state, Ground.NO_WORK_REPORTED, state.silent_days_of(unit))
    return Fact(state, Ground.ON_SCHEDULE, on=work[-1].date, event=work[-1].event)


def _since_reopened(state: IssueState) -> list[Event]:
    """The reports after the last 退回: what was reported before has been found wanting."""
    since: list[Event] = []
    for event in state.events:
        if event.event is EventKind.REOPEN:
            since = []
        elif event in state.reports:
            since.append(event)
    return since


def has_time_to_answer(state: IssueState, unit: str) -> bool:
    """Whether the issue was sent back to ``unit`` and its 反馈期限 is not past. What was sent back
    to one unit's part gives the others no time."""
    back = state.sent_back_to.get(unit)
    return back is not None and back.reply_by is not None and back.reply_by >= state.as_of
