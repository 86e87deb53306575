"""A bar on a terminal for what takes long: on stderr, gone before the answer, never in a pipe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# The ledger is read once a bar has been drawn, or was not, as if reading had taken that long.
SLOW = """
import sys, threading
from rectify_cli.cli import main, session, waiting
drawn = threading.Event()
class Bar(waiting.Bar):
    def appear(self):
        super().appear()
        drawn.set()
real = session.read_ledger
def read(path):
    drawn.wait(float(sys.argv[1]))
    return real(path)
session.read_ledger, waiting.Bar, waiting.PATIENCE = read, Bar, 0.0
sys.exit(main(sys.argv[2:]))
"""
LIST = ("list", "--as-of", "2020-11-05")


def slow(folder: Path, stderr: int, *, most: float) -> subprocess.CompletedProcess[bytes]:
    """``list``, its reading held up until a bar is drawn, or for ``most`` seconds."""
    return subprocess.run(
        [sys.executable, "-c", SLOW, str(most), *LIST],
        cwd=folder, env={**os.environ, "PYTHONIOENCODING": "utf-8", "TERM": "xterm"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=stderr, check=False,
    )  # fmt: skip


def test_a_pipe_gets_the_answer_alone(ledger: Path) -> None:
    done = slow(ledger.parents[1], subprocess.PIPE, most=0.5)
    assert done.returncode == 0
    assert done.stderr == b""
    assert "共 11 项" in done.stdout.decode()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals here")
def test_a_person_at_a_terminal_sees_that_it_goes_on(ledger: Path) -> None:
    ours, theirs = os.openpty()
    try:
        done = slow(ledger.parents[1], theirs, most=60)
        shown = os.read(ours, 65536).decode()
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 0
    assert "正在读清单" in shown
    assert shown.endswith("\x1b[2K"), "the line is wiped"
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h"), "the cursor is back"
    assert done.stdout == slow(ledger.parents[1], subprocess.PIPE, most=0).stdout
