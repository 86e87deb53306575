"""``init``: an empty ledger."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_cli.cli.keep.setting_up_git import set_up
from rectify_cli.cli.options.writing import DryRun
from rectify_cli.cli.output import print_json, print_lines, tell_written
from rectify_cli.cli.session import Session
from rectify_cli.errors import ConflictError
from rectify_cli.ledger.creating import create_ledger
from rectify_cli.ledger.finding import DEFAULT_PATH
from rectify_cli.ledger.template import empty_ledger


def run(
    session: Session,
    path: Annotated[
        Path | None,
        typer.Argument(metavar="文件", help="新清单的路径（默认 data/issues.yaml）。"),
    ] = None,
    git: Annotated[
        bool,
        typer.Option("--git", help="放进 git 仓库：缺什么补什么；清单已有的，不动清单。"),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """新建一份空的、带注释的清单；已有的文件不动。

    例：rectify init --git
    """
    if git:
        set_up(session, path, dry_run=dry_run)
        return
    path = path or session.named_path or DEFAULT_PATH
    if dry_run:
        print_lines(f"将新建 {path}")
        return
    try:
        create_ledger(path, empty_ledger(session.as_of))
    except ConflictError as error:
        hint = "init 不覆盖已有的清单；换一个文件名，或直接编辑它。"
        raise ConflictError(error.message, hint=hint) from None
    told = f"已新建 {path}。先填 document 里的标题和成文日期，再添事项，或导入："
    tell_written(told, quiet=session.wants_json)
    if session.wants_json:
        print_json({"written": str(path)})
    else:
        print_lines(f"  rectify import 方案.docx --into {path}", sharing_hint(path))


def sharing_hint(path: Path) -> str:
    """How several clerks keep one ledger in git."""
    named = "" if path == DEFAULT_PATH else f" {path}"
    return f"几个人用 git 共同维护时：rectify init --git{named}"
