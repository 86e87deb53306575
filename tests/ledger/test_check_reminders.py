"""What ``rectify check`` reminds of, and where it is silent: on the very day, on a second issue."""

from pathlib import Path

import pytest
from conftest import Run
from systems import make_link
from test_check_fields import GOOD

EVENT = "      - {date: 2020-08-20, event: start}\n"
EXTENDED = "      - {date: 2020-09-20, event: extend, to: 2020-12-31}\n"
SECOND = """\
  - id: 2
    title: 事项二
    problem: 问题。
    lead_unit: 县政务服务局
    deadline: 2020年10月底
    log:
"""


def reminders(run: Run, ledger: Path, text: str) -> list[tuple[str, str]]:
    """The place as line:column and the message of each."""
    ledger.write_text(text, encoding="utf-8")
    problems = run("check", "--json", "--as-of", "2020-11-05").json["problems"]
    return [(f"{p['line']}:{p['column']}", p["message"]) for p in problems]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("08-20", "08-12"),  # the day of the document
        ("08-20", "11-05"),  # today
        ("    log:", "    due: 2020-08-12\n    log:"),
        ("    log:", "    due: 2030-12-31\n    log:"),
        ("2020年10月底", "尽快完成\n    due: 2020-10-31"),
        ("start}", "extend, to: 2030-12-31}"),
        # What was recorded only later may stand below what happened later.
        (EVENT, EVENT + "      - {date: 2020-08-15, event: progress, recorded: 2020-08-21}\n"),
        # Another issue may be put off to another day.
        (EVENT, EXTENDED + SECOND + EXTENDED.replace("12-31", "11-30")),
    ],
)
def test_what_is_in_order_is_not_asked_about(run: Run, ledger: Path, old: str, new: str) -> None:
    assert GOOD.count(old) == 1
    assert reminders(run, ledger, GOOD.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    log:", "    due: 2031-01-01\n    log:",
         [("10:10", "到期日 2031-01-01 比文件印发日期 2020-08-12 晚了十年以上")]),
        # What was recorded only later does not hide the day that comes before it.
        (
            EVENT,
            EVENT.replace("20,", "25,")
            + "      - {date: 2020-08-13, event: progress, recorded: 2020-08-26}\n"
            + EVENT.replace("start", "progress"),
            [("13:16", "2020-08-20 排在 2020-08-25 之后，次序颠倒")],
        ),
        ("start}", "start, evidence: [../秘密.pdf, 无.pdf]}",
         [("11:53", "佐证材料的路径里不能有“..”：../秘密.pdf"),
          ("11:64", "找不到佐证材料 无.pdf")]),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_at_its_place(
    run: Run, ledger: Path, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    assert GOOD.count(old) == 1
    assert reminders(run, ledger, GOOD.replace(old, new)) == told


def test_evidence_that_is_a_link_to_nothing_is_missing(run: Run, ledger: Path) -> None:
    make_link(ledger.parent / "照片.jpg", ledger.parent / "移走了.jpg")
    text = GOOD.replace("start}", "start, evidence: [照片.jpg]}")
    assert reminders(run, ledger, text) == [("11:53", "找不到佐证材料 照片.jpg")]


def test_a_file_that_is_invalid_counts_no_issues(run: Run, ledger: Path) -> None:
    ledger.write_text(GOOD.replace("start}", "start, evidence: [../秘密.pdf]}"), encoding="utf-8")
    data = run("check", "--json").json
    assert (data["valid"], data["issues"]) == (False, 0)


def test_what_is_said_of_the_file_as_a_whole_names_it(run: Run, ledger: Path) -> None:
    ledger.write_text(GOOD, encoding="utf-8")
    # The lock of Emacs is a link to nothing: who, on which machine.
    make_link(ledger.with_name(".#issues.yaml"), Path("clerk@office.4711:1604550000"))
    assert "data/issues.yaml: 提醒：旁边有 .#issues.yaml，可能有人" in run("check").out
    ledger.write_bytes(b"")
    assert "data/issues.yaml: 错误：data/issues.yaml 是空的\n" in run("check").out
