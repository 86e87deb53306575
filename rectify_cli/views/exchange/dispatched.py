"""What was sent out: a sheet for each unit."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rectify_cli.domain.model import Role
from rectify_cli.domain.shared.sheet import Sheet
from rectify_cli.formats.blocks import Align, Block, Cell, Column, Paragraph, Table, Tone
from rectify_cli.views.phrases import number_cell


def dispatched_blocks(
    written: Sequence[tuple[Sheet, Path]], idle: Sequence[Sheet], *, unlisted: Sequence[str]
) -> list[Block]:
    """``rectify dispatch``: the files, and who needs none. ``unlisted`` are groups without listed
    members among the units."""
    table = Table(
        columns=(
            Column("单位", 2),
            Column("文件", 3),
            Column("事项", align=Align.RIGHT, fixed=True),
            *(Column(role.label, align=Align.RIGHT, fixed=True) for role in Role),
        ),
        rows=tuple(
            (
                Cell(sheet.unit),
                Cell(str(path)),
                number_cell(len(sheet.items)),
                *(number_cell(sum(i.role is role for i in sheet.items)) for role in Role),
            )
            for sheet, path in written
        ),
        empty="没有要填的表。",
    )
    lines = (
        [f"共 {len(written)} 份。收回后放进一个文件夹：rectify collect 回收/"] if written else []
    )
    if idle:
        lines.append(f"没有未销号事项，不用填：{'、'.join(sheet.unit for sheet in idle)}。")
    if unlisted:
        lines.append(
            f"{'、'.join(unlisted)}是统称，清单里没有列出成员，只做了一份；"
            "列出成员（units 的 members）后可以逐个单位发。"
        )
    return [table, *([Paragraph("\n".join(lines), Tone.MUTED)] if lines else [])]


def dispatched_data(written: Sequence[tuple[Sheet, Path]], idle: Sequence[Sheet]) -> dict[str, Any]:
    """``rectify dispatch --json``."""
    return {
        "written": [
            {
                "unit": sheet.unit,
                "file": str(path),
                "sheet": str(sheet.id),
                "issues": [item.state.issue.id for item in sheet.items],
            }
            for sheet, path in written
        ],
        "without_items": [sheet.unit for sheet in idle],
    }
