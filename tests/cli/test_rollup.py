"""``rollup``: many ledgers on one page, also when one of them cannot be read."""

import csv
import io
import shutil
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from conftest import FROZEN, Run

DAY = ("--as-of", "2020-11-05")


@pytest.fixture
def counties(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three counties below 各县; 乙县 struck off two items, of which one was sent back."""
    for name in ("甲县", "乙县", "丙县"):
        path = tmp_path / "各县" / name / "data" / "issues.yaml"
        path.parent.mkdir(parents=True)
        shutil.copyfile(FROZEN, path)
    tell(tmp_path / "各县" / "乙县", 6, "date: 2020-10-20, event: done, by: 何某")
    tell(tmp_path / "各县" / "乙县", 7, "date: 2020-10-21, event: done, by: 何某")
    tell(tmp_path / "各县" / "乙县", 7, "date: 2020-11-01, event: reopen, by: 何某")
    tell(tmp_path / "各县" / "丙县", 8, "date: 2020-10-30, event: submit, recorded: 2020-11-04")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def tell(county: Path, issue: int, line: str) -> None:
    """Put a line at the end of an issue's log."""
    path = county / "data" / "issues.yaml"
    head, mark, rest = path.read_text(encoding="utf-8").partition(f"  - id: {issue}\n")
    own, gap, after = rest.partition("\n\n") if "\n\n" in rest else (rest.rstrip("\n"), "\n", "")
    path.write_text(f"{head}{mark}{own}\n      - {{{line}}}{gap}{after}", encoding="utf-8")


def rolled(run: Run, *options: str) -> dict[str, Any]:
    answer: dict[str, Any] = run("rollup", *options, *DAY, "--json").json
    return answer


def by_name(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {ledger["name"]: ledger for ledger in answer["ledgers"]}


def test_each_ledger_has_its_row_and_all_have_the_sum(run: Run, counties: Path) -> None:
    answer = rolled(run, "各县")
    assert [answer["as_of"], answer["known"]] == ["2020-11-05", None]
    ledgers = by_name(answer)
    assert set(ledgers) == {"甲县", "乙县", "丙县"}
    second = ledgers["乙县"]
    figures = ("total", "done", "overdue", "waiting", "silent_units", "last_entry", "error")
    assert [second[key] for key in figures] == [11, 1, 5, 0, 16, "2020-11-01", None]
    assert second["file"] == str(Path("各县/乙县/data/issues.yaml"))
    assert [ledgers["丙县"][key] for key in figures[1:6]] == [0, 5, 1, 15, "2020-11-04"]
    assert answer["counts"]["total"] == 33
    for key in ("done", "overdue", "submitted", "not_started"):
        assert answer["counts"][key] == sum(ledger[key] for ledger in ledgers.values())


def test_the_figures_of_one_are_those_of_its_own_commands(run: Run, counties: Path) -> None:
    own = ("-f", "各县/乙县/data/issues.yaml", *DAY, "--json")
    answer = rolled(run, "各县/乙县")
    assert answer["counts"] == run("status", *own).json["counts"]
    late = run("overdue", *own).json["overdue"]
    assert [(i["id"], i["overdue_days"]) for i in answer["overdue"]] == [
        (i["id"], i["overdue_days"]) for i in late
    ]
    silent = run("todo", *own).json["silent_units"]
    assert answer["ledgers"][0]["silent_units"] == len(silent)
    weeks = run("report", *own).json["open_by_week"]
    trend = {point["date"]: point["open"] for point in answer["trend"]}
    assert [trend[week["date"]] for week in weeks if week["date"] in trend] == [
        week["open"] for week in weeks if week["date"] in trend
    ]
    assert [trend[day] for day in ("2020-10-18", "2020-10-25", "2020-11-01", "2020-11-05")] == [
        *(11, 9, 10, 10)
    ]


def test_what_is_late_and_due_names_its_county(run: Run, counties: Path) -> None:
    late = rolled(run, "各县")["overdue"]
    assert len(late) == 6 + 5 + 5
    assert late[0] == {
        "ledger": "丙县", "id": 6, "title": "“放管服”改革协同联动机制不健全",
        "lead_unit": "县政务服务局", "leader": "何志龙", "status": "not_started",
        "due": "2020-10-31", "overdue_days": 5,
    }  # fmt: skip
    soon = run("rollup", "各县", "--as-of", "2020-10-28", "--json").json["due_soon"]
    assert {(item["ledger"], item["id"], item["days_left"]) for item in soon} >= {
        ("甲县", 6, 3),
        ("丙县", 8, 3),
    }


def test_units_of_two_counties_that_have_one_name_are_two(run: Run, counties: Path) -> None:
    answer = rolled(run, "各县")
    banks = [group for group in answer["by_unit"] if group["unit"] == "县人行"]
    assert sorted(group["ledger"] for group in banks) == ["丙县", "乙县", "甲县"]
    assert all(group["total"] == 1 for group in banks)
    assert [(group["category"], group["total"]) for group in answer["by_category"]] == [
        ("共性问题", 15),
        ("个性问题", 18),
    ]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ("document: [\n", "第 1 行"),
        ("", "是空的"),
        (None, "找不到清单文件"),
        ("document: {title: 清单}\nissues:\n", "缺少必填的键"),
    ],
)
def test_a_ledger_that_cannot_be_read_is_a_row_and_the_page_is_written(
    run: Run, counties: Path, broken: str | None, words: str
) -> None:
    path = counties / "各县" / "甲县" / "data" / "issues.yaml"
    path.unlink()
    if broken is not None:
        path.write_text(broken, encoding="utf-8")
    result = run("rollup", "各县/*", *DAY, "-o", "汇总.md")
    assert result.code == 1
    page = Path("汇总.md").read_text(encoding="utf-8")
    assert words in page
    assert "2份清单应整改22项" in page
    answer = rolled(run, "各县/*")
    row = by_name(answer)["甲县"]
    assert words in row["error"]
    assert {row[key] for key in ("total", "done", "overdue", "rate", "last_entry")} == {None}
    assert answer["counts"]["total"] == 22
    assert words in run("rollup", "各县/*", *DAY).out


