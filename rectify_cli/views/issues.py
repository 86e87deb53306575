"""整改事项 as a list on the screen.

The plain list is what people ask for most: what other answers need loads with these.
"""

from datetime import date
from typing import Any

from rectify_cli.domain.model import Role
from rectify_cli.domain.query import NO_ISSUES, Selection
from rectify_cli.formats.blocks import (
    Block,
    Paragraph,
    Tone,
)
from rectify_cli.views.columns import (
    DEADLINE,
    ID,
    LABEL,
    LEAD,
    LEADER,
    REMAINING,
    STATUS,
    TITLE,
    issue_table,
    role_column,
)


def list_blocks(selection: Selection, *, unit: str | None, as_of: date) -> list[Block]:
    """``rectify list``: the table, and what the reader should know beside it."""
    if not selection.rows:
        return [Paragraph(_nothing_found(selection, unit))]
    roles = {row.state.issue.id: row.role for row in selection.rows}
    role = (role_column(roles),) if unit is not None else ()
    takes_part = any(row.part and row.role is not Role.LEAD for row in selection.rows)
    columns = [ID, LABEL, *role, TITLE, LEAD, LEADER, DEADLINE, STATUS]
    if unit is not None and takes_part:
        from rectify_cli.views.own_part import part_column

        columns.append(part_column(unit))
    shown = f"共 {len(roles)} 项"
    if len(roles) != selection.total:
        shown += f"（全部 {selection.total} 项）"
    lines = [f"{shown}，截止日 {as_of}。"]
    if selection.member_only:
        groups = "、".join(selection.groups)
        lines.append(f"{unit} 没有单独列名，以上各项作为“{groups}”的成员单位承担。")
    if selection.through_groups:
        lines.append(_through_groups(selection))
    table = issue_table(selection.states, (*columns, REMAINING))
    return [table, Paragraph("\n".join(lines), Tone.MUTED)]


def list_data(selection: Selection, as_of: date) -> dict[str, Any]:
    """``rectify list --json``."""
    from rectify_cli.views.issue import issue_data
    from rectify_cli.views.own_part import part_data

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
