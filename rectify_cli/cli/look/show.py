"""``show``: everything about one issue."""

from typing import Annotated

import typer

from rectify_cli.cli.complete import complete_issue
from rectify_cli.cli.session import Session
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.state import state_of
from rectify_cli.views.issue import issue_blocks, issue_data, log_blocks


def run(
    session: Session,
    issue: Annotated[
        str, typer.Argument(metavar="事项", autocompletion=complete_issue, help="3 或 共性3。")
    ],
) -> None:
    """显示一个事项的全部内容和办理记录。"""
    found = find_issue(session.checklist, issue)
    state = state_of(found, session.directory, session.as_of)
    session.answer(lambda: issue_data(state), lambda: [*issue_blocks(state), *log_blocks(state)])