def test_all_that_can_be_read_is_no_failure(run: Run, counties: Path) -> None:
    assert run("rollup", "各县", *DAY).code == 0


def test_ledgers_are_named_by_the_folder_above_or_by_their_title(run: Run, counties: Path) -> None:
    assert {
        ledger["name"] for ledger in rolled(run, "各县", "--name-from", "title")["ledgers"]
    } == {"云龙县营商环境“红黑榜”评价存在问题整改工作清单"}
    shutil.copytree(counties / "各县" / "甲县", counties / "别州" / "甲县")
    both = rolled(run, "各县/甲县", "别州/甲县")["ledgers"]
    assert [ledger["name"] for ledger in both] == ["各县/甲县", "别州/甲县"]
    shutil.copyfile(FROZEN, counties / "丁县.yaml")
    assert [ledger["name"] for ledger in rolled(run, "丁县.yaml")["ledgers"]] == ["丁县"]


def test_a_list_names_ledgers_from_where_it_lies(run: Run, counties: Path) -> None:
    names = counties / "各县" / "名单.txt"
    names.write_bytes('# 本州各县\r\n"乙县"\r\n\r\n甲县/data/issues.yaml\r\n'.encode("gbk"))
    answer = rolled(run, "--list", "各县/名单.txt")
    assert [ledger["name"] for ledger in answer["ledgers"]] == ["乙县", "甲县"]
    assert len(rolled(run, "--list", "各县/名单.txt", "各县/乙县")["ledgers"]) == 2, "each once"


def test_a_pattern_is_opened_here_where_the_command_line_did_not(run: Run, counties: Path) -> None:
    (counties / "各县" / "说明.txt").write_text("说明", encoding="utf-8")
    (counties / "各县" / ".git").mkdir()
    names = ["丙县", "乙县", "甲县"]
    for pattern in ("各县/*", "各县/*/data/issues.yaml", str(counties / "各县" / "?县")):
        assert sorted(ledger["name"] for ledger in rolled(run, pattern)["ledgers"]) == names
    nothing = run("rollup", "没有/*")
    assert (nothing.code, "没有符合" in nothing.err) == (1, True)


def test_what_was_known_on_a_day_is_asked_of_all(run: Run, counties: Path) -> None:
    answer = rolled(run, "各县", "--known", "2020-11-02")
    assert answer["known"] == "2020-11-02"
    assert by_name(answer)["丙县"]["waiting"] == 0
    assert by_name(answer)["丙县"]["last_entry"] is None


def test_before_its_document_a_county_has_nothing_to_count(run: Run, counties: Path) -> None:
    path = counties / "各县" / "甲县" / "data" / "issues.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2020-08-12", "2020-11-20", 1), encoding="utf-8")
    answer = rolled(run, "各县")
    assert by_name(answer)["甲县"]["total"] == 0
    assert answer["trend"][-1] == {"date": "2020-11-05", "total": 22, "open": 21}


