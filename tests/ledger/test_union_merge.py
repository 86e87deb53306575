"""Two clerks, two clones, stock git: both events stay and the file stays valid."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from conftest import FROZEN, ROOT

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import read_ledger

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

DAY = date(2020, 10, 20)
OURS = Event(date=DAY, event=EventKind.PROGRESS, by="李某", note="办事指南印发200份")
THEIRS = Event(date=DAY, event=EventKind.DONE, by="何志龙", note="现场核验通过，同意销号")

HEAD = "document: {title: 清单, issued_on: 2020-08-12}\nissues:\n"
ONE = HEAD + "  - id: 1\n    title: 甲\n    problem: 甲\n"
TWO = "  - id: 2\n    title: 乙\n    problem: 乙\n"
OLD = "{date: 2020-09-01, event: start}"
LEDGERS = {
    "the shipped list": FROZEN.read_text(encoding="utf-8"),
    "a log with events": f"{ONE}    log:\n      - {OLD}\n{TWO}",
    "a log with events, last in the file": f"{ONE}    log:\n      - {OLD}\n",
    "a log with events, no final newline": f"{ONE}    log:\n      - {OLD}",
    "a log with nothing": f"{ONE}    log:\n{TWO}",
    "empty brackets": f"{ONE}    log: []\n{TWO}",
    "empty brackets, no final newline": f"{ONE}    log: []",
    "no log": f"{ONE}{TWO}",
    "no log, no final newline": ONE[:-1],
    "block events": f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n{TWO}",
    "a comment at the end of the log": f"{ONE}    log:\n      - {OLD}\n      # 注\n{TWO}",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in ``folder``, untouched by the settings of whoever runs the tests."""
    who = {
        f"GIT_{role}_{key}": "x@y" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")
    }
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    run = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | settings | who,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return run.stdout


def record(clone: Path, issue_id: int, event: Event) -> None:
    """One clerk's event, committed."""
    with edit_ledger(clone / "data" / "issues.yaml") as edit:
        edit.append_event(issue_id, event)
        edit.save()
    git(clone, "commit", "-qam", "one event")


def two_clones(folder: Path, text: str) -> tuple[Path, Path]:
    """Two clones of a repository with this ledger and the shipped .gitattributes and .gitignore."""
    first, second = folder / "first", folder / "second"
    (first / "data").mkdir(parents=True)
    for name in (".gitattributes", ".gitignore"):
        shutil.copy(ROOT / name, first)
    (first / "data" / "issues.yaml").write_bytes(text.encode())
    git(first, "init", "-q", "-b", "main")
    git(first, "add", ".")
    git(first, "commit", "-qm", "the list")
    git(folder, "clone", "-q", str(first), str(second))
    return first, second


def merge(first: Path, second: Path) -> Path:
    """``second`` takes in what ``first`` has; returns the ledger."""
    git(second, "pull", "-q", "--no-rebase", "--no-edit")
    assert git(second, "status", "--porcelain") == ""
    return second / "data" / "issues.yaml"


@pytest.mark.parametrize("text", LEDGERS.values(), ids=LEDGERS.keys())
def test_both_clerks_events_on_one_issue_stay(tmp_path: Path, text: str) -> None:
    first, second = two_clones(tmp_path, text)
    old = read_ledger(first / "data" / "issues.yaml").checklist
    record(first, 1, OURS)
    record(second, 1, THEIRS)
    new = read_ledger(merge(first, second)).checklist
    log = new.issues_by_id()[1].log
    assert log[: len(old.issues[0].log)] == old.issues[0].log
    assert sorted(event.event for event in log[len(old.issues[0].log) :]) == ["done", "progress"]
    assert OURS in log
    assert THEIRS in log
    assert new.issues[1:] == old.issues[1:]


def test_several_events_of_each_clerk_stay_in_their_own_order(tmp_path: Path) -> None:
    first, second = two_clones(tmp_path, LEDGERS["the shipped list"])
    ours = [OURS.model_copy(update={"note": f"第{number}批"}) for number in range(3)]
    kinds = (EventKind.START, EventKind.SUBMIT, EventKind.DONE)
    theirs = [THEIRS.model_copy(update={"event": kind}) for kind in kinds]
    for mine, yours in zip(ours, theirs, strict=True):
        record(first, 3, mine)
        record(second, 3, yours)
        record(second, 4, yours)
    new = read_ledger(merge(first, second)).checklist.issues_by_id()
    assert [event for event in new[3].log if event in ours] == ours
    assert [event for event in new[3].log if event not in ours] == theirs
    assert list(new[4].log) == theirs


def test_one_event_recorded_by_both_stays_once(tmp_path: Path) -> None:
    first, second = two_clones(tmp_path, LEDGERS["the shipped list"])
    record(first, 3, THEIRS)
    record(second, 3, THEIRS)
    assert read_ledger(merge(first, second)).checklist.issues_by_id()[3].log == (THEIRS,)
