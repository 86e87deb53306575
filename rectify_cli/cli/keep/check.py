"""``check``: what is wrong with the ledger."""

from typing import Annotated

import typer

from rectify_cli.cli.output import print_json, print_lines, warn
from rectify_cli.cli.session import Session
from rectify_cli.errors import Severity
from rectify_cli.history.standing import git_findings
from rectify_cli.ledger.checking import check_ledger
from rectify_cli.ledger.decoding import fix_encoding as convert
from rectify_cli.views.problems import problem_data, problem_text


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
    result = check_ledger(session.path, today=session.as_of)
    found = [*result.problems, *git_findings(session.path)]
    errors = [p for p in found if p.severity is Severity.ERROR]
    warnings = len(found) - len(errors)
    count = len(result.checklist) if result.checklist else 0
    if session.wants_json:
        problems = [problem_data(problem) for problem in found]
        print_json({"valid": not errors, "issues": count, "problems": problems})
    else:
        for problem in found:
            print_lines(problem_text(problem))
        reminded = f"（另有 {warnings} 处提醒）" if warnings else ""
        verdict = f"{len(errors)} 处错误" if errors else f"{count} 项，校验通过"
        print_lines(f"{verdict}{reminded}")
    if errors:
        raise typer.Exit(1)


def _fix_encoding(session: Session) -> None:
    fixed = convert(session.path)
    if fixed is None:
        warn("文件已经是 UTF-8，不用转换。")
    else:
        warn(f"已由 {fixed.encoding} 转成 UTF-8；原件备份在 {fixed.backup}。")
