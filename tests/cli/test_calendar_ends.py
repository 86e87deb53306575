"""The last days of the calendar are no defect of the program."""

from pathlib import Path

import pytest
from conftest import Run


@pytest.mark.parametrize(
    "line",
    [
        "report --as-of 9999-12-31",
        "report --week 9999-W52 --as-of 9999-12-31",
        "report --since 2020-10-01 --until 9999-12-31 --as-of 9999-12-31",
        "overdue --as-of 9999-12-31",
        "notice --as-of 9999-12-30",
    ],
)
def test_a_printout_of_the_last_days_is_made(run: Run, ledger: Path, line: str) -> None:
    # RECTIFY_TRACEBACK is set: an error of the program would end this test with its traceback.
    result = run(*line.split())
    assert (result.code, result.err) == (0, "")
    assert "9999年12月" in result.out or "9999-12" in result.out


@pytest.mark.parametrize(
    ("as_of", "day"), [("9999-12-31", "明天"), ("0001-01-01", "昨天"), ("0001-01-02", "前天")]
)
def test_a_day_beyond_them_is_a_slip_of_the_typist(
    run: Run, ledger: Path, as_of: str, day: str
) -> None:
    result = run("start", "3", "--as-of", as_of, "--date", day)
    assert result.code == 2
    assert "选项 --date 的值不对" in result.err
    assert "超出了日历" in result.err
