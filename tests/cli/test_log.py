"""``log`` and ``show``: lines with their numbers, whose they are, and which are taken back."""

from pathlib import Path
from typing import Any

import pytest
from conftest import Run

DAY = ("--as-of", "2020-10-20")
TOWNSHIPS = "各乡镇人民政府"
LOGS = {
    3: (
        "date: 2020-08-20, event: start",
        "date: 2020-09-18, event: progress, unit: 漕涧镇人民政府, recorded: 2020-09-21",
        "date: 2020-09-01, event: progress, unit: 县政务中心, by: 李某, note: 补报",
    ),
    9: (
        "date: 2020-09-30, event: progress, unit: 关坪乡人民政府, note: 印发300份",
        "date: 2020-10-09, event: void, of: {date: 2020-09-30, event: progress,"
        " unit: 关坪乡人民政府, note: 印发300份}, by: 李某, note: 应为宝丰乡",
        "date: 2020-09-30, event: progress, unit: 宝丰乡人民政府, note: 印发300份,"
        " recorded: 2020-10-09",
        f"date: 2020-10-10, event: urge, unit: {TOWNSHIPS}, number: 催办3号, reply_by: 2020-10-15",
        "date: 2020-10-12, event: inspect, unit: 漕涧镇人民政府",
        "date: 2020-10-14, event: extend, to: 2020-11-30, by: 何志龙",
        "date: 2020-10-25, event: submit, unit: 县政务服务中心",
    ),
}


@pytest.fixture
def told(ledger: Path) -> Path:
    """A ledger with the logs above."""
    text = ledger.read_text(encoding="utf-8").replace(
        "    aliases: [县政务局]\n  - name: 县政务服务中心\n",
        "    aliases: [县政务局]\n  - {name: 县政务服务中心, aliases: [县政务中心]}\n",
    )
    for issue, lines in LOGS.items():
        head, mark, rest = text.partition(f"  - id: {issue}\n")
        before, log, after = rest.partition("    log:\n")
        added = "".join(f"      - {{{line}}}\n" for line in lines)
        text = head + mark + before + log + added + after
    ledger.write_text(text, encoding="utf-8")
    return ledger


def numbers(run: Run, *options: str) -> list[str]:
    result = run("log", *options, "--json")
    assert result.code == 0, result.err
    events: list[dict[str, Any]] = result.json["events"]
    return [f"{event['id']}#{event['n']}" for event in events]


def test_lines_stand_in_order_of_time_under_their_numbers_in_the_file(run: Run, told: Path) -> None:
    assert numbers(run, *DAY) == [
        *("3#1", "3#3", "3#2", "9#1", "9#3", "9#2", "9#4", "9#5", "9#6")
    ]  # fmt: skip
    assert numbers(run, "9", "--as-of", "2020-09-30") == ["9#1", "9#3"]
    assert numbers(run, "9", "3", "--as-of", "2020-11-01")[-1] == "9#7"
    assert numbers(run, "个性4", *DAY) == numbers(run, "9", *DAY)


def test_an_event_has_the_keys_of_its_line(run: Run, told: Path) -> None:
    answer = run("log", "9", *DAY, "--json").json
    assert answer["as_of"] == "2020-10-20"
    wrong, right, void, *_ = answer["events"]
    said = {"date": "2020-09-30", "event": "progress", "note": "印发300份"}
    assert wrong == {"id": 9, "n": 1, "voided": True, "unit": "关坪乡人民政府", **said}
    assert (right["voided"], right["recorded"]) == (False, "2020-10-09")
    assert void["of"] == {"unit": "关坪乡人民政府", **said}
    assert void["voided"] is False


