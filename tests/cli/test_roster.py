"""``roster``: every obliged unit's reports of a period, and what each still owes."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

TOWNSHIPS = "各乡镇人民政府"
WEEK = ("--week", "2020-W38", "--as-of", "2020-09-20")


def told(run: Run, *command: str) -> None:
    """Record something; nothing may be refused."""
    result = run(*command)
    assert result.code == 0, result.err


def unit_of(run: Run, name: str, *options: str) -> dict[str, Any]:
    units = run("roster", *options, "--json").json["units"]
    return next(unit for unit in units if unit["unit"] == name)


def test_the_answer_has_every_obliged_unit_and_issue_in_the_order_of_the_file(
    run: Run, ledger: Path
) -> None:
    answer = run("roster", *WEEK, "--json").json
    assert answer["period"] == {"since": "2020-09-14", "until": "2020-09-20"}
    assert answer["as_of"] == "2020-09-20"
    names = [unit["unit"] for unit in answer["units"]]
    assert names[:5] == ["县发改局", "县政务服务局", "县政务服务中心", "县人行", "县各金融机构"]
    assert len(names) == 5 + 11
    township = answer["units"][7]
    assert township["unit"] == "漕涧镇人民政府"
    assert (township["due"], township["reported"], township["missing"]) == (11, 0, 11)
    assert [item["id"] for item in township["issues"]] == list(range(1, 12))
    assert township["issues"][0] == {
        "id": 1, "state": "missing", "last": None, "silent_days": 39
    }  # fmt: skip


def test_a_report_counts_in_its_period_and_due_is_reported_and_missing(
    run: Run, ledger: Path
) -> None:
    told(run, "progress", "9", "-u", "漕涧", "--as-of", "2020-09-18")
    unit = unit_of(run, "漕涧镇人民政府", *WEEK)
    assert (unit["due"], unit["reported"], unit["missing"], unit["last"]) == (
        *(11, 1, 10),
        "2020-09-18",
    )
    later = unit_of(run, "漕涧镇人民政府", "--week", "2020-W39", "--as-of", "2020-09-27")
    assert (later["due"], later["reported"], later["missing"]) == (11, 0, 11)
    item = later["issues"][8]
    assert item == {"id": 9, "state": "missing", "last": "2020-09-18", "silent_days": 9}


def test_what_is_finished_or_waits_for_the_office_is_not_due(run: Run, ledger: Path) -> None:
    told(run, "submit", "9", "-u", "漕涧", "--as-of", "2020-09-10")
    told(
        run, "submit", "8", "-u", "县政务服务中心", "--date", "2020-09-11", "--as-of", "2020-09-11"
    )
    unit = unit_of(run, "漕涧镇人民政府", *WEEK)
    states = {item["id"]: item["state"] for item in unit["issues"]}
    assert (states[9], states[8], states[7]) == ("not_due", "not_due", "missing")
    assert unit["due"] == 9


@pytest.mark.parametrize(
    ("options", "period"),
    [
        (("--month", "2020-09"), {"since": "2020-09-01", "until": "2020-09-30"}),
        (("--since", "2020-09-10"), {"since": "2020-09-10", "until": "2020-10-02"}),
        ((), {"since": "2020-09-28", "until": "2020-10-04"}),
    ],
)
def test_the_period_is_a_month_a_span_or_this_week(
    run: Run, ledger: Path, options: tuple[str, ...], period: dict[str, str]
) -> None:
    answer = run("roster", *options, "--as-of", "2020-10-02", "--json").json
    assert answer["period"] == period
    assert answer["as_of"] == min("2020-10-02", period["until"])


def test_a_group_stands_for_its_members(run: Run, ledger: Path) -> None:
    units = run("roster", "--group", TOWNSHIPS, *WEEK, "--json").json["units"]
    assert len(units) == 11
    assert run("roster", "--unit", "漕涧", *WEEK, "--json").json["units"] == [units[2]]
    wrong = run("roster", "--group", "漕涧", *WEEK)
    assert (wrong.code, "不是统称" in wrong.err) == (2, True)


def test_missing_lists_those_who_owe_and_how_to_reach_them(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    told_unit = "  - {name: 漕涧镇人民政府, contact: 段某, phone: 0872-5520001}\n"
    ledger.write_text(text.replace("\nissues:", told_unit + "\nissues:"), encoding="utf-8")
    for number in range(1, 12):
        told(run, "progress", str(number), "-u", "宝丰", "--as-of", "2020-09-18")
    result = run("roster", "--missing", "--group", TOWNSHIPS, *WEEK)
    assert "宝丰" not in result.out
    line = next(line for line in result.out.splitlines() if "漕涧" in line)
    assert line.split() == ["漕涧镇人民政府", "第1—11项", "从未报送", "39", "段某", "0872-5520001"]
    units = run("roster", "--missing", "--unit", "漕涧", *WEEK, "--json").json["units"]
    assert (units[0]["contact"], units[0]["phone"]) == ("段某", "0872-5520001")


def test_a_grid_has_totals_for_each_unit_and_each_issue(run: Run, ledger: Path) -> None:
    told(run, "progress", "9", "7", "-u", "漕涧", "--as-of", "2020-09-18")
    sheet = run("roster", *WEEK, "-o", "-", "--format", "csv")
    rows = list(csv.reader(io.StringIO(sheet.out.lstrip("\ufeff"))))
    titles = rows[0]
    township = dict(
        zip(titles, next(row for row in rows if row[0].startswith("漕涧")), strict=True)
    )
    assert (township["9"], township["8"]) == ("已报", "未报")
    assert [township[t] for t in ("应报", "已报", "未报", "未报天数", "报送情况")] == [
        *("11", "2", "9", "2"),
        "部分报",
    ]
    feet = {row[0]: dict(zip(titles, row, strict=True)) for row in rows[-3:]}
    assert [feet[name]["9"] for name in ("应报单位数", "已报单位数", "未报单位数")] == [
        *("14", "1", "13")
    ]
    assert feet["应报单位数"]["7"] == "16"
    assert feet["未报单位数"]["未报"] == str(sum(int(r[titles.index("未报")]) for r in rows[1:-3]))


def test_above_twelve_issues_numbers_stand_instead_of_columns(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    more = "".join(
        f"\n  - id: {number}\n    title: 另一项\n    problem: 问题。\n    lead_unit: 县人行\n"
        "    deadline: 2020年12月底前\n    log:\n"
        for number in (12, 13, 15)
    )
    ledger.write_text(text.rstrip("\n") + "\n" + more, encoding="utf-8")
    result = run("roster", *WEEK)
    assert "第7、12、13、15项" in result.out
    assert "×" not in result.out
    bank = run("roster", *WEEK, "--unit", "县人行")
    assert "×" in bank.out


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "md", "csv", "json"])
def test_every_format_can_be_written(run: Run, ledger: Path, ending: str) -> None:
    assert run("roster", *WEEK, "-o", f"报送.{ending}").code == 0
    assert Path(f"报送.{ending}").stat().st_size > 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--week", "2020-W50"), "还没有开始"),
        (("--month", "2020-01"), "早于文件印发日期"),
        (("--month", "2020-13"), "这个月不存在"),
        (("--week", "2020-W38", "--month", "2020-09"), "只能用一种"),
        (("--unit", "漕涧", "--group", TOWNSHIPS), "不能与"),
        (("--group", " "), "--group"),
    ],
)
def test_a_period_or_a_unit_that_cannot_be_is_a_usage_error(
    run: Run, ledger: Path, options: tuple[str, ...], words: str
) -> None:
    result = run("roster", *options, "--as-of", "2020-10-02")
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_groups_that_list_few_members_are_asked_about_once(run: Run, ledger: Path) -> None:
    question = "成员是否列全：县级各部门（3个）、县各金融机构（没有列）。"
    assert run("roster", *WEEK).out.count("成员是否列全") == 1
    assert question in run("roster", *WEEK).out
    assert run("units").out.count(question) == 1
    # A paper that goes out asks its readers nothing.
    assert "成员是否列全" not in run("roster", *WEEK, "-o", "-", "--format", "md").out


def test_what_was_learned_of_the_period_later_is_said_in_a_line(run: Run, ledger: Path) -> None:
    """此后补记 N 条、更正 N 条, and how to have it as it was known then."""
    told(run, "progress", "9", "-u", "漕涧", "--as-of", "2020-09-18")
    told(run, "void", "9#1", "--note", "应为宝丰乡", "--as-of", "2020-09-23")
    told(run, "progress", "9", "-u", "宝丰", "--date", "2020-09-18", "--as-of", "2020-09-23")
    line = "2020年9月20日以后补记1条、更正1条，已计入本表。"
    hint = "--known 2020-09-20"
    for command in (("roster",), ("roster", "--missing"), ("report",)):
        now = run(*command, *WEEK)
        assert (now.out.count(line), hint in now.err) == (1, True)
        then = run(*command, *WEEK, "--known", "2020-09-20")
        assert (line in then.out, then.err) == (False, "")
    for paper in ("notice", "summary"):
        official = run(paper, "--since", "2020-09-14", "--as-of", "2020-09-20")
        assert (hint in official.err, "已计入" in official.out) == (True, False)
    assert unit_of(run, "宝丰乡人民政府", *WEEK)["reported"] == 1
    assert unit_of(run, "宝丰乡人民政府", *WEEK, "--known", "2020-09-20")["reported"] == 0
