"""What holds of any log: whose lines it has, in which order, twice or taken back."""

from collections.abc import Sequence
from datetime import date, timedelta

from county import ISSUED, county, issue
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_cli.domain.journal import as_known, changes_since, standing_events
from rectify_cli.domain.model import REPORTING, Event, EventKind, Issue, PartStatus, Status
from rectify_cli.domain.period import Period
from rectify_cli.domain.reporting.roster import Standing, roster_of
from rectify_cli.domain.reporting.todo import todo_of
from rectify_cli.domain.state import IssueState, states_of

LAST = date(2020, 12, 31)
LEADS = (None, "甲局", "甲委")
MEMBERS = ("乙局", "东镇", "西乡")
OUTSIDE = ("戊局", "各乡镇", "外县某局")
UNITS = (*LEADS, *MEMBERS, *OUTSIDE, "政务局", "督查室")
KINDS = tuple(kind for kind in EventKind if kind is not EventKind.VOID)
quick = settings(max_examples=80, deadline=None)

days = st.integers(0, 6).map(lambda number: ISSUED + timedelta(days=number * 20))


@st.composite
def events(
    draw: st.DrawFn, kinds: Sequence[EventKind] = KINDS, units: Sequence[str | None] = UNITS
) -> Event:
    """Any event that is no void; one in three was recorded late."""
    kind, day = draw(st.sampled_from(kinds)), draw(days)
    late = draw(st.integers(0, 2)) == 0
    return Event(
        date=day,
        event=kind,
        unit=draw(st.sampled_from(units)),
        to=day + timedelta(days=90) if kind is EventKind.EXTEND else None,
        recorded=day + timedelta(days=draw(st.integers(1, 60))) if late else None,
    )


def logs(**narrowed: Sequence[object]) -> st.SearchStrategy[list[Event]]:
    """Any log of up to ten such events."""
    return st.lists(events(**narrowed), max_size=10, unique=True)  # type: ignore[arg-type]


def void_of(target: Event, day: date) -> Event:
    return Event(date=max(day, target.known_on), event=EventKind.VOID, of=target)


def fold(log: Sequence[Event], as_of: date = LAST, **more: object) -> IssueState:
    return states_of(county(issue(*log, **more)), as_of)[0]  # type: ignore[arg-type]


def standing(state: IssueState) -> dict[str, object]:
    """All that an event may move."""
    return {
        "status": state.status,
        "due": state.due,
        "extended": state.extended,
        "applied_on": state.applied_on,
        "done_on": state.done_on,
        "overdue": state.overdue_days,
        **{unit: state.part_of(unit) for unit in state.roles.obliged},
        **{f"{unit} last": state.last_report_of(unit) for unit in state.roles.obliged},
    }


def leads_side(state: IssueState) -> dict[str, object]:
    return {
        key: value
        for key, value in standing(state).items()
        if not any(key.startswith(unit) for unit in MEMBERS)
    }


@quick
@given(logs(), logs(kinds=tuple(REPORTING), units=MEMBERS))
def test_what_members_report_moves_nothing_of_the_leads(
    log: list[Event], members: list[Event]
) -> None:
    assert leads_side(fold([*log, *members])) == leads_side(fold(log))


@quick
@given(logs(), logs(kinds=(*REPORTING, EventKind.DONE), units=OUTSIDE))
def test_what_outsiders_and_groups_report_moves_nothing_at_all(
    log: list[Event], outside: list[Event]
) -> None:
    assert standing(fold([*log, *outside])) == standing(fold(log))


@quick
@given(logs(), logs(kinds=(EventKind.INSPECT, EventKind.URGE)))
def test_being_looked_at_moves_nothing(log: list[Event], looks: list[Event]) -> None:
    assert standing(fold([*log, *looks])) == standing(fold(log))


@quick
@given(logs(), st.data())
def test_taking_back_is_as_if_it_had_never_been(log: list[Event], data: st.DataObject) -> None:
    wrong = data.draw(st.lists(st.sampled_from(log), unique=True)) if log else []
    voids = [void_of(event, data.draw(days)) for event in wrong]
    lines = (
        data.draw(st.permutations([*voids, *data.draw(st.lists(st.sampled_from(voids)))]))
        if (voids)
        else []
    )
    kept = [event for event in log if event not in wrong]
    assert standing(fold([*log, *lines])) == standing(fold(kept))
    assert standing_events((*log, *lines)) == tuple(kept)


