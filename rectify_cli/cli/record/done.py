"""``done``: the office strikes an issue off."""

from typing import Annotated

from rectify_cli.cli.options.entry import Entry, Issues, unit_option
from rectify_cli.cli.record.events import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(
    session: Session,
    issues: Issues,
    entry: Entry,
    unit: Annotated[str | None, unit_option("哪个单位销的号（牵头、汇总或督查单位）。")] = None,
) -> None:
    """销号：核验通过，完成一项、销号一项。"""
    record(session, EventKind.DONE, issues, entry, units=[unit])
