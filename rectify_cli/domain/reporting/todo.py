"""待办: what is owed to the office, and what the office itself owes. Pure.

Source: section 二 of the document: items are struck off one by one on evidence (二.2), every unit
names a leader and an office (二.2) and reports (二.3), the office inspects (二.4).
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import Checklist, EventKind, PaperKind
from rectify_cli.domain.replies import open_questions
from rectify_cli.domain.reporting.figures import DUE_SOON_DAYS
from rectify_cli.domain.reporting.roster import silent_units
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory

REVIEW_DAYS = 90
"""长期坚持: a struck-off item is looked at again after so many days."""


class Entry(NamedTuple):
    """One thing to see to: the issue (none where a unit alone is meant), the unit, since when,
    and days: waited, past, silent, or left for what is due soon. ``lacks`` says what the file of
    a struck-off item is missing: application, evidence, verifier."""

    issue_id: int | None
    unit: str | None
    since: date | None
    days: int | None
    lacks: tuple[str, ...] = ()


class Todo(NamedTuple):
    """Everything to see to on ``as_of``, each list with the longest first."""

    as_of: date
    states: tuple[IssueState, ...]
    awaiting: tuple[Entry, ...]
    sent_back: tuple[Entry, ...]
    replies_due: tuple[Entry, ...]
    overdue: tuple[Entry, ...]
    due_soon: tuple[Entry, ...]
    immediate_not_started: tuple[Entry, ...]
    silent_units: tuple[Entry, ...]
    incomplete: tuple[Entry, ...]
    no_contact: tuple[Entry, ...]
    ongoing_review: tuple[Entry, ...]
    summary_out: bool = True


def is_summary_out(checklist: Checklist, as_of: date) -> bool:
    """Whether this month's summary to the level above was recorded as issued, or none is due: the
    document is of this month, or nothing is open."""
    month = (as_of.year, as_of.month)
    issued = checklist.document.issued_on
    return (issued.year, issued.month) >= month or any(
        paper.paper is PaperKind.SUMMARY and (paper.date.year, paper.date.month) == month
        for paper in checklist.papers
    )


def todo_of(checklist: Checklist, as_of: date) -> Todo:
    """What has to be seen to on ``as_of``."""
    directory = UnitDirectory(checklist)
    states = tuple(states_of(checklist, as_of, directory=directory))
    return Todo(
        as_of=as_of,
        states=states,
        awaiting=_longest_first(
            Entry(s.issue.id, _leads(s), s.applied_on, s.waiting_days)
            for s in states
            if s.is_waiting
        ),
        sent_back=_longest_first(_sent_back(states)),
        replies_due=_longest_first(_replies_owed(states)),
        overdue=_longest_first(
            Entry(s.issue.id, _leads(s), s.due, s.overdue_days) for s in states if s.is_overdue
        ),
        due_soon=tuple(
            sorted(
                (
                    Entry(s.issue.id, _leads(s), s.due, s.days_left)
                    for s in states
                    if s.is_due_within(DUE_SOON_DAYS)
                ),
                key=lambda entry: entry.days or 0,
            )
        ),
        immediate_not_started=tuple(
            Entry(s.issue.id, _leads(s), s.issued_on, s.days_since_issue)
            for s in states
            if s.is_immediate_not_started
        ),
        silent_units=tuple(
            Entry(None, roster.unit, roster.last, roster.silent_days)
            for roster in silent_units(states)
        ),
        incomplete=_longest_first(
            Entry(s.issue.id, _leads(s), s.done_on, (as_of - s.done_on).days, lacks)
            for s in states
            if s.done_on is not None and (lacks := missing_from_file(s))
        ),
        no_contact=tuple(_no_contact(states, directory)),
        ongoing_review=_longest_first(_to_review(states)),
        summary_out=is_summary_out(checklist, as_of) or not any(s.is_open for s in states),
    )


def _replies_owed(states: Iterable[IssueState]) -> Iterator[Entry]:
    """Answers whose day is past."""
    for state in states:
        for asked in open_questions(state):
            if asked.by < state.as_of:
                days = (state.as_of - asked.by).days
                yield Entry(state.issue.id, asked.unit, asked.by, days)


def missing_from_file(state: IssueState) -> tuple[str, ...]:
    """What the file of a struck-off item lacks: application, evidence, verifier."""
    since = state.done_on or state.issued_on
    verified = any(e.by for e in state.events if e.event is EventKind.DONE and e.date >= since)
    there = {
        "application": state.applied_on is not None,
        "evidence": state.has_evidence,
        "verifier": verified,
    }
    return tuple(word for word, is_there in there.items() if not is_there)


def _leads(state: IssueState) -> str | None:
    return "、".join(state.roles.leads) or None


def _longest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: -(entry.days or 0)))


def _sent_back(states: Iterable[IssueState]) -> Iterator[Entry]:
    for state in states:
        back = state.sent_back
        if back is not None:
            addressed = state.directory.canonical(back.unit) if back.unit else _leads(state)
            yield Entry(state.issue.id, addressed, back.date, (state.as_of - back.date).days)


def _no_contact(states: Iterable[IssueState], directory: UnitDirectory) -> Iterator[Entry]:
    obliged = {unit for state in states if state.is_open for unit in state.roles.obliged}
    for name in directory.names:
        unit = directory.unit(name)
        if name in obliged and not directory.is_group(name) and not (unit.leader and unit.office):
            yield Entry(None, name, None, None)


def _to_review(states: Iterable[IssueState]) -> Iterator[Entry]:
    for state in states:
        if state.ongoing and state.done_on is not None:
            looks = [e.date for e in state.events if e.event is EventKind.INSPECT]
            since = max([state.done_on, *looks])
            if (days := (state.as_of - since).days) >= REVIEW_DAYS:
                yield Entry(state.issue.id, _leads(state), since, days)
