"""``report``: the weekly report."""

from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_leader
from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.known import tell_what_came_later
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.options.unit import OwnUnit, own_unit
from rectify_cli.cli.session import Session
from rectify_cli.domain.period import week_of
from rectify_cli.domain.query import Filter, select
from rectify_cli.domain.reporting.own_part import own_parts
from rectify_cli.domain.reporting.report import report_of
from rectify_cli.errors import UsageError
from rectify_cli.views.own_part import unit_report, unit_report_data
from rectify_cli.views.papers.leader import leader_data, leader_document
from rectify_cli.views.papers.report import report_data, report_document

LeaderOption = Annotated[
    str | None,
    typer.Option(
        "--leader", metavar="姓名", autocompletion=complete_leader,
        help="只出这位责任领导的一页纸：红黄绿、逾期及原因、待决定、近期到期。",
    ),
]  # fmt: skip


def run(
    session: Session,
    span: Span,
    target: Target,
    unit: OwnUnit = None,
    leader: LeaderOption = None,
    full: Annotated[bool, typer.Option("--full", help="在屏幕上也显示所附的整张清单。")] = False,
) -> None:
    """整改工作周报：显示在屏幕上，或写成 docx、html、md、json 文件；--unit 只看一个单位。

    例：rectify report --week 2020-W43 -o 周报.docx
    """
    if leader is not None:
        _print_leaders_page(session, target, span, leader)
        return
    period = span.period(session) or week_of(session.settled_day)
    report = report_of(session.checklist, period, session.settled_day)
    if (name := own_unit(session, unit)) is not None:
        parts = own_parts(report.states, name)
        deliver(
            session,
            target,
            lambda: unit_report(name, parts, period, session.checklist.document),
            lambda: unit_report_data(name, parts, period) | session.known_data,
        )
    else:
        deliver(
            session,
            target,
            lambda: report_document(report, with_list=full or target.is_file),
            lambda: report_data(report) | session.known_data,
        )
    tell_what_came_later(session, report.as_of)


def _print_leaders_page(session: Session, target: Target, span: Span, leader: str) -> None:
    """The page of one leader, of the as-of day. Raises ``UsageError`` with a period."""
    if span.period(session) is not None:
        raise UsageError("--leader 是某一天的一页纸，不与周次、月份、起止日期同用")
    day = session.settled_day
    name = leader.strip()
    states = select(session.checklist, Filter(leader=name), day).states
    deliver(
        session,
        target,
        lambda: leader_document(states, session.checklist.document, day),
        lambda: leader_data(states, name, day) | session.known_data,
    )
