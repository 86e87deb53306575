"""The state of an issue is a function of its log and a day, in whatever order clones merged it."""

import subprocess
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from conftest import ROOT, SHIPPED, Run, ids
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_cli.fold import IssueState, state_of
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.model import Document, Event, EventKind, Issue, Status

ISSUED = date(2020, 8, 12)
DOCUMENT = Document(title="清单", issued_on=ISSUED)
RANK = {status: rank for rank, status in enumerate(Status)}
FAR = date(2021, 12, 31)
QUICK = settings(max_examples=200, deadline=None)


def event(kind: EventKind, day: date, to: int = 30) -> Event:
    new_due = day + timedelta(days=to) if kind is EventKind.EXTEND else None
    return Event(date=day, event=kind, to=new_due)


EVENTS = st.builds(
    event,
    st.sampled_from(EventKind),
    st.integers(0, 5).map(lambda days: ISSUED + timedelta(days=days)),
    st.integers(1, 60),
)
LOGS = st.lists(EVENTS, max_size=8)


def state(log: list[Event], as_of: date = FAR) -> IssueState:
    issue = Issue(id=1, title="甲", problem="甲", deadline="2020年10月底", log=tuple(log))
    return state_of(issue, DOCUMENT, as_of)


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ("", Status.NOT_STARTED),
        ("inspect extend", Status.NOT_STARTED),
        ("start", Status.IN_PROGRESS),
        ("progress", Status.IN_PROGRESS),
        ("submit", Status.SUBMITTED),
        ("submit progress", Status.SUBMITTED),
        ("done", Status.DONE),
        ("done start progress submit", Status.DONE),
        ("submit reopen", Status.IN_PROGRESS),
        ("done reopen", Status.IN_PROGRESS),
        ("done reopen done", Status.DONE),
        ("reopen done", Status.DONE),
    ],
)
def test_each_event_does_what_the_procedure_says(kinds: str, status: Status) -> None:
    log = [
        event(EventKind(kind), ISSUED + timedelta(days=n)) for n, kind in enumerate(kinds.split())
    ]
    assert state(log).status is status


@QUICK
@given(LOGS, EVENTS)
def test_only_a_reopen_lowers(log: list[Event], new: Event) -> None:
    new = new.model_copy(update={"date": ISSUED + timedelta(days=9)})
    before, after = state(log), state([*log, new])
    if new.event is EventKind.REOPEN:
        assert after.status is Status.IN_PROGRESS
    else:
        assert RANK[after.status] >= RANK[before.status]


@QUICK
@given(LOGS, EVENTS)
def test_an_inspection_changes_nothing_and_is_shown(log: list[Event], new: Event) -> None:
    inspection = event(EventKind.INSPECT, new.date)
    before, after = state(log), state([*log, inspection])
    assert (after.status, after.due, after.done_on) == (before.status, before.due, before.done_on)
    assert inspection in after.events


@QUICK
@given(LOGS, EVENTS)
def test_an_extension_changes_the_due_date_alone(log: list[Event], new: Event) -> None:
    extension = event(EventKind.EXTEND, ISSUED + timedelta(days=9))
    before, after = state(log), state([*log, extension])
    assert (after.status, after.done_on) == (before.status, before.done_on)
    assert (after.due, after.original_due) == (extension.to, date(2020, 10, 31))


@QUICK
@given(LOGS, st.integers(-1, 7))
def test_a_past_day_knows_nothing_of_what_came_later(log: list[Event], days: int) -> None:
    as_of = ISSUED + timedelta(days=days)
    known = [known for known in log if known.date <= as_of]
    assert state(log, as_of) == state(known, as_of)._replace(issue=state(log, as_of).issue)


@QUICK
@given(LOGS, st.randoms(use_true_random=False))
def test_the_order_of_the_lines_of_different_days_does_not_matter(
    log: list[Event], chance: Random
) -> None:
    by_day = {day: [e for e in log if e.date == day] for day in {e.date for e in log}}
    days = list(by_day)
    chance.shuffle(days)
    mixed = [e for day in days for e in by_day[day]]
    assert state(mixed).events == state(log).events


@QUICK
@given(LOGS, LOGS, st.randoms(use_true_random=False))
def test_two_clones_events_give_one_status_however_they_are_merged(
    ours: list[Event], theirs: list[Event], chance: Random
) -> None:
    """Save where one of a day's events is a reopen: then file order decides, as it must."""
    ours = [e for e in ours if e.event is not EventKind.REOPEN]
    theirs = [e for e in theirs if e.event is not EventKind.REOPEN]
    expected = state([*ours, *theirs])
    turns = [ours] * len(ours) + [theirs] * len(theirs)
    chance.shuffle(turns)
    left = {id(ours): iter(ours), id(theirs): iter(theirs)}
    merged = state([next(left[id(turn)]) for turn in turns])
    assert merged.status is expected.status
    assert merged.done_on == expected.done_on


