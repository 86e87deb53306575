"""The parts of a report: who is late, who owes, what waits, what was done, what comes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rectify_cli.domain.model import Event, Status
from rectify_cli.domain.reporting.difficulties import difficulty_in
from rectify_cli.domain.reporting.figures import Counts, soonest_due_first
from rectify_cli.domain.reporting.report import Report
from rectify_cli.domain.reporting.roster import UnitRoster
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Block, Cell, Heading, Paragraph
from rectify_cli.views.columns import (
    DEADLINE_WORDS,
    ID,
    LAST_REPORT,
    LEAD,
    LEADER,
    OVERDUE_DAYS,
    PAGE_DUE,
    PAGE_TITLE,
    PAGE_WHO,
    SILENT_DAYS,
    SINCE_ISSUE_DAYS,
    IssueColumn,
    issue_table,
)
from rectify_cli.views.papers.unit_tables import owing_table
from rectify_cli.views.papers.words import period_words
from rectify_cli.views.phrases import (
    NONE,
    change_text,
    day_cell,
    day_text,
    ids_text,
    number_cell,
    units_text,
)

COMING_DAYS = 30
"""近期到期: within so many days."""
_NOBODY = "未列明牵头单位"


def late_text(states: Sequence[IssueState], before: Counts | None, last: str) -> str:
    """Who is late and who has not started, named: ``逾期3项（县政务局2项……），比上周减少1项……。``
    A lead is named among the other unstarted only where it is not yet named."""
    late, idle, others = late_and_idle(states)
    text = "没有逾期事项"
    if late:
        text = f"逾期{len(late)}项（{leads_text(late)}）"
    if before is not None and (late or before.overdue):
        text += f"，{change_text(len(late), before.overdue, last)}"
    if idle:
        ids = ids_text(state.issue.id for state in idle)
        days = idle[0].days_since_issue
        text += f"；立行立改未启动{len(idle)}项（{leads_text(idle)}；{ids}，印发后{days}天）"
    if others:
        known = {lead for state in late + idle for lead in state.roles.leads}
        is_new = any(known.isdisjoint(state.roles.leads) for state in others)
        rest = "其他" if idle else ""
        text += f"；{rest}未启动{len(others)}项" + (f"（{leads_text(others)}）" if is_new else "")
    return f"{text}。"


def late_and_idle(
    states: Iterable[IssueState],
) -> tuple[list[IssueState], list[IssueState], list[IssueState]]:
    """The overdue, the 立行立改 that are not started, and the others that are not."""
    late, idle, others = [], [], []
    for state in states:
        if state.is_overdue:
            late.append(state)
        elif state.is_immediate_not_started:
            idle.append(state)
        elif state.status is Status.NOT_STARTED:
            others.append(state)
    return late, idle, others


def owed_text(report: Report) -> str:
    """Who has not reported, and what waits for the office, in a sentence each."""
    this, _ = period_words(report.period)
    silent_leads = [
        roster.unit
        for roster in report.unreported_by_unit
        if any(roster.unit in item.state.roles.leads for item in roster.missing_items)
    ]
    others = {roster.unit for roster in owing_beside_leads(report)}
    silent = sum(r.unit in others and not r.reported for r in report.unreported_by_unit)
    how = "均" if silent == len(others) else f"其中{silent}个"
    nobodys = sum(not state.roles.leads for state in report.unreported)
    told = [
        f"牵头单位{len(silent_leads)}个（{'、'.join(silent_leads)}）" if silent_leads else "",
        f"责任单位{len(others)}个" if others else "",
        f"未列明牵头单位的{nobodys}项" if nobodys else "",
    ]
    if silent:
        told[1] += f"（{how}一项也没有报）"
    unreported = "，".join(filter(None, told))
    waiting = ids_text(state.issue.id for state in report.waiting)
    text = f"{this}未报送：{unreported}。" if unreported else f"{this}应报送的单位都有报送。"
    return text + (f"待办公室核验{len(report.waiting)}项（{waiting}）。" if report.waiting else "")


def leads_text(states: Iterable[IssueState]) -> str:
    """The lead units of issues, each with how many it leads."""
    return units_text(lead for state in states for lead in state.roles.leads or (_NOBODY,))


def leads_of(states: Iterable[IssueState]) -> list[str]:
    """The lead units of issues, each once."""
    return list(dict.fromkeys(lead for s in states for lead in s.roles.leads or (_NOBODY,)))


def owing_beside_leads(report: Report) -> list[UnitRoster]:
    """What units owe on issues that they do not lead."""
    beside = (
        roster._replace(
            items=tuple(i for i in roster.items if roster.unit not in i.state.roles.leads)
        )
        for roster in report.unreported_by_unit
    )
    return [roster for roster in beside if roster.missing]


def late_blocks(report: Report) -> Iterator[Block]:
    """逾期和未启动, each a table."""
    overdue = report.overdue
    idle = tuple(s for s in report.states if s.status is Status.NOT_STARTED and not s.is_overdue)
    if not overdue and not idle:
        yield Paragraph("没有逾期和未启动的事项。")
        return
    if overdue:
        yield Heading(2, f"（一）逾期（{len(overdue)}项）")
        yield issue_table(overdue, (*PAGE_WHO, PAGE_DUE, OVERDUE_DAYS, LAST_REPORT), page=True)
    if idle:
        yield Heading(2, f"（{'二' if overdue else '一'}）未启动（{len(idle)}项）")
        columns = (ID, PAGE_TITLE, LEAD, LEADER, DEADLINE_WORDS, SINCE_ISSUE_DAYS)
        yield issue_table(idle, columns, page=True)


def unreported_blocks(report: Report) -> Iterator[Block]:
    """未报送: leads issue by issue, what is owed besides unit by unit; a unit may owe both."""
    this, _ = period_words(report.period)
    others = owing_beside_leads(report)
    if not report.unreported and not report.unreported_by_unit:
        yield Paragraph(
            f"未销号的事项{this}都有报送。" if report.counts.open else "没有未销号的事项。"
        )
        return
    if report.unreported:
        yield Heading(2, f"（一）牵头单位（{len(report.unreported)}项）")
        yield issue_table(report.unreported, _owing_columns(report), page=True)
    if others:
        number = "二" if report.unreported else "一"
        yield Heading(2, f"（{number}）责任单位（{len(others)}个）")
        yield owing_table(others, near=report.as_of)


def _owing_columns(report: Report) -> tuple[IssueColumn, ...]:
    """Who owes on an item that units lead, and since when; of several leads only those that do."""
    owing: dict[int, list[str]] = {}
    for roster in report.unreported_by_unit:
        for item in roster.missing_items:
            if roster.unit in item.state.roles.leads:
                owing.setdefault(item.state.issue.id, []).append(roster.unit)

    def some(state: IssueState) -> list[str]:
        units = owing.get(state.issue.id, [])
        return units if len(units) < len(state.roles.leads) else []

    def lead(state: IssueState) -> Cell:
        units = some(state)
        return Cell("、".join(units)) if units else LEAD.cell(state)

    def last(state: IssueState) -> Cell:
        units = some(state)
        if not units:
            return LAST_REPORT.cell(state)
        days = [state.last_report_of(unit) for unit in units]
        first = None if None in days else min(day for day in days if day)
        return day_cell(first, near=state.as_of, none="从未报送")

    def silent(state: IssueState) -> Cell:
        units = some(state)
        if not units:
            return SILENT_DAYS.cell(state)
        return number_cell(max(state.silent_days_of(unit) for unit in units))

    return (
        ID,
        PAGE_TITLE,
        LEAD._replace(cell=lead),
        LEADER,
        LAST_REPORT._replace(cell=last),
        SILENT_DAYS._replace(cell=silent),
    )


def waiting_blocks(report: Report) -> Iterator[Block]:
    """What waits for the office, and what somebody has to settle."""
    lines = []
    if report.waiting:
        told = "；".join(
            f"第{s.issue.id}项，{s.lead_text or NONE}，已等{s.waiting_days}天"
            for s in sorted(report.waiting, key=lambda s: -s.waiting_days)
        )
        lines.append(f"待办公室核验{len(report.waiting)}项（{told}）。")
    if report.sent_back:
        ids = ids_text(s.issue.id for s in report.sent_back)
        lines.append(f"退回后未重新申请销号{len(report.sent_back)}项（{ids}）。")
    lines += [
        f"第{item.state.issue.id}项：{_unit(event, item.state)}反映困难：{told}。"
        for item in report.activity
        for event in item.events
        if (told := difficulty_in(event.note))
    ]
    if not lines:
        lines = ["没有待核验和需协调的事项。"]
    yield from (Paragraph(line) for line in lines)


def _unit(event: Event, state: IssueState) -> str:
    return state.directory.canonical(event.unit) if event.unit else state.lead_text


def coming_paragraph(states: Iterable[IssueState], as_of: date) -> Paragraph:
    """近期到期 in one line."""
    soon = soonest_due_first(states, within=COMING_DAYS)
    if not soon:
        return Paragraph(f"{COMING_DAYS}天内没有到期的事项。")
    told = "；".join(
        f"第{s.issue.id}项，{s.lead_text or NONE}，{day_text(s.due, near=as_of)}"
        + ("（已延期）" if s.extended else "")
        for s in soon
        if s.due
    )
    return Paragraph(f"{COMING_DAYS}天内到期{len(soon)}项：{told}。")
