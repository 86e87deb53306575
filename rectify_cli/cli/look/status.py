"""``status``: how far along the whole list is."""

from rectify_cli.cli.options.unit import OwnUnit, own_unit
from rectify_cli.cli.session import Session
from rectify_cli.domain.reporting.figures import status_figures
from rectify_cli.domain.reporting.own_part import own_parts
from rectify_cli.domain.state import states_of
from rectify_cli.views.figures import status_blocks, status_data
from rectify_cli.views.own_part import unit_status_blocks, unit_status_data


def run(session: Session, unit: OwnUnit = None) -> None:
    """总体情况：各状态数量，按类别、牵头单位、责任领导的完成率；--unit 只看一个单位。"""
    states = states_of(session.checklist, session.as_of)
    if (name := own_unit(session, unit)) is not None:
        parts = own_parts(states, name)
        session.answer(
            lambda: unit_status_data(name, parts, session.as_of),
            lambda: unit_status_blocks(name, parts, session.as_of),
        )
        return
    figures = status_figures(states, session.as_of)
    session.answer(lambda: status_data(figures), lambda: status_blocks(figures))
