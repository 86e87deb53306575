"""What is said beside a paper of a past time when the ledger has learned of it since."""

from datetime import date

from rectify_cli.cli.output import warn
from rectify_cli.cli.session import Session
from rectify_cli.domain.journal import changes_since
from rectify_cli.views.phrases import as_known_line


def tell_what_came_later(session: Session, as_of: date) -> None:
    """Say on stderr how to have the paper as it was known on ``as_of``; nothing when that is what
    was asked for, or the same."""
    if session.known is None and (
        told := as_known_line(changes_since(session.checklist, as_of), as_of)
    ):
        warn(told)
