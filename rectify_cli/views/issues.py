"""整改事项 as a list: on the screen, and as a printout (整改工作清单) with its own columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.figures import count
from rectify_cli.domain.model import Checklist, Role, Status
from rectify_cli.domain.query import NO_ISSUES, Filter, Selection
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Block,
    Cell,
    DateMark,
    Document,
    Heading,
    Paragraph,
    Section,
    Table,
    Tone,
)
from rectify_cli.views.columns import (
    DEADLINE,
    DUE,
    ID,
    LABEL,
    LEAD,
    LEADER,
    REMAINING,
    STATUS,
    TITLE,
    IssueColumn,
    issue_table,
    of_field,
    role_column,
)
from rectify_cli.views.issue import issue_data
from rectify_cli.views.own_part import part_column, part_data
from rectify_cli.views.phrases import (
    NONE,
    SIGN_OFF,
    STATUS_TONES,
    event_line,
    percent,
)

_SHOWN_EVENTS = 3
_NOTHING_FITS = "没有符合条件的事项。"


def list_blocks(selection: Selection, *, unit: str | None, as_of: date) -> list[Block]:
    """``rectify list``: the table, and what the reader should know beside it."""
    if not selection.rows:
        return [Paragraph(_nothing_found(selection, unit))]
    roles = {row.state.issue.id: row.role for row in selection.rows}
    role = (role_column(roles),) if unit is not None else ()
    takes_part = any(row.part and row.role is not Role.LEAD for row in selection.rows)
    part = (part_column(unit),) if unit is not None and takes_part else ()
    columns = (ID, LABEL, *role, TITLE, LEAD, LEADER, DEADLINE, STATUS, *part, REMAINING)
    shown = f"共 {len(roles)} 项"
    if len(roles) != selection.total:
        shown += f"（全部 {selection.total} 项）"
    lines = [f"{shown}，截止日 {as_of}。"]
    if selection.member_only:
        groups = "、".join(selection.groups)
        lines.append(f"{unit} 没有单独列名，以上各项作为“{groups}”的成员单位承担。")
    if selection.through_groups:
        lines.append(_through_groups(selection))
    table = issue_table(selection.states, columns)
    return [table, Paragraph("\n".join(lines), Tone.MUTED)]


def list_data(selection: Selection, as_of: date) -> dict[str, Any]:
    """``rectify list --json``."""
    issues = [
        issue_data(row.state, row.role)
        | ({"part": part_data(row.state, row.unit)} if row.unit else {})
        for row in selection.rows
    ]
    return {"as_of": str(as_of), "issues": issues}


def _nothing_found(selection: Selection, unit: str | None) -> str:
    if not selection.total:
        return NO_ISSUES
    text = f"没有符合条件的事项（不加条件共 {selection.total} 项）。"
    if unit and selection.through_groups:
        text += "\n" + _through_groups(selection)
    return text


def _through_groups(selection: Selection) -> str:
    groups = "、".join(selection.groups)
    return (
        f"另有 {selection.through_groups} 项作为“{groups}”的成员单位承担，加 --role member 查看。"
    )


def list_document(
    checklist: Checklist,
    states: Sequence[IssueState],
    *,
    as_of: date,
    title_note: str = "",
) -> Document:
    """The list as a printout of its own.

    ``states`` are the issues to show as they stand on ``as_of`` (all of ``checklist``, or what a
    filter left of it); ``title_note`` says in a few words what the filter was.
    """
    document = checklist.document
    return Document(
        title=document.title,
        subtitle=tuple(filter(None, (title_note, _origin(checklist)))),
        sections=(
            Section(
                (
                    Paragraph(_summary(checklist, states, as_of)),
                    checklist_table(states, empty=_NOTHING_FITS if len(checklist) else NO_ISSUES),
                    SIGN_OFF,
                ),
                landscape=True,
            ),
        ),
        as_of=as_of,
        author=document.compiled_by or document.issuer or "",
        subject="整改工作清单",
    )


def list_section(states: Sequence[IssueState]) -> Section:
    """The whole list as the landscape appendix of another printout."""
    table = checklist_table(states, empty=NO_ISSUES)
    return Section((Heading(1, "附件：整改工作清单"), table), landscape=True)


def checklist_table(states: Iterable[IssueState], *, empty: str = _NOTHING_FITS) -> Table:
    """One row an issue, in the columns that the source document's appendix has; 整改目标 only
    where an issue has one. ``empty`` is said where there is none."""
    shown = tuple(states)
    goal = (_GOAL,) if any(state.issue.goal for state in shown) else ()
    table = issue_table(
        shown,
        (
            *(ID, _CATEGORY, _PROBLEM, *goal, _MEASURES, LEAD.weighing(1.2), LEADER),
            *(_RESPONSIBLE, _TIME_LIMIT, _PROGRESS, _STATUS),
        ),
        page=True,
        empty=empty,
    )
    sheet = issue_table(shown, (DUE._replace(cell=_due_cell), _DAYS_LEFT), page=True)
    *columns, status = table.columns
    return table._replace(
        columns=(*columns, status._replace(choices=tuple(s.label for s in Status))),
        sheet_columns=sheet.columns,
        sheet_rows=sheet.rows,
        marks=tuple(
            DateMark(DUE.title, STATUS.title, Status.DONE.label, within, tone)
            for within, tone in ((-1, Tone.BAD), (7, Tone.WARN))
        ),
    )


def filter_text(wanted: Filter) -> str:
    """What a list was narrowed to, for the line under its title; nothing for the whole list."""
    role = f"（{wanted.role.label}）" if wanted.role else ""
    statuses = "、".join(status.label for status in Status if status in wanted.statuses)
    parts = (
        f"单位：{wanted.unit}{role}" if wanted.unit else "",
        f"责任领导：{wanted.leader}" if wanted.leader else "",
        f"类别：{wanted.category}" if wanted.category else "",
        f"状态：{statuses}" if statuses else "",
        "已逾期" if wanted.overdue else "",
        f"{chinese_date(wanted.due_before)}前到期" if wanted.due_before else "",
        f"文字含“{wanted.search}”" if wanted.search else "",
    )
    return "；".join(filter(None, parts))


def progress_text(state: IssueState) -> str:
    """进展情况: the latest events, oldest first, one a line."""
    if not state.events:
        return "尚无办理记录"
    lines = [event_line(event, state) for event in state.events[-_SHOWN_EVENTS:]]
    if len(state.events) > _SHOWN_EVENTS:
        lines.insert(0, f"共{len(state.events)}条记录，最近{_SHOWN_EVENTS}条：")
    return "\n".join(lines)


def _origin(checklist: Checklist) -> str:
    document = checklist.document
    source = f"{document.issuer or ''}{document.number or ''}"
    facts = (("文件", source), ("依据", document.basis), ("编制单位", document.compiled_by))
    return "　".join(f"{name}：{value}" for name, value in facts if value)


def _summary(checklist: Checklist, states: Sequence[IssueState], as_of: date) -> str:
    counts = count(states)
    whole = f"清单共{len(checklist)}项"
    if len(states) != len(checklist):
        whole += f"，本表列{len(states)}项"
    if not states:
        return f"截至{chinese_date(as_of)}，{whole}。"
    by_status = "，".join(
        f"{status.label}{counts.of(status)}项" for status in reversed(Status) if counts.of(status)
    )
    late = f"逾期{counts.overdue}项" if counts.overdue else "没有逾期事项"
    rate = percent(counts.done, counts.total)
    return f"截至{chinese_date(as_of)}，{whole}：{by_status}；完成率{rate}；{late}。"


def _category_cell(state: IssueState) -> Cell:
    issue = state.issue
    number = f"\n第{issue.number}项" if issue.number is not None else ""
    return Cell(f"{issue.category}{number}" if issue.category else NONE, value=issue.category)


def _responsible(state: IssueState) -> str:
    office = state.issue.office
    text = state.issue.responsible_text or NONE
    return f"{text}\n（责任股室：{office}）" if office else text


def _time_limit(state: IssueState) -> str:
    """The document's words, and the date where only an extension or the office gives it."""
    words = state.issue.deadline or ""
    if state.due is not None and state.due != state.original_due:
        return f"{words}\n（延期至{chinese_date(state.due)}）".strip()
    if state.issue.due is not None:
        return f"{words}\n（{chinese_date(state.issue.due)}到期）".strip()
    return words or NONE


