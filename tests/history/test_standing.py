"""What ``check`` says where git keeps the ledger."""

from pathlib import Path

import pytest
from conftest import Run
from offices import UNION, Office
from test_audit import DONE, PROGRESS, START

DAY = ("--as-of", "2020-11-05")


def told(run: Run, *arguments: str | Path) -> list[str]:
    """The warnings of ``check``, but for the one about the list's own units."""
    problems = run("check", "--json", *arguments, *DAY).json["problems"]
    assert all(problem["severity"] == "warning" for problem in problems)
    return [p["message"] for p in problems if "是否列全" not in p["message"]]


def test_a_sound_office_has_nothing_to_say(run: Run, office: Office) -> None:
    office.record(3, START)
    assert told(run) == []


def test_lost_events_are_said_in_one_line(run: Run, office: Office) -> None:
    office.record(3, START)
    office.record(4, PROGRESS)
    office.record(6, DONE)
    office.drop("event: start")
    office.drop("event: done")
    office.change("title: 大厅工作人员服务标准不够优化", "title: 大厅服务")
    result = run("check", *DAY)
    assert result.code == 0
    assert "2 条记录不见了或改了，1 处原文不见了或改了" in result.out
    assert "rectify audit" in result.out
    assert len(told(run)) == 1
    office.commit("提交以后由 audit 说")
    assert told(run) == []


def test_new_events_and_units_are_no_loss(run: Run, office: Office) -> None:
    office.record(3, START)
    run("progress", "4", "--note", "印发200份", "--date", "2020-10-20")
    office.change("aliases: [县政务局]", "aliases: [县政务局, 政务局]")
    assert told(run) == []


@pytest.mark.parametrize(
    ("attributes", "settings", "words"),
    [
        (UNION, {"core.autocrlf": "true"}, []),
        ("", {}, ["union"]),
        ("", {"merge.default": "union"}, []),
        ("data/issues.yaml merge=binary\n", {"merge.default": "union"}, ["union"]),
        ("*.yaml merge=union\n", {"core.autocrlf": "true"}, ["改写"]),
        ("*.yaml merge=union\n", {"core.autocrlf": "input"}, []),
        ("*.yaml merge=union -text\n", {"core.autocrlf": "true"}, []),
        ("*.yaml merge=union eol=crlf\n", {}, ["改写"]),
        ("*.yaml merge=union text\n", {"core.eol": "crlf"}, ["改写"]),
        ("*.yaml merge=union text=auto\n", {"core.eol": "lf"}, []),
    ],
)
def test_what_git_would_do_to_the_file_is_warned_of(
    run: Run, office: Office, attributes: str, settings: dict[str, str], words: list[str]
) -> None:
    office.write_attributes(attributes)
    for key, value in settings.items():
        office.git("config", key, value)
    messages = told(run)
    assert len(messages) == len(words)
    assert all(word in message for word, message in zip(words, messages, strict=True))


def test_a_ledger_that_git_does_not_keep_is_left_alone(run: Run, office: Office) -> None:
    office.write_attributes("")
    copy = office.folder / "另一份.yaml"
    copy.write_bytes(office.ledger.read_bytes())
    assert told(run, "--file", copy) == []


def test_before_the_first_commit_nothing_can_be_lost(run: Run, ledger: Path) -> None:
    Office(ledger.parent.parent).git("init", "-q")
    assert told(run) == []


def test_a_damaged_repository_does_not_keep_the_file_from_being_checked(
    run: Run, office: Office
) -> None:
    blob = office.git("rev-parse", "HEAD:data/issues.yaml").strip()
    path = office.folder / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.write_bytes(b"damaged")
    result = run("check", *DAY)
    assert result.code == 0
    assert "仓库不完整" in result.out
