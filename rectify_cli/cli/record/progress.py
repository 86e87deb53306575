"""``progress``: what a unit reports."""

from rectify_cli.cli.options.entry import Entry, Issues, Reporters
from rectify_cli.cli.record.events import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(session: Session, issues: Issues, entry: Entry, unit: Reporters = None) -> None:
    """进展：报送整改落实情况。"""
    record(session, EventKind.PROGRESS, issues, entry, units=unit or ())
