"""``overdue``: who is late."""

from typing import Annotated

import typer

from rectify_cli.cli.options.words import whole_number
from rectify_cli.cli.session import Session
from rectify_cli.domain.reporting.figures import DUE_SOON_DAYS, overdue_figures
from rectify_cli.views.figures import overdue_blocks, overdue_data


def run(
    session: Session,
    within: Annotated[
        int,
        typer.Option(
            "--within", metavar="天数", parser=whole_number("--within"),
            help="把多少天内到期的算作临期。",
        ),
    ] = DUE_SOON_DAYS,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="有逾期事项时以退出码 1 结束（供定时任务用）。")
    ] = False,
) -> None:  # fmt: skip
    """谁逾期了、什么快到期、立行立改的有哪些还没动。"""
    figures = overdue_figures(session.checklist, session.as_of, within=within)
    session.answer(lambda: overdue_data(figures), lambda: overdue_blocks(figures))
    if exit_code and figures.overdue:
        raise typer.Exit(1)
