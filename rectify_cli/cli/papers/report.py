"""``report``: the weekly report."""

from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.session import Session
from rectify_cli.domain.period import week_of
from rectify_cli.domain.report import report_of
from rectify_cli.views.report import report_data, report_document


def run(session: Session, span: Span, target: Target) -> None:
    """整改工作周报：显示在屏幕上，或写成 docx、html、md、json 文件。

    例：rectify report --week 2020-W43 -o 周报.docx
    """
    period = span.period(session) or week_of(session.settled_day)
    report = report_of(session.checklist, period, session.settled_day)
    deliver(
        session,
        target,
        lambda: report_document(report),
        lambda: report_data(report) | session.known_data,
    )
