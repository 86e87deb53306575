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
        # An extension may come on the day of the application, not after it.
        (EVENT, "      - {date: 2020-09-20, event: submit}\n" + EXTENDED),
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
        # A striking off and a sending back are taken by their days.
        (
            EVENT,
            EVENT.replace("20, event: start", "22, event: reopen")
            + EVENT.replace("20, event: start", "21, event: done"),
            [("12:16", "2020-08-21 排在 2020-08-22 之后，次序颠倒")],
        ),
        # An application that another unit made stays one, whatever is noted after it.
        (
            "start}", "submit, unit: 县财政局}\n      - {date: 2020-09-01, event: inspect}",
            [("11:9", "事项状态是未启动，不是待销号：有的记录不是牵头单位的"),
             ("11:49", "units 里没有“县财政局”")],
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


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (
            "县教体局",
            "是不是 县教育局、县财政局、县民政局？若确是另一个单位，在 units 里加上它。",
        ),
        ("漕涧镇", "若确是另一个单位，在 units 里加上它。"),
        ("县财政局，县民政局", "若是几个单位，分开写成 [甲, 乙]，用半角逗号。"),
    ],
)
def test_a_unit_that_is_not_declared_is_told_with_the_three_nearest(
    run: Run, ledger: Path, typed: str, hint: str
) -> None:
    declared = "".join(f"  - name: 县{name}局\n" for name in ("林草", "民政", "教育", "财政"))
    text = GOOD.replace("  - name: 县政务服务局\n", declared).replace("县政务服务局", typed)
    ledger.write_text(text, encoding="utf-8")
    (problem,) = run("check", "--json", "--as-of", "2020-11-05").json["problems"]
    assert (problem["message"], problem["hint"]) == (f"units 里没有“{typed}”", hint)
