"""What one unit has to do, and has done: its own part, last report and records."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Document as Source
from rectify_cli.domain.model import PartStatus
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.own_part import OwnPart, last_of
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Section,
    Table,
    Tone,
)
from rectify_cli.views.columns import (
    DEADLINE,
    ID,
    LEAD,
    LEADER,
    NUMBERED_TITLE,
    PAGE_DUE,
    PAGE_STATUS,
    PAGE_TITLE,
    STATUS,
    IssueColumn,
    issue_table,
    of_field,
)
from rectify_cli.views.issue import event_data
from rectify_cli.views.phrases import (
    NONE,
    SIGN_OFF,
    date_cell,
    day_cell,
    event_line,
    numbered_title,
)

_TONES = {
    PartStatus.NOT_STARTED: Tone.MUTED,
    PartStatus.IN_PROGRESS: Tone.ACTIVE,
    PartStatus.FINISHED: Tone.GOOD,
}
_NO_PART = "没有承担事项。"


def part_column(unit: str) -> IssueColumn:
    """本单位: where ``unit`` stands with its part."""
    return IssueColumn("本单位", lambda state: _status_cell(state, unit), fixed=True)


def part_data(state: IssueState, unit: str) -> dict[str, Any] | None:
    """``part`` of an issue in ``list --unit X --json``; none for a unit that has none."""
    part = state.part_of(unit)
    if part is None:
        return None
    last = state.last_report_of(unit)
    return {
        "status": part.value,
        "last": last.isoformat() if last else None,
        "silent_days": state.silent_days_of(unit),
    }


def standing_block(state: IssueState, unit: str) -> Paragraph:
    """How one unit stands with one issue, for the head of ``show --unit X``."""
    if unit not in state.roles.obliged:
        return Paragraph(f"{unit} 不承担这一项。")
    part = OwnPart(unit, state)
    last = f"最近报送 {part.last}" if part.last else "从未报送"
    silent = f"，已 {part.silent_days} 天" if part.is_owed else ""
    return Paragraph(f"{unit}（{part.role.label}）：{part.status.label}，{last}{silent}。")


def own_issue_data(state: IssueState, unit: str) -> dict[str, Any]:
    """What ``show --unit X --json`` says instead of the whole log."""
    part = OwnPart(unit, state) if unit in state.roles.obliged else None
    return {
        "unit": unit,
        "role": part.role.value if part else None,
        "part": part_data(state, unit),
        "log": [event_data(event) for event in part.records] if part else [],
    }


def unit_status_blocks(unit: str, parts: Sequence[OwnPart], as_of: date) -> list[Block]:
    """``rectify status --unit X``."""
    if not parts:
        return [Paragraph(f"{unit} {_NO_PART}")]
    return [Paragraph(f"截止日 {as_of}，{overall(unit, parts)}"), _parts_table(parts)]


def unit_status_data(unit: str, parts: Sequence[OwnPart], as_of: date) -> dict[str, Any]:
    """``rectify status --unit X --json``."""
    last = last_of(parts)
    return {
        "as_of": as_of.isoformat(),
        "unit": unit,
        "counts": {"total": len(parts)} | {s.value: _count(parts, s) for s in PartStatus},
        "last": last.isoformat() if last else None,
        "issues": [_part_entry(part) for part in parts],
    }


def unit_report(unit: str, parts: Sequence[OwnPart], period: Period, source: Source) -> Document:
    """``rectify report --unit X``: what it reported in ``period``, and what it still owes."""
    as_of = parts[0].state.as_of if parts else period.until
    blocks: list[Block] = [
        Paragraph(f"截至{chinese_date(as_of)}，{overall(unit, parts)}" if parts else _NO_PART)
    ]
    if parts:
        blocks += [
            Heading(1, "本期办理"),
            *_records(parts, period),
            Heading(1, "承担事项"),
            _parts_table(parts, page=True),
        ]
    return Document(
        title=f"{unit}整改工作情况",
        subtitle=(period.up_to(max(as_of, period.since)).days,),
        sections=(Section((*blocks, SIGN_OFF)),),
        as_of=as_of,
        author=source.compiled_by or "",
        subject=period.label,
    )


def unit_report_data(unit: str, parts: Sequence[OwnPart], period: Period) -> dict[str, Any]:
    """``rectify report --unit X --json``."""
    as_of = parts[0].state.as_of if parts else period.until
    days = {"since": period.since.isoformat(), "until": period.until.isoformat()}
    events = [
        {"id": part.state.issue.id, **event_data(event)}
        for part in parts
        for event in part.records
        if event.date in period
    ]
    return unit_status_data(unit, parts, as_of) | days | {"events": events}


def unit_list(unit: str, parts: Sequence[OwnPart], source: Source, *, title: str) -> Document:
    """``rectify export --unit X`` for a unit that takes part without leading: the items with its
    own part and records."""
    as_of = parts[0].state.as_of
    by_id = {part.state.issue.id: part for part in parts}

    def records(state: IssueState) -> Cell:
        events = by_id[state.issue.id].records
        lines = (event_line(event, state, near=as_of) for event in events)
        return Cell("\n".join(lines) or "尚未报送")

    columns = (
        *(ID, _PROBLEM, _MEASURES, LEAD, LEADER, _LIMIT, STATUS, part_column(unit)),
        IssueColumn("本单位办理情况", records, 3),
    )
    table = issue_table([part.state for part in parts], columns, page=True)
    summary = Paragraph(f"截至{chinese_date(as_of)}，{overall(unit, parts)}")
    return Document(
        title=title,
        sections=(Section((summary, table, SIGN_OFF), landscape=True),),
        as_of=as_of,
        author=source.compiled_by or "",
        subject="整改工作清单",
    )


def overall(unit: str, parts: Sequence[OwnPart]) -> str:
    """How far one unit has come with all its parts, in a sentence."""
    counts = "，".join(f"{s.label}{_count(parts, s)}项" for s in PartStatus)
    last = last_of(parts)
    said = f"最近报送{chinese_date(last)}" if last else "还没有报送"
    return f"{unit}承担{len(parts)}项：{counts}；{said}。"


def _records(parts: Sequence[OwnPart], period: Period) -> list[Block]:
    told: list[Block] = []
    for part in parts:
        issue, events = part.state.issue, [e for e in part.records if e.date in period]
        if events:
            near = part.state.as_of
            lines = tuple(event_line(event, part.state, near=near) for event in events)
            told += [Heading(2, f"{issue.id}　{numbered_title(issue)}"), Items(lines)]
    return told or [Paragraph("本期没有报送，也没有对它的督查、退回。")]


def _parts_table(parts: Sequence[OwnPart], *, page: bool = False) -> Table:
    titles = ("角色", "本单位", "最近报送", "未报天数")
    on_page = (ID, PAGE_TITLE, LEAD, PAGE_DUE, PAGE_STATUS)
    issue_columns = on_page if page else (ID, NUMBERED_TITLE, LEAD, DEADLINE, STATUS)
    table = issue_table([part.state for part in parts], issue_columns, page=page)
    rows = zip(table.rows, parts, strict=True)
    return table._replace(
        columns=(*table.columns, *(Column(title, fixed=True) for title in titles)),
        rows=tuple((*row, *_part_cells(part, page=page)) for row, part in rows),
    )


def _part_cells(part: OwnPart, *, page: bool) -> tuple[Cell, ...]:
    silent = Cell(f"{part.silent_days}天", value=part.silent_days) if part.is_owed else Cell(NONE)
    return (
        Cell(part.role.label),
        _status_cell(part.state, part.unit),
        day_cell(part.last, near=part.state.as_of) if page else date_cell(part.last),
        silent,
    )


def _status_cell(state: IssueState, unit: str) -> Cell:
    part = state.part_of(unit)
    return Cell(part.label, _TONES[part]) if part else Cell(NONE, Tone.MUTED)


def _part_entry(part: OwnPart) -> dict[str, Any]:
    return {
        "id": part.state.issue.id,
        "role": part.role.value,
        "status": part.state.status.value,
        "part": part_data(part.state, part.unit),
    }


def _count(parts: Sequence[OwnPart], status: PartStatus) -> int:
    return sum(part.status is status for part in parts)


_PROBLEM = of_field("problem", lambda s: Cell(s.issue.problem), 3)
_MEASURES = of_field("measures", lambda s: Cell("\n".join(s.issue.measures) or NONE), 4)
_LIMIT = of_field("deadline", lambda s: Cell(s.issue.deadline or NONE), 1.3)
