"""``audit``: what vanished after it had been recorded."""

from typing import Annotated

import typer

from rectify_cli.cli.session import Session
from rectify_cli.cli.waiting import waiting
from rectify_cli.views.history.audit import audit_blocks, audit_data


def run(
    session: Session,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="版本", help="只看这个 git 版本以后的提交，如 HEAD~20。"),
    ] = None,
) -> None:
    """查 git 历史：哪些办理记录、印发记录和原文记过以后被删改，是谁、哪一天。

    有丢失而没有恢复的，以退出码 1 结束。作废（void）是正当的更正，不在此列。
    """
    from rectify_cli.history.audit import audit_of
    from rectify_cli.history.repository import open_repository

    repository = open_repository(session.path)
    with waiting("正在查历史"):
        audit = audit_of(repository, since=since)
    session.answer(lambda: audit_data(audit), lambda: audit_blocks(audit))
    if audit.vanished:
        raise typer.Exit(1)
