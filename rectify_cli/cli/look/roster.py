"""``roster``: which unit has reported, and which has not."""

from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_unit
from rectify_cli.cli.delivery import deliver
from rectify_cli.cli.options.known import tell_what_came_later
from rectify_cli.cli.options.span import Span
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.session import Session
from rectify_cli.domain.period import week_of
from rectify_cli.domain.reporting.roster import roster_of
from rectify_cli.errors import UsageError
from rectify_cli.formats.registry import Format
from rectify_cli.views.papers.roster import roster_data, roster_document


def run(
    session: Session,
    span: Span,
    target: Target,
    group: Annotated[
        str | None,
        typer.Option(
            "--group", metavar="统称", autocompletion=complete_unit,
            help="只看这个统称的成员，如 各乡镇人民政府。",
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option(
            "--unit", "-u", metavar="单位", autocompletion=complete_unit, help="只看这个单位。"
        ),
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="只列未报的，带联系人和电话。")
    ] = False,
) -> None:  # fmt: skip
    """报送情况：一周（一月）里哪些单位报了、哪些没报。

    例：rectify roster --month 2020-09 --group 各乡镇人民政府 --missing
    """
    period = span.period(session) or week_of(session.settled_day)
    roster = roster_of(
        session.checklist, period, session.settled_day, units=_units(session, group, unit)
    )
    deliver(
        session,
        target,
        lambda: roster_document(roster, missing_only=missing, to_send=target.is_file),
        lambda: roster_data(roster, missing_only=missing) | session.known_data,
        formats=tuple(Format),
    )
    tell_what_came_later(session, roster.as_of)


def _units(session: Session, group: str | None, unit: str | None) -> tuple[str, ...] | None:
    """The units that are asked for, in canonical names; none for all."""
    if group is not None and unit is not None:
        raise UsageError("--group 不能与 --unit 同用", hint="只写其中一种。")
    name = session.unit(group if unit is None else unit)
    if name is None:
        return None
    if group is not None and not session.directory.is_group(name):
        raise UsageError(f"“{name}”不是统称", hint=f"只看这个单位用 --unit {name}。")
    return session.directory.listed_members(name) or (name,)
