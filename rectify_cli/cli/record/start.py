"""``start``: work on an issue has begun."""

from rectify_cli.cli.options.entry import Entry, Issues, Reporters
from rectify_cli.cli.record.events import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(session: Session, issues: Issues, entry: Entry, unit: Reporters = None) -> None:
    """启动：开始整改。"""
    record(session, EventKind.START, issues, entry, units=unit or ())
