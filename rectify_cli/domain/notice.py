"""Who is praised and who is named for a period (通报), and by which facts. Pure.

Source: section 二.4 of the document (强化督查): progress is inspected, and units that push the work
weakly are named. A name on the black list has to hold against anyone, so the rules are narrow:

- Only lead units (牵头单位) are judged, under their canonical name. A group (各乡镇人民政府) is
  not: what one member left undone proves nothing of the others.
- 黑榜, on the last day of the period, by any of: an issue past due and not struck off; a 立行立改
  issue not started ``stale_days`` after the document; an open issue without any report within the
  period, the last one (or its 退回, or the document) being ``stale_days`` or more ago. Being
  inspected, or given more time, is no report.
- Who applied for striking off by the due date waits for others: neither late nor silent.
- 红榜: every issue is struck off or on schedule, and every open one was reported on in the period
  (or is waiting). A striking off that came late within the period, a due date that holds only by
  an extension, a 退回 within the period keep a unit off the red list, not on the black.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rectify_cli.domain.figures import STALE_DAYS, Counts, count, leads_of
from rectify_cli.domain.model import Checklist, Event, EventKind, Status
from rectify_cli.domain.report import Period
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import UsageError

_WORK = frozenset({EventKind.START, EventKind.PROGRESS, EventKind.SUBMIT})


class Ground(StrEnum):
    """Why an issue counts for or against its lead unit."""

    OVERDUE = "overdue"
    IMMEDIATE_NOT_STARTED = "immediate_not_started"
    UNREPORTED = "unreported"
    DONE_LATE = "done_late"
    EXTENDED = "extended"
    REOPENED = "reopened"
    NO_WORK_REPORTED = "no_work_reported"
    AWAITING = "awaiting"
    ON_SCHEDULE = "on_schedule"
    DONE = "done"

    @property
    def is_blame(self) -> bool:
        """Puts the unit on the black list."""
        return self in (Ground.OVERDUE, Ground.IMMEDIATE_NOT_STARTED, Ground.UNREPORTED)

    @property
    def is_praise(self) -> bool:
        """Lets the unit be on the red list, when all its issues do."""
        return self in (Ground.AWAITING, Ground.ON_SCHEDULE, Ground.DONE)


@dataclass(frozen=True)
class Fact:
    """One ground with its issue. ``days``: overdue, late, since the document, or silent, as the
    ground has it; ``on``: the day of the striking off, application, extension, 退回 or report,
    and ``event`` what was reported on it."""

    state: IssueState
    ground: Ground
    days: int | None = None
    on: date | None = None
    event: EventKind | None = None


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

    ``without_lead`` are the issues for which the document names no lead unit; nobody is judged
    by them. Before the document was issued everybody is under ``others`` without facts.
    """

    checklist: Checklist
    period: Period
    stale_days: int
    counts: Counts
    events: int
    red: tuple[UnitRecord, ...]
    black: tuple[UnitRecord, ...]
    others: tuple[UnitRecord, ...]
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
    checklist: Checklist, *, since: date, until: date, stale_days: int = STALE_DAYS
) -> Notice:
    """Judge the lead units of ``checklist`` for the days ``since`` to ``until``, both included.

    ``until`` must not lie in the future, or people are named for days still to come: the caller,
    who knows the day, sees to it. Raises ``UsageError`` when ``since`` is after it.
    """
    if since > until:
        raise UsageError(
            f"通报的开始日期 {since} 晚于截止日 {until}",
            hint="请检查 --since、--until、--week 和 --as-of。",
        )
    period = Period(since, until)
    states = states_of(checklist, until)
    directory = UnitDirectory(checklist)
    led: dict[str, list[IssueState]] = {}
    for state in states:
        for unit in dict.fromkeys(leads_of(state, directory)):
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
        counts=count(states),
        events=_events_in(states, period),
        red=tuple(sorted(red, key=lambda r: (-r.counts.rate, -r.counts.done))),
        black=tuple(sorted(black, key=lambda r: (-r.most_overdue_days, -len(r.blames)))),
        others=tuple(others),
        without_lead=tuple(state for state in states if not state.issue.lead_unit),
    )


def _record(
    unit: str, states: list[IssueState], directory: UnitDirectory, period: Period, stale_days: int
) -> UnitRecord:
    facts = [fact for state in states for fact in _facts(state, period, stale_days)]
    return UnitRecord(
        unit=unit,
        is_group=directory.is_group(unit),
        counts=count(states),
        events=_events_in(states, period),
        facts=tuple(facts),
    )


def _events_in(states: list[IssueState], period: Period) -> int:
    return sum(event.date in period for state in states for event in state.events)


def _facts(state: IssueState, period: Period, stale_days: int) -> Iterator[Fact]:
    """What speaks for or against the lead of an issue on the period's last day; at least one
    fact, unless the document was issued later."""
    if state.issued_on > state.as_of:
        return
    if not state.is_open:
        late = state.late_days and state.done_on is not None and state.done_on in period
        ground = Ground.DONE_LATE if late else Ground.DONE
        yield Fact(state, ground, state.late_days or None, state.done_on)
        return
    reopened = next((e.date for e in reversed(state.events) if e.event is EventKind.REOPEN), None)
    if reopened is not None and reopened in period:
        yield Fact(state, Ground.REOPENED, on=reopened)
    if state.is_awaiting_in_time:
        yield Fact(state, Ground.AWAITING, on=state.applied_on)
        return
    blames = tuple(_blames(state, period, stale_days))
    yield from blames
    if not blames:
        yield _standing(state, period)


def _blames(state: IssueState, period: Period, stale_days: int) -> Iterator[Fact]:
    since_issue = (state.as_of - state.issued_on).days
    if state.is_overdue:
        waiting_since = state.applied_on if state.status is Status.SUBMITTED else None
        yield Fact(state, Ground.OVERDUE, state.overdue_days, waiting_since)
    if state.is_immediate_not_started and since_issue >= stale_days:
        yield Fact(state, Ground.IMMEDIATE_NOT_STARTED, since_issue)
    silent = not any(event.date in period for event in state.reports)
    if silent and state.is_stale(stale_days) and state.status is not Status.SUBMITTED:
        yield Fact(state, Ground.UNREPORTED, state.silent_days)


def _standing(state: IssueState, period: Period) -> Fact:
    """An open issue that nothing speaks against."""
    original = state.original_due
    if original is not None and original < state.as_of and state.due != original:
        extended = next(e.date for e in reversed(state.events) if e.event is EventKind.EXTEND)
        return Fact(state, Ground.EXTENDED, on=extended)
    work = [e for e in _since_reopened(state.events) if e.event in _WORK and e.date in period]
    if not work or state.status is Status.NOT_STARTED:
        return Fact(state, Ground.NO_WORK_REPORTED, state.silent_days)
    return Fact(state, Ground.ON_SCHEDULE, on=work[-1].date, event=work[-1].event)


def _since_reopened(events: Sequence[Event]) -> list[Event]:
    """The events after the last 退回: what was reported before it has been found wanting."""
    since: list[Event] = []
    for event in events:
        since = [] if event.event is EventKind.REOPEN else [*since, event]
    return since
