"""Paths that lead nowhere, or to what is no file: one plain sentence, no hang, nothing written."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Result, Run
from systems import make_link, make_pipe

DAY = ("--as-of", "2020-11-05")
LINES: dict[str, Callable[[Path], tuple[str | Path, ...]]] = {
    "list": lambda path: ("--file", path, "list"),
    "check": lambda path: ("--file", path, "check"),
    "fix encoding": lambda path: ("--file", path, "check", "--fix-encoding"),
    "record": lambda path: ("--file", path, "start", "3"),
    "rehearse": lambda path: ("--file", path, "start", "3", "--dry-run"),
    "evidence": lambda path: ("start", "3", "--evidence", path),
    "import": lambda path: ("import", path),
    "import into": lambda path: ("import", "方案.txt", "--into", path),
}
WRITING: dict[str, Callable[[Path], tuple[str | Path, ...]]] = {
    "export": lambda path: ("export", "-o", path, "--format", "md", "--overwrite"),
    "schema": lambda path: ("schema", "-o", path, "--overwrite"),
    "import as": lambda path: ("import", "方案.txt", "--issued-on", "2020-08-12", "-o", path),
    "init": lambda path: ("init", path),
}


def _pipe(office: Path) -> Path:
    make_pipe(office / "管道.txt")
    return office / "管道.txt"


def _folder(office: Path) -> Path:
    (office / "文件夹.txt").mkdir()
    return office / "文件夹.txt"


def _loop(office: Path) -> Path:
    make_link(office / "圈.txt", office / "圈.txt")
    return office / "圈.txt"


ODD: dict[str, Callable[[Path], Path]] = {
    "pipe": _pipe,
    "folder": _folder,
    "device": lambda _: Path("/dev/zero"),
    "link to itself": _loop,
    "long name": lambda office: office / ("长" * 100 + ".txt"),
    "long path": lambda office: office.joinpath(*["长" * 80] * 60, "方案.txt"),
    "through a file": lambda office: office / "data" / "issues.yaml" / "方案.txt",
}


@pytest.fixture
def office(ledger: Path, tmp_path: Path) -> Path:
    text = "一、存在问题：大厅没有座椅。\n整改措施：配备座椅。\n"
    (tmp_path / "方案.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="pipes and devices of POSIX")
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("line", [*LINES.values(), *WRITING.values()], ids=[*LINES, *WRITING])
def test_one_plain_sentence_and_nothing_written(
    run: Run,
    office: Path,
    odd: Callable[[Path], Path],
    line: Callable[[Path], tuple[str | Path, ...]],
) -> None:
    path = odd(office)
    before = sorted(office.rglob("*"))
    result = run(*line(path), *([] if line(path)[0] == "schema" else DAY))
    said = result.err + result.out
    assert result.code == 1, said
    assert "程序内部出错" not in said
    assert "Errno" not in said
    first = said.splitlines()[0]
    assert "错误" in first or line in (LINES["check"], LINES["fix encoding"]), said
    assert sorted(p for p in office.rglob("*") if p.suffix != ".lock") == before


CLOSED = """
import os, sys
import rectify_cli.views.problems
from rectify_cli.cli import main
main([*sys.argv[2:], "--as-of", "2020-11-05"])
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
if sys.argv[1] == "gone":
    os.mkdir("/tmp/%d" % os.getpid()), os.chdir("/tmp/%d" % os.getpid()), os.rmdir(os.getcwd())
sys.exit(main(sys.argv[2:]))
"""


def apart(how: str, *arguments: str | Path) -> Result:
    """The program in a process of its own, as a user whom file modes bind."""
    line = [sys.executable, "-c", CLOSED, how, *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, timeout=60, check=False)
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
@pytest.mark.parametrize("line", [*LINES.values(), *WRITING.values()], ids=[*LINES, *WRITING])
def test_a_closed_folder_is_told(
    office: Path, line: Callable[[Path], tuple[str | Path, ...]]
) -> None:
    closed = office / "关着"
    closed.mkdir()
    for name in ("issues.yaml", "方案.txt"):
        (closed / name).write_bytes((office / "data" / "issues.yaml").read_bytes())
    closed.chmod(0)
    for folder in (office, *office.parents[:2]):
        folder.chmod(0o755)
    said = apart("closed", *line(closed / "方案.txt")).err.splitlines()
    closed.chmod(0o755)
    assert said[-2].startswith("错误")
    assert "没有权限" in said[-2]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the working folder")
def test_a_working_folder_that_is_gone_is_told_and_a_whole_path_still_leads_somewhere(
    office: Path,
) -> None:
    for folder in (office, *office.parents[:2]):
        folder.chmod(0o755)
    ledger = office / "data" / "issues.yaml"
    assert "11 项" in apart("gone", "--file", ledger, "check").out
    for line in (("list",), ("--file", "data/issues.yaml", "list"), ("init", "x.yaml")):
        result = apart("gone", *line)
        assert result.code == 1
        assert result.err.splitlines()[-2].startswith("错误")
        assert "程序内部出错" not in result.err
