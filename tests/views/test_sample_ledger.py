"""The demonstration ledger of the samples: reproducible, marked, and busy in every way."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from rectify_cli.domain.model import EventKind, Status
from rectify_cli.domain.state import states_of
from rectify_cli.ledger.reading import read_ledger

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "examples" / "sample_ledger.py"


def generate(target: Path, *options: str) -> str:
    command = [sys.executable, str(SCRIPT), str(target), *options]
    run = subprocess.run(
        command,
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    return run.stdout


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("busy") / "issues.yaml"
    generate(target)
    return target


def test_the_same_call_writes_the_same_bytes(busy: Path, tmp_path: Path) -> None:
    again = tmp_path / "issues.yaml"
    generate(again)
    assert again.read_bytes() == busy.read_bytes()


def test_it_says_that_it_is_a_demonstration(busy: Path) -> None:
    assert busy.read_text("utf-8").startswith("# 演示数据")
    assert read_ledger(busy).checklist.document.title.startswith("【演示数据】")


def test_the_official_words_are_those_of_the_shipped_list(busy: Path) -> None:
    shipped = read_ledger(ROOT / "tests" / "fixtures" / "issues.yaml").checklist
    sample = read_ledger(busy).checklist
    assert [i.problem for i in sample.issues] == [i.problem for i in shipped.issues]


def test_every_kind_of_event_and_status_occurs(busy: Path) -> None:
    checklist = read_ledger(busy).checklist
    events = [event for issue in checklist.issues for event in issue.log]
    assert {event.event for event in events} >= set(EventKind) - {EventKind.URGE, EventKind.VOID}
    states = states_of(checklist, date(2020, 11, 5))
    assert {state.status for state in states} == set(Status)
    assert any(state.is_overdue for state in states)
    days = [event.date for event in events]
    assert date(2020, 8, 20) <= min(days) <= max(days) <= date(2020, 11, 5)


def test_logs_are_in_date_order_and_evidence_is_in_place(busy: Path) -> None:
    for issue in read_ledger(busy).checklist.issues:
        days = [event.date for event in issue.log]
        assert days == sorted(days)
        for event in issue.log:
            assert all((busy.parent / name).is_file() for name in event.evidence)


def test_three_hundred_issues_can_be_had(tmp_path: Path) -> None:
    target = tmp_path / "issues.yaml"
    said = generate(target, "--issues", "300")
    checklist = read_ledger(target).checklist
    assert [issue.id for issue in checklist.issues] == list(range(1, 301))
    assert "300 项" in said
