"""Where an issue stands on a given day: a fold of its log. Pure; nothing here is stored.

Rules (source document, section 二.2 问题清单销号管理): start and progress raise an issue from
未启动 to 整改中, submit to 待销号, done to 已销号; only reopen lowers (to 整改中); extend changes
the due date alone; inspect changes nothing. Events are taken in date order, within a day in
file order. As only reopen lowers, the status does not depend on how the events of one day were
merged, save when one of them is a reopen.
"""

from datetime import date
from typing import NamedTuple

from rectify_cli.deadline import Deadline, parse_deadline
from rectify_cli.model import Checklist, Document, Event, EventKind, Issue, Status

_ORDER = {status: rank for rank, status in enumerate(Status)}
_RAISES_TO = {
    EventKind.START: Status.IN_PROGRESS,
    EventKind.PROGRESS: Status.IN_PROGRESS,
    EventKind.SUBMIT: Status.SUBMITTED,
    EventKind.DONE: Status.DONE,
}


class IssueState(NamedTuple):
    """An issue as it stands on ``as_of``. Days are natural (calendar) days.

    ``events`` are those known by ``as_of``, in fold order; ``due`` is the date in force after
    extensions, ``original_due`` the one the document gives; ``done_on`` the day of the striking
    off that is still in force.
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
        """Days by which a struck-off issue was late, else 0."""
        if self.done_on is None or self.due is None:
            return 0
        return max(0, (self.done_on - self.due).days)

    def is_due_within(self, days: int) -> bool:
        """临期: open, and due within ``days`` days from ``as_of`` (the day itself counts)."""
        left = self.days_left
        return self.is_open and left is not None and 0 <= left <= days

    @property
    def last_event(self) -> Event | None:
        """The newest event known by ``as_of``."""
        return self.events[-1] if self.events else None

    @property
    def silent_days(self) -> int:
        """Days since the last event, or since the document was issued when there is none."""
        since = self.last_event.date if self.last_event else self.issued_on
        return (self.as_of - since).days

    def is_stale(self, days: int) -> bool:
        """未报送: open, and no event for ``days`` days or longer."""
        return self.is_open and self.silent_days >= days

    @property
    def is_immediate_not_started(self) -> bool:
        """立行立改 in words, 未启动 in fact."""
        return self.immediate and self.status is Status.NOT_STARTED


def state_of(issue: Issue, document: Document, as_of: date) -> IssueState:
    """Fold the log of ``issue`` up to and including ``as_of``."""
    deadline = deadline_of(issue, document)
    events = tuple(sorted((e for e in issue.log if e.date <= as_of), key=lambda e: e.date))
    status, done_on, due = Status.NOT_STARTED, None, deadline.due
    for event in events:
        if event.event is EventKind.REOPEN:
            status, done_on = Status.IN_PROGRESS, None
        elif event.event is EventKind.EXTEND:
            due = event.to
        elif event.event in _RAISES_TO:
            if event.event is EventKind.DONE and status is not Status.DONE:
                done_on = event.date
            status = max(status, _RAISES_TO[event.event], key=_ORDER.__getitem__)
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
        done_on=done_on,
    )


def states_of(checklist: Checklist, as_of: date) -> list[IssueState]:
    """Every issue's state, in file order."""
    return [state_of(issue, checklist.document, as_of) for issue in checklist.issues]


def deadline_of(issue: Issue, document: Document) -> Deadline:
    """The deadline that the document sets; an explicit ``due`` wins over the words."""
    words = parse_deadline(issue.deadline or "", document.issued_on)
    if issue.due is None:
        return words
    return Deadline(due=issue.due, immediate=words.immediate, ongoing=words.ongoing)
