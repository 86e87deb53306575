"""``check``: what is wrong with the ledger."""

from typing import Annotated

import typer

from rectify_cli.cli.keep.checking import check
from rectify_cli.cli.output import print_json, warn
from rectify_cli.cli.session import Session
from rectify_cli.ledger.decoding import fix_encoding as convert


def run(
    session: Session,
    fix_encoding: Annotated[
        bool,
        typer.Option("--fix-encoding", help="把 GBK、UTF-16 等编码的文件转成 UTF-8，原件留备份。"),
    ] = False,
) -> None:
    """校验清单文件：有错误就逐条指出行、列和改法。"""
    if fix_encoding:
        _fix_encoding(session)
    checked = check(session)
    if session.wants_json:
        print_json(checked.data())
    else:
        checked.tell()
    if checked.errors:
        raise typer.Exit(1)


def _fix_encoding(session: Session) -> None:
    fixed = convert(session.path)
    if fixed is None:
        warn("文件已经是 UTF-8，不用转换。")
    else:
        warn(f"已由 {fixed.encoding} 转成 UTF-8；原件备份在 {fixed.backup}。")
