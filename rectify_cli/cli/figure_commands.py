"""``overdue``, ``status`` and ``units``: who is late, how far along, who is who."""

from typing import Annotated

import typer

from rectify_cli.cli.choices import whole_number
from rectify_cli.cli.session import Session
from rectify_cli.domain.figures import (
    DUE_SOON_DAYS,
    count,
    count_by_category,
    count_by_lead,
    count_by_leader,
    overdue_figures,
)
from rectify_cli.domain.state import states_of
from rectify_cli.formats.blocks import Block
from rectify_cli.views import figure_view


def show_overdue(
    ctx: typer.Context,
    within: Annotated[
        int,
        typer.Option(
            "--within",
            metavar="天数",
            parser=whole_number("--within"),
            help="把多少天内到期的算作临期。",
        ),
    ] = DUE_SOON_DAYS,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="有逾期事项时以退出码 1 结束（供定时任务用）。")
    ] = False,
) -> None:
    """谁逾期了、什么快到期、立行立改的有哪些还没动。"""
    session = Session(ctx)
    figures = overdue_figures(session.checklist, session.as_of, within=within)

    def data() -> object:
        from rectify_cli.views.json_text import overdue_data

        return overdue_data(figures)

    session.answer(data, lambda: figure_view.overdue_blocks(figures))
    if exit_code and figures.overdue:
        raise typer.Exit(1)


def show_status(ctx: typer.Context) -> None:
    """总体情况：各状态数量，按类别、牵头单位、责任领导的完成率。"""
    session = Session(ctx)
    states = states_of(session.checklist, session.as_of)
    counts = count(states)
    by_category = count_by_category(states)
    by_lead = count_by_lead(states, session.directory)
    by_leader = count_by_leader(states)

    def data() -> object:
        from rectify_cli.views.json_text import counts_data, groups_data

        return {
            "as_of": session.as_of.isoformat(),
            "counts": counts_data(counts),
            "by_category": groups_data(by_category, "category"),
            "by_lead_unit": groups_data(by_lead, "lead_unit"),
            "by_leader": groups_data(by_leader, "leader"),
        }

    def shown() -> list[Block]:
        return figure_view.status_blocks(
            counts,
            by_category=by_category,
            by_lead=by_lead,
            by_leader=by_leader,
            as_of=session.as_of,
        )

    session.answer(data, shown)


def show_units(ctx: typer.Context) -> None:
    """列出单位、别称、所属统称，各有多少牵头、责任、成员事项。"""
    session = Session(ctx)
    states = states_of(session.checklist, session.as_of)

    def data() -> object:
        from rectify_cli.views.json_text import units_data

        return units_data(session.directory, states)

    session.answer(data, lambda: [figure_view.units_table(session.directory, states)])
