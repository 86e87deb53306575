"""``list`` and ``show`` as blocks: rows of issues, one issue whole, its log."""

from collections.abc import Iterable, Sequence

from rectify_cli.domain.model import Event, Role
from rectify_cli.domain.query import Row, Selection
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import (
    Block,
    Cell,
    Column,
    Heading,
    Items,
    Paragraph,
    Table,
    Tone,
)
from rectify_cli.views.columns import ID, ISSUE, LEAD, LEADER
from rectify_cli.views.phrases import (
    NONE,
    actor_text,
    deadline_text,
    event_text,
    numbered_title,
    remaining_cell,
    status_cell,
)


def list_blocks(selection: Selection, *, unit: str | None, as_of: object) -> list[Block]:
    """``rectify list``: the table, and what the reader should know beside it."""
    blocks: list[Block] = [list_table(selection.rows, with_role=unit is not None)]
    if not selection.rows:
        return [Paragraph(_nothing_found(selection, unit))]
    count = len(selection.rows)
    shown = (
        f"共 {count} 项"
        if count == selection.total
        else f"共 {count} 项（全部 {selection.total} 项）"
    )
    lines = [f"{shown}，截止日 {as_of}。"]
    if selection.member_only:
        groups = "、".join(selection.groups)
        lines.append(f"{unit} 没有单独列名，以上各项作为“{groups}”的成员单位承担。")
    if selection.through_groups:
        lines.append(_through_groups(selection))
    blocks.append(Paragraph("\n".join(lines), Tone.MUTED))
    return blocks


def _nothing_found(selection: Selection, unit: str | None) -> str:
    if not selection.total:
        return "清单里还没有事项。"
    text = f"没有符合条件的事项（不加条件共 {selection.total} 项）。"
    if unit and selection.through_groups:
        text += "\n" + _through_groups(selection)
    return text


def _through_groups(selection: Selection) -> str:
    groups = "、".join(selection.groups)
    return (
        f"另有 {selection.through_groups} 项作为“{groups}”的成员单位承担，加 --role member 查看。"
    )


def list_table(rows: Sequence[Row], *, with_role: bool = False) -> Table:
    """One row an issue."""
    role = [Column("角色", 0.6, fixed=True)] if with_role else []
    return Table(
        columns=(
            ID,
            Column("类别", 0.8, fixed=True),
            *role,
            ISSUE,
            LEAD,
            LEADER,
            Column("时限", 1.2),
            Column("状态", 0.8, fixed=True),
            Column("剩余/逾期", 1, fixed=True),
        ),
        rows=tuple(_list_row(row, with_role=with_role) for row in rows),
    )


def _list_row(row: Row, *, with_role: bool) -> tuple[Cell, ...]:
    issue = row.state.issue
    return (
        Cell(str(issue.id)),
        Cell(issue.label if issue.category else NONE),
        *([_role_cell(row.role)] if with_role else []),
        Cell(issue.title),
        Cell(issue.lead_text or NONE),
        Cell(issue.leader or NONE),
        Cell(deadline_text(row.state)),
        status_cell(row.state),
        remaining_cell(row.state),
    )


def _role_cell(role: Role | None) -> Cell:
    return Cell(role.label if role else NONE, Tone.MUTED if role is Role.MEMBER else Tone.PLAIN)


def issue_blocks(state: IssueState) -> list[Block]:
    """The official words of an issue, whole, and where it stands."""
    issue = state.issue
    blocks: list[Block] = [
        Heading(1, f"{issue.id}　{numbered_title(issue)}"),
        Items(tuple(_fact_lines(state))),
        Heading(2, "存在问题"),
        Paragraph(issue.problem),
    ]
    if issue.goal:
        blocks += [Heading(2, "整改目标"), Paragraph(issue.goal)]
    blocks.append(Heading(2, "整改措施"))
    blocks.append(Items(issue.measures) if issue.measures else Paragraph("（文件未列明）"))
    return blocks


def _fact_lines(state: IssueState) -> Iterable[str]:
    issue = state.issue
    remaining = remaining_cell(state).text
    yield f"状态：{state.status.label}" + ("" if remaining == NONE else f"，{remaining}")
    due = f"（到期日 {state.due}" if state.due else ""
    if due and state.due != state.original_due and state.original_due:
        due += f"，原为 {state.original_due}"
    yield f"整改时限：{issue.deadline or NONE}{due + '）' if due else ''}"
    yield f"牵头单位：{issue.lead_text or NONE}"
    yield f"责任领导：{issue.leader or NONE}"
    yield f"责任单位：{issue.responsible_text or NONE}"
    for name, value in (("责任股室", issue.office), ("联系方式", issue.contact)):
        if value:
            yield f"{name}：{value}"


def log_blocks(state: IssueState) -> list[Block]:
    """What has happened to an issue, in date order."""
    return [
        Heading(2, f"办理记录（{len(state.events)} 条）"),
        Table(
            columns=(
                Column("日期", 1, fixed=True),
                Column("事件", 0.8, fixed=True),
                Column("单位/人员", 1.5),
                Column("内容", 3),
                Column("佐证材料", 2),
            ),
            rows=tuple(_log_row(event) for event in state.events),
            empty="还没有办理记录。",
        ),
    ]


def _log_row(event: Event) -> tuple[Cell, ...]:
    return (
        Cell(event.date.isoformat(), value=event.date),
        Cell(event.event.label),
        Cell(actor_text(event)),
        Cell(event_text(event)),
        Cell("\n".join(event.evidence) or NONE),
    )
