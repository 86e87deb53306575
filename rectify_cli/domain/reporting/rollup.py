"""Many ledgers on one page: a prefecture's twelve counties, a province's hundred and more. Pure.

Each ledger is summed up by itself and can then be forgotten: what is kept of it is its figures
and its items that are late or due. So the time grows with the ledgers alone, and memory hardly.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.dates import days_after_at_most
from rectify_cli.domain.model import Checklist, EventKind, Status
from rectify_cli.domain.period import week_of
from rectify_cli.domain.reporting.figures import (
    DUE_SOON_DAYS,
    NOT_NAMED,
    Counts,
    Group,
    add_counts,
    count,
    count_by_category,
    count_by_lead,
)
from rectify_cli.domain.reporting.roster import silent_units
from rectify_cli.domain.state import IssueState

TREND_WEEKS = 12


class RolledItem(NamedTuple):
    """An item of one of the ledgers that is late or soon due. ``days``: overdue, or left."""

    ledger: str
    issue_id: int
    title: str
    lead: str
    leader: str | None
    status: Status
    due: date | None
    days: int


class Progress(NamedTuple):
    """How many items there were at a day's end, and how many of them not struck off."""

    total: int = 0
    still_open: int = 0


class LedgerSummary(NamedTuple):
    """The figures of one ledger; those of one that cannot be read are all nothing, and ``error``
    says why. ``last_entry`` is the day of the newest line, ``trend`` one point for each of
    ``trend_days``."""

    name: str
    file: str
    error: str | None = None
    counts: Counts = Counts()
    silent_units: int = 0
    last_entry: date | None = None
    overdue: tuple[RolledItem, ...] = ()
    due_soon: tuple[RolledItem, ...] = ()
    by_category: tuple[Group, ...] = ()
    by_lead: tuple[Group, ...] = ()
    trend: tuple[Progress, ...] = ()


class UnitGroup(NamedTuple):
    """The counts of the items that a unit of one county leads. Units of two counties that have
    one name are two."""

    ledger: str
    unit: str
    counts: Counts


class Rollup(NamedTuple):
    """All ledgers together, in the order in which they were named."""

    as_of: date
    ledgers: tuple[LedgerSummary, ...]
    counts: Counts
    overdue: tuple[RolledItem, ...]
    due_soon: tuple[RolledItem, ...]
    by_category: tuple[Group, ...]
    by_unit: tuple[UnitGroup, ...]
    trend: tuple[tuple[date, Progress], ...]

    @property
    def unreadable(self) -> tuple[LedgerSummary, ...]:
        """The ledgers of which nothing is known but why."""
        return tuple(ledger for ledger in self.ledgers if ledger.error is not None)

    @property
    def silent_units(self) -> int:
        """Units that have been silent on all that they owe."""
        return sum(ledger.silent_units for ledger in self.ledgers)

    @property
    def last_entry(self) -> date | None:
        """The day of the newest line of all."""
        return max(
            (ledger.last_entry for ledger in self.ledgers if ledger.last_entry), default=None
        )


def trend_days(as_of: date) -> tuple[date, ...]:
    """The last week's ends before ``as_of``, and the day itself."""
    last = week_of(as_of).since
    ends = (days_after_at_most(last, -1 - 7 * back) for back in reversed(range(TREND_WEEKS)))
    return (*ends, as_of)


def summary_of(
    name: str, file: str, checklist: Checklist, states: Sequence[IssueState], as_of: date
) -> LedgerSummary:
    """The figures of one ledger; ``states`` are those of its issues on ``as_of``. Before its
    document was issued there is nothing to count."""
    if checklist.document.issued_on > as_of:
        return LedgerSummary(name, file, trend=tuple(Progress() for _ in trend_days(as_of)))
    overdue = (_item(name, s, s.overdue_days) for s in states if s.is_overdue)
    soon = (_item(name, s, s.days_left or 0) for s in states if s.is_due_within(DUE_SOON_DAYS))
    lines = (event.known_on for issue in checklist.issues for event in issue.log)
    return LedgerSummary(
        name=name,
        file=file,
        counts=count(states),
        silent_units=len(silent_units(states)),
        last_entry=max((day for day in lines if day <= as_of), default=None),
        overdue=tuple(overdue),
        due_soon=tuple(soon),
        by_category=count_by_category(states),
        by_lead=count_by_lead(states),
        trend=tuple(_trend(checklist, states, trend_days(as_of))),
    )


def rollup_of(ledgers: Iterable[LedgerSummary], as_of: date) -> Rollup:
    """The figures of all ``ledgers``, each of which was summed up as of ``as_of``."""
    kept = tuple(ledgers)
    categories: dict[str, Counts] = {}
    for ledger in kept:
        for group in ledger.by_category:
            so_far = categories.get(group.name, Counts())
            categories[group.name] = add_counts(so_far, group.counts)
    days = trend_days(as_of)
    points = [
        Progress(
            *(sum(ledger.trend[at][part] for ledger in kept if ledger.trend) for part in (0, 1))
        )
        for at in range(len(days))
    ]
    return Rollup(
        as_of=as_of,
        ledgers=kept,
        counts=add_counts(*(ledger.counts for ledger in kept)),
        overdue=tuple(
            sorted((i for ledger in kept for i in ledger.overdue), key=lambda item: -item.days)
        ),
        due_soon=tuple(
            sorted((i for ledger in kept for i in ledger.due_soon), key=lambda item: item.days)
        ),
        by_category=tuple(Group(name, counts) for name, counts in categories.items()),
        by_unit=tuple(
            UnitGroup(ledger.name, group.name, group.counts)
            for ledger in kept
            for group in ledger.by_lead
        ),
        trend=tuple(zip(days, points, strict=True)),
    )


def _item(ledger: str, state: IssueState, days: int) -> RolledItem:
    issue = state.issue
    lead = "、".join(state.roles.leads) or NOT_NAMED
    return RolledItem(
        *(ledger, issue.id, issue.title, lead, issue.leader),
        *(state.status, state.due, days),
    )


def _trend(
    checklist: Checklist, states: Sequence[IssueState], days: Sequence[date]
) -> Iterator[Progress]:
    issued_on = checklist.document.issued_on
    closed = [tuple(_struck_off(state)) for state in states]
    for day in days:
        if day < issued_on:
            yield Progress()
            continue
        done = sum(any(since <= day and (not to or day < to) for since, to in spans)
                   for spans in closed)  # fmt: skip
        yield Progress(len(states), len(states) - done)


def _struck_off(state: IssueState) -> Iterator[tuple[date, date | None]]:
    """From which day to before which an issue was struck off: a striking off that counts begins
    it, only a sending back ends it."""
    since: date | None = None
    for event in state.events:
        if event.event is EventKind.DONE:
            if state.directory.may_strike_off(event.unit, state.roles):
                since = since or event.date
        elif event.event is EventKind.REOPEN and since is not None:
            yield since, event.date
            since = None
    if since is not None:
        yield since, None
