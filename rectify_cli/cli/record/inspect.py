"""``inspect``: the office looks for itself."""

from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_issue
from rectify_cli.cli.options.entry import Addressed, Asking, Entry
from rectify_cli.cli.record.events import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(
    session: Session,
    entry: Entry,
    asking: Asking,
    issues: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="事项...", autocompletion=complete_issue,
            help="3 或 共性3；可写多个；只写 --unit 的，记在它所有未销号的事项上。",
        ),
    ] = None,
    unit: Addressed = None,
) -> None:  # fmt: skip
    """督查：记下专项检查、督促检查的情况（销号后即回头看）。"""
    record(session, EventKind.INSPECT, issues or [], entry, units=[unit], asking=asking)
