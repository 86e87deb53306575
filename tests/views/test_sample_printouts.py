"""The sample printouts: made by one command, also where no program can show their pages."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

SCRIPT = ROOT / "examples" / "sample_printouts.py"
PRINTOUTS = {
    "report.docx", "report.html", "report.md", "report.json",
    "list.docx", "list.xlsx", "list.html", "list.md", "list.csv",
    "notice.docx", "notice.html", "summary.docx", "summary.html", "dossier.docx", "dossier.html",
    "leader.docx", "leader.html", "roster.docx", "roster.html",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the samples and what was said on stderr, without any program on the path."""
    folder = tmp_path_factory.mktemp("samples")
    environment = os.environ | {"PATH": str(folder), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    line = [sys.executable, str(SCRIPT), str(folder / "out")]
    run = subprocess.run(
        line, check=True, capture_output=True, encoding="utf-8", env=environment, cwd=folder
    )
    return folder / "out", run.stderr


def test_every_printout_is_made_from_the_sample_ledger(made: tuple[Path, str]) -> None:
    folder, _ = made
    assert {path.name for path in folder.iterdir() if path.is_file()} == PRINTOUTS | {"issues.yaml"}
    assert "【演示数据】" in (folder / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("program", ["soffice", "chromium", "pdftoppm", "convert"])
def test_a_missing_program_is_named_and_only_its_images_are_left_out(
    made: tuple[Path, str], program: str
) -> None:
    assert f"没有找到 {program}（" in made[1]
    assert f"Not found: {program}" in made[1]


PICTURES = ("terminal", "report-page", "list-page", "notice-page", "html-report")


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_of_the_readmes_are_small(name: str) -> None:
    content = (ROOT / "docs" / "images" / f"{name}.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < 200_000