def _status_cell(state: IssueState) -> Cell:
    label = state.status.label
    if state.is_overdue:
        return Cell(f"{label}\n逾期{state.overdue_days}天", Tone.BAD, label)
    return Cell(label, STATUS_TONES[state.status])


def _due_cell(state: IssueState) -> Cell:
    return Cell(state.due.isoformat(), value=state.due) if state.due else Cell("")


def _days_cell(state: IssueState) -> Cell:
    """Days to the due date, negative when past; none once struck off."""
    left = state.days_left if state.is_open else None
    return Cell("") if left is None else Cell(str(left), value=left)


_CATEGORY = of_field("category", _category_cell, fixed=True)
_PROBLEM = of_field("problem", lambda s: Cell(s.issue.problem), 3)
_GOAL = of_field("goal", lambda s: Cell(s.issue.goal or NONE), 2)
_MEASURES = of_field("measures", lambda s: Cell("\n".join(s.issue.measures) or NONE), 4)
_RESPONSIBLE = of_field("responsible_units", lambda s: Cell(_responsible(s)), 1.3)
_TIME_LIMIT = of_field("deadline", lambda s: Cell(_time_limit(s)), 1.3)
_PROGRESS = IssueColumn("进展情况", lambda s: Cell(progress_text(s)), 3)
_STATUS = STATUS._replace(cell=_status_cell)
_DAYS_LEFT = IssueColumn("剩余天数", _days_cell, fixed=True)
