"""What the events of a log move, one after the other. Pure.

Rules (source document, section 二.2 问题清单销号管理, and 二.3): start and progress raise a status
to 整改中, submit to 待销号, done to 已销号; only reopen lowers, to 整改中. Whose report moves what
is told by ``UnitDirectory.acting``: the leads' moves the status, a responsible unit's its own part
alone. extend changes the due date; inspect and urge change nothing. Events are taken in date
order, within a day in file order. As only reopen lowers, the status does not depend on how the
events of one day were merged, save when one of them is a reopen.
"""

from datetime import date

from rectify_cli.domain.model import REPORTING, Event, EventKind, PartStatus, Status
from rectify_cli.domain.units import Acting, Roles, UnitDirectory

STATUS_RANK = {status: rank for rank, status in enumerate(Status)}
_RAISES_TO = {
    EventKind.START: Status.IN_PROGRESS,
    EventKind.PROGRESS: Status.IN_PROGRESS,
    EventKind.SUBMIT: Status.SUBMITTED,
    EventKind.DONE: Status.DONE,
}


class Fold:
    """What is carried from event to event."""

    def __init__(self, directory: UnitDirectory, roles: Roles) -> None:
        self._directory = directory
        self._roles = roles
        self.status = Status.NOT_STARTED
        self.applied_on: date | None = None
        self.done_on: date | None = None
        self.sent_back: Event | None = None
        self.parts: dict[str, PartStatus] = {}

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
        elif self.sent_back is not None and self._answers(self.sent_back):
            self.sent_back = None

    def _raise(self, event: Event) -> None:
        self.status = max(self.status, _RAISES_TO[event.event], key=STATUS_RANK.__getitem__)
        if STATUS_RANK[self.status] >= STATUS_RANK[Status.SUBMITTED]:
            self.sent_back = None

    def _raise_part(self, unit: str, *, finished: bool) -> None:
        if finished:
            self.parts[unit] = PartStatus.FINISHED
        elif self.parts.get(unit) is not PartStatus.FINISHED:
            self.parts[unit] = PartStatus.IN_PROGRESS

    def _reopen(self, event: Event) -> None:
        lowered = self.status in (Status.SUBMITTED, Status.DONE)
        if lowered:
            self.status, self.applied_on, self.done_on = Status.IN_PROGRESS, None, None
        for unit in self._directory.addressed(event.unit, self._roles):
            if self.parts.get(unit) is PartStatus.FINISHED:
                self.parts[unit] = PartStatus.IN_PROGRESS
                lowered = True
        if lowered:
            self.sent_back = event

    def _answers(self, sent_back: Event) -> bool:
        """Whether the units that alone were sent back have all finished again."""
        addressed = self._directory.addressed(sent_back.unit, self._roles)
        return not set(addressed) & set(self._roles.leads) and all(
            self.parts.get(unit) is PartStatus.FINISHED for unit in addressed
        )
