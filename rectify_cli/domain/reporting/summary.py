"""What the office tells the level above it (整改落实情况报告), from the document's day on. Pure.

Source: section 二.3 of the document: the compiling office gathers how the work is carried out and
reports it.
"""

from datetime import date
from typing import NamedTuple

from rectify_cli.domain.model import Checklist, Paper, PaperKind
from rectify_cli.domain.period import Period, as_of_within
from rectify_cli.domain.reporting.difficulties import Difficulty, difficulties_of
from rectify_cli.domain.reporting.figures import Counts, count, most_overdue_first
from rectify_cli.domain.reporting.roster import UnitRoster, unit_rosters
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory


class Summary(NamedTuple):
    """The state of things on the last day of ``period``.

    ``previous`` is the last summary that was recorded before, ``before`` the counts on the day
    that it spoke of; ``silent`` are the units that owe and have not reported at all in the period;
    ``next_due`` the issues still to be done, soonest first, those without a date last.
    """

    checklist: Checklist
    period: Period
    states: tuple[IssueState, ...]
    counts: Counts
    previous: Paper | None
    before: Counts | None
    overdue: tuple[IssueState, ...]
    sent_back: tuple[IssueState, ...]
    silent: tuple[UnitRoster, ...]
    difficulties: tuple[Difficulty, ...]
    next_due: tuple[IssueState, ...]

    @property
    def as_of(self) -> date:
        """The day of which it speaks."""
        return self.period.until


def summary_of(checklist: Checklist, period: Period, as_of: date) -> Summary:
    """The summary of ``period`` as of ``as_of``; a later day changes nothing.

    Raises ``UsageError`` as ``as_of_within`` does.
    """
    as_of = as_of_within(period, as_of, issued_on=checklist.document.issued_on)
    period = period.up_to(as_of)
    directory = UnitDirectory(checklist)
    states = tuple(states_of(checklist, as_of, directory=directory))
    previous = _previous(checklist, as_of)
    open_states = [state for state in states if state.is_open and not state.is_waiting]
    return Summary(
        checklist=checklist,
        period=period,
        states=states,
        counts=count(states),
        previous=previous,
        before=count(states_of(checklist, previous.until)) if previous else None,
        overdue=most_overdue_first(states),
        sent_back=tuple(state for state in states if state.sent_back),
        silent=tuple(r for r in unit_rosters(states, period) if r.missing and not r.reported),
        difficulties=tuple(difficulties_of(states, period)),
        next_due=tuple(sorted(open_states, key=lambda s: (s.due or date.max, s.issue.id))),
    )


def _previous(checklist: Checklist, as_of: date) -> Paper | None:
    earlier = [
        paper
        for paper in checklist.papers
        if paper.paper is PaperKind.SUMMARY and paper.until < as_of
    ]
    return max(earlier, key=lambda paper: paper.until, default=None)