@quick
@given(logs(), st.data())
def test_a_union_merge_keeps_lines_twice_and_it_changes_nothing(
    log: list[Event], data: st.DataObject
) -> None:
    twice = data.draw(st.lists(st.sampled_from(log))) if log else []
    assert standing(fold([*log, *twice])) == standing(fold(log))


@quick
@given(logs(), days, days)
def test_a_day_is_told_from_what_was_dated_by_it_and_known_then(
    log: list[Event], as_of: date, known: date
) -> None:
    one = issue(*log)
    told = states_of(as_known(county(one), known), as_of)[0]
    plain = [e for e in log if e.date <= as_of and e.known_on <= known]
    assert standing(told) == standing(fold(plain, as_of))


@quick
@given(logs(), st.data())
def test_nothing_learned_later_about_a_day_means_the_same_answer(
    log: list[Event], data: st.DataObject
) -> None:
    voids = [void_of(e, data.draw(days)) for e in log if data.draw(st.booleans())]
    day = data.draw(days)
    whole = county(issue(*log, *voids))
    then = states_of(as_known(whole, day), day)[0]
    if changes_since(whole, day) == (0, 0):
        assert standing(states_of(whole, day)[0]) == standing(then)


@quick
@given(logs())
def test_parts_only_rise_but_by_a_sending_back(log: list[Event]) -> None:
    rank = {part: place for place, part in enumerate(PartStatus)}
    in_order = fold(log).events
    for count, latest in enumerate(in_order, start=1):
        before, after = fold(in_order[: count - 1]), fold(in_order[:count])
        for unit in after.roles.obliged:
            was, now = before.part_of(unit), after.part_of(unit)
            assert was is not None
            assert now is not None
            if latest.event is not EventKind.REOPEN:
                assert rank[now] >= rank[was]
            elif now is not was:
                assert (was, now) == (PartStatus.FINISHED, PartStatus.IN_PROGRESS)


@quick
@given(logs())
def test_the_part_of_a_single_lead_mirrors_the_status(log: list[Event]) -> None:
    state = fold(log)
    applied = state.status in (Status.SUBMITTED, Status.DONE)
    assert (state.part_of("甲局") is PartStatus.FINISHED) is applied
    assert (state.part_of("甲局") is PartStatus.NOT_STARTED) is (state.status is Status.NOT_STARTED)


@quick
@given(logs(units=(None, "甲局", "丙局", "甲委", "督查室")))
def test_of_several_leads_whoever_applied_finished_and_the_others_owe(log: list[Event]) -> None:
    state = fold(log, leads=("甲局", "丙局"), responsible=())
    owing = {unit for unit in state.roles.leads if state.has_to_report(unit)}
    unfinished = set(state.unfinished)
    assert owing == (unfinished if state.is_open else set())


@quick
@given(logs(), logs(), days, st.integers(0, 40))
def test_every_unit_reported_owes_or_neither_and_the_sums_agree(
    first: list[Event], second: list[Event], since: date, length: int
) -> None:
    period = Period(since, since + timedelta(days=length))
    roster = roster_of(county(issue(*first), issue(*second, number=2)), period, LAST)
    for unit in roster.units:
        assert unit.due == unit.reported + unit.missing
        assert len(unit.items) == unit.due + unit.count(Standing.NOT_DUE)
        assert (unit in roster.missing) is (unit.missing > 0)
        for item in unit.items:
            reports = item.state.reports_of(unit.unit)
            reported = any(event.date in period for event in reports)
            assert (item.standing is Standing.REPORTED) is reported
            if item.standing is Standing.MISSING:
                assert item.state.is_open
                assert item.state.part_of(unit.unit) is not PartStatus.FINISHED


@quick
@given(logs(), days)
def test_every_thing_to_do_is_of_an_issue_as_it_stands(log: list[Event], as_of: date) -> None:
    todo = todo_of(county(issue(*log)), as_of)
    (state,) = todo.states
    one: Issue = state.issue
    assert [entry.issue_id for entry in todo.awaiting] == ([one.id] if state.is_waiting else [])
    assert [entry.issue_id for entry in todo.overdue] == ([one.id] if state.is_overdue else [])
    assert not (todo.due_soon and todo.overdue)
    assert not (todo.sent_back and todo.awaiting)
    assert bool(todo.incomplete) <= (state.status is Status.DONE)
    assert all(entry.days is not None and entry.days > 0 for entry in todo.replies_due)
