"""``--unit`` of a command that asks about one unit."""

from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_unit
from rectify_cli.cli.session import Session
from rectify_cli.errors import UsageError

OwnUnit = Annotated[
    str | None,
    typer.Option(
        "--unit", "-u", metavar="单位", autocompletion=complete_unit,
        help="只看这个单位自己的：本单位进度、最近报送、办理情况。",
    ),
]  # fmt: skip


def own_unit(session: Session, typed: str | None) -> str | None:
    """The unit meant, which is no group of others. Raises what ``resolve`` raises,
    ``UsageError`` for a group."""
    unit = session.unit(typed)
    if unit is not None and session.directory.listed_members(unit):
        raise UsageError(
            f"“{unit}”是统称，请写其中一个单位",
            hint=f"成员的报送情况：rectify roster --group {unit}",
        )
    return unit
