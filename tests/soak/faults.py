"""What the fault harnesses share: an office with a ledger, and a clerk in a process of its own."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rectify_cli.cli import main
from rectify_cli.domain.model import Event
from rectify_cli.ledger.reading import read_ledger

FROZEN = Path(__file__).resolve().parents[1] / "fixtures" / "issues.yaml"
TODAY = "2020-11-05"
ISSUE = 3
_STAYS = (".lock",)  # the lock file stays by design; see ledger/locking.py


class Ended(NamedTuple):
    """How a clerk's process ended: its exit code (negative: the signal) and what it said."""

    code: int
    said: str


def open_office(folder: Path) -> Path:
    """A fresh office in ``folder`` with a copy of the shipped list; returns the ledger's path."""
    ledger = folder / "data" / "issues.yaml"
    ledger.parent.mkdir(parents=True)
    shutil.copyfile(FROZEN, ledger)
    return ledger


def done_command(ledger: Path, *evidence: Path) -> list[str]:
    """The command line that strikes issue ``ISSUE`` off, with evidence."""
    command = ["done", str(ISSUE), "-f", str(ledger), "--as-of", TODAY, "--note", "核验通过"]
    for file in evidence:
        command += ["--evidence", str(file)]
    return command


def events_of(ledger: Path) -> tuple[Event, ...]:
    """The log of issue ``ISSUE`` as the ledger says it. Raises when it is no valid ledger."""
    return read_ledger(ledger).checklist.issues_by_id()[ISSUE].log


def files_in(folder: Path) -> set[Path]:
    """Every file in and below ``folder``, those aside that stay by design."""
    found = (path for path in folder.rglob("*") if not path.is_dir())
    return {path for path in found if not path.name.endswith(_STAYS)}


def unfinished_in(folder: Path) -> set[Path]:
    """The temporary files that a killed write has left behind."""
    return set(folder.rglob(".rectify-*.tmp"))


def warm_up(folder: Path) -> None:
    """Do the work once in this process, so that a clerk forked from it has all modules loaded."""
    folder.mkdir()
    proof = folder / "材料.txt"
    proof.write_text("材料", encoding="utf-8")
    ended = run_clerk(done_command(open_office(folder / "office"), proof), in_process=True)
    if ended.code:
        raise SystemExit(f"热身失败：{ended.said}")


def run_clerk(
    arguments: list[str],
    *,
    prepare: Callable[[], object] = lambda: None,
    while_running: Callable[[int], object] = lambda _: None,
    in_process: bool = False,
) -> Ended:
    """Run one command line in a forked process.

    ``prepare`` is called in it beforehand (to set its limits), ``while_running`` in this process
    with the other's id (to kill it). Its output comes through a pipe, which no full disk stops.
    """
    reading, writing = os.pipe()
    if in_process:
        code = _work(arguments, writing)
    elif pid := os.fork():
        os.close(writing)
        while_running(pid)
    else:
        code = 130  # interrupted before or after its work
        try:
            os.close(reading)
            prepare()
            code = _work(arguments, writing)
        finally:
            os._exit(code)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    if not in_process:
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return Ended(code, said)


def _work(arguments: list[str], writing: int) -> int:
    kept = sys.stdout, sys.stderr
    with os.fdopen(writing, "w", encoding="utf-8") as said:
        sys.stdout = sys.stderr = said
        try:
            return main(arguments)
        finally:
            sys.stdout, sys.stderr = kept
