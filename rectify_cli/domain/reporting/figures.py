"""Counts over issue states: by status, by group, and who is late. Pure.

"Lead unit" always means the canonical name, so that 县政务局 and 县政务服务局 are one row; an issue
with several lead units counts under each of them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import Checklist, Status
from rectify_cli.domain.state import IssueState, states_of

DUE_SOON_DAYS = 7
STALE_DAYS = 7
"""A lead that has been silent for so many days is named."""
SILENT_DAYS = 14
"""Any other unit that has been silent for so many days on all its issues is named."""
NOT_NAMED = "（未列明）"


class Counts(NamedTuple):
    """How many issues are in each status, how many of the open ones are overdue, and how many
    are 立行立改 yet not started."""

    not_started: int = 0
    in_progress: int = 0
    submitted: int = 0
    done: int = 0
    overdue: int = 0
    immediate_not_started: int = 0

    @property
    def total(self) -> int:
        """All issues."""
        return self.not_started + self.in_progress + self.submitted + self.done

    @property
    def open(self) -> int:
        """Issues not struck off."""
        return self.total - self.done

    @property
    def rate(self) -> float:
        """完成率: struck off over all, 0 to 1 (0 for no issues)."""
        return self.done / self.total if self.total else 0.0

    def of(self, status: Status) -> int:
        """How many are in ``status``."""
        return int(getattr(self, status.value))


class Group(NamedTuple):
    """The counts of the issues that share a lead unit, a category or a leader."""

    name: str
    counts: Counts


class OverdueFigures(NamedTuple):
    """Who is late on ``as_of``: past due (most days first), due within ``within`` days (soonest
    first), 立行立改 yet not started; and the lead units with how many of each."""

    as_of: date
    within: int
    overdue: tuple[IssueState, ...]
    due_soon: tuple[IssueState, ...]
    immediate_not_started: tuple[IssueState, ...]
    by_lead: tuple[tuple[str, int, int, int], ...]


class StatusFigures(NamedTuple):
    """How far along all issues are on ``as_of``, and by category, lead unit and 责任领导."""

    as_of: date
    counts: Counts
    by_category: tuple[Group, ...]
    by_lead: tuple[Group, ...]
    by_leader: tuple[Group, ...]


def count(states: Iterable[IssueState]) -> Counts:
    """Count the states by status."""
    tally = dict.fromkeys(Status, 0)
    overdue = immediate = 0
    for state in states:
        tally[state.status] += 1
        overdue += state.is_overdue
        immediate += state.is_immediate_not_started
    by_status = {status.value: number for status, number in tally.items()}
    return Counts(**by_status, overdue=overdue, immediate_not_started=immediate)


def add_counts(*counts: Counts) -> Counts:
    """The counts of several lists together."""
    return Counts(*(sum(column) for column in zip(*counts, strict=True))) if counts else Counts()


def count_by(
    states: Sequence[IssueState], keys_of: Callable[[IssueState], Iterable[str]]
) -> tuple[Group, ...]:
    """Counts per key, keys in the order of their first issue; no key falls under （未列明）."""
    grouped: dict[str, list[IssueState]] = {}
    for state in states:
        for key in dict.fromkeys(keys_of(state)) or (NOT_NAMED,):
            grouped.setdefault(key, []).append(state)
    return tuple(Group(name, count(members)) for name, members in grouped.items())


def count_by_lead(states: Sequence[IssueState]) -> tuple[Group, ...]:
    """Counts per lead unit."""
    return count_by(states, lambda state: state.roles.leads)


def count_by_category(states: Sequence[IssueState]) -> tuple[Group, ...]:
    """Counts per category."""
    return count_by(states, lambda state: filter(None, (state.issue.category,)))


def status_figures(states: Sequence[IssueState], as_of: date) -> StatusFigures:
    """What ``rectify status`` shows of the states on ``as_of``."""
    by_leader = count_by(states, lambda state: filter(None, (state.issue.leader,)))
    by_category, by_lead = count_by_category(states), count_by_lead(states)
    return StatusFigures(as_of, count(states), by_category, by_lead, by_leader)


def most_overdue_first(states: Iterable[IssueState]) -> tuple[IssueState, ...]:
    """The overdue ones, most days first."""
    late = (state for state in states if state.is_overdue)
    return tuple(sorted(late, key=lambda state: (-state.overdue_days, state.issue.id)))


def soonest_due_first(states: Iterable[IssueState], *, within: int) -> tuple[IssueState, ...]:
    """The open ones due within ``within`` days, soonest first."""
    soon = (state for state in states if state.is_due_within(within))
    return tuple(sorted(soon, key=lambda state: (state.days_left or 0, state.issue.id)))


def overdue_figures(
    checklist: Checklist, as_of: date, *, within: int = DUE_SOON_DAYS
) -> OverdueFigures:
    """What ``rectify overdue`` shows; ``within`` in days."""
    states = states_of(checklist, as_of)
    overdue = most_overdue_first(states)
    due_soon = soonest_due_first(states, within=within)
    immediate = tuple(s for s in states if s.is_immediate_not_started and not s.is_overdue)
    tallies: dict[str, list[int]] = {}
    for column, group in enumerate((overdue, due_soon, immediate)):
        for state in group:
            for lead in state.roles.leads or (NOT_NAMED,):
                tallies.setdefault(lead, [0, 0, 0])[column] += 1
    by_lead = sorted(tallies.items(), key=lambda item: [-n for n in item[1]])
    return OverdueFigures(
        as_of=as_of,
        within=within,
        overdue=overdue,
        due_soon=due_soon,
        immediate_not_started=immediate,
        by_lead=tuple((lead, late, soon, idle) for lead, (late, soon, idle) in by_lead),
    )
