"""``notice``: the circular that praises and names units."""

from typing import Annotated

import typer

from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.known import tell_what_came_later
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.output import warn
from rectify_cli.cli.papers.issuing import Issuing
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import PaperKind
from rectify_cli.domain.period import Period, as_of_within, month_of
from rectify_cli.domain.reporting.notice import notice_of
from rectify_cli.views.papers.notice.document import notice_data, notice_document


def run(
    session: Session,
    span: Span,
    issuing: Issuing,
    target: Target,
    with_consent: Annotated[
        bool, typer.Option("--with-consent", help="写明经县人民政府同意。")
    ] = False,
) -> None:
    """通报：红榜、黑榜、未报送单位和事实依据（默认本月截至今天）。

    例：rectify notice --number 云营商办通〔2020〕3号 -o 通报.docx
    """
    period = span.settled(session) or _this_month(session)
    notice = notice_of(session.checklist, since=period.since, until=period.until)
    document = notice_document(
        notice, issuing.form(session, PaperKind.NOTICE, with_consent=with_consent)
    )
    deliver(session, target, lambda: document, lambda: notice_data(notice) | session.known_data)
    tell_what_came_later(session, notice.as_of)
    issuer = session.directory.canonical(document.author)
    if issuer in [record.unit for record in notice.black]:
        warn(f"注意：发文机关 {issuer} 自己在黑榜上。")
    issuing.finish(session, PaperKind.NOTICE, period, document)


def _this_month(session: Session) -> Period:
    """The month of the as-of day, from the document's day on, up to it."""
    issued_on = session.checklist.document.issued_on
    month = month_of(session.settled_day)
    until = as_of_within(month, session.settled_day, issued_on=issued_on)
    return Period(max(month.since, min(issued_on, until)), until)
