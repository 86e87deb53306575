"""The options that name a period."""

from typing import Annotated, NamedTuple

import typer

from rectify_cli.cli.session import Session
from rectify_cli.domain.period import Period, as_of_within, parse_month, parse_week
from rectify_cli.errors import UsageError


class Span(NamedTuple):
    """A week, a month, or any days from one to another, as typed."""

    week: Annotated[
        str | None,
        typer.Option("--week", metavar="周次", help="哪一周，如 2020-W43（默认截止日所在周）。"),
    ] = None
    month: Annotated[
        str | None, typer.Option("--month", metavar="月份", help="哪个月，如 2020-09。")
    ] = None
    since: Annotated[str | None, typer.Option("--since", metavar="日期", help="从哪一天起。")] = (
        None
    )
    until: Annotated[str | None, typer.Option("--until", metavar="日期", help="到哪一天止。")] = (
        None
    )

    def period(self, session: Session) -> Period | None:
        """The period that is named, if any. Raises ``UsageError``."""
        span = self.since is not None or self.until is not None
        if (self.week is not None) + (self.month is not None) + span > 1:
            raise UsageError("--week、--month 和 --since、--until 只能用一种")
        try:
            if self.week is not None:
                return parse_week(self.week)
            if self.month is not None:
                return parse_month(self.month)
            first = session.day(self.since, "--since")
            last = session.day(self.until, "--until")
            issued_on = session.checklist.document.issued_on
            return Period(first or issued_on, last or session.as_of) if span else None
        except ValueError as error:
            raise UsageError(
                str(error), hint="周次写成 2020-W43，月份写成 2020-09；别的用 --since、--until。"
            ) from None

    def settled(self, session: Session) -> Period | None:
        """The period that is named, for a paper: no day of it is still to come. A week or month
        is cut at the as-of day. Raises ``UsageError``."""
        period = self.period(session)
        if period is None:
            return None
        day = session.settled_day
        if self.until is not None and period.until > day:
            raise UsageError(
                f"--until {period.until} 还没有到（按 {day} 算），还没有发生的情况不能印发",
                hint="写到今天为止。",
            )
        as_of_within(period, day, issued_on=session.checklist.document.issued_on)
        return period.up_to(day)
