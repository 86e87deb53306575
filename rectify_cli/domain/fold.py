"""What the events of a log move, one after the other. Pure.

Rules (source document, section 二.2 问题清单销号管理, and 二.3): start and progress raise a status
to 整改中, submit to 待销号, done to 已销号; only reopen lowers, to 整改中. Whose report moves what
is told by ``UnitDirectory.acting``: the leads' moves the status, a responsible unit's its own part
alone. extend changes the due date; inspect and urge change nothing. Events are taken in date
order, within a day in file order. As only reopen lowers, the status does not depend on how the
events of one day were merged, save when one of them is a reopen.
"""

from collections.abc import Mapping
from datetime import date

from rectify_cli.domain.model import REPORTING, Event, EventKind, PartStatus, Status
from rectify_cli.domain.units import Acting, Roles, UnitDirectory

STATUS_RANK = {status: rank for rank, status in enumerate(Status)}
RAISES_TO = {
    EventKind.START: Status.IN_PROGRESS,
    EventKind.PROGRESS: Status.IN_PROGRESS,
    EventKind.SUBMIT: Status.SUBMITTED,
    EventKind.DONE: Status.DONE,
}
"""How far an event raises a status, when it moves it."""


_MIRRORED = {
    Status.NOT_STARTED: PartStatus.NOT_STARTED,
    Status.IN_PROGRESS: PartStatus.IN_PROGRESS,
    Status.SUBMITTED: PartStatus.FINISHED,
    Status.DONE: PartStatus.FINISHED,
}


def part_of(
    unit: str, roles: Roles, status: Status, own_parts: Mapping[str, PartStatus]
) -> PartStatus | None:
    """Where ``unit`` (a canonical name) stands with its own part; none if it has no part.

    The part of a single lead mirrors the status.
    """
    if unit not in roles.obliged:
        return None
    if roles.leads == (unit,):
        return _MIRRORED[status]
    return own_parts.get(unit, PartStatus.NOT_STARTED)


class Fold:
    """What is carried from event to event."""

    def __init__(self, directory: UnitDirectory, roles: Roles) -> None:
        self._directory = directory
        self._roles = roles
        self.status = Status.NOT_STARTED
        self.applied_on: date | None = None
        self.done_on: date | None = None
        self.sent_back: Event | None = None
        self.sent_back_to: dict[str, Event] = {}
        self.own_parts: dict[str, PartStatus] = {}
        self._part_sent_back = False

    def part_of(self, unit: str) -> PartStatus | None:
        """Where ``unit`` stands with its own part, as the function of this name tells."""
        return part_of(unit, self._roles, self.status, self.own_parts)

    def take(self, event: Event) -> None:
        """Move what ``event`` moves."""
        if event.event in REPORTING:
            self._report(event)
        elif event.event is EventKind.DONE:
            if self._directory.may_strike_off(event.unit, self._roles):
                self.done_on = self.done_on or event.date
                self._raise(event)
        elif event.event is EventKind.REOPEN:
            self._reopen(event)

    def may_extend(self, event: Event) -> bool:
        """An extension dated after the application in force, or after done, changes nothing."""
        ends = [day for day in (self.applied_on, self.done_on) if day is not None]
        return not ends or event.date <= min(ends)

    def _report(self, event: Event) -> None:
        acting = self._directory.acting(event.unit, self._roles)
        if acting in (Acting.LEADS, Acting.PART):
            named = None if event.unit is None else self._directory.canonical(event.unit)
            for unit in self._roles.leads if named is None else (named,):
                self._raise_part(unit, finished=event.event is EventKind.SUBMIT)
        if acting in (Acting.LEADS, Acting.OFFICE):
            if event.event is EventKind.SUBMIT and self.status is not Status.DONE:
                self.applied_on = self.applied_on or event.date
            self._raise(event)
        elif self._part_sent_back and self.sent_back and self._is_answered(self.sent_back):
            self.sent_back = None

    def _raise(self, event: Event) -> None:
        self.status = max(self.status, RAISES_TO[event.event], key=STATUS_RANK.__getitem__)
        if STATUS_RANK[self.status] >= STATUS_RANK[Status.SUBMITTED]:
            self.sent_back = None
            self.sent_back_to.clear()

    def _raise_part(self, unit: str, *, finished: bool) -> None:
        if finished:
            self.own_parts[unit] = PartStatus.FINISHED
            self.sent_back_to.pop(unit, None)
        elif self.own_parts.get(unit) is not PartStatus.FINISHED:
            self.own_parts[unit] = PartStatus.IN_PROGRESS

    def _reopen(self, event: Event) -> None:
        addressed = self._directory.addressed(event.unit, self._roles)
        lowers_status = self.status in (Status.SUBMITTED, Status.DONE)
        lowers_part = any(self.part_of(unit) is PartStatus.FINISHED for unit in addressed)
        if lowers_status:
            self.status, self.applied_on, self.done_on = Status.IN_PROGRESS, None, None
        for unit in addressed:
            if self.own_parts.get(unit) is PartStatus.FINISHED:
                self.own_parts[unit] = PartStatus.IN_PROGRESS
        if lowers_status or lowers_part:
            self.sent_back, self._part_sent_back = event, not lowers_status
            working = (*addressed, *self._roles.leads) if lowers_status else addressed
            self.sent_back_to |= dict.fromkeys(working, event)

    def _is_answered(self, sent_back: Event) -> bool:
        """Whether the units that alone were sent back have all finished again."""
        addressed = self._directory.addressed(sent_back.unit, self._roles)
        parts = [self.part_of(unit) for unit in addressed]
        return all(part in (None, PartStatus.FINISHED) for part in parts)
