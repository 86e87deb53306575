"""``reopen``: the office sends an issue back."""

from rectify_cli.cli.options.entry import Addressed, Asking, Entry, Issues
from rectify_cli.cli.record.events import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(
    session: Session, issues: Issues, entry: Entry, asking: Asking, unit: Addressed = None
) -> None:
    """退回：核验不通过或问题反弹，继续整改。"""
    record(session, EventKind.REOPEN, issues, entry, units=[unit], asking=asking)
