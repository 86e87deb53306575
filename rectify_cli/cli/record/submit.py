"""``submit``: a unit asks to have its work verified."""

from rectify_cli.cli.options.entry import Entry, Issues
from rectify_cli.cli.recording import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(session: Session, issues: Issues, entry: Entry) -> None:
    """申请销号：整改完成，请求核验。"""
    record(session, EventKind.SUBMIT, issues, entry)
