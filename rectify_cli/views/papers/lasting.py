"""长期坚持: what is struck off and has to last, and when it was last looked at."""

from collections.abc import Iterable
from datetime import date

from rectify_cli.domain.model import EventKind
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Table
from rectify_cli.views.columns import DONE_ON, PAGE_WHO, IssueColumn, issue_table
from rectify_cli.views.phrases import day_cell


def lasting_table(states: Iterable[IssueState]) -> Table | None:
    """The struck-off items that are 长期坚持, each with its last 回头看; none without any."""
    lasting = [state for state in states if state.ongoing and not state.is_open]
    if not lasting:
        return None
    looked_at = IssueColumn(
        "最近回头看",
        lambda s: day_cell(last_review(s), near=s.as_of, none="尚未回头看"),
        fixed=True,
    )
    return issue_table(lasting, (*PAGE_WHO, DONE_ON, looked_at), page=True)


def last_review(state: IssueState) -> date | None:
    """The day of the last inspection since the issue was struck off."""
    days = [
        event.date
        for event in state.events
        if event.event is EventKind.INSPECT and state.done_on and event.date >= state.done_on
    ]
    return max(days, default=None)
