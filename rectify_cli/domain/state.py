"""Where an issue stands on a given day: a fold of its log. Pure; nothing here is stored.

Rules (source document, section 二.2 问题清单销号管理): start and progress raise an issue from
未启动 to 整改中, submit to 待销号, done to 已销号; only reopen lowers (to 整改中); extend changes
the due date alone; inspect changes nothing. Events are taken in date order, within a day in
file order. As only reopen lowers, the status does not depend on how the events of one day were
merged, save when one of them is a reopen.
"""

from datetime import date
from typing import NamedTuple

from rectify_cli.domain.deadline import Deadline, parse_deadline
from rectify_cli.domain.model import Checklist, Document, Event, EventKind, Issue, Status

_ORDER = {status: rank for rank, status in enumerate(Status)}
_RAISES_TO = {
    EventKind.START: Status.IN_PROGRESS,
    EventKind.PROGRESS: Status.IN_PROGRESS,
    EventKind.SUBMIT: Status.SUBMITTED,
    EventKind.DONE: Status.DONE,
}
# What tells that a unit is at work, or puts the matter into its hands anew; an inspection and an
# extension are the office's own doing, and nobody has reported by being inspected.
REPORTS = frozenset({*_RAISES_TO, EventKind.REOPEN})


class IssueState(NamedTuple):
    """An issue as it stands on ``as_of``. Days are natural (calendar) days.

    ``events`` are those known by ``as_of``, in fold order; ``due`` is the date in force after
    extensions, ``original_due`` the one the document gives; ``applied_on`` the day of the
    application (申请销号), the first that no 退回 has undone, and ``done_on`` that of the striking
    off in force.
    """

    issue: Issue
    as_of: date
    issued_on: date
    status: Status
    due: date | None
    original_due: date | None
    immediate: bool
    ongoing: bool
    events: tuple[Event, ...]
    applied_on: date | None
    done_on: date | None

    @property
    def is_open(self) -> bool:
        """Not struck off."""
        return self.status is not Status.DONE

    @property
    def days_left(self) -> int | None:
        """Days from ``as_of`` to the due date (negative when past); none without a date."""
        return None if self.due is None else (self.due - self.as_of).days

    @property
    def overdue_days(self) -> int:
        """as_of − due while the issue is open and past due, else 0."""
        left = self.days_left
        return -left if self.is_open and left is not None and left < 0 else 0

    @property
    def is_overdue(self) -> bool:
        """逾期: past due and not struck off."""
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

    @property
    def is_awaiting_in_time(self) -> bool:
        """待销号, and applied for by the due date: past it, the issue waits for the office."""
        if self.status is not Status.SUBMITTED or self.applied_on is None:
            return False
        return self.due is None or self.applied_on <= self.due

    def is_due_within(self, days: int) -> bool:
        """临期: open, and due within ``days`` days from ``as_of`` (the day itself counts)."""
        left = self.days_left
        return self.is_open and left is not None and 0 <= left <= days

    @property
    def reports(self) -> tuple[Event, ...]:
        """The events by which units report, and the 退回 that ask for more."""
        return tuple(event for event in self.events if event.event in REPORTS)

    @property
    def last_report(self) -> Event | None:
        """The newest of ``reports``."""
        return self.reports[-1] if self.reports else None

    @property
    def silent_days(self) -> int:
        """Days since the last report, or since the document was issued when there is none."""
        since = self.last_report.date if self.last_report else self.issued_on
        return (self.as_of - since).days

    def is_stale(self, days: int) -> bool:
        """未报送: open, and no report for ``days`` days or longer."""
        return self.is_open and self.silent_days >= days

    @property
    def is_immediate_not_started(self) -> bool:
        """立行立改 in words, 未启动 in fact."""
        issued = self.issued_on <= self.as_of
        return self.immediate and issued and self.status is Status.NOT_STARTED


def state_of(issue: Issue, document: Document, as_of: date) -> IssueState:
    """Fold the log of ``issue`` up to and including ``as_of``."""
    deadline = deadline_of(issue, document)
    events = tuple(sorted((e for e in issue.log if e.date <= as_of), key=lambda e: e.date))
    status, due = Status.NOT_STARTED, deadline.due
    applied_on: date | None = None
    done_on: date | None = None
    for event in events:
        if event.event is EventKind.REOPEN:
            applied_on, done_on = None, None
        elif event.event is EventKind.EXTEND:
            due = event.to
        elif event.event is EventKind.SUBMIT and status is not Status.DONE:
            applied_on = applied_on or event.date
        elif event.event is EventKind.DONE:
            done_on = done_on or event.date
        status = status_after(status, event)
    return IssueState(
        issue=issue,
        as_of=as_of,
        issued_on=document.issued_on,
        status=status,
        due=due,
        original_due=deadline.due,
        immediate=deadline.immediate,
        ongoing=deadline.ongoing,
        events=events,
        applied_on=applied_on,
        done_on=done_on,
    )


def status_after(status: Status, event: Event) -> Status:
    """The status that ``event`` leads to from ``status``."""
    if event.event is EventKind.REOPEN:
        return Status.IN_PROGRESS
    return max(status, _RAISES_TO.get(event.event, status), key=_ORDER.__getitem__)


def states_of(checklist: Checklist, as_of: date) -> list[IssueState]:
    """Every issue's state, in file order."""
    return [state_of(issue, checklist.document, as_of) for issue in checklist.issues]


def deadline_of(issue: Issue, document: Document) -> Deadline:
    """The deadline that the document sets; an explicit ``due`` wins over the words."""
    words = parse_deadline(issue.deadline or "", document.issued_on)
    if issue.due is None:
        return words
    return Deadline(due=issue.due, immediate=words.immediate, ongoing=words.ongoing)