@QUICK
@given(LOGS, LOGS)
def test_a_reopen_on_a_day_of_its_own_leaves_the_order_of_the_others_free(
    before: list[Event], after: list[Event]
) -> None:
    plain = [e for e in before if e.event is not EventKind.REOPEN]
    later = [
        e.model_copy(update={"date": e.date + timedelta(days=20)})
        for e in after
        if e.event is not EventKind.REOPEN
    ]
    reopen = event(EventKind.REOPEN, ISSUED + timedelta(days=10))
    one, other = state([*plain, reopen, *later]), state([*later[::-1], reopen, *plain[::-1]])
    assert (one.status, one.done_on) == (other.status, other.done_on)


def test_the_order_within_a_day_decides_between_a_striking_off_and_a_reopen() -> None:
    done, reopen = event(EventKind.DONE, ISSUED), event(EventKind.REOPEN, ISSUED)
    assert state([done, reopen]).status is Status.IN_PROGRESS
    assert state([reopen, done]).status is Status.DONE


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=某", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """Two clerks' clones of a repository with the shipped attributes and list."""
    first, second = tmp_path / "甲", tmp_path / "乙"
    (first / "data").mkdir(parents=True)
    for name in (".gitattributes", ".gitignore"):
        (first / name).write_bytes((ROOT / name).read_bytes())
    (first / "data" / "issues.yaml").write_bytes(SHIPPED.read_bytes())
    git(first, "init", "-q", "-b", "main")
    git(first, "add", "-A")
    git(first, "commit", "-qm", "清单")
    git(tmp_path, "clone", "-q", str(first), str(second))
    return first, second


MERGES = {
    "first events of an empty log": ("log:", "start 3", "start 3"),
    "last issue of the file": ("log:", "start 11", "progress 11"),
    "neighbours": ("log:", "start 3", "start 4"),
    "a log in empty brackets": ("log: []", "start 3", "progress 3"),
    "no log key": ("", "start 3", "progress 3"),
    "several at once": ("log:", "start 1 2 3", "progress 2 3 4"),
}


@pytest.mark.parametrize(("log", "ours", "theirs"), MERGES.values(), ids=MERGES.keys())
def test_two_clerks_events_both_stay_after_a_plain_git_merge(
    run: Run, clones: tuple[Path, Path], log: str, ours: str, theirs: str
) -> None:
    first, second = clones
    text = SHIPPED.read_text(encoding="utf-8")
    old = text.replace("    log:\n", f"    {log}\n" if log else "")
    for clone in clones:
        (clone / "data" / "issues.yaml").write_bytes(old.encode())
    if old != text:
        git(first, "commit", "-qam", "写法")
        git(second, "fetch", "-q")
        git(second, "reset", "-q", "--hard", "origin/main")
    for clone, line, who in ((first, ours, "李某"), (second, theirs, "王某")):
        ledger = clone / "data" / "issues.yaml"
        assert run("--file", ledger, *line.split(), "--by", who, "--date", "2020-09-01").code == 0
        git(clone, "commit", "-qam", who)
        assert git(clone, "status", "--porcelain") == ""
    git(second, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    merged = second / "data" / "issues.yaml"
    counts = [len(issue.log) for issue in read_ledger(merged).checklist.issues]
    named = [*ours.split()[1:], *theirs.split()[1:]]
    assert counts == [named.count(str(number)) for number in range(1, 12)]
    assert run("--file", merged, "check").out == "11 项，校验通过\n"
    started = run("--file", merged, "list", "--status", "in_progress", "--json")
    assert ids(started) == sorted({int(number) for number in named})


def test_a_real_conflict_shows_as_a_doubled_key_with_both_lines(
    run: Run, clones: tuple[Path, Path]
) -> None:
    first, second = clones
    for clone, leader in ((first, "张某"), (second, "王某")):
        ledger = clone / "data" / "issues.yaml"
        text = ledger.read_text(encoding="utf-8")
        ledger.write_bytes(text.replace("leader: 张建雄", f"leader: {leader}", 1).encode())
        git(clone, "commit", "-qam", leader)
    git(second, "pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    merged = second / "data" / "issues.yaml"
    result = run("--file", merged, "check")
    lines = merged.read_text(encoding="utf-8").splitlines()
    here = [n for n, line in enumerate(lines, start=1) if "leader: 张某" in line or "王某" in line]
    assert result.code == 1
    assert f"键“leader”重复：第 {here[0]} 行已经写过，第 {here[1]} 行又写了" in result.out
