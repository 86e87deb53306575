"""Where an issue stands: what each event does, in any order in which two clones were merged."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rectify_cli.domain.model import Checklist, Document, Event, EventKind, Issue, Status
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import UnitDirectory

ISSUED = date(2020, 8, 12)
DOCUMENT = Document(title="清单", issued_on=ISSUED)
DIRECTORY = UnitDirectory(Checklist(document=DOCUMENT))
RANK = {status: rank for rank, status in enumerate(Status)}
LAST = date.max
KINDS = tuple(kind for kind in EventKind if kind is not EventKind.VOID)
quick = settings(max_examples=200, deadline=None)

# Few days, so that events often share one.
days = st.integers(0, 4).map(lambda days: ISSUED + timedelta(days=days))


def event(kind: EventKind, day: date, to: date | None = None) -> Event:
    """An event of ``kind``; an extension needs its new date, others have none."""
    return Event(date=day, event=kind, to=to)


@st.composite
def events(draw: st.DrawFn, kinds: Sequence[EventKind] = KINDS) -> Event:
    """Any event of the given kinds."""
    kind = draw(st.sampled_from(kinds))
    to = draw(days) + timedelta(days=90) if kind is EventKind.EXTEND else None
    return event(kind, draw(days), to)


def logs(kinds: Sequence[EventKind] = KINDS) -> st.SearchStrategy[list[Event]]:
    """Any log of up to eight such events, in any order of their days."""
    return st.lists(events(kinds), max_size=8, unique=True)


def fold(log: Sequence[Event], as_of: date = LAST) -> IssueState:
    """The state of an issue with this log."""
    issue = Issue(id=1, title="事项", problem="问题", deadline="2020年10月底", log=tuple(log))
    return state_of(issue, DIRECTORY, as_of)


def merged(ours: Sequence[Event], theirs: Sequence[Event], turns: Sequence[bool]) -> list[Event]:
    """One interleaving of two clones' events; each clone's own order is kept."""
    left, right, both = list(ours), list(theirs), []
    for our_turn in turns:
        if side := left if our_turn else right:
            both.append(side.pop(0))
    return [*both, *left, *right]


def has_reopen_beside_raise(log: Sequence[Event]) -> bool:
    """Whether a day holds a 退回 and the 销号 or 申请销号 that it may be about."""
    reopened = {e.date for e in log if e.event is EventKind.REOPEN}
    raised = {e.date for e in log if e.event in (EventKind.DONE, EventKind.SUBMIT)}
    return bool(reopened & raised)


turns = st.lists(st.booleans(), max_size=16)


@quick
@given(logs(), logs(), logs(), turns, turns)
def test_the_order_of_a_merge_does_not_matter(
    before: list[Event],
    ours: list[Event],
    theirs: list[Event],
    one: list[bool],
    other: list[bool],
) -> None:
    assume(not has_reopen_beside_raise([*before, *ours, *theirs]))
    first = fold([*before, *merged(ours, theirs, one)])
    second = fold([*before, *merged(ours, theirs, other)])
    assert first.status is second.status
    assert first.done_on == second.done_on


@quick
@given(st.data())
def test_no_order_at_all_matters_within_a_day_without_reopen(data: st.DataObject) -> None:
    log = data.draw(logs([kind for kind in KINDS if kind is not EventKind.REOPEN]))
    shuffled = data.draw(st.permutations(log))
    assert fold(log).status is fold(shuffled).status
    assert fold(log).done_on == fold(shuffled).done_on


@pytest.mark.parametrize(
    ("raising", "raised"),
    [(EventKind.DONE, Status.DONE), (EventKind.SUBMIT, Status.SUBMITTED)],
)
def test_file_order_decides_between_a_reopen_and_what_it_undoes_on_one_day(
    raising: EventKind, raised: Status
) -> None:
    day = date(2020, 10, 20)
    up, down = event(raising, day), event(EventKind.REOPEN, day)
    assert fold([up, down]).status is Status.IN_PROGRESS
    assert fold([down, up]).status is raised


@quick
@given(logs())
def test_only_reopen_lowers(log: list[Event]) -> None:
    in_order = fold(log).events
    for count, latest in enumerate(in_order, start=1):
        before, after = fold(in_order[: count - 1]).status, fold(in_order[:count]).status
        if latest.event is EventKind.REOPEN and before in (Status.SUBMITTED, Status.DONE):
            assert after is Status.IN_PROGRESS
        else:
            assert RANK[after] >= RANK[before]


@pytest.mark.parametrize(
    ("kind", "least"),
    [
        (EventKind.START, Status.IN_PROGRESS),
        (EventKind.PROGRESS, Status.IN_PROGRESS),
        (EventKind.SUBMIT, Status.SUBMITTED),
        (EventKind.DONE, Status.DONE),
    ],
)
@quick
@given(log=logs())
def test_each_step_raises_as_far_as_it_says(
    kind: EventKind, least: Status, log: list[Event]
) -> None:
    before = fold(log).status
    after = fold([*log, event(kind, ISSUED + timedelta(days=9))]).status
    assert after is max(before, least, key=RANK.__getitem__)


@quick
@given(logs())
def test_extend_changes_the_due_date_alone(log: list[Event]) -> None:
    without = fold([e for e in log if e.event is not EventKind.EXTEND])
    extended = fold(log)
    ends = [day for day in (without.applied_on, without.done_on) if day]
    extensions = [
        e
        for e in extended.events
        if e.event is EventKind.EXTEND and all(e.date <= end for end in ends)
    ]
    assert extended.due == (extensions[-1].to if extensions else date(2020, 10, 31))
    assert extended.extended is bool(extensions)
    assert extended.original_due == without.due == date(2020, 10, 31)
    assert (extended.status, extended.done_on) == (without.status, without.done_on)


@quick
@given(logs())
def test_inspect_is_shown_and_changes_nothing(log: list[Event]) -> None:
    without = fold([e for e in log if e.event is not EventKind.INSPECT])
    state = fold(log)
    assert (state.status, state.done_on, state.due) == (
        without.status,
        without.done_on,
        without.due,
    )
    assert len(state.events) == len(log)


@quick
@given(logs(), days)
def test_what_comes_after_the_as_of_day_is_not_known_yet(log: list[Event], as_of: date) -> None:
    known = [e for e in log if e.date <= as_of]
    then = fold(log, as_of)
    assert sorted(then.events, key=log.index) == sorted(known, key=log.index)
    later = fold(known)
    assert (then.status, then.due, then.done_on) == (later.status, later.due, later.done_on)


@quick
@given(logs(), days)
def test_events_are_in_date_order_and_within_a_day_in_file_order(
    log: list[Event], day: date
) -> None:
    in_order = fold(log).events
    assert [e.date for e in in_order] == sorted(e.date for e in log)
    assert [e for e in in_order if e.date == day] == [e for e in log if e.date == day]


@quick
@given(logs())
def test_a_day_of_striking_off_is_told_just_while_it_is_in_force(log: list[Event]) -> None:
    state = fold(log)
    assert (state.done_on is not None) == (state.status is Status.DONE)
    if state.done_on is not None:
        assert event(EventKind.DONE, state.done_on) in log
        assert state.overdue_days == 0


def test_a_second_striking_off_does_not_move_the_day() -> None:
    log = [event(EventKind.DONE, date(2020, 10, day)) for day in (20, 25)]
    assert fold(log).done_on == date(2020, 10, 20)


def test_a_reopened_issue_is_overdue_again_until_it_is_struck_off_anew() -> None:
    log = [
        event(EventKind.DONE, date(2020, 10, 20)),
        event(EventKind.REOPEN, date(2020, 10, 25)),
        event(EventKind.DONE, date(2020, 11, 10)),
    ]
    days_late = [fold(log, date(2020, 11, day)).overdue_days for day in (5, 10)]
    assert days_late == [5, 0]
    assert fold(log).late_days == 10


@pytest.mark.parametrize(
    ("deadline", "due", "expected"),
    [
        # A month without a year is that of the document.
        ("10月底前", None, (date(2020, 10, 31), False, False)),
        ("立行立改，长期坚持", None, (None, True, True)),
        (None, None, (None, False, False)),
        # A due date that the ledger names wins over the words, and over them alone.
        ("10月底前", date(2020, 9, 30), (date(2020, 9, 30), False, False)),
        ("立行立改，长期坚持", date(2020, 9, 30), (date(2020, 9, 30), True, True)),
        (None, date(2020, 9, 30), (date(2020, 9, 30), False, False)),
    ],
)
def test_the_time_limit_is_read_in_the_words_and_a_named_day_wins(
    deadline: str | None, due: date | None, expected: tuple[date | None, bool, bool]
) -> None:
    one = Issue(id=1, title="事项", problem="问题", deadline=deadline, due=due)
    then = state_of(one, DIRECTORY, LAST)
    assert (then.due, then.immediate, then.ongoing) == expected
    assert then.original_due == then.due
