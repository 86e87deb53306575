"""``diff``: what happened between two states of the ledger."""

from typing import Annotated

import typer

from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.session import Session
from rectify_cli.domain.shared.comparison import compare
from rectify_cli.views.history.comparison import comparison_data, comparison_document

_NOW = "现在的清单"


def run(
    session: Session,
    target: Target,
    old: Annotated[
        str, typer.Argument(metavar="版本", help="从哪个 git 版本起（默认最近一次提交）。")
    ] = "HEAD",
    new: Annotated[
        str | None, typer.Argument(metavar="到版本", help="到哪个版本止（默认现在的清单）。")
    ] = None,
) -> None:
    """两个版本之间办了什么：新记的、状态变化、新增事项、更正、原文改动。

    例：rectify diff HEAD~10 -o 本周变动.docx
    """
    from rectify_cli.history.repository import open_repository
    from rectify_cli.history.versions import checklist_at

    repository = open_repository(session.path)
    before = checklist_at(repository, old)
    after = session.checklist if new is None else checklist_at(repository, new)
    found = compare(before, after, session.as_of)
    until = new or _NOW
    deliver(
        session,
        target,
        lambda: comparison_document(found, after.document.title, f"{old} → {until}"),
        lambda: comparison_data(found, old, new or "working copy"),
    )
