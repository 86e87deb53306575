"""``log``: what was recorded, in order of time."""

from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_issue, complete_unit
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.words import choose_event
from rectify_cli.cli.recording import split_references
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import EventKind
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.reporting.chronicle import Wanted, chronicle, papers_issued
from rectify_cli.errors import UsageError
from rectify_cli.views.log import log_blocks, log_data, papers_blocks, papers_data


def run(
    session: Session,
    span: Span,
    issues: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[事项...]", autocompletion=complete_issue, help="3 或 共性3；不写就是全部。"
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", "-u", metavar="单位", autocompletion=complete_unit,
            help="只看这个单位报送的、对它办理的。",
        ),
    ] = None,
    event: Annotated[
        list[EventKind] | None,
        typer.Option(
            "--event", metavar="事件", parser=choose_event,
            help="只看这种事件：启动、进展、申请销号、销号、退回、延期、督查、催办、作废；可写多次。",
        ),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="姓名", help="只看这个人办的。")
    ] = None,
    papers: Annotated[
        bool, typer.Option("--papers", help="看印发了哪些通报、报告。")
    ] = False,
) -> None:  # fmt: skip
    """办理记录：各事项记了什么，按时间先后；作废的划去，写明谁、为什么。

    例：rectify log --unit 漕涧 --month 2020-09
    """
    period, as_of = span.period(session), session.as_of
    if papers:
        if issues or unit or event or by:
            raise UsageError("--papers 只能与日期同用", hint="印发记录不分事项、单位。")
        issued = papers_issued(session.checklist, as_of, period)
        session.answer(lambda: papers_data(issued, as_of), lambda: papers_blocks(issued))
        return
    words = split_references(issues or [])
    wanted = Wanted(
        ids=frozenset(find_issue(session.checklist, word).id for word in words),
        unit=session.unit(unit),
        kinds=frozenset(event or ()),
        by=by,
        period=period,
    )
    records = chronicle(session.ledger.checklist, wanted, as_of, known=session.known)
    session.answer(lambda: log_data(records, as_of), lambda: log_blocks(records, as_of))
