"""The figures of a period, by default a week, Monday to Sunday. Pure.

A report is a function of (ledger, period, as-of day) alone, so the printout of any past week can
be made again and comes out the same; ``changes`` tells what the ledger has learned since of the
time that it speaks of.
"""

from datetime import date
from typing import NamedTuple

from rectify_cli.domain.dates import days_after_at_most
from rectify_cli.domain.journal import Changes, changes_since
from rectify_cli.domain.model import Checklist, Event, EventKind
from rectify_cli.domain.period import Period, as_of_within, week_of
from rectify_cli.domain.reporting.figures import (
    DUE_SOON_DAYS,
    Counts,
    Group,
    count,
    count_by_category,
    count_by_lead,
    most_overdue_first,
    soonest_due_first,
)
from rectify_cli.domain.reporting.roster import UnitRoster, unit_rosters
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory

_MOST_TREND_POINTS = 26


class IssueEvents(NamedTuple):
    """What happened to one issue within the period; ``late`` are of an earlier time, and were
    recorded in this one (补记)."""

    state: IssueState
    events: tuple[Event, ...]
    late: tuple[Event, ...] = ()


class Report(NamedTuple):
    """The figures of a period as they stood on ``as_of``, the last of its days that counts.

    ``before`` are the counts on the eve of the period, none when the document was not issued by
    then; ``unreported`` the issues on which a lead owes a report, ``unreported_by_unit`` all
    units that owe; ``due_next`` the issues due in the period that follows; ``open_by_week`` the
    open items at each week's end since the document was issued (燃尽图).
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
    unreported_by_unit: tuple[UnitRoster, ...]
    waiting: tuple[IssueState, ...]
    sent_back: tuple[IssueState, ...]
    immediate_not_started: tuple[IssueState, ...]
    changes: Changes
    by_lead: tuple[Group, ...]
    by_category: tuple[Group, ...]
    due_next: tuple[IssueState, ...]
    open_by_week: tuple[tuple[date, int], ...]


def report_of(checklist: Checklist, period: Period, as_of: date) -> Report:
    """The figures of ``period`` as of ``as_of``; a day past the period's end changes nothing.

    Raises ``UsageError`` as ``as_of_within`` does.
    """
    issued_on = checklist.document.issued_on
    as_of = as_of_within(period, as_of, issued_on=issued_on)
    eve = days_after_at_most(period.since, -1)
    directory = UnitDirectory(checklist)
    states = tuple(states_of(checklist, as_of, directory=directory))
    before = count(states_of(checklist, eve, directory=directory)) if eve >= issued_on else None
    activity = tuple(filter(_has_events, (_events_in(state, period, as_of) for state in states)))
    rosters = unit_rosters(states, period)
    owing = tuple(roster for roster in rosters if roster.missing)
    return Report(
        checklist=checklist,
        period=period,
        as_of=as_of,
        states=states,
        counts=count(states),
        before=before,
        activity=activity,
        struck_off=tuple(s for s in states if s.done_on is not None and s.done_on in period),
        overdue=most_overdue_first(states),
        due_soon=soonest_due_first(states, within=DUE_SOON_DAYS),
        reopened=tuple(
            item.state
            for item in activity
            if any(event.event is EventKind.REOPEN for event in item.events)
        ),
        unreported=_unreported_leads(states, owing, period),
        unreported_by_unit=owing,
        waiting=tuple(state for state in states if state.is_waiting),
        sent_back=tuple(state for state in states if state.sent_back is not None),
        immediate_not_started=tuple(s for s in states if s.is_immediate_not_started),
        changes=changes_since(checklist, as_of),
        by_lead=count_by_lead(states),
        by_category=count_by_category(states),
        due_next=tuple(
            sorted(
                (s for s in states if _is_to_do(s) and s.due and s.due in period.following()),
                key=lambda s: (s.due or date.max, s.issue.id),
            )
        ),
        open_by_week=_open_by_week(checklist, as_of, directory),
    )


def _is_to_do(state: IssueState) -> bool:
    return state.is_open and not state.is_waiting


def _has_events(item: IssueEvents) -> bool:
    return bool(item.events or item.late)


def _events_in(state: IssueState, period: Period, as_of: date) -> IssueEvents:
    """What is dated in the period, and what is older and was recorded in it."""
    return IssueEvents(
        state,
        tuple(event for event in state.events if event.date in period),
        tuple(
            event
            for event in state.events
            if event.date < period.since and period.since <= event.known_on <= as_of
        ),
    )


def _unreported_leads(
    states: tuple[IssueState, ...], owing: tuple[UnitRoster, ...], period: Period
) -> tuple[IssueState, ...]:
    """The issues on which at least one lead owes, or that no single unit leads and nobody
    reported on."""
    owed = {
        item.state.issue.id
        for roster in owing
        for item in roster.missing_items
        if roster.unit in item.state.roles.leads
    }
    return tuple(
        state
        for state in states
        if state.issue.id in owed or (_is_nobodys(state) and _is_silent(state, period))
    )


def _is_nobodys(state: IssueState) -> bool:
    """No lead that could owe: none is named, or a group is."""
    return not any(unit in state.roles.obliged for unit in state.roles.leads)


def _is_silent(state: IssueState, period: Period) -> bool:
    return _is_to_do(state) and not any(event.date in period for event in state.reports)


def _open_by_week(
    checklist: Checklist, as_of: date, directory: UnitDirectory
) -> tuple[tuple[date, int], ...]:
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
        (end, sum(state.is_open for state in states_of(checklist, end, directory=directory)))
        for end in [*ends[::step], as_of]
    )
