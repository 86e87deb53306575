"""Units in tables: lead units in figures, and who owes reports."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rectify_cli.domain.model import Status
from rectify_cli.domain.query import NO_ISSUES
from rectify_cli.domain.reporting.figures import Counts, Group
from rectify_cli.domain.reporting.roster import UnitRoster
from rectify_cli.formats.blocks import Align, Cell, Column, Table, Tone
from rectify_cli.views.columns import LEAD
from rectify_cli.views.issue import ids_data
from rectify_cli.views.phrases import day_cell, ids_text, number_cell, percent


def leads_table(groups: Sequence[Group]) -> Table:
    """Lead units in figures."""
    return Table(
        columns=(
            Column(LEAD.title, 2),
            *(Column(title, 0.8, Align.CENTER, fixed=True) for title in count_titles()),
        ),
        rows=tuple((Cell(group.name), *counts_cells(group.counts)) for group in groups),
        empty=NO_ISSUES,
    )


def count_titles() -> tuple[str, ...]:
    """The titles over ``counts_cells``."""
    return ("应整改", *(status.label for status in reversed(Status)), "逾期", "完成率")


def counts_cells(counts: Counts, *, plain: bool = False) -> tuple[Cell, ...]:
    """应整改, the states from 已销号 on, 逾期, 完成率; ``plain`` without colour."""
    return (
        number_cell(counts.total),
        *(number_cell(counts.of(status)) for status in reversed(Status)),
        number_cell(counts.overdue, Tone.BAD if counts.overdue and not plain else Tone.PLAIN),
        Cell(percent(counts.done, counts.total)),
    )


def owing_table(rosters: Sequence[UnitRoster], *, near: date) -> Table:
    """Units that owe reports, the numbers of what they owe drawn together."""
    return Table(
        columns=(
            Column("单位", 2, names=True),
            Column("未报事项", 3, names=True),
            Column("最近报送", 1, Align.CENTER, fixed=True),
            Column("未报天数", 1, Align.CENTER, fixed=True),
        ),
        rows=tuple(
            (
                Cell(roster.unit),
                Cell(ids_text(item.state.issue.id for item in roster.missing_items)),
                day_cell(roster.last, near=near, none="从未报送"),
                number_cell(roster.silent_days),
            )
            for roster in sorted(rosters, key=lambda roster: -roster.silent_days)
        ),
    )


def rosters_data(rosters: Iterable[UnitRoster]) -> list[dict[str, Any]]:
    """Units with the issues that they owe."""
    return [
        {
            "unit": roster.unit,
            "issues": ids_data(item.state for item in roster.missing_items),
            "silent_days": roster.silent_days,
        }
        for roster in rosters
    ]
