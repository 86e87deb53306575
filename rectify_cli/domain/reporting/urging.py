"""催办: which items a unit is urged for, and how strongly. Pure.

Source: section 二.4 of the document (强化督查). A unit is first reminded, then urged, then pressed:
the grade follows from how often it was urged for an item since its last report on it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from rectify_cli.domain.model import EventKind, Role, Unit
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.roster import Standing, roster_item
from rectify_cli.domain.state import IssueState


class Grade(IntEnum):
    """How strongly, the mildest first."""

    REMIND = 1
    URGE = 2
    PRESS = 3

    @property
    def label(self) -> str:
        """The Chinese word, as it stands in a slip's title."""
        return ("提醒", "催办", "督办")[self - 1]


class UrgedItem(NamedTuple):
    """An item that a unit is urged for: its role, the day of its last report (none: never), the
    days since, and how often it was urged for it since."""

    state: IssueState
    role: Role
    last: date | None
    silent_days: int
    urged: int

    @property
    def grade(self) -> Grade:
        """The grade of the urging that is due now."""
        return Grade(min(self.urged + 1, Grade.PRESS))


class Urging(NamedTuple):
    """What one unit is urged for on ``on``, to be answered by ``reply_by`` (none: no day is set).

    ``number`` is the 文号 of the slip; ``unit`` tells whom to call.
    """

    unit: Unit
    items: tuple[UrgedItem, ...]
    on: date
    reply_by: date | None
    number: str | None

    @property
    def grade(self) -> Grade:
        """The strongest of its items'."""
        return max(item.grade for item in self.items)

    @property
    def overdue(self) -> tuple[UrgedItem, ...]:
        """The items that are past their due date."""
        return tuple(item for item in self.items if item.state.is_overdue)


def owed_by(states: Iterable[IssueState], unit: str, period: Period) -> list[IssueState]:
    """The issues that ``unit`` (a canonical name) owes in ``period``; the states hold the day."""
    return [
        state
        for state in states
        if unit in state.roles.obliged
        and roster_item(state, unit, period).standing is Standing.MISSING
    ]


def objection_to_urging(state: IssueState, unit: str, *, force: bool) -> str | None:
    """Why ``unit`` (a canonical name) is not urged for an issue: nothing is expected of it, unless
    somebody insists (``force``); who has no part in it never is."""
    if unit not in state.roles.obliged:
        return f"{unit}不是它的牵头、责任或成员单位"
    if force or state.has_to_report(unit):
        return None
    part = state.part_of(unit)
    stands = f"{part.label}，" if part else ""
    return f"不等{unit}报送（{stands}事项{state.status.label}）"


def urged_items(states: Sequence[IssueState], unit: str) -> tuple[UrgedItem, ...]:
    """What ``unit``, obliged in all of them, is urged for."""
    return tuple(
        UrgedItem(
            state,
            state.roles.obliged[unit],
            state.last_report_of(unit),
            state.silent_days_of(unit),
            urged_since_report(state, unit),
        )
        for state in states
    )


def urged_since_report(state: IssueState, unit: str) -> int:
    """How often ``unit`` was urged since its last report on the issue."""
    count = 0
    reports = state.reports_of(unit)
    for event in state.events:
        if event in reports:
            count = 0
        elif event.event is EventKind.URGE:
            count += unit in state.directory.addressed(event.unit, state.roles)
    return count
