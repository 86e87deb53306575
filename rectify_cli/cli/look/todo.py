"""``todo``: what has to be seen to today."""

from typing import Annotated

import typer

from rectify_cli.cli.session import Session
from rectify_cli.domain.reporting.todo import todo_of
from rectify_cli.views.todo import todo_blocks, todo_data


def run(
    session: Session,
    all: Annotated[bool, typer.Option("--all", help="全部列出，不只是每类的前几条。")] = False,
) -> None:
    """待办：待核验的、退回没有补报的、该反馈没有反馈的、逾期和临期的、长期没有报送的……

    每天上班先看一遍；没有要办的事也正常结束。
    """
    todo = todo_of(session.checklist, session.as_of)
    session.answer(lambda: todo_data(todo), lambda: todo_blocks(todo, whole=all))
