"""``list`` and ``show``: which issues, and everything about one."""

from typing import Annotated

import typer

from rectify_cli.cli.complete import complete_issue
from rectify_cli.cli.filter_options import (
    CategoryOption,
    DueBeforeOption,
    LeaderOption,
    OverdueOption,
    RoleOption,
    SearchOption,
    SortOption,
    StatusOption,
    UnitOption,
    select_typed,
)
from rectify_cli.cli.session import Session
from rectify_cli.domain.query import Selection, find_issue
from rectify_cli.domain.state import state_of
from rectify_cli.formats.blocks import Block


def list_issues(
    ctx: typer.Context,
    unit: UnitOption = None,
    role: RoleOption = None,
    leader: LeaderOption = None,
    category: CategoryOption = None,
    status: StatusOption = None,
    overdue: OverdueOption = False,
    due_before: DueBeforeOption = None,
    search: SearchOption = None,
    sort: SortOption = None,
    all_text: Annotated[bool, typer.Option("--all-text", help="逐项显示原文全文。")] = False,
) -> None:
    """列出整改事项，可按单位、领导、类别、状态、期限筛选。

    例：rectify list --unit 县政务服务中心
    """
    session = Session(ctx)
    selection, wanted = select_typed(
        session,
        unit=unit,
        role=role,
        leader=leader,
        category=category,
        status=status,
        overdue=overdue,
        due_before=due_before,
        search=search,
        sort=sort,
    )

    def data() -> object:
        from rectify_cli.views.json_text import list_data

        return list_data(selection, session.as_of)

    def shown() -> list[Block]:
        if all_text and selection.rows:
            return _whole_texts(selection)
        from rectify_cli.views.list_view import list_blocks

        return list_blocks(selection, unit=wanted.unit, as_of=session.as_of)

    session.answer(data, shown)


def _whole_texts(selection: Selection) -> list[Block]:
    from rectify_cli.views.list_view import issue_blocks

    return [block for state in selection.states for block in issue_blocks(state)]


def show_issue(
    ctx: typer.Context,
    issue: Annotated[
        str, typer.Argument(metavar="事项", autocompletion=complete_issue, help="3 或 共性3。")
    ],
) -> None:
    """显示一个事项的全部内容和办理记录。"""
    session = Session(ctx)
    found = find_issue(session.checklist, issue)
    state = state_of(found, session.checklist.document, session.as_of)

    def data() -> object:
        from rectify_cli.views.json_text import issue_data

        return issue_data(state)

    def shown() -> list[Block]:
        from rectify_cli.views.list_view import issue_blocks, log_blocks

        return [*issue_blocks(state), *log_blocks(state)]

    session.answer(data, shown)
