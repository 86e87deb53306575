"""Figures that were once wrong, each as the office met it: the same commands, the right answer."""

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

BANK, BUREAU = "县人行", "县发改局"


def told(run: Run, day: str, *command: str) -> None:
    """Record something on a day; nothing may be refused."""
    result = run(*command, "--as-of", day)
    assert result.code == 0, result.err


def notice(run: Run, day: str) -> dict[str, Any]:
    """The notice of all that was promised, as of a day, as data."""
    answer: dict[str, Any] = run(
        "notice", "--since", "2020-08-12", "--until", day, "--as-of", day, "--json"
    ).json
    return answer


def on_list(answer: dict[str, Any], name: str) -> list[str]:
    return [record["unit"] for record in answer[name]]


def facts_of(answer: dict[str, Any], unit: str) -> list[tuple[int, str, int | None]]:
    records = [*answer["red"], *answer["black"], *answer["others"]]
    (record,) = (record for record in records if record["unit"] == unit)
    return [(fact["id"], fact["ground"], fact["days"]) for fact in record["facts"]]


def rows_of(text: str, *words: str) -> list[str]:
    """The lines of a printout that hold all these words."""
    return [line for line in text.splitlines() if all(word in line for word in words)]


# 1. An extension after the fact.
def test_what_was_extended_when_already_late_earns_no_praise_and_is_said(
    run: Run, ledger: Path
) -> None:
    told(run, "2020-08-20", "start", "7", "--unit", BANK)
    told(run, "2020-11-06", "extend", "7", "--to", "2020-11-30")
    told(run, "2020-11-25", "submit", "7", "--unit", BANK)
    told(run, "2020-11-27", "done", "7", "--by", "何志龙")
    answer = notice(run, "2020-11-29")
    assert BANK not in on_list(answer, "red")
    assert facts_of(answer, BANK) == [(7, "extended", None)]
    printed = run("report", "--week", "2020-W48", "--as-of", "2020-11-29").out
    assert rows_of(printed, "小微企业金融服务", "经延期")
    assert not rows_of(printed, "小微企业金融服务", "按期")


def test_an_extension_after_the_application_changes_nothing(run: Run, ledger: Path) -> None:
    told(run, "2020-11-03", "submit", "7", "--unit", BANK)
    refused = run("extend", "7", "--to", "2020-11-30", "--as-of", "2020-11-04")
    assert (refused.code, "不起作用" in refused.err) == (1, True)
    told(run, "2020-11-04", "extend", "7", "--to", "2020-11-30", "--force")
    told(run, "2020-11-20", "done", "7", "--by", "何志龙")
    assert facts_of(notice(run, "2020-11-22"), BANK) == [(7, "done_late", 3)]
    printed = run("report", "--week", "2020-W47", "--as-of", "2020-11-22").out
    assert rows_of(printed, "小微企业金融服务", "迟3天")
    assert not rows_of(printed, "小微企业金融服务", "经延期")
    assert "延期记在 2020-11-03 申请销号或销号之后" in run("check").out


# 2. Praised while silent for 73 days.
def test_one_start_long_ago_is_no_progress_in_time(run: Run, ledger: Path) -> None:
    told(run, "2020-08-13", "start", "7", "--unit", BANK)
    answer = notice(run, "2020-10-25")
    assert BANK not in on_list(answer, "red")
    assert facts_of(answer, BANK) == [(7, "unreported", 73)]
    report = run("report", "--as-of", "2020-10-25", "--json").json
    days = {unit["unit"]: unit["silent_days"] for unit in report["unreported_by_unit"]}
    assert days[BANK] == 73
    roster = run("roster", "--unit", BANK, "--as-of", "2020-10-25", "--json").json
    assert roster["units"][0]["issues"][0]["silent_days"] == 73


# 3. A slip of the clerk told to the whole county.
def test_what_was_taken_back_is_named_by_no_figure(run: Run, ledger: Path) -> None:
    before = notice(run, "2020-10-25")
    told(run, "2020-10-16", "done", "2", "--by", "李某")
    told(run, "2020-10-20", "void", "2#1", "--by", "李某", "--note", "记错了事项")
    after = notice(run, "2020-10-25")
    assert {**after, "events": 0} == {**before, "events": 0}
    printed = run("notice", "--as-of", "2020-10-25").out
    assert not rows_of(printed, "一颗印章", "退回")
    assert not rows_of(printed, "一颗印章", "销号")
    report = run("report", "--week", "2020-W42", "--as-of", "2020-10-25", "--json").json
    assert (report["struck_off"], report["reopened"], report["events"]) == ([], [], [])
    assert (report["corrections"], report["late_entries"]) == (1, 0)
    said = run("report", "--week", "2020-W42", "--as-of", "2020-10-25").out
    assert len(rows_of(said, "更正1条")) == 1
    for command in (("show", "2"), ("log",)):
        assert rows_of(run(*command, "--as-of", "2020-10-25").out, "2#1", "作废：记错了事项")


