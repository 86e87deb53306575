"""Where an issue and each unit's part of it stand on a given day: a fold of the log. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.deadline import Deadline, parse_deadline
from rectify_cli.domain.fold import Fold, part_of
from rectify_cli.domain.journal import standing_events
from rectify_cli.domain.model import (
    REPORTING,
    Checklist,
    Document,
    Event,
    EventKind,
    Issue,
    PartStatus,
    Status,
)
from rectify_cli.domain.units import Acting, Roles, UnitDirectory, event_word


class IssueState(NamedTuple):
    """An issue as it stands on ``as_of``. Days are natural (calendar) days.

    ``events`` are the standing ones dated by ``as_of``, in fold order; ``due`` is the date in
    force after extensions, ``original_due`` the one the document gives, ``extended`` whether an
    extension ever counted; ``applied_on`` the day of the application (申请销号) in force, the
    first that no 退回 has undone, ``done_on`` that of the striking off in force, and ``sent_back``
    the 退回 that no new application has answered, ``sent_back_to`` the same by the units that
    have to work on again. ``own_parts`` are the parts that units moved themselves; ask ``part_of``.
    """

    issue: Issue
    as_of: date
    directory: UnitDirectory
    roles: Roles
    status: Status
    due: date | None
    original_due: date | None
    immediate: bool
    ongoing: bool
    extended: bool
    events: tuple[Event, ...]
    applied_on: date | None
    done_on: date | None
    sent_back: Event | None
    sent_back_to: Mapping[str, Event]
    own_parts: Mapping[str, PartStatus]

    @property
    def issued_on(self) -> date:
        """The day of the document."""
        return self.directory.document.issued_on

    @property
    def lead_text(self) -> str:
        """The lead units that the document names, under their one name each."""
        return "、".join(dict.fromkeys(map(self.directory.canonical, self.issue.lead_unit)))

    @property
    def is_open(self) -> bool:
        """未销号: not struck off."""
        return self.status is not Status.DONE

    @property
    def is_waiting(self) -> bool:
        """待销号: applied for; it is the office's turn."""
        return self.status is Status.SUBMITTED

    @property
    def waiting_days(self) -> int:
        """Days since the application, while it waits for the office; else 0."""
        since = self.applied_on if self.is_waiting else None
        return (self.as_of - since).days if since else 0

    @property
    def days_left(self) -> int | None:
        """Days from ``as_of`` to the due date (negative when past); none without a date."""
        return None if self.due is None else (self.due - self.as_of).days

    @property
    def overdue_days(self) -> int:
        """Days past due while open, else 0; they stop at the application that waits."""
        if not self.is_open or self.due is None:
            return 0
        until = self.applied_on if self.is_waiting and self.applied_on else self.as_of
        return max(0, (until - self.due).days)

    @property
    def is_overdue(self) -> bool:
        """逾期: open and past due, or applied for late."""
        return self.overdue_days > 0

    @property
    def late_days(self) -> int:
        """Days by which a struck-off issue was late, else 0.

        What counts is when its unit applied: how long the office then took to verify is not the
        unit's. Without an application the day of the striking off counts.
        """
        if self.done_on is None or self.due is None:
            return 0
        return max(0, ((self.applied_on or self.done_on) - self.due).days)

    def is_due_within(self, days: int) -> bool:
        """临期: to be done yet, and due within ``days`` days from ``as_of`` (the day counts)."""
        left = self.days_left
        return self.is_open and not self.is_waiting and left is not None and 0 <= left <= days

    @property
    def is_immediate_not_started(self) -> bool:
        """立行立改 in words, 未启动 in fact."""
        issued = self.issued_on <= self.as_of
        return self.immediate and issued and self.status is Status.NOT_STARTED

    @property
    def days_since_issue(self) -> int:
        """Days since the document was issued."""
        return (self.as_of - self.issued_on).days

    @property
    def has_evidence(self) -> bool:
        """Whether any standing line names 佐证材料."""
        return any(event.evidence for event in self.events)

    def acting(self, event: Event) -> Acting:
        """As what the unit of a report acts."""
        return self.directory.acting(event.unit, self.roles)

    def word_of(self, event: Event) -> str:
        """The Chinese word for an event of the issue."""
        return event_word(event.event, self.acting(event))

    @property
    def reports(self) -> tuple[Event, ...]:
        """The leads' reports."""
        return tuple(
            event
            for event in self.events
            if event.event in REPORTING and self.acting(event) is Acting.LEADS
        )

    def reports_of(self, unit: str) -> tuple[Event, ...]:
        """What ``unit`` (an obliged one) reported itself; what the leads did is every lead's."""
        return tuple(
            event
            for event in self.events
            if event.event in REPORTING
            and (
                unit in self.roles.leads
                if event.unit is None
                else self.directory.canonical(event.unit) == unit and unit in self.roles.obliged
            )
        )

    def part_of(self, unit: str) -> PartStatus | None:
        """Where ``unit`` (a canonical name) stands with its own part; none if it has no part.

        The part of a single lead mirrors the status.
        """
        return part_of(unit, self.roles, self.status, self.own_parts)

    def has_to_report(self, unit: str) -> bool:
        """Whether something is still expected from ``unit``: its part is not finished, and the
        issue neither struck off nor waiting for the office. Of several leads each owes its own
        application, also while the issue waits."""
        part = self.part_of(unit)
        if part in (None, PartStatus.FINISHED) or not self.is_open:
            return False
        return not self.is_waiting or unit in self.roles.leads

    @property
    def unfinished(self) -> tuple[str, ...]:
        """The obliged units whose part is not finished."""
        return tuple(
            unit for unit in self.roles.obliged if self.part_of(unit) is not PartStatus.FINISHED
        )

    @property
    def last_report(self) -> Event | None:
        """The newest of the leads' ``reports``."""
        return self.reports[-1] if self.reports else None

    @property
    def silent_days(self) -> int:
        """Days since the leads' last report, or since the document when there is none."""
        return (self.as_of - (self.last_report.date if self.last_report else self.issued_on)).days

    def last_report_of(self, unit: str) -> date | None:
        """The day of the last report of ``unit``."""
        reports = self.reports_of(unit)
        return reports[-1].date if reports else None

    def silent_days_of(self, unit: str) -> int:
        """Days since the last report of ``unit``, or since the document when there is none."""
        return (self.as_of - (self.last_report_of(unit) or self.issued_on)).days


