"""Units: their other names, their groups, and in which issues they take part."""

from collections.abc import Sequence
from typing import Any

from rectify_cli.domain.model import Role
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import Align, Cell, Column, Table
from rectify_cli.views.phrases import NONE, number_cell


def units_table(directory: UnitDirectory, issues: Sequence[IssueState]) -> Table:
    """``rectify units``: every unit, its other names, its groups, its issues by role."""
    rows = []
    for unit in directory.names:
        roles = [directory.role_of(unit, state.issue) for state in issues]
        members = directory.members_of(unit)
        rows.append(
            (
                Cell(unit),
                Cell("、".join(directory.aliases_of(unit)) or NONE),
                Cell("、".join(sorted(directory.groups_of(unit))) or NONE),
                Cell(f"{len(members)}个" if directory.is_group(unit) else NONE),
                *(number_cell(roles.count(role)) for role in Role),
            )
        )
    return Table(
        columns=(
            Column("单位", 2),
            Column("别称", 1.2),
            Column("所属", 1.5),
            Column("成员数", align=Align.RIGHT, fixed=True),
            *(Column(f"{r.label}项", align=Align.RIGHT, fixed=True) for r in Role),
        ),
        rows=tuple(rows),
        empty="清单里还没有单位。",
    )


def units_data(directory: UnitDirectory, states: Sequence[IssueState]) -> dict[str, Any]:
    """``rectify units --json``."""
    issues = [state.issue for state in states]
    return {
        "units": [
            {
                "name": unit,
                "aliases": directory.aliases_of(unit),
                "groups": sorted(directory.groups_of(unit)),
                "members": list(directory.members_of(unit)) if directory.is_group(unit) else None,
                "issues": {
                    role.value: [i.id for i in issues if directory.role_of(unit, i) is role]
                    for role in Role
                },
            }
            for unit in directory.names
        ]
    }
