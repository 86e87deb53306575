"""Which events make sense for an issue, by the procedure of section 二.2 (销号管理). Pure.

A person may know better: what ``objection_to`` says can be overruled, what ``refusal_of`` says
cannot, since the event would move nothing or be lost.
"""

from datetime import date

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.journal import standing_events
from rectify_cli.domain.model import REPORTING, Event, EventKind, Issue, PartStatus, Status
from rectify_cli.domain.replies import open_questions
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import Acting, UnitDirectory, event_word


def refusal_of(event: Event, issue: Issue, directory: UnitDirectory) -> str | None:
    """Why ``event`` is never added to ``issue``, whoever insists; none when it may be."""
    standing = standing_events(issue.log)
    roles = directory.roles_in(issue)
    acting = directory.acting(event.unit, roles)
    if event in issue.log or _said(event) in map(_said, standing):
        state = "已经记过" if _said(event) in map(_said, standing) else "已作废"
        word = event_word(event.event, acting)
        return f"{event.date} {state}完全相同的一条“{word}”；确是另一件事，请写明说明"
    if event.event in REPORTING and acting is Acting.GROUP:
        name = directory.canonical(event.unit or "")
        listed = "、".join(directory.listed_members(name))
        return f"“{name}”是统称，请逐个单位记：{listed}"
    if event.event is EventKind.DONE and not directory.may_strike_off(event.unit, roles):
        return f"{event.unit}不能销号：销号由牵头单位、汇总单位或督查单位记"
    return None


def _said(event: Event) -> Event:
    """What a line says happened; the same entered again on a later day is nothing new."""
    return event.model_copy(update={"recorded": None})


def objection_to(event: Event, issue: Issue, directory: UnitDirectory, today: date) -> str | None:
    """Why ``event`` should not be added to ``issue`` on ``today``; none when it makes sense.

    A report is judged by the part of the unit that acts, everything else by the status.
    """
    issued_on = directory.document.issued_on
    if event.date < issued_on:
        return f"{event.date} 早于文件印发日期 {issued_on}"
    if event.date > today:
        return f"{event.date} 还没有到（今天是 {today}）"
    on_the_day = state_of(issue, directory, event.date)
    latest = state_of(issue, directory, max(today, event.date))
    if event.event in REPORTING and on_the_day.acting(event) is Acting.OUTSIDE:
        return f"{event.unit}不是它的牵头、责任或成员单位，记了也不算数"
    return _against_status(event, on_the_day) or _against_later(event, latest)


def _against_status(event: Event, state: IssueState) -> str | None:
    status = state.status
    match event.event:
        case EventKind.INSPECT | EventKind.URGE | EventKind.VOID:
            return None
        case EventKind.REOPEN:
            return _against_reopening(event, state)
        case EventKind.PROGRESS if _is_answer(event, state):
            return None
        case _ if status is Status.DONE:
            return f"它已在{_on(state.done_on)}销号；确需继续整改，请先用 rectify reopen 退回"
        case EventKind.START | EventKind.SUBMIT:
            return _against_part(event, state)
        case EventKind.EXTEND if event.to is not None:
            return _against_extension(event.to, event.date, state)
    return None


def _is_answer(event: Event, state: IssueState) -> bool:
    """A report that the office has asked for, be it of an issue struck off (回头看)."""
    asked = {question.unit for question in open_questions(state)}
    if event.unit is None:
        return not asked.isdisjoint(state.roles.leads)
    return state.directory.canonical(event.unit) in asked


def _against_part(event: Event, state: IssueState) -> str | None:
    """A start or a submission for the second time, by the part of the unit that acts."""
    unit = None if event.unit is None else state.directory.canonical(event.unit)
    part = None if unit is None else state.part_of(unit)
    if part is None or state.roles.leads == (unit,):
        if event.event is EventKind.START and state.status is not Status.NOT_STARTED:
            return f"它已经启动（现为{state.status.label}）"
        if event.event is EventKind.SUBMIT and state.status is Status.SUBMITTED:
            return "它已经申请过销号，正等待核验"
        return None
    if event.event is EventKind.START and part is not PartStatus.NOT_STARTED:
        return f"{unit}已经启动（现为{part.label}）"
    may_apply = unit in state.roles.leads and state.status is Status.IN_PROGRESS
    if event.event is EventKind.SUBMIT and part is PartStatus.FINISHED and not may_apply:
        return f"{unit}已经报告过完成"
    return None


def _against_reopening(event: Event, state: IssueState) -> str | None:
    if state.status in (Status.SUBMITTED, Status.DONE):
        return None
    addressed = state.directory.addressed(event.unit, state.roles)
    if any(state.part_of(unit) is PartStatus.FINISHED for unit in addressed):
        return None
    return f"它{state.status.label}，没有销号或申请销号，不能退回"


def _against_extension(to: date, on: date, state: IssueState) -> str | None:
    if to < on:
        return f"新的到期日 {to} 早于办理日期 {on}"
    if state.due is not None and to <= state.due:
        return f"新的到期日 {to} 不晚于现在的到期日 {state.due}，不是延期"
    if state.applied_on is not None and on > state.applied_on:
        return f"它已在{_on(state.applied_on)}申请销号，之后的延期不起作用"
    return None


def _against_later(event: Event, latest: IssueState) -> str | None:
    """A late-coming report of earlier work is welcome; a second striking off is not."""
    if event.event is EventKind.DONE and latest.status is Status.DONE:
        return f"它已在{_on(latest.done_on)}销号"
    return None


def _on(day: date | None) -> str:
    return f" {chinese_date(day)} " if day else ""
