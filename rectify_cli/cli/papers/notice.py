"""``notice``: the circular that praises and names units."""

from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.session import Session
from rectify_cli.domain.notice import notice_of
from rectify_cli.domain.period import Period
from rectify_cli.views.notice import notice_data, notice_document


def run(session: Session, span: Span, target: Target) -> None:
    """通报：各牵头单位的红榜、黑榜和事实依据（默认从印发起）。"""
    period = span.period(session) or _whole_time(session)
    until = min(period.until, session.settled_day)
    notice = notice_of(session.checklist, since=period.since, until=until)
    deliver(
        session,
        target,
        lambda: notice_document(notice),
        lambda: notice_data(notice) | session.known_data,
    )


def _whole_time(session: Session) -> Period:
    """From the document's day on: a notice looks at all that was promised."""
    issued_on = session.checklist.document.issued_on
    return Period(issued_on, max(issued_on, session.as_of))
