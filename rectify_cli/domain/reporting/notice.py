"""Who is praised and who is named for a period (通报), and by which facts. Pure.

Source: section 二.4 of the document (强化督查): progress is inspected, and townships and
departments that push the work weakly are named. A name on the black list has to hold against
anyone, so the rules are narrow:

- Lead units are judged issue by issue, under their canonical names. 黑榜, on the last day of the
  period, by any of: an issue past due (an application in time stops the clock, a late one too); a
  立行立改 issue not started ``stale_days`` after the document; ``stale_days`` or more since the
  unit's own last report on an issue on which it still has to report. A group that leads is not
  judged: what one member left undone proves nothing of the others.
- Any other unit is named only if it owes, has reported on none of its issues in the period, and
  its last report (none: the document) is ``silent_days`` old or older.
- What was sent back and whose 反馈期限 is not past is no ground; nor is anything taken back.
- 红榜: every issue of a lead is struck off or on schedule, and every open one was reported on in
  the period (or is waiting). A striking off that came late within the period, an item ever
  extended, a 退回 within the period keep a unit off the red list, not on the black.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rectify_cli.domain.dates import days_after_at_most
from rectify_cli.domain.model import Checklist
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.figures import SILENT_DAYS, STALE_DAYS, Counts, count
from rectify_cli.domain.reporting.grounds import Fact, Ground, facts_of, has_time_to_answer
from rectify_cli.domain.reporting.roster import UnitRoster, unit_rosters
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import UsageError


@dataclass(frozen=True)
class UnitRecord:
    """A lead unit in the period: its issues counted, its events counted, every fact."""

    unit: str
    is_group: bool
    counts: Counts
    events: int
    facts: tuple[Fact, ...]

    @property
    def blames(self) -> tuple[Fact, ...]:
        """The facts that put it on the black list."""
        return tuple(fact for fact in self.facts if fact.ground.is_blame)

    @property
    def overdue(self) -> int:
        """How many of its issues are held against it as overdue."""
        return sum(fact.ground is Ground.OVERDUE for fact in self.facts)

    @property
    def most_overdue_days(self) -> int:
        """Days of its most overdue issue, 0 where none is."""
        return max((f.days or 0 for f in self.facts if f.ground is Ground.OVERDUE), default=0)


@dataclass(frozen=True)
class Notice:
    """The outcome for ``period``, as of its last day.

    ``before`` are the counts on the eve of the period, none when the document was not issued by
    then; ``silent`` are the units without an issue to lead that are named for not reporting, the
    longest silent first; ``without_lead`` the issues for which nobody is judged. Before the
    document was issued everybody is under ``others`` without facts.
    """

    checklist: Checklist
    period: Period
    stale_days: int
    states: tuple[IssueState, ...]
    counts: Counts
    before: Counts | None
    events: int
    red: tuple[UnitRecord, ...]
    black: tuple[UnitRecord, ...]
    others: tuple[UnitRecord, ...]
    silent: tuple[UnitRoster, ...]
    without_lead: tuple[IssueState, ...]

    @property
    def as_of(self) -> date:
        """The day on which the facts hold."""
        return self.period.until

    @property
    def records(self) -> tuple[UnitRecord, ...]:
        """Every lead unit: black, others, red."""
        return (*self.black, *self.others, *self.red)


def notice_of(
    checklist: Checklist,
    *,
    since: date,
    until: date,
    stale_days: int = STALE_DAYS,
    silent_days: int = SILENT_DAYS,
) -> Notice:
    """Judge the units of ``checklist`` for the days ``since`` to ``until``, both included.

    ``until`` is no day to come: the caller sees to it. Raises ``UsageError`` before ``since``.
    """
    if since > until:
        raise UsageError(
            f"通报的开始日期 {since} 晚于截止日 {until}",
            hint="请检查 --since、--until、--week 和 --as-of。",
        )
    period = Period(since, until)
    directory = UnitDirectory(checklist)
    states = states_of(checklist, until, directory=directory)
    led: dict[str, list[IssueState]] = {}
    for state in states:
        for unit in state.roles.leads:
            led.setdefault(unit, []).append(state)
    red, black, others = [], [], []
    for unit, own in led.items():
        record = _record(unit, own, directory, period, stale_days)
        if record.is_group or not record.facts:
            others.append(record)
        elif record.blames:
            black.append(record)
        elif all(fact.ground.is_praise for fact in record.facts):
            red.append(record)
        else:
            others.append(record)
    return Notice(
        checklist=checklist,
        period=period,
        stale_days=stale_days,
        states=tuple(states),
        counts=count(states),
        before=_counts_before(checklist, since, directory),
        events=_events_in(states, period),
        red=tuple(sorted(red, key=lambda r: (-r.counts.rate, -r.counts.done))),
        black=tuple(sorted(black, key=_gravity)),
        others=tuple(others),
        silent=_silent_units(states, period, led.keys(), silent_days),
        without_lead=tuple(state for state in states if not state.roles.leads),
    )


def _counts_before(checklist: Checklist, since: date, directory: UnitDirectory) -> Counts | None:
    eve = days_after_at_most(since, -1)
    if eve < checklist.document.issued_on:
        return None
    return count(states_of(checklist, eve, directory=directory))


def _gravity(record: UnitRecord) -> tuple[int, int, int]:
    return (-record.overdue, -record.most_overdue_days, -len(record.blames))


def _silent_units(
    states: Sequence[IssueState], period: Period, leads: Collection[str], silent_days: int
) -> tuple[UnitRoster, ...]:
    """The units other than leads that are named for not reporting."""
    if not states or states[0].issued_on > period.until:
        return ()
    named = [
        roster
        for roster in unit_rosters(states, period)
        if roster.unit not in leads
        and not roster.reported
        and roster.silent_days >= silent_days
        and any(not has_time_to_answer(item.state, roster.unit) for item in roster.missing_items)
    ]
    return tuple(sorted(named, key=lambda roster: -roster.silent_days))


def _record(
    unit: str, states: list[IssueState], directory: UnitDirectory, period: Period, stale_days: int
) -> UnitRecord:
    facts = [
        fact for state in states for fact in facts_of(state, unit, period, stale_days=stale_days)
    ]
    return UnitRecord(
        unit=unit,
        is_group=directory.is_group(unit),
        counts=count(states),
        events=_events_in(states, period),
        facts=tuple(facts),
    )


def _events_in(states: Sequence[IssueState], period: Period) -> int:
    return sum(event.date in period for state in states for event in state.events)
