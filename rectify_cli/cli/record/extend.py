"""``extend``: the office grants a later day."""

from typing import Annotated

import typer

from rectify_cli.cli.options.entry import Addressed, Asking, Entry, Issues, Number
from rectify_cli.cli.record.events import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(
    session: Session,
    issues: Issues,
    to: Annotated[str, typer.Option("--to", metavar="日期", help="新的到期日。")],
    entry: Entry,
    unit: Addressed = None,
    number: Number = None,
) -> None:
    """延期：经批准推迟到期日。"""
    asking = Asking(number=number)
    record(session, EventKind.EXTEND, issues, entry, units=[unit], to=to, asking=asking)
