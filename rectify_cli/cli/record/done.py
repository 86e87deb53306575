"""``done``: the office strikes an issue off."""

from rectify_cli.cli.options.entry import Entry, Issues
from rectify_cli.cli.recording import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(session: Session, issues: Issues, entry: Entry) -> None:
    """销号：核验通过，完成一项、销号一项。"""
    record(session, EventKind.DONE, issues, entry)
