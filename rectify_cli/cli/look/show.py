"""``show``: everything about one issue."""

from typing import Annotated

import typer

from rectify_cli.cli.complete import complete_issue
from rectify_cli.cli.session import Session
from rectify_cli.domain.chronicle import records_of
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.state import state_of
from rectify_cli.formats.blocks import Block
from rectify_cli.views.issue import issue_blocks, issue_data
from rectify_cli.views.log import issue_log_blocks


def run(
    session: Session,
    issue: Annotated[
        str, typer.Argument(metavar="事项", autocompletion=complete_issue, help="3 或 共性3。")
    ],
) -> None:
    """显示一个事项的全部内容和办理记录。"""
    found = find_issue(session.checklist, issue)
    state = state_of(found, session.directory, session.as_of)

    def shown() -> list[Block]:
        # The numbers of lines are those of the whole log, also with --known.
        whole = session.ledger.checklist.issues_by_id()[found.id]
        records = records_of(whole, session.directory, session.as_of, known=session.known)
        return [*issue_blocks(state), *issue_log_blocks(records)]

    session.answer(lambda: issue_data(state), shown)