# 4. Overdue while it waits for the office.
@pytest.mark.parametrize(
    ("applied", "as_of", "days"), [("2020-10-29", "2020-11-01", 0), ("2020-11-03", "2020-11-20", 3)]
)
def test_every_figure_tells_the_same_days_of_what_waits(
    run: Run, ledger: Path, applied: str, as_of: str, days: int
) -> None:
    told(run, applied, "submit", "7", "--unit", BANK)
    late = run("overdue", "--as-of", as_of, "--json").json["overdue"]
    assert [i["overdue_days"] for i in late if i["id"] == 7] == ([days] if days else [])
    report = run("report", "--as-of", as_of, "--json").json
    assert (7 in report["overdue"]) is bool(days)
    blamed = [days for number, ground, days in facts_of(notice(run, as_of), BANK)
              if number == 7 and ground == "overdue"]  # fmt: skip
    assert blamed == ([days] if days else [])
    todo = run("todo", "--as-of", as_of, "--json").json
    assert [e["days"] for e in todo["overdue"] if e["id"] == 7] == ([days] if days else [])
    status = run("status", "--as-of", as_of, "--json").json["counts"]
    assert status["overdue"] == report["counts"]["overdue"] == len(report["overdue"])


# 5. One unit under two names.
@pytest.mark.parametrize(
    "command",
    [("list",), ("overdue",), ("status",), ("report",), ("notice",), ("roster",), ("todo",),
     ("log",), ("export", "-o", "-", "--format", "md")],
    ids=lambda command: command[0],
)  # fmt: skip
def test_a_unit_has_one_name_in_every_printout(
    run: Run, ledger: Path, command: tuple[str, ...]
) -> None:
    told(run, "2020-10-20", "progress", "10", "--unit", "县政务局")
    said = run(*command, "--as-of", "2020-11-05").out
    assert "县政务服务局" in said
    assert "县政务局" not in said


# 6. Two clones struck the same item off.
def test_a_striking_off_that_two_clones_recorded_counts_once(run: Run, ledger: Path) -> None:
    told(run, "2020-10-20", "done", "2", "--by", "何志龙")
    text = ledger.read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines(keepends=True) if "event: done" in line]
    ledger.write_text(text.replace(line, line * 2), encoding="utf-8")
    report = run("report", "--as-of", "2020-10-25", "--json").json
    assert (report["counts"]["done"], report["struck_off"]) == (1, [2])
    assert [event["id"] for event in report["events"]] == [2]
    assert notice(run, "2020-10-25")["events"] == 1
    assert len(run("log", "--as-of", "2020-10-25", "--json").json["events"]) == 1


def test_a_list_of_what_is_late_tells_no_rate_of_the_whole(run: Run, ledger: Path) -> None:
    told(run, "2020-10-20", "done", "2", "--by", "何志龙")
    page = run("export", "--overdue", "--as-of", "2020-11-05", "-o", "-", "--format", "md").out
    assert not re.search(r"完成率0(\.0)?%", page)
    whole = run("export", "--as-of", "2020-11-05", "-o", "-", "--format", "md").out
    assert "9.1%" in whole


# 7. Whom an inspection was about.
def test_an_inspection_is_of_the_unit_and_not_by_it(run: Run, ledger: Path) -> None:
    told(run, "2020-10-20", "inspect", "4", "--unit", "长新", "--note", "导办台无人")
    said = run("report", "--as-of", "2020-10-25").out
    assert "督查长新乡人民政府：导办台无人" in said
    for command in (("report", "--as-of", "2020-10-25"), ("export", "-o", "-"), ("notice",)):
        assert "长新乡人民政府：督查" not in run(*command).out
    row = rows_of(run("log", "4").out, "4#1")[0]
    assert "对长新乡人民政府" in row


# 8. The office's own act ended a silence.
def test_being_sent_back_is_no_report_of_the_unit(run: Run, ledger: Path) -> None:
    told(run, "2020-08-18", "start", "11", "--unit", BUREAU)
    told(run, "2020-10-30", "submit", "11", "--unit", BUREAU)
    told(run, "2020-11-06", "reopen", "11", "--note", "佐证不全")
    roster = run("roster", "--unit", BUREAU, "--as-of", "2020-11-15", "--json").json
    (item,) = (i for i in roster["units"][0]["issues"] if i["id"] == 11)
    assert item == {"id": 11, "state": "missing", "last": "2020-10-30", "silent_days": 16}
    assert (11, "unreported", 16) in facts_of(notice(run, "2020-11-15"), BUREAU)
    report = run("report", "--as-of", "2020-11-15", "--json").json
    assert 11 in report["unreported"]
    parts = run("list", "--unit", BUREAU, "--as-of", "2020-11-15", "--json").json["issues"]
    (part,) = (i["part"] for i in parts if i["id"] == 11)
    assert (part["last"], part["silent_days"]) == ("2020-10-30", 16)
