"""Answers that the office has asked for by a day, and has not had. Pure.

Source: section 二.4 of the document (强化督查): what an inspection finds is answered for.
"""

from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import ASKING, REPORTING, Event
from rectify_cli.domain.state import IssueState


class Asked(NamedTuple):
    """An answer that ``unit`` (an addressed one) owes, asked for ``on`` a day, due ``by`` another.

    Asked again, the later day holds.
    """

    unit: str
    on: date
    by: date


def open_questions(state: IssueState) -> tuple[Asked, ...]:
    """What has been asked and not been answered: the unit addressed has not reported since.

    What was asked before the issue was struck off is settled by that; a 回头看 may ask anew.
    """
    asked: dict[str, Asked] = {}
    for event in state.events:
        if event.event in ASKING and event.reply_by is not None:
            for unit in state.directory.addressed(event.unit, state.roles):
                asked[unit] = Asked(unit, event.date, event.reply_by)
        elif event.event in REPORTING:
            for unit in _answering(state, event):
                asked.pop(unit, None)
    settled = state.done_on
    return tuple(q for q in asked.values() if settled is None or q.on >= settled)


def _answering(state: IssueState, report: Event) -> tuple[str, ...]:
    """Whose answer a report is: its unit's, bound by the issue or not; without one the leads'."""
    if report.unit is None:
        return state.roles.leads
    return (state.directory.canonical(report.unit),)