def state_of(issue: Issue, directory: UnitDirectory, as_of: date) -> IssueState:
    """Fold the log of ``issue`` up to and including ``as_of``."""
    deadline = deadline_of(issue, directory.document)
    roles = directory.roles_in(issue)
    dated = (event for event in standing_events(issue.log) if event.date <= as_of)
    events = tuple(sorted(dated, key=lambda event: event.date))
    fold = Fold(directory, roles)
    for event in events:
        fold.take(event)
    extensions = [e for e in events if e.event is EventKind.EXTEND and fold.may_extend(e)]
    return IssueState(
        issue=issue,
        as_of=as_of,
        directory=directory,
        roles=roles,
        status=fold.status,
        due=extensions[-1].to if extensions else deadline.due,
        original_due=deadline.due,
        immediate=deadline.immediate,
        ongoing=deadline.ongoing,
        extended=bool(extensions),
        events=events,
        applied_on=fold.applied_on,
        done_on=fold.done_on,
        sent_back=fold.sent_back,
        sent_back_to=fold.sent_back_to,
        own_parts=fold.own_parts,
    )


def states_of(
    checklist: Checklist, as_of: date, *, directory: UnitDirectory | None = None
) -> list[IssueState]:
    """Every issue's state, in file order."""
    directory = directory or UnitDirectory(checklist)
    return [state_of(issue, directory, as_of) for issue in checklist.issues]


def deadline_of(issue: Issue, document: Document) -> Deadline:
    """The deadline that the document sets; an explicit ``due`` wins over the words."""
    words = parse_deadline(issue.deadline or "", document.issued_on)
    if issue.due is None:
        return words
    return Deadline(due=issue.due, immediate=words.immediate, ongoing=words.ongoing)
