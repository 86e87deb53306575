"""What Windows hands on as it was typed: patterns are opened where files are meant, only there."""

import shutil
import sys
from pathlib import Path

import pytest
import typer.core
from conftest import Run
from systems import pretend_windows

from rectify_cli.cli import main

DAY = ("--as-of", "2020-10-20")


@pytest.mark.parametrize("note", ["~300份", "$USERNAME", "清*", "%USERNAME%", "全部?.txt"])
def test_a_note_is_recorded_as_typed_on_windows_too(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, note: str
) -> None:
    pretend_windows(monkeypatch, typer.core)
    monkeypatch.setenv("USERNAME", "root")
    Path("清单.txt").touch()
    Path("全部1.txt").touch()
    monkeypatch.setattr(sys, "argv", ["rectify", "progress", "6", "--note", note, *DAY])
    assert main() == 0
    assert note in ledger.read_text(encoding="utf-8")


def test_evidence_may_be_a_pattern(run: Run, ledger: Path) -> None:
    for name in ("照片1.jpg", "照片2.jpg", "~$照片.jpg", "别的.jpg"):
        Path(name).write_text(name, encoding="utf-8")
    result = run("progress", "6", "--note", "照片", "--evidence", "照*.jpg", *DAY, "--json")
    assert result.code == 0
    kept = sorted(path.name[:3] for path in (ledger.parent / "evidence" / "6").iterdir())
    assert kept == ["照片1", "照片2"]


def test_a_pattern_that_fits_nothing_is_told(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    result = run("progress", "6", "--note", "照片", "--evidence", "没有*.jpg", *DAY)
    assert (result.code, "没有*.jpg" in result.err) == (1, True)
    assert ledger.read_bytes() == before


def test_sheets_may_be_a_pattern_and_locks_of_open_ones_are_none(run: Run, ledger: Path) -> None:
    assert run("dispatch", "漕涧", "诺邓", "-o", "回收", *DAY).code == 0
    assert len(list(Path("回收").iterdir())) == 2
    Path("回收", "~$漕涧镇人民政府.xlsx").write_bytes(b"\0" * 165)
    by_folder = run("collect", "回收", "--dry-run", "--json", *DAY)
    by_pattern = run("collect", "回收/*.xlsx", "--dry-run", "--json", *DAY)
    by_shell = run("collect", *sorted(Path("回收").iterdir()), "--dry-run", "--json", *DAY)
    assert by_folder.code == 0
    assert by_pattern.json == by_shell.json == by_folder.json


def test_brackets_in_a_name_are_letters(run: Run, ledger: Path, tmp_path: Path) -> None:
    for name in ("甲[1]", "甲[2]", "甲1"):
        shutil.copytree(ledger.parent, tmp_path / "各县" / name / "data")
    answer = run("rollup", "各县/甲[*", "--json", *DAY)
    assert [found["name"] for found in answer.json["ledgers"]] == ["甲[1]", "甲[2]"]
    assert run("rollup", "各县/**x", *DAY).code == 1
