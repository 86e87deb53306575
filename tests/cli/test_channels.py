"""Output that cannot be written, and readers that leave: what was done is said to be done."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from rectify_cli.cli import main

FULL = Path("/dev/full")
LATE = ("--as-of", "2020-11-05")
WORDS_OF_A_DEFECT = ("Traceback", "程序内部出错", "Exception ignored")
START = ("start", "3", "--date", "2020-09-01")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="closes by the POSIX shell")


def _environment() -> dict[str, str]:
    mine = {k: v for k, v in os.environ.items() if not k.startswith("RECTIFY_")}
    return mine | {"PYTHONIOENCODING": "utf-8"}


def program(*arguments: str, cwd: Path, **streams: Any) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own; streams that are not given are caught."""
    caught: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    line: list[str | bytes] = [sys.executable, "-m", "rectify_cli", *arguments]
    return subprocess.run(line, cwd=cwd, env=_environment(), check=False, **caught | streams)


def program_without(stream: int, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The program as a shell starts it with one stream closed."""
    line = ["sh", "-c", f'exec "$@" {stream}>&-', "sh", sys.executable, "-m", "rectify_cli"]
    return subprocess.run(
        [*line, *arguments], cwd=cwd, env=_environment(), capture_output=True, check=False
    )


def said_plainly(result: subprocess.CompletedProcess[bytes], *words: str) -> None:
    said = result.stderr.decode("utf-8")
    assert not [word for word in WORDS_OF_A_DEFECT if word in said]
    for word in words:
        assert word in said


@pytest.fixture
def full() -> IO[bytes]:
    return FULL.open("wb")


@needs_full
@pytest.mark.parametrize(
    "arguments",
    [("list",), ("list", "--json"), ("--help",), ("check",), ("export", "-o", "-"), ()],
    ids=" ".join,
)
def test_an_answer_that_finds_no_room_is_a_failure(
    ledger: Path, full: IO[bytes], arguments: tuple[str, ...]
) -> None:
    with full:
        result = program(*arguments, cwd=ledger.parent, stdout=full)
    assert result.returncode == (1 if arguments else 2)
    said_plainly(result, "结果没能输出：磁盘空间不足")


@needs_full
@pytest.mark.parametrize("json", [(), ("--json",)], ids=str)
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (START, "已记入 issues.yaml"),
        (("export", "-o", "清单.csv"), "已写入 清单.csv"),
        (("init", "新.yaml"), "已新建 新.yaml"),
        (("contact", "漕涧", "--head", "张某"), "已记入 issues.yaml"),
        (("dispatch", "漕涧", "-o", "分发"), "已写入 1 份表"),
    ],
    ids=str,
)
def test_what_was_written_before_the_output_failed_is_said_to_be_written(
    ledger: Path, full: IO[bytes], arguments: tuple[str, ...], words: str, json: tuple[str, ...]
) -> None:
    with full:
        named = ("--file", "issues.yaml", *arguments, *json)
        result = program(*named, cwd=ledger.parent, stdout=full)
    assert result.returncode == 0, "who sees a failure would do it twice"
    said_plainly(result, words, "结果没能输出：磁盘空间不足")


@needs_full
def test_nothing_is_said_to_be_written_by_a_dry_run(ledger: Path, full: IO[bytes]) -> None:
    with full:
        result = program(*START, "--dry-run", cwd=ledger.parent, stdout=full)
    assert result.returncode == 1
    assert "已记入" not in result.stderr.decode("utf-8")


@needs_shell
def test_with_stdout_closed_the_event_is_recorded_and_said_to_be(ledger: Path) -> None:
    result = program_without(1, *START, cwd=ledger.parent)
    assert result.returncode == 0
    said_plainly(result, "已记入", "输出已经关闭")
    assert "event: start" in ledger.read_text(encoding="utf-8")


@needs_shell
@pytest.mark.parametrize("arguments", [("list",), ("check",), ("--help",)], ids=" ".join)
def test_with_stdout_closed_an_answer_is_lost_and_that_is_said(
    ledger: Path, arguments: tuple[str, ...]
) -> None:
    result = program_without(1, *arguments, cwd=ledger.parent)
    assert result.returncode == 1
    said_plainly(result, "结果没能输出：输出已经关闭")


@needs_shell
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list", "--json", "--unit", "没有这个单位"), 1),
        (("lsit",), 2),
        (("check", "--fix-encoding", "--json"), 0),
    ],
    ids=str,
)
def test_with_stderr_closed_its_words_do_not_turn_up_among_the_data(
    ledger: Path, arguments: tuple[str, ...], code: int
) -> None:
    result = program_without(2, *arguments, cwd=ledger.parent)
    assert result.returncode == code
    assert not {"错误", "UTF-8"} & set(result.stdout.decode("utf-8").replace("：", " ").split())


@needs_full
def test_a_full_stderr_changes_neither_answer_nor_exit_code(ledger: Path, full: IO[bytes]) -> None:
    with full:
        result = program("list", "--unit", "没有这个单位", cwd=ledger.parent, stderr=full)
    assert (result.returncode, result.stdout) == (1, b"")


@needs_shell
def test_a_file_never_gets_the_number_of_a_closed_stream(ledger: Path) -> None:
    """The next file opened would be number 1, and what is printed would land in it."""
    line = 'exec "$@" 0<&- 1>&- 2>&-'
    started = ["sh", "-c", line, "sh", sys.executable, "-m", "rectify_cli", *START]
    assert subprocess.run(started, cwd=ledger.parent, check=False).returncode == 0
    assert program("check", cwd=ledger.parent).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("list", "--all-text"), 0),
        (("list", "--json"), 0),
        (("check",), 0),
        (("export", "-o", "-", "--format", "xlsx"), 0),
        (("overdue", "--exit-code", *LATE), 1),
        (START, 0),
    ],
    ids=str,
)
def test_a_reader_that_leaves_changes_no_exit_code(
    ledger: Path, arguments: tuple[str, ...], code: int
) -> None:
    """``rectify … | head -0``: the pipe is closed before the program has said anything."""
    reading, writing = os.pipe()
    os.close(reading)
    result = program(*arguments, cwd=ledger.parent, stdout=writing)
    os.close(writing)
    assert (result.returncode, result.stderr) == (code, b"")


def test_an_invalid_ledger_stays_invalid_when_the_reader_leaves(ledger: Path) -> None:
    ledger.write_text(ledger.read_text("utf-8").replace("id: 3", "id: 2"), encoding="utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    assert program("check", cwd=ledger.parent, stdout=writing).returncode == 1
    os.close(writing)


def test_the_streams_are_given_back(ledger: Path) -> None:
    before = sys.stdout, sys.stderr
    main(["list"])
    assert (sys.stdout, sys.stderr) == before
