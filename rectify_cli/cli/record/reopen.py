"""``reopen``: the office sends an issue back."""

from rectify_cli.cli.options.entry import Entry, Issues
from rectify_cli.cli.recording import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(session: Session, issues: Issues, entry: Entry) -> None:
    """退回：核验不通过或问题反弹，继续整改。"""
    record(session, EventKind.REOPEN, issues, entry)
