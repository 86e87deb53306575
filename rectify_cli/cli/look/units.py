"""``units``: who is who."""

from rectify_cli.cli.session import Session
from rectify_cli.domain.state import states_of
from rectify_cli.views.units import units_data, units_table


def run(session: Session) -> None:
    """列出单位、别称、所属统称，各有多少牵头、责任、成员事项。"""
    states = states_of(session.checklist, session.as_of)
    session.answer(
        lambda: units_data(session.directory, states),
        lambda: [units_table(session.directory, states)],
    )
