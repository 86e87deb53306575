"""Which events make sense for an issue, by the procedure of section 二.2 (销号管理). Pure.

A person may know better; the rules only speak, the caller decides whether to listen.
"""

from datetime import date

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Document, Event, EventKind, Issue, Status
from rectify_cli.domain.state import IssueState, state_of

# What the status has no say in; of the others it tells whether they make sense a second time.
_REPEATABLE = frozenset({EventKind.PROGRESS, EventKind.INSPECT, EventKind.EXTEND})


def objection_to(event: Event, issue: Issue, document: Document, today: date) -> str | None:
    """Why ``event`` should not be added to ``issue`` on ``today``; none when it makes sense."""
    if event.date < document.issued_on:
        return f"{event.date} 早于文件印发日期 {document.issued_on}"
    if event.date > today:
        return f"{event.date} 还没有到（今天是 {today}）"
    if event.event in _REPEATABLE and event in issue.log:
        return f"{event.date} 已经记过完全相同的一条“{event.event.label}”"
    on_the_day = state_of(issue, document, event.date)
    latest = state_of(issue, document, max(today, event.date))
    return _against_status(event, on_the_day) or _against_later(event, latest)


def _against_status(event: Event, state: IssueState) -> str | None:
    status = state.status
    match event.event:
        case EventKind.INSPECT:
            return None
        case EventKind.REOPEN:
            if status in (Status.SUBMITTED, Status.DONE):
                return None
            return f"它{status.label}，没有销号或申请销号，不能退回"
        case _ if status is Status.DONE:
            return f"它已在{_on(state.done_on)}销号；确需继续整改，请先用 rectify reopen 退回"
        case EventKind.START if status is not Status.NOT_STARTED:
            return f"它已经启动（现为{status.label}）"
        case EventKind.SUBMIT if status is Status.SUBMITTED:
            return "它已经申请过销号，正等待核验"
        case EventKind.EXTEND if event.to is not None:
            return _against_extension(event.to, event.date, state.due)
    return None


def _against_extension(to: date, on: date, due: date | None) -> str | None:
    if to < on:
        return f"新的到期日 {to} 早于办理日期 {on}"
    if due is not None and to <= due:
        return f"新的到期日 {to} 不晚于现在的到期日 {due}，不是延期"
    return None


def _against_later(event: Event, latest: IssueState) -> str | None:
    """A late-coming report of earlier work is welcome; a second striking off is not."""
    if event.event is EventKind.DONE and latest.status is Status.DONE:
        return f"它已在{_on(latest.done_on)}销号"
    return None


def _on(day: date | None) -> str:
    return f" {chinese_date(day)} " if day else ""
