"""One writer at a time: who waits is told for whom, and who cannot write says so."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT, Run

from rectify_cli.errors import ConflictError
from rectify_cli.ledger.locking import ledger_lock

HOLDER = """
import sys, time
from pathlib import Path
from rectify_cli.ledger.locking import ledger_lock
with ledger_lock(Path(sys.argv[1]), timeout=5):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_writer(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until the block ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def test_who_holds_the_lock_is_named_when_the_time_is_up(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    with another_writer(ledger) as other:
        result = run("start", "3", "--lock-timeout", "0")
    assert result.code == 1
    assert f"进程 {other.pid}" in result.err
    assert "什么也没有写" in result.err
    assert "--lock-timeout" in result.err
    assert ledger.read_bytes() == before


def test_waiting_longer_than_a_second_is_told(ledger: Path) -> None:
    said: list[str] = []
    with (
        another_writer(ledger) as other,
        pytest.raises(ConflictError, match=r"等了 1\.2 秒"),
        ledger_lock(ledger, timeout=1.2, on_wait=said.append),
    ):
        pass
    (words,) = said
    assert re.search(rf"进程 {other.pid}.*等待中（最多 1.2 秒）", words)


def test_the_lock_of_a_killed_writer_is_free(run: Run, ledger: Path) -> None:
    with another_writer(ledger):
        pass
    assert run("start", "3", "--lock-timeout", "0").code == 0


def test_a_holders_note_that_a_killed_writer_left_does_no_harm(run: Run, ledger: Path) -> None:
    ledger.with_name(".issues.yaml.holder.lock").write_text("{破", encoding="utf-8")
    assert run("start", "3", "--lock-timeout", "0").code == 0
    with another_writer(ledger):
        ledger.with_name(".issues.yaml.holder.lock").write_text("[]", encoding="utf-8")
        assert "另一个程序正在写" in run("start", "4", "--lock-timeout", "0").err


def test_reading_waits_for_nobody(run: Run, ledger: Path) -> None:
    with another_writer(ledger):
        assert run("list").code == 0


def test_the_files_of_locks_and_unfinished_writes_are_ignored_by_git(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    names = [".issues.yaml.lock", ".issues.yaml.holder.lock", ".rectify-0a1b2c3d-1-ffff.tmp"]
    asked = subprocess.run(
        ["git", "check-ignore", *(f"data/{name}" for name in names)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert asked.stdout.split() == [f"data/{name}" for name in names]
