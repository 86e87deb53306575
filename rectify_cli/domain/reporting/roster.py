"""报送情况: which unit has reported on which issue in a period, and which still owes. Pure.

Source: section 二.3 of the document (密切配合): every unit reports to the lead units and to the
compiling one. A unit **reports** by start, progress and submit. In a period it **owes** an issue
if it is obliged, its part is not finished and the issue neither struck off nor waiting for the
office, all judged on the period's last day, and it has not reported in the period.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from rectify_cli.domain.journal import Changes, changes_since
from rectify_cli.domain.model import Checklist
from rectify_cli.domain.period import Period, as_of_within
from rectify_cli.domain.reporting.figures import SILENT_DAYS
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory


class Standing(StrEnum):
    """Whether a unit has reported on an issue in a period."""

    REPORTED = "reported"
    MISSING = "missing"
    NOT_DUE = "not_due"

    @property
    def label(self) -> str:
        """The Chinese word for tables and messages."""
        return {"reported": "已报", "missing": "未报", "not_due": "不需报"}[self.value]


class RosterItem(NamedTuple):
    """One unit's duty on one issue: the day of its last report (none: never), days silent."""

    state: IssueState
    standing: Standing
    last: date | None
    silent_days: int


class UnitRoster(NamedTuple):
    """One unit over all issues that bind it, in file order."""

    unit: str
    items: tuple[RosterItem, ...]
    last: date | None
    silent_days: int

    def count(self, standing: Standing) -> int:
        """On how many issues it stands so."""
        return sum(item.standing is standing for item in self.items)

    @property
    def reported(self) -> int:
        """已报."""
        return self.count(Standing.REPORTED)

    @property
    def missing(self) -> int:
        """未报."""
        return self.count(Standing.MISSING)

    @property
    def due(self) -> int:
        """应报: reported and missing."""
        return self.reported + self.missing

    @property
    def missing_items(self) -> tuple[RosterItem, ...]:
        """What it owes."""
        return tuple(item for item in self.items if item.standing is Standing.MISSING)

    @property
    def label(self) -> str:
        """已报 on all that it owes, 部分报 on some, 未报 on none; 不需报 when nothing is due."""
        if not self.due:
            return Standing.NOT_DUE.label
        if not self.missing:
            return Standing.REPORTED.label
        return "部分报" if self.reported else Standing.MISSING.label


class Roster(NamedTuple):
    """Units × issues of ``period`` as of its last day or, if earlier, the day asked; ``changes``
    tells what was learned of that time only later."""

    checklist: Checklist
    directory: UnitDirectory
    period: Period
    as_of: date
    states: tuple[IssueState, ...]
    units: tuple[UnitRoster, ...]
    changes: Changes

    @property
    def missing(self) -> tuple[UnitRoster, ...]:
        """The units that owe."""
        return tuple(unit for unit in self.units if unit.missing)


def roster_of(
    checklist: Checklist, period: Period, as_of: date, *, units: Iterable[str] | None = None
) -> Roster:
    """Who has reported in ``period``; ``units`` (canonical names) narrows it to these.

    Raises ``UsageError`` as ``as_of_within`` does.
    """
    as_of = as_of_within(period, as_of, issued_on=checklist.document.issued_on)
    directory = UnitDirectory(checklist)
    states = tuple(states_of(checklist, as_of, directory=directory))
    wanted = None if units is None else set(units)
    rows = tuple(
        row for row in unit_rosters(states, period) if wanted is None or row.unit in wanted
    )
    changes = changes_since(checklist, as_of)
    return Roster(checklist, directory, period, as_of, states, rows, changes)


def unit_rosters(states: Sequence[IssueState], period: Period) -> tuple[UnitRoster, ...]:
    """Every obliged unit's duties in ``period``, units in the order of the file; the states hold
    the day as of which they are judged."""
    items: dict[str, list[RosterItem]] = {}
    for state in states:
        for unit in state.roles.obliged:
            items.setdefault(unit, []).append(roster_item(state, unit, period))
    if not states:
        return ()
    order = {name: place for place, name in enumerate(states[0].directory.names)}
    return tuple(_unit_roster(unit, items[unit]) for unit in sorted(items, key=order.__getitem__))


def silent_units(states: Sequence[IssueState]) -> tuple[UnitRoster, ...]:
    """The units that still owe something on the states' day and have been silent on everything for
    ``SILENT_DAYS`` or more, the longest first; before the document was issued, none."""
    if not states or states[0].issued_on > states[0].as_of:
        return ()
    day = states[0].as_of
    silent = (
        roster
        for roster in unit_rosters(states, Period(day, day))
        if roster.missing and roster.silent_days >= SILENT_DAYS
    )
    return tuple(sorted(silent, key=lambda roster: -roster.silent_days))


def roster_item(state: IssueState, unit: str, period: Period) -> RosterItem:
    """How ``unit`` stands with its duty on one issue in ``period``."""
    reports = state.reports_of(unit)
    last = reports[-1].date if reports else None
    if any(event.date in period for event in reports):
        standing = Standing.REPORTED
    elif state.has_to_report(unit):
        standing = Standing.MISSING
    else:
        standing = Standing.NOT_DUE
    silent = (state.as_of - (last or state.issued_on)).days
    return RosterItem(state, standing, last, silent)


def _unit_roster(unit: str, items: list[RosterItem]) -> UnitRoster:
    last = max((item.last for item in items if item.last), default=None)
    return UnitRoster(unit, tuple(items), last, min(item.silent_days for item in items))
