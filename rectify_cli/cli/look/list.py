"""``list``: which issues there are."""

from typing import Annotated

import typer

from rectify_cli.cli.options.filters import Filters
from rectify_cli.cli.session import Session
from rectify_cli.formats.blocks import Block
from rectify_cli.views.issues import list_blocks, list_data


def run(
    session: Session,
    filters: Filters,
    all_text: Annotated[bool, typer.Option("--all-text", help="逐项显示原文全文。")] = False,
) -> None:
    """列出整改事项，可按单位、领导、类别、状态、期限筛选。

    例：rectify list --unit 县政务服务中心
    """
    selection = filters.select(session)

    def shown() -> list[Block]:
        if all_text and selection.rows:
            from rectify_cli.views.issue import issue_blocks

            return [block for state in selection.states for block in issue_blocks(state)]
        unit = session.unit(filters.unit)
        return list_blocks(selection, unit=unit, as_of=session.as_of)

    session.answer(lambda: list_data(selection, session.as_of), shown)
