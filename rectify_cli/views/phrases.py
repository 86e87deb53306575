"""The short wordings and marks that every printout shares, so that all say a thing one way."""

from collections.abc import Iterable
from datetime import date

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.figures import Counts
from rectify_cli.domain.model import ADDRESSING, Event, EventKind, Issue, Status
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import Acting, UnitDirectory
from rectify_cli.formats.blocks import Cell, SignOff, Tone

NONE = "—"
SIGN_OFF = SignOff(("填报人", "审核人", "日期"))
STATUS_TONES = {
    Status.NOT_STARTED: Tone.MUTED,
    Status.IN_PROGRESS: Tone.ACTIVE,
    Status.SUBMITTED: Tone.WARN,
    Status.DONE: Tone.GOOD,
}


def date_cell(day: date | None) -> Cell:
    """A day as text and as a value; a dash for none."""
    return Cell(day.isoformat() if day else NONE, value=day)


def number_cell(number: int, tone: Tone = Tone.PLAIN) -> Cell:
    """A count as text and as a value."""
    return Cell(str(number), tone, number)


def remaining_cell(state: IssueState) -> Cell:
    """剩余/逾期: ``剩26天``, ``今天到期``, ``逾期5天``; for a struck-off issue whether in time."""
    left = state.days_left
    if left is None:
        return Cell(NONE, Tone.MUTED)
    if not state.is_open:
        return Cell(in_time_text(state), Tone.GOOD if is_punctual(state) else Tone.WARN)
    if state.is_overdue:
        return Cell(f"逾期{state.overdue_days}天", Tone.BAD)
    if state.is_waiting:
        return Cell(f"待核验{state.waiting_days}天", Tone.WARN)
    if left == 0:
        return Cell("今天到期", Tone.WARN)
    return Cell(f"剩{left}天", Tone.WARN if state.is_due_within(7) else Tone.PLAIN)


def punctuality(state: IssueState) -> Cell:
    """Whether a struck-off issue was in time, by the day of the application where there was one."""
    if state.due is None:
        return Cell("无固定时限", Tone.GOOD)
    when = "申请时" if state.applied_on and state.late_days else ""
    return Cell(f"{when}{in_time_text(state)}", Tone.GOOD if is_punctual(state) else Tone.WARN)


def in_time_text(state: IssueState) -> str:
    """按期, 经延期, 迟N天, 经延期，迟N天 of a struck-off issue with a due date."""
    extended = "经延期" if state.extended else ""
    late = f"迟{state.late_days}天" if state.late_days else ""
    return "，".join(filter(None, (extended, late))) or "按期"


def is_punctual(state: IssueState) -> bool:
    """In time, and not by an extension."""
    return not state.late_days and not state.extended


def event_word(event: Event, state: IssueState | None = None) -> str:
    """The kind of event; of a unit that does not lead (``state`` tells) 申请销号 is
    本单位报告完成."""
    if state and event.event is EventKind.SUBMIT and state.acting(event) is Acting.PART:
        return "本单位报告完成"
    return event.event.label


def event_line(event: Event, state: IssueState | None = None) -> str:
    """``2020-09-18 漕涧镇人民政府：办事指南印发200份``: day, who, what; of the office's acts, to
    whom: ``2020-09-20 督查漕涧镇人民政府：现场抽查``."""
    if event.unit and event.event in ADDRESSING - {EventKind.EXTEND}:
        note = f"：{event.note}" if event.note else ""
        return f"{event.date} {event.event.label}{event.unit}{note}"
    actor, what = event.unit or event.by, _what(event, state)
    return f"{event.date} {actor}：{what}" if actor else f"{event.date} {what}"


def _what(event: Event, state: IssueState | None) -> str:
    """The kind of event, save where the note already says it, then the note and the evidence."""
    note = event.note or ""
    word = f"延期至{event.to}" if event.event is EventKind.EXTEND else event_word(event, state)
    said = bool(note) and (event.event is EventKind.PROGRESS or note.startswith(word))
    text = "，".join(filter(None, ("" if said else word, note)))
    return f"{text}（佐证材料{len(event.evidence)}份）" if event.evidence else text


def numbered_title(issue: Issue) -> str:
    """``企业办事体验感较差（共性3）``."""
    return f"{issue.title}（{issue.label}）" if issue.label != str(issue.id) else issue.title


def overall_text(counts: Counts, as_of: date, *, moves: str = "") -> str:
    """How far the whole list has come; ``moves`` says in brackets what the period added."""
    return (
        f"截至{chinese_date(as_of)}，清单共{counts.total}项，已销号{counts.done}项{moves}，"
        f"完成率{percent(counts.done, counts.total)}；待销号{counts.submitted}项，"
        f"整改中{counts.in_progress}项，未启动{counts.not_started}项"
    )


def percent(part: int, whole: int) -> str:
    """``27.3%``; a dash where there is no whole."""
    return f"{part / whole:.1%}" if whole else NONE


def numbers_text(numbers: Iterable[int]) -> str:
    """Items by their numbers, runs drawn together: ``第1—5、9项``; a dash for none."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs]
    return f"第{'、'.join(parts)}项" if parts else NONE


def members_question(directory: UnitDirectory) -> str:
    """``成员是否列全：县级各部门（3个）、县各金融机构（没有列）``; empty where nothing is asked."""
    counts = ((name, len(directory.listed_members(name))) for name in directory.sparse_groups)
    listed = "、".join(
        f"{name}（{count}个）" if count else f"{name}（没有列）" for name, count in counts
    )
    return f"成员是否列全：{listed}。没有列在 units 里的单位，不会被催报。" if listed else ""