def test_a_void_holds_on_earlier_days_too_but_not_before_it_was_known(run: Run, told: Path) -> None:
    early = run("log", "9", "--as-of", "2020-10-01", "--json").json["events"]
    assert [(event["n"], event["voided"]) for event in early] == [(1, True), (3, False)]
    known = run("log", "9", "--known", "2020-10-01", *DAY, "--json").json["events"]
    assert [(event["n"], event["voided"]) for event in known] == [(1, False)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--event", "progress"), ["3#3", "3#2", "9#1", "9#3"]),
        (("--event", "进展", "--event", "void"), ["3#3", "3#2", "9#1", "9#3", "9#2"]),
        (("--event", "延期"), ["9#6"]),
        (("--by", "李"), ["3#3", "9#2"]),
        (("--month", "2020-09"), ["3#3", "3#2", "9#1", "9#3"]),
        (("--week", "2020-W41"), ["9#2", "9#4"]),
        (("--since", "2020-10-10", "--until", "2020-10-12"), ["9#4", "9#5"]),
        (("--unit", "漕涧", "--month", "2020-09"), ["3#2"]),
    ],
)
def test_the_log_can_be_narrowed(
    run: Run, told: Path, options: tuple[str, ...], expected: list[str]
) -> None:
    assert numbers(run, *DAY, *options) == expected


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        # By its own name, and what was addressed to it or to its group.
        ("漕涧", ["3#2", "9#4", "9#5"]),
        # What it took back is not its own; the void tells so.
        ("关坪", ["9#1", "9#2", "9#4"]),
        # A lead: reports without a unit, by its other name, and the office's acts without a unit.
        ("县政务服务中心", ["3#1", "3#3", "9#6"]),
        ("县人行", []),
        # A group: what was said to it, and the lines of its members.
        (TOWNSHIPS, ["3#2", "9#1", "9#3", "9#2", "9#4", "9#5"]),
    ],
)
def test_a_units_log_is_what_it_did_and_what_was_addressed_to_it(
    run: Run, told: Path, unit: str, expected: list[str]
) -> None:
    assert numbers(run, "--unit", unit, *DAY) == expected


@pytest.mark.parametrize("command", [("log", "9"), ("show", "9")])
def test_a_voided_line_says_by_whom_why_and_when(
    run: Run, told: Path, command: tuple[str, str]
) -> None:
    lines = run(*command, *DAY).out.splitlines()
    wrong = next(line for line in lines if line.startswith("9#1"))
    assert wrong.split()[-1] == "李某10月9日作废：应为宝丰乡"
    assert any(line.startswith("9#2") and "作废 9#1" in line for line in lines)
    late = next(line for line in lines if line.startswith("9#3"))
    assert late.split()[-1] == "10月9日补记"


def test_a_voided_line_is_struck_through_on_a_terminal(
    run: Run, told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    lines = run("log", "9", *DAY).out.splitlines()
    struck = [line.split()[0] for line in lines if "\x1b[2;9m" in line]
    assert [number.split("m")[-1] for number in struck] == ["9#1"]


def test_lines_that_two_clones_wrote_alike_are_one_event(run: Run, told: Path) -> None:
    text = told.read_text(encoding="utf-8")
    line = "      - {date: 2020-08-20, event: start}\n"
    told.write_text(text.replace(line, line * 2), encoding="utf-8")
    assert numbers(run, "3", *DAY) == ["3#1", "3#4", "3#3"]


def test_a_members_submission_is_called_its_own(run: Run, told: Path) -> None:
    run("submit", "3", "--unit", "宝丰", *DAY)
    run("submit", "3", "--unit", "县政务服务中心", *DAY)
    lines = run("log", "3", *DAY).out.splitlines()
    assert [line.split()[2] for line in lines if "2020-10-20  " in line] == [
        *("本单位报告完成", "申请销号")
    ]


def test_papers_are_listed_as_they_were_issued(run: Run, told: Path) -> None:
    assert "没有印发记录" in run("log", "--papers", *DAY).out
    with told.open("a", encoding="utf-8") as file:
        file.write(
            "\npapers:\n  - {date: 2020-09-06, paper: notice, number: 云通〔2020〕3号,"
            " until: 2020-08-31}\n  - {date: 2020-11-06, paper: summary, until: 2020-10-31}\n"
        )
    assert run("log", "--papers", *DAY, "--json").json == {
        "as_of": "2020-10-20",
        "papers": [
            {
                "date": "2020-09-06",
                "paper": "notice",
                "number": "云通〔2020〕3号",
                "until": "2020-08-31",
            }
        ],
    }
    assert "云通〔2020〕3号" in run("log", "--papers", "--month", "2020-09", *DAY).out
    wrong = run("log", "--papers", "--unit", "漕涧")
    assert (wrong.code, "--papers" in wrong.err) == (2, True)


def test_nothing_found_is_said_and_a_wrong_name_is_an_error(run: Run, told: Path) -> None:
    assert "没有符合条件的记录" in run("log", "1", *DAY).out
    assert run("log", "99", *DAY).code == 1
    assert run("log", "--unit", "没有这个", *DAY).code == 1
    assert run("log", "--event", "开工", *DAY).code == 2


def test_issues_added_later_were_not_known(run: Run, told: Path) -> None:
    text = told.read_text(encoding="utf-8")
    told.write_text(text.replace("  - id: 9\n", "  - id: 9\n    added: 2020-10-01\n"), "utf-8")
    assert numbers(run, *DAY, "--known", "2020-09-30") == ["3#1", "3#3", "3#2"]
    assert "9#1" in numbers(run, *DAY, "--known", "2020-10-01")
