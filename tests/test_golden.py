"""Printouts of the sample ledger against copies that a person has read.

After a change that is meant, write them anew and read the difference:

    RECTIFY_UPDATE_GOLDEN=1 python -m pytest tests/test_golden.py
    git diff tests/golden
"""

import os
from pathlib import Path

import pytest
from conftest import GOLDEN, Run

UPDATE = os.environ.get("RECTIFY_UPDATE_GOLDEN") == "1"
DAY = ("--as-of", "2020-11-05")
PRINTOUTS = {
    "report.md": ("report", "-o", "-", "--format", "md"),
    "report.txt": ("report",),
    "report-W43.md": ("report", "--week", "2020-W43", "-o", "-", "--format", "md"),
    "notice.md": ("notice", "--number", "云营商办通〔2020〕3号", "-o", "-", "--format", "md"),
    "notice.txt": ("notice", "--number", "云营商办通〔2020〕3号"),
    "list.md": ("export", "-o", "-", "--format", "md"),
    "list.csv": ("export", "-o", "-", "--format", "csv"),
    "overdue.txt": ("overdue",),
}


@pytest.mark.parametrize("name", PRINTOUTS)
def test_the_printout_is_the_one_that_was_read(run: Run, busy_ledger: Path, name: str) -> None:
    result = run("-f", busy_ledger, *DAY, *PRINTOUTS[name])
    assert result.code == 0
    assert not result.err or result.err.startswith("有 "), "places that a person fills"
    text = "\n".join(line.rstrip() for line in result.out.splitlines()) + "\n"
    if UPDATE:
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
    assert text == (GOLDEN / name).read_text(encoding="utf-8"), (
        "what is printed has changed; if that is meant: RECTIFY_UPDATE_GOLDEN=1 "
        "python -m pytest tests/test_golden.py"
    )
