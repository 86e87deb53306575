"""存在困难: what a unit cannot settle itself, told at the end of the note of its report. Pure.

Sheets that come back write it there, papers read it there.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.period import Period
from rectify_cli.domain.state import IssueState

_LEAD = "存在困难："


class Difficulty(NamedTuple):
    """What a unit wrote that it cannot settle itself."""

    state: IssueState
    unit: str
    day: date
    text: str


def with_difficulty(note: str, difficulty: str) -> str:
    """``note`` (perhaps empty) with the difficulty at its end."""
    apart = "" if not note or note[-1] in "。；！？" else "；"
    return f"{note}{apart}{_LEAD}{difficulty}"


def difficulty_in(note: str | None) -> str:
    """The difficulty that a note ends in, without its closing mark; empty for none."""
    return (note or "").partition(_LEAD)[2].strip().rstrip("。；")


def without_difficulty(note: str | None) -> str:
    """A note without the difficulty that it ends in, and without its closing mark."""
    return (note or "").partition(_LEAD)[0].strip().rstrip("。；，")


def difficulties_of(states: Iterable[IssueState], period: Period | None = None) -> list[Difficulty]:
    """The last that each unit named for each issue, in a period or ever."""
    found: dict[tuple[int, str], Difficulty] = {}
    for state in states:
        for event in state.events:
            if period is not None and event.date not in period:
                continue
            if text := difficulty_in(event.note):
                unit = state.directory.canonical(event.unit) if event.unit else state.lead_text
                found[state.issue.id, unit] = Difficulty(state, unit, event.date, text)
    return list(found.values())
