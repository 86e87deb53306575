"""Units: their other names, their groups, who answers for them, in which issues they take part."""

from collections.abc import Sequence
from typing import Any

from rectify_cli.domain.model import Role, Unit, title_of
from rectify_cli.domain.shared.contacts import CONTACT_FIELDS
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.formats.blocks import Align, Block, Cell, Column, Paragraph, Table, Tone
from rectify_cli.views.phrases import NONE, members_question, number_cell

_ROLES = tuple(Column(f"{role.label}项", align=Align.RIGHT, fixed=True) for role in Role)


def units_blocks(directory: UnitDirectory, issues: Sequence[IssueState]) -> list[Block]:
    """``rectify units``: every unit, and what is to be asked about the groups."""
    question = members_question(directory)
    asked = [Paragraph(question, Tone.MUTED)] if question else []
    return [units_table(directory, issues), *asked]


def units_table(directory: UnitDirectory, issues: Sequence[IssueState]) -> Table:
    """Every unit, its other names, its groups, its issues by role; who answers for it, in the
    columns that some unit has."""
    names = directory.names
    contacts = [
        field for field in CONTACT_FIELDS if any(_value(directory, n, field) for n in names)
    ]
    return Table(
        columns=(
            Column("单位", 2),
            Column("别称", 1.2),
            Column("所属", 1.5),
            Column("成员数", align=Align.RIGHT, fixed=True),
            *_ROLES,
            *(Column(title_of(Unit, field)) for field in contacts),
        ),
        rows=tuple(
            (
                *_unit_row(directory, unit, issues),
                *(Cell(_value(directory, unit, field) or NONE) for field in contacts),
            )
            for unit in names
        ),
        empty="清单里还没有单位。",
    )


def missing_contacts_table(directory: UnitDirectory, issues: Sequence[IssueState]) -> Table:
    """``rectify units --missing-contacts``: the units that take part in an issue (no groups) and
    lack one of those who answer for them."""
    return Table(
        columns=(Column("单位", 2), *(Column(title_of(Unit, field)) for field in CONTACT_FIELDS)),
        rows=tuple(
            (
                Cell(unit),
                *(
                    Cell(value) if value else Cell("未填", Tone.WARN)
                    for value in (_value(directory, unit, field) for field in CONTACT_FIELDS)
                ),
            )
            for unit in _lacking(directory, issues)
        ),
        empty="各单位的主要领导、责任领导、责任股室、联系人和电话都填了。",
    )


def units_data(
    directory: UnitDirectory, states: Sequence[IssueState], *, missing_contacts: bool = False
) -> dict[str, Any]:
    """``rectify units --json``."""
    issues = [state.issue for state in states]
    return {
        "units": [
            {
                "name": unit,
                "aliases": directory.aliases_of(unit),
                "groups": sorted(directory.groups_of(unit)),
                "members": list(directory.members_of(unit)) if directory.is_group(unit) else None,
                **{field: _value(directory, unit, field) for field in CONTACT_FIELDS},
                "issues": {
                    role.value: [i.id for i in issues if directory.role_of(unit, i) is role]
                    for role in Role
                },
            }
            for unit in (_lacking(directory, states) if missing_contacts else directory.names)
        ]
    }


def _unit_row(
    directory: UnitDirectory, unit: str, issues: Sequence[IssueState]
) -> tuple[Cell, ...]:
    roles = [directory.role_of(unit, state.issue) for state in issues]
    members = directory.members_of(unit)
    return (
        Cell(unit),
        Cell("、".join(directory.aliases_of(unit)) or NONE),
        Cell("、".join(sorted(directory.groups_of(unit))) or NONE),
        Cell(f"{len(members)}个" if directory.is_group(unit) else NONE),
        *(number_cell(roles.count(role)) for role in Role),
    )


def _value(directory: UnitDirectory, unit: str, field: str) -> str | None:
    value: str | None = getattr(directory.unit(unit), field)
    return value


def _lacking(directory: UnitDirectory, states: Sequence[IssueState]) -> list[str]:
    bound = {unit for state in states for unit in state.roles.obliged}
    return [
        unit
        for unit in directory.names
        if unit in bound
        and not directory.is_group(unit)
        and not all(_value(directory, unit, field) for field in CONTACT_FIELDS)
    ]
