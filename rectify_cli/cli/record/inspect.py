"""``inspect``: the office looks for itself."""

from rectify_cli.cli.options.entry import Entry, Issues
from rectify_cli.cli.recording import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(session: Session, issues: Issues, entry: Entry) -> None:
    """督查：记下专项检查、督促检查的情况。"""
    record(session, EventKind.INSPECT, issues, entry)
