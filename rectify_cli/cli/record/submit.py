"""``submit``: a unit asks to have its work verified."""

from rectify_cli.cli.options.entry import Entry, Issues, Reporters
from rectify_cli.cli.record.events import record
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind


def run(session: Session, issues: Issues, entry: Entry, unit: Reporters = None) -> None:
    """申请销号：整改完成，请求核验（非牵头单位：本单位报告完成）。"""
    record(session, EventKind.SUBMIT, issues, entry, units=unit or ())
