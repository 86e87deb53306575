"""填报表: what one unit is asked to fill in, as of a day. Pure.

Source: section 二.3 of the document: every unit reports what it has done to the lead units and to
the compiling one. A sheet lists the unit's open items in every role.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import Document, Event, PartStatus, Role
from rectify_cli.domain.state import IssueState


class SheetId(NamedTuple):
    """Which sheet: the day as of which it was made, and for whom. As text, it stands in the
    ``sheet`` of the events that come back."""

    as_of: date
    unit: str

    def __str__(self) -> str:
        return f"{self.as_of}/{self.unit}"


class SheetItem(NamedTuple):
    """An open item of the unit: its role, where its own part stands, its own last report."""

    state: IssueState
    role: Role
    part: PartStatus
    last: Event | None


class Sheet(NamedTuple):
    """What goes to one unit, to be sent back by ``reply_by`` (none: no day is set)."""

    id: SheetId
    document: Document
    items: tuple[SheetItem, ...]
    reply_by: date | None

    @property
    def unit(self) -> str:
        """The unit that fills it in."""
        return self.id.unit


def sheets_of(
    states: Sequence[IssueState], *, units: Iterable[str], reply_by: date | None
) -> list[Sheet]:
    """A sheet for each of ``units`` (canonical names), be it empty; the states hold the day."""
    if not states:
        return []
    first = states[0]
    return [
        Sheet(SheetId(first.as_of, unit), first.directory.document, _items(states, unit), reply_by)
        for unit in units
    ]


def _items(states: Iterable[IssueState], unit: str) -> tuple[SheetItem, ...]:
    return tuple(
        SheetItem(
            state, state.roles.obliged[unit], part, next(reversed(state.reports_of(unit)), None)
        )
        for state in states
        if state.is_open and (part := state.part_of(unit)) is not None
    )
