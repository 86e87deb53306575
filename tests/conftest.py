"""What every test may use: a ledger of its own, and the program's front door."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings
from offices import Office, settle

from rectify_cli.cli import main

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "data" / "issues.yaml"
# The shipped list as it was transcribed: using the product must never break its tests.
FROZEN = ROOT / "tests" / "fixtures" / "issues.yaml"
GOLDEN = ROOT / "tests" / "golden"

# Where a red build stops others, the same examples are drawn each time; at a desk, new ones.
# A slow machine is no failure: no example is timed.
settings.register_profile("untimed", deadline=None)
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable" if os.environ.get("CI") else "untimed")


class Result(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """stdout as JSON; fails when there is anything else on it."""
        return json.loads(self.out)


Run = Callable[..., Result]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What is told of git's history needs git."""
    if item.path.parent.name == "history" and shutil.which("git") is None:
        pytest.skip("git is not installed")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("list", "--unit", "漕涧")``: the program in this process, output captured."""
    for name in ("RECTIFY_FILE", "RECTIFY_BY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    # A bug must fail the test with its traceback, not turn into a polite line.
    monkeypatch.setenv("RECTIFY_TRACEBACK", "1")

    def run_line(*arguments: str | Path) -> Result:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run_line


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the frozen ledger in an office of its own, which is the current directory."""
    path = tmp_path / "data" / "issues.yaml"
    path.parent.mkdir()
    shutil.copyfile(FROZEN, path)
    monkeypatch.chdir(tmp_path)
    return path


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A git repository with the frozen ledger, which is the current directory; see ``Office``."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    settle(tmp_path / "home", monkeypatch)
    office = Office.found(tmp_path / "office")
    monkeypatch.chdir(office.folder)
    return office


@pytest.fixture(scope="session")
def busy_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ledger of a project in mid-course; not to be written to."""
    path = tmp_path_factory.mktemp("busy") / "data" / "issues.yaml"
    script = ROOT / "examples" / "sample_ledger.py"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, str(script), str(path)],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return path


def ids(result: Result) -> list[int]:
    """The ids in a ``list --json`` answer."""
    return [issue["id"] for issue in result.json["issues"]]
