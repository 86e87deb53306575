"""The log of an issue as lines: which stand, which are taken back, and what was known when. Pure.

Two kinds of time: an event's ``date`` is the day of the act, ``recorded`` the day on which its
line entered the ledger. A ``void`` takes out every line that says exactly what its ``of`` says;
lines that say the same (two clones merged) are one event.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import Checklist, Event, EventKind, Issue


class Line(NamedTuple):
    """A line of a log: its number (``9#2`` is the second line of issue 9 in file order, voids
    included), its event, and the void that takes it back."""

    number: int
    event: Event
    voided_by: Event | None = None

    @property
    def is_void(self) -> bool:
        """Whether the line takes another one back."""
        return self.event.event is EventKind.VOID


class Changes(NamedTuple):
    """What the ledger learned of a time only after a day: lines that came late, lines that were
    taken back."""

    late_entries: int
    corrections: int


def lines_of(issue: Issue, *, known: date | None = None) -> tuple[Line, ...]:
    """The lines of a log in file order; with ``known``, those that it had on that day."""
    numbered = [
        (number, event)
        for number, event in enumerate(issue.log, start=1)
        if known is None or event.known_on <= known
    ]
    voids = _voids(event for _, event in numbered)
    return tuple(Line(number, event, voids.get(event)) for number, event in numbered)


def standing_events(log: tuple[Event, ...]) -> tuple[Event, ...]:
    """The events of a log that count, in file order: no voids, nothing voided, nothing twice."""
    kinds = {(event.date, event.event) for event in log}
    if len(kinds) == len(log) and not any(event.event is EventKind.VOID for event in log):
        return log  # the common case: no two lines can say the same
    voids = _voids(log)
    return tuple(
        event
        for event in dict.fromkeys(log)
        if event.event is not EventKind.VOID and event not in voids
    )


def targetless_voids(issue: Issue) -> Iterator[int]:
    """The numbers of the lines that take back what stands nowhere in the log."""
    said = {event for event in issue.log if event.event is not EventKind.VOID}
    for number, event in enumerate(issue.log, start=1):
        if event.of is not None and event.of not in said:
            yield number


def as_known(checklist: Checklist, day: date) -> Checklist:
    """What the ledger knew on ``day``: lines recorded later, voids among them, issues added later
    and papers issued later do not exist. Units and official text are as they stand."""
    return checklist.model_copy(
        update={
            "issues": tuple(
                _issue_as_known(issue, day) for issue in checklist.issues if was_listed(issue, day)
            ),
            "papers": tuple(paper for paper in checklist.papers if paper.date <= day),
        }
    )


def was_listed(issue: Issue, known: date | None) -> bool:
    """Whether the ledger had the issue on the day ``known``; always, without a day."""
    return known is None or issue.added is None or issue.added <= known


def changes_since(checklist: Checklist, day: date) -> Changes:
    """What was recorded after ``day`` about the time up to it."""
    late_entries = corrections = 0
    for issue in checklist.issues:
        before = [event for event in issue.log if event.known_on <= day]
        if len(before) == len(issue.log):
            continue
        known = set(standing_events(tuple(before)))
        now = standing_events(issue.log)
        late_entries += sum(e.date <= day < e.known_on for e in now)
        corrections += sum(event.date <= day for event in known - set(now))
    return Changes(late_entries, corrections)


def _issue_as_known(issue: Issue, day: date) -> Issue:
    log = tuple(event for event in issue.log if event.known_on <= day)
    return issue if len(log) == len(issue.log) else issue.model_copy(update={"log": log})


def _voids(log: Iterable[Event]) -> dict[Event, Event]:
    """What is taken back → the first void that does."""
    voids: dict[Event, Event] = {}
    for event in log:
        if event.of is not None:
            voids.setdefault(event.of, event)
    return voids
