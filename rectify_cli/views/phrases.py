"""The short wordings and marks that every printout shares, so that all say a thing one way."""

from collections.abc import Iterable

from rectify_cli.domain.model import Event, EventKind, Issue, Status
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Cell, Tone

NONE = "—"
NO_ISSUES = "清单里还没有事项。"
STATUS_TONES = {
    Status.NOT_STARTED: Tone.MUTED,
    Status.IN_PROGRESS: Tone.ACTIVE,
    Status.SUBMITTED: Tone.WARN,
    Status.DONE: Tone.GOOD,
}


def status_cell(state: IssueState) -> Cell:
    """状态."""
    return Cell(state.status.label, STATUS_TONES[state.status])


def remaining_cell(state: IssueState) -> Cell:
    """剩余/逾期: ``剩26天``, ``今天到期``, ``逾期5天``; for a struck-off issue whether in time."""
    left = state.days_left
    if left is None:
        return Cell(NONE, Tone.MUTED)
    if not state.is_open:
        late = state.late_days
        return Cell(f"迟{late}天" if late else "按期", Tone.WARN if late else Tone.GOOD)
    if left < 0:
        return Cell(f"逾期{-left}天", Tone.BAD)
    if left == 0:
        return Cell("今天到期", Tone.WARN)
    return Cell(f"剩{left}天", Tone.WARN if state.is_due_within(7) else Tone.PLAIN)


def deadline_text(state: IssueState) -> str:
    """时限 for a narrow column: the date in force, or the document's words without one."""
    return state.due.isoformat() if state.due else state.issue.deadline or NONE


def actor_text(event: Event) -> str:
    """Who an event is of: the unit and the person, as far as they are named."""
    return " ".join(filter(None, (event.unit, event.by))) or NONE


def event_text(event: Event) -> str:
    """What an event says: the new date of an extension, the note."""
    to = f"延期至 {event.to}" if event.event is EventKind.EXTEND else ""
    return "；".join(filter(None, (to, event.note))) or NONE


def numbered_title(issue: Issue) -> str:
    """``企业办事体验感较差（共性3）``."""
    return f"{issue.title}（{issue.label}）" if issue.label != str(issue.id) else issue.title


def awaiting_note(states: Iterable[IssueState]) -> str:
    """How many of the overdue wait for the office, their units having applied in time."""
    waiting = sum(state.is_overdue and state.is_awaiting_in_time for state in states)
    return f"（其中到期前已申请销号、待核验{waiting}项）" if waiting else ""


def percent(part: int, whole: int) -> str:
    """``27.3%``; a dash where there is no whole."""
    return f"{part / whole:.1%}" if whole else NONE
