"""What has been recorded, across issues and in order of time, lines taken back included. Pure."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.journal import Line, lines_of, was_listed
from rectify_cli.domain.model import (
    ADDRESSING,
    REPORTING,
    Checklist,
    Event,
    EventKind,
    Issue,
    Paper,
)
from rectify_cli.domain.period import Period
from rectify_cli.domain.units import Acting, UnitDirectory


class Record(NamedTuple):
    """A line of an issue's log; of a report, as what its unit acted; of a void, the number of the
    line that it takes back (none where there is none)."""

    issue: Issue
    line: Line
    acting: Acting | None = None
    target: int | None = None

    @property
    def event(self) -> Event:
        """What the line says."""
        return self.line.event

    @property
    def number(self) -> str:
        """``9#2``."""
        return f"{self.issue.id}#{self.line.number}"


class Wanted(NamedTuple):
    """What a chronicle is narrowed to; every field that is set must fit. ``unit`` is a canonical
    name, ``by`` a part of a person's name."""

    ids: frozenset[int] = frozenset()
    unit: str | None = None
    kinds: frozenset[EventKind] = frozenset()
    by: str | None = None
    period: Period | None = None


def records_of(
    issue: Issue, directory: UnitDirectory, as_of: date, *, known: date | None = None
) -> tuple[Record, ...]:
    """The lines of one log dated by ``as_of``, in order of time; with ``known`` those that it had
    on that day. Lines that say the same are one event, and stand where the first does."""
    first: dict[Event, Record] = {}
    lines = lines_of(issue, known=known)
    for line in lines:
        event = line.event
        acting = None
        if event.event in REPORTING:
            acting = directory.acting(event.unit, directory.roles_in(issue))
        target = next((other.number for other in lines if other.event == event.of), None)
        first.setdefault(event, Record(issue, line, acting, target))
    dated = (record for record in first.values() if record.event.date <= as_of)
    return tuple(sorted(dated, key=lambda record: record.event.date))


def chronicle(
    checklist: Checklist, wanted: Wanted, as_of: date, *, known: date | None = None
) -> tuple[Record, ...]:
    """The lines that fit ``wanted``, in order of time; within a day in the order of the file.

    ``checklist`` is the whole ledger, also with ``known``: the numbers of lines stay the same.
    """
    directory = UnitDirectory(checklist)
    named = _names(wanted.unit, directory)
    found = (
        record
        for issue in checklist.issues
        if (not wanted.ids or issue.id in wanted.ids) and was_listed(issue, known)
        for record in records_of(issue, directory, as_of, known=known)
        if _fits(record, wanted)
        and (named is None or not named.isdisjoint(_concerned(record, directory)))
    )
    return tuple(sorted(found, key=lambda record: record.event.date))


def papers_issued(
    checklist: Checklist, as_of: date, period: Period | None = None
) -> tuple[Paper, ...]:
    """The papers issued by ``as_of``, in the order of the file; those of a period alone."""
    return tuple(
        paper
        for paper in checklist.papers
        if paper.date <= as_of and (period is None or paper.date in period)
    )


def _names(unit: str | None, directory: UnitDirectory) -> frozenset[str] | None:
    """A unit; of a group also its members."""
    return None if unit is None else frozenset((unit, *directory.listed_members(unit)))


def _fits(record: Record, wanted: Wanted) -> bool:
    event = record.event
    return (
        (not wanted.kinds or event.event in wanted.kinds)
        and (wanted.by is None or wanted.by in (event.by or ""))
        and (wanted.period is None or event.date in wanted.period)
    )


def _concerned(record: Record, directory: UnitDirectory) -> Iterator[str]:
    """Whose line it is: the unit named, those addressed with it; without one, the leads. What a
    void takes back tells whose it is. A striking off is also the leads'."""
    event = record.event.of or record.event
    roles = directory.roles_in(record.issue)
    if event.unit is not None:
        yield directory.canonical(event.unit)
    if event.event in ADDRESSING:
        yield from directory.addressed(event.unit, roles)
    elif event.unit is None or event.event is EventKind.DONE:
        yield from roles.leads
