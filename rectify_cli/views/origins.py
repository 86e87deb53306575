"""来历: who brought each line of a log into the ledger, with which commit."""

from collections.abc import Mapping
from typing import Any

from rectify_cli.domain.journal import lines_of
from rectify_cli.domain.model import Event, Issue
from rectify_cli.domain.shared.audit import Commit
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Block, Cell, Column, Heading, Table
from rectify_cli.views.history.audit import commit_data
from rectify_cli.views.issue import event_data
from rectify_cli.views.phrases import NONE, event_line


def origin_blocks(
    issue: Issue, state: IssueState, origins: Mapping[Event, Commit | None]
) -> list[Block]:
    """A row a line: its number, what it says of the issue as it stands, and its commit."""
    columns = (
        Column("编号", fixed=True),
        Column("记录", 3),
        Column("提交", fixed=True),
        Column("提交人", fixed=True),
        Column("提交日期", fixed=True),
    )
    rows = tuple(
        (
            Cell(f"{issue.id}#{line.number}"),
            Cell(event_line(line.event, state)),
            *_commit_cells(origins.get(line.event)),
        )
        for line in lines_of(issue)
    )
    return [Heading(2, "来历"), Table(columns=columns, rows=rows, empty="还没有办理记录。")]


def _commit_cells(commit: Commit | None) -> tuple[Cell, Cell, Cell]:
    if commit is None:
        return Cell("还没有提交"), Cell(NONE), Cell(NONE)
    return Cell(commit.short_id), Cell(commit.author), Cell(commit.day)


def origin_data(issue: Issue, origins: Mapping[Event, Commit | None]) -> dict[str, Any]:
    """The same for programs; ``commit`` is null for what is not committed."""
    return {
        "blame": [
            {
                "n": line.number,
                **event_data(line.event),
                "commit": commit_data(origins.get(line.event)),
            }
            for line in lines_of(issue)
        ]
    }
