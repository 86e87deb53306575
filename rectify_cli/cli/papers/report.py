"""``report``: the weekly report."""

from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.options.unit import OwnUnit, own_unit
from rectify_cli.cli.session import Session
from rectify_cli.domain.own_part import own_parts
from rectify_cli.domain.period import week_of
from rectify_cli.domain.report import report_of
from rectify_cli.views.own_part import unit_report, unit_report_data
from rectify_cli.views.report import report_data, report_document


def run(session: Session, span: Span, target: Target, unit: OwnUnit = None) -> None:
    """整改工作周报：显示在屏幕上，或写成 docx、html、md、json 文件；--unit 只看一个单位。

    例：rectify report --week 2020-W43 -o 周报.docx
    """
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
        return
    deliver(
        session,
        target,
        lambda: report_document(report),
        lambda: report_data(report) | session.known_data,
    )
