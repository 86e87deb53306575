"""``list`` and ``show``: which issues, and everything about one."""

from typing import Annotated

import typer

from rectify_cli.cli.choices import choose_role, choose_sort, choose_status
from rectify_cli.cli.complete import (
    complete_category,
    complete_issue,
    complete_leader,
    complete_role,
    complete_status,
    complete_unit,
)
from rectify_cli.cli.session import Session
from rectify_cli.errors import UsageError
from rectify_cli.fold import state_of
from rectify_cli.model import Role, Status
from rectify_cli.printing.blocks import Block
from rectify_cli.query import Filter, Selection, SortKey, find_issue, select


def list_issues(
    ctx: typer.Context,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit",
            "-u",
            metavar="单位",
            autocompletion=complete_unit,
            help="只看这个单位被点名的事项（名称、别称、简称均可）。",
        ),
    ] = None,
    role: Annotated[
        Role | None,
        typer.Option(
            "--role",
            metavar="角色",
            parser=choose_role,
            autocompletion=complete_role,
            help="与 --unit 同用：牵头 lead、责任 responsible、经由所属群体的成员 member。",
        ),
    ] = None,
    leader: Annotated[
        str | None,
        typer.Option(
            "--leader", metavar="姓名", autocompletion=complete_leader, help="只看这位责任领导的。"
        ),
    ] = None,
    category: Annotated[
        str | None,
        typer.Option(
            "--category",
            metavar="类别",
            autocompletion=complete_category,
            help="只看这一类（共性、个性）。",
        ),
    ] = None,
    status: Annotated[
        list[Status] | None,
        typer.Option(
            "--status",
            metavar="状态",
            parser=choose_status,
            autocompletion=complete_status,
            help="只看这个状态的：未启动、整改中、待销号、已销号；可写多次。",
        ),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="只看已逾期的。")] = False,
    due_before: Annotated[
        str | None,
        typer.Option("--due-before", metavar="日期", help="只看到期日不晚于这一天的。"),
    ] = None,
    search: Annotated[
        str | None,
        typer.Option("--search", metavar="词语", help="只看问题、措施或进展里有这个词的。"),
    ] = None,
    sort: Annotated[
        SortKey | None,
        typer.Option(
            "--sort",
            metavar="次序",
            parser=choose_sort,
            help="按 id 序号、due 到期日、status 状态、lead 牵头单位、leader 责任领导 排列。",
        ),
    ] = None,
    all_text: Annotated[bool, typer.Option("--all-text", help="逐项显示原文全文。")] = False,
) -> None:
    """列出整改事项，可按单位、领导、类别、状态、期限筛选。

    例：rectify list --unit 县政务服务中心
    """
    if role and not unit:
        raise UsageError(
            "--role 要与 --unit 同用", hint="例如 rectify list --unit 漕涧 --role member"
        )
    session = Session(ctx)
    wanted = Filter(
        unit=session.unit(unit),
        role=role,
        leader=leader,
        category=category,
        statuses=frozenset(status or ()),
        overdue=overdue,
        due_before=session.day(due_before, "--due-before"),
        search=search,
    )
    selection = select(session.checklist, wanted, session.as_of, sort=sort)

    def data() -> object:
        from rectify_cli.printing.json_text import list_data

        return list_data(selection, session.as_of)

    def shown() -> list[Block]:
        if all_text and selection.rows:
            return _whole_texts(selection)
        from rectify_cli.printing.list_view import list_blocks

        return list_blocks(selection, unit=wanted.unit, as_of=session.as_of)

    session.answer(data, shown)


def _whole_texts(selection: Selection) -> list[Block]:
    from rectify_cli.printing.list_view import issue_blocks

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
        from rectify_cli.printing.json_text import issue_data

        return issue_data(state)

    def shown() -> list[Block]:
        from rectify_cli.printing.list_view import issue_blocks, log_blocks

        return [*issue_blocks(state), *log_blocks(state)]

    session.answer(data, shown)
