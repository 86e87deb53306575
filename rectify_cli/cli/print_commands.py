"""``report``, ``notice`` and ``export``: what is printed, handed up and exchanged."""

from datetime import date
from typing import Annotated, Any

import typer

from rectify_cli.cli.delivery import FormatName, Output, Overwrite, deliver
from rectify_cli.cli.filter_options import (
    CategoryOption,
    DueBeforeOption,
    LeaderOption,
    OverdueOption,
    RoleOption,
    SearchOption,
    SortOption,
    StatusOption,
    UnitOption,
    select_typed,
)
from rectify_cli.cli.session import Session
from rectify_cli.domain.report import Period, parse_week, report_of, week_of
from rectify_cli.errors import UsageError
from rectify_cli.formats.blocks import Document
from rectify_cli.formats.registry import Format

_PAGES = (Format.DOCX, Format.HTML, Format.MARKDOWN, Format.JSON)

Week = Annotated[
    str | None,
    typer.Option("--week", metavar="周次", help="哪一周，如 2020-W43（默认截止日所在周）。"),
]
Since = Annotated[str | None, typer.Option("--since", metavar="日期", help="从哪一天起。")]
Until = Annotated[str | None, typer.Option("--until", metavar="日期", help="到哪一天止。")]


def print_report(
    ctx: typer.Context,
    week: Week = None,
    since: Since = None,
    until: Until = None,
    output: Output = None,
    format: FormatName = None,
    overwrite: Overwrite = False,
) -> None:
    """整改工作周报：显示在屏幕上，或写成 docx、html、md、json 文件。

    例：rectify report --week 2020-W43 -o 周报.docx
    """
    session = Session(ctx)
    period = _period(session, week, since, until) or week_of(session.as_of)
    report = report_of(session.checklist, period, session.as_of)

    def document() -> Document:
        from rectify_cli.views.report_document import report_document

        return report_document(report)

    def data() -> Any:
        from rectify_cli.views.json_text import report_data

        return report_data(report)

    deliver(
        session,
        document,
        data,
        formats=_PAGES,
        output=output,
        format_name=format,
        overwrite=overwrite,
    )


def print_notice(
    ctx: typer.Context,
    week: Week = None,
    since: Since = None,
    until: Until = None,
    output: Output = None,
    format: FormatName = None,
    overwrite: Overwrite = False,
) -> None:
    """通报：各牵头单位的红榜、黑榜和事实依据（默认从印发起）。"""
    from rectify_cli.domain.notice import notice_of

    session = Session(ctx)
    period = _period(session, week, since, until) or _whole_time(session)
    notice = notice_of(
        session.checklist, since=period.since, until=min(period.until, session.as_of)
    )

    def document() -> Document:
        from rectify_cli.views.notice_document import notice_document

        return notice_document(notice)

    def data() -> Any:
        from rectify_cli.views.json_text import notice_data

        return notice_data(notice)

    deliver(
        session,
        document,
        data,
        formats=_PAGES,
        output=output,
        format_name=format,
        overwrite=overwrite,
    )


def export_list(
    ctx: typer.Context,
    unit: UnitOption = None,
    role: RoleOption = None,
    leader: LeaderOption = None,
    category: CategoryOption = None,
    status: StatusOption = None,
    overdue: OverdueOption = False,
    due_before: DueBeforeOption = None,
    search: SearchOption = None,
    sort: SortOption = None,
    output: Output = None,
    format: FormatName = None,
    overwrite: Overwrite = False,
) -> None:
    """整改工作清单：全部或筛选后，写成 docx、xlsx、html、md、csv、json 文件。

    例：rectify export --unit 县政务服务中心 -o 清单.xlsx
    """
    session = Session(ctx)
    selection, wanted = select_typed(
        session,
        unit=unit,
        role=role,
        leader=leader,
        category=category,
        status=status,
        overdue=overdue,
        due_before=due_before,
        search=search,
        sort=sort,
    )

    def document() -> Document:
        from rectify_cli.views.list_document import filter_text, list_document

        return list_document(
            session.checklist,
            selection.states,
            as_of=session.as_of,
            title_note=filter_text(wanted),
        )

    def data() -> Any:
        from rectify_cli.views.json_text import list_data

        return list_data(selection, session.as_of)

    deliver(
        session,
        document,
        data,
        formats=tuple(Format),
        output=output,
        format_name=format,
        overwrite=overwrite,
    )


def _period(
    session: Session, week: str | None, since: str | None, until: str | None
) -> Period | None:
    """The period that the options name; none when they name none. Raises ``UsageError``."""
    try:
        if week:
            if since or until:
                raise UsageError("--week 不能与 --since、--until 同用")
            return parse_week(week)
        first, last = session.day(since, "--since"), session.day(until, "--until")
        if first is None and last is None:
            return None
        issued_on: date = session.checklist.document.issued_on
        return Period(first or issued_on, last or session.as_of)
    except ValueError as error:
        raise UsageError(
            str(error), hint="周次写成 2020-W43；任意一段日期用 --since、--until。"
        ) from None


def _whole_time(session: Session) -> Period:
    """From the document's day on: a notice looks at all that was promised."""
    issued_on = session.checklist.document.issued_on
    return Period(issued_on, max(issued_on, session.as_of))