@pytest.mark.parametrize("ending", ["docx", "xlsx", "html", "md", "csv", "json"])
def test_every_format_can_be_written_and_no_ledger_is_ever_replaced(
    run: Run, counties: Path, ending: str
) -> None:
    assert run("rollup", "各县", *DAY, "-o", f"汇总.{ending}").code == 0
    assert Path(f"汇总.{ending}").stat().st_size > 0
    ledger = counties / "各县" / "甲县" / "data" / "issues.yaml"
    before = ledger.read_bytes()
    over = run("rollup", "各县", *DAY, "-o", ledger, "--format", ending, "--overwrite")
    assert (over.code, ledger.read_bytes()) == (1, before)


def test_the_sheet_has_a_row_a_ledger_and_ends_in_the_sum(run: Run, counties: Path) -> None:
    result = run("rollup", "各县", *DAY, "-o", "-", "--format", "csv")
    titles, *rows = csv.reader(io.StringIO(result.out.lstrip("\ufeff")))
    cells = [dict(zip(titles, row, strict=True)) for row in rows]
    assert [cell["清单"] for cell in cells] == ["甲县", "丙县", "乙县", "合计"]
    assert [cell["逾期"] for cell in cells] == ["6", "5", "5", "16"]
    assert sum(int(cell["应整改"]) for cell in cells[:-1]) == int(cells[-1]["应整改"])


def test_a_page_without_figures_has_the_trend_as_a_table(run: Run, counties: Path) -> None:
    """Word draws none; the same numbers stand under the heading."""
    shown = run("rollup", "各县", *DAY).out
    assert "2020-10-25 31项" in shown
    table = run("rollup", "各县", *DAY, "--format", "md").out.partition("未销号事项变化")[2]
    assert "| 2020-10-25 | 33 | 31 | 6.1% |" in table
    assert run("rollup", "各县", *DAY, "-o", "汇总.docx").code == 0
    pages = docx.Document("汇总.docx").tables
    cells = [[cell.text for cell in row.cells] for row in pages[-1].rows]
    assert ["2020-10-25", "33", "31", "6.1%"] in cells


def test_the_name_of_a_county_has_room_for_one_line_on_paper(run: Run, counties: Path) -> None:
    """Beside a remark too, which is as long as it likes to be."""
    shutil.copytree(counties / "各县" / "甲县", counties / "各县" / "大湾哈尼族彝族自治县")
    broken = counties / "各县" / "乙县" / "data" / "issues.yaml"
    text = broken.read_text(encoding="utf-8")
    broken.write_text(text.replace("2020-08-12", "2020-8月12" * 9, 1), encoding="utf-8")
    assert run("rollup", "各县", *DAY, "-o", "汇总.docx").code == 1
    ledgers = docx.Document("汇总.docx").tables[0].columns[0]
    (cell,) = [cell for cell in ledgers.cells if cell.text == "大湾哈尼族彝族自治县"]
    size = cell.paragraphs[0].runs[0].font.size
    assert ledgers.width >= (len(cell.text) + 0.5) * size, "and the margins of the cell"


def test_a_rate_in_a_sheet_is_a_number_shown_as_a_rate(run: Run, counties: Path) -> None:
    assert run("rollup", "各县", *DAY, "-o", "汇总.xlsx").code == 0
    sheets = openpyxl.load_workbook("汇总.xlsx").worksheets
    rates = [cell for row in sheets[1].iter_rows() for cell in row if "%" in cell.number_format]
    assert [round(float(str(cell.value)), 4) for cell in rates if cell.value] == [0.0909, 0.0303]


def test_a_long_table_is_cut_on_the_screen_and_whole_in_a_sheet(run: Run, counties: Path) -> None:
    for number in range(4):
        shutil.copytree(counties / "各县" / "甲县", counties / "各县" / f"{number}县")
    shown = run("rollup", "各县", *DAY).out
    assert "另有 20 项" in shown
    assert len(rolled(run, "各县")["overdue"]) == 40


def test_nothing_named_is_a_usage_error(run: Run, counties: Path) -> None:
    nothing = run("rollup")
    assert (nothing.code, "没有写要汇总哪些清单" in nothing.err) == (2, True)
    missing = run("rollup", "--list", "没有.txt")
    assert missing.code == 1
