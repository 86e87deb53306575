"""One unit's own part of everything that binds it: where it stands, and its own records. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import ADDRESSING, Event, EventKind, PartStatus, Role
from rectify_cli.domain.state import IssueState


class OwnPart(NamedTuple):
    """What ``unit`` (a canonical name) has to do with one issue that binds it."""

    unit: str
    state: IssueState

    @property
    def role(self) -> Role:
        """Its strongest role."""
        return self.state.roles.obliged[self.unit]

    @property
    def is_lead(self) -> bool:
        """Whether it answers for the issue, so that all that happens to it is its own."""
        return self.unit in self.state.roles.leads

    @property
    def status(self) -> PartStatus:
        """Where it stands with its part."""
        return self.state.part_of(self.unit) or PartStatus.NOT_STARTED

    @property
    def last(self) -> date | None:
        """The day of its own last report."""
        return self.state.last_report_of(self.unit)

    @property
    def silent_days(self) -> int:
        """Days since then, or since the document."""
        return self.state.silent_days_of(self.unit)

    @property
    def is_owed(self) -> bool:
        """Whether a report is still expected from it."""
        return self.state.has_to_report(self.unit)

    @property
    def records(self) -> tuple[Event, ...]:
        """The events that are its own: what it reported, and what the office did to it."""
        state, reports = self.state, self.state.reports_of(self.unit)
        return tuple(
            event
            for event in state.events
            if event in reports
            or (event.event is EventKind.DONE and self.is_lead)
            or (
                event.event in ADDRESSING
                and self.unit in state.directory.addressed(event.unit, state.roles)
            )
        )


def own_parts(states: Sequence[IssueState], unit: str) -> tuple[OwnPart, ...]:
    """The parts of ``unit``, issues in file order; none where nothing binds it."""
    return tuple(OwnPart(unit, state) for state in states if unit in state.roles.obliged)


def last_of(parts: Sequence[OwnPart]) -> date | None:
    """The day of the last report on any of them."""
    return max((part.last for part in parts if part.last), default=None)
