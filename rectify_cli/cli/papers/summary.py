"""``summary``: how the work is carried out, for the level above."""

from typing import Annotated

import typer

from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.known import tell_what_came_later
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.papers.issuing import Issuing
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import PaperKind
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.summary import summary_of
from rectify_cli.views.papers.official import count_placeholders
from rectify_cli.views.papers.summary import summary_data, summary_document


def run(
    session: Session,
    span: Span,
    issuing: Issuing,
    target: Target,
    signer: Annotated[str | None, typer.Option("--signer", metavar="姓名", help="签发人。")] = None,
) -> None:
    """整改落实情况报告：向上级报送（默认从印发起到今天）。

    例：rectify summary --number 云政务报〔2020〕5号 -o 报告.docx
    """
    issued_on = session.checklist.document.issued_on
    day = session.settled_day
    period = span.settled(session) or Period(min(issued_on, day), day)
    summary = summary_of(session.checklist, period, day)
    form = issuing.form(session, PaperKind.SUMMARY, signer=signer or "")
    document = summary_document(summary, form)
    places = count_placeholders(document)
    deliver(
        session,
        target,
        lambda: document,
        lambda: summary_data(summary, placeholders=places) | session.known_data,
    )
    tell_what_came_later(session, summary.as_of)
    issuing.finish(session, PaperKind.SUMMARY, summary.period, document)
