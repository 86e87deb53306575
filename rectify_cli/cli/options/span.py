"""The options that name a period."""

from typing import Annotated, NamedTuple

import typer

from rectify_cli.cli.session import Session
from rectify_cli.domain.period import Period, parse_week
from rectify_cli.errors import UsageError


class Span(NamedTuple):
    """A week, or any days from one to another, as typed."""

    week: Annotated[
        str | None,
        typer.Option("--week", metavar="周次", help="哪一周，如 2020-W43（默认截止日所在周）。"),
    ] = None
    since: Annotated[str | None, typer.Option("--since", metavar="日期", help="从哪一天起。")] = (
        None
    )
    until: Annotated[str | None, typer.Option("--until", metavar="日期", help="到哪一天止。")] = (
        None
    )

    def period(self, session: Session) -> Period | None:
        """The period that is named, if any. Raises ``UsageError``."""
        try:
            if self.week is not None:
                if self.since is not None or self.until is not None:
                    raise UsageError("--week 不能与 --since、--until 同用")
                return parse_week(self.week)
            first = session.day(self.since, "--since")
            last = session.day(self.until, "--until")
            if first is None and last is None:
                return None
            issued_on = session.checklist.document.issued_on
            return Period(first or issued_on, last or session.as_of)
        except ValueError as error:
            raise UsageError(
                str(error), hint="周次写成 2020-W43；任意一段日期用 --since、--until。"
            ) from None
