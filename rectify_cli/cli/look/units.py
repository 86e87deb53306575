"""``units``: who is who."""

from typing import Annotated

import typer

from rectify_cli.cli.session import Session
from rectify_cli.domain.state import states_of
from rectify_cli.formats.blocks import Block
from rectify_cli.views.units import missing_contacts_table, units_blocks, units_data


def run(
    session: Session,
    missing_contacts: Annotated[
        bool,
        typer.Option(
            "--missing-contacts", help="只列没有填全主要领导、责任领导、股室、联系人、电话的。"
        ),
    ] = False,
) -> None:
    """列出单位、别称、所属统称、联系人，各有多少牵头、责任、成员事项。"""
    states = states_of(session.checklist, session.as_of)

    def shown() -> list[Block]:
        if missing_contacts:
            return [missing_contacts_table(session.directory, states)]
        return units_blocks(session.directory, states)

    session.answer(
        lambda: units_data(session.directory, states, missing_contacts=missing_contacts), shown
    )
