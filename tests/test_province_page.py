"""The page on a whole province: its queries are run, and agree with the program's own answers."""

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Run

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

PAGE = ROOT / "docs" / "PROVINCE.md"
DAY = ("--as-of", "2020-11-05")


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, busy_ledger: Path) -> Path:
    """Three counties in mid-course, each with something of its own, and a broken one."""
    for name in ("甲县", "乙县", "丙县", "丁县"):
        folder = tmp_path / "各县" / name / "data"
        folder.mkdir(parents=True)
        shutil.copyfile(busy_ledger, folder / "issues.yaml")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "各县" / "丁县" / "data" / "issues.yaml").write_text("document: [\n")
    (tmp_path / "全省名单.txt").write_text("各县/甲县\n各县/乙县\n各县/丙县\n各县/丁县\n")
    return tmp_path


def record(run: Run, county: str, *command: str) -> None:
    result = run("-f", f"各县/{county}/data/issues.yaml", *command)
    assert result.code == 0, result.err


def table(query: str) -> list[dict[str, Any]]:
    found = duckdb.sql(query)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def queries() -> list[str]:
    return re.findall(r"(?<=^```sql\n).*?(?=^```$)", PAGE.read_text("utf-8"), re.M | re.S)


def test_the_queries_of_the_page_answer_as_the_program_does(run: Run, province: Path) -> None:
    record(run, "甲县", "done", "6", "--by", "某", "--as-of", "2020-11-02")
    record(run, "乙县", "void", "1#1", "--note", "误记", "--as-of", "2020-11-03")
    rolled = run("rollup", "--list", "全省名单.txt", "--parquet", "全省数据", *DAY, "--json")
    assert rolled.code == 1, "one of them cannot be read"
    behind, waiting, alike = map(table, queries())

    rows = {ledger["name"]: ledger for ledger in rolled.json["ledgers"] if not ledger["error"]}
    assert {row["清单"]: (row["应整改"], row["已销号"], row["逾期"]) for row in behind} == {
        name: (row["total"], row["done"], row["overdue"]) for name, row in rows.items()
    }
    assert all(row["完成率"] == round(100 * rows[row["清单"]]["rate"], 1) for row in behind)
    late = [row["逾期"] for row in behind]
    assert late == sorted(late, reverse=True)

    for row in waiting:
        own = ("-f", f"各县/{row['清单']}/data/issues.yaml", *DAY, "--json")
        todo = run("todo", *own).json["awaiting"]
        assert row["还在等"] == len(todo)
        assert row["项数"] >= len(todo)
        assert row["平均天数"] > 0

    still_open: Counter[str] = Counter()
    reports: Counter[str] = Counter()
    for name in rows:
        ledger = ("-f", f"各县/{name}/data/issues.yaml", *DAY, "--json")
        issues = run("list", *ledger).json["issues"]
        titles = {issue["id"]: issue["title"] for issue in issues}
        still_open.update(issue["title"] for issue in issues if issue["status"] != "done")
        reports.update(
            titles[event["id"]]
            for event in run("log", *ledger).json["events"]
            if event["event"] in ("start", "progress", "submit") and not event["voided"]
        )
    assert {row["问题"]: (row["县数"], row["未销号"], row["报送次数"]) for row in alike} == {
        title: (3, still_open[title], reports[title]) for title in titles.values()
    }


def test_days_stand_side_by_side_and_none_is_overwritten_unasked(run: Run, province: Path) -> None:
    command = ("rollup", "各县/甲县", "--parquet", "全省数据")
    assert run(*command, "--as-of", "2020-10-20").code == 0
    assert run(*command, *DAY).code == 0
    days = "SELECT DISTINCT as_of FROM read_parquet('全省数据/states/*/*.parquet') ORDER BY 1"
    assert [str(row["as_of"]) for row in table(days)] == ["2020-10-20", "2020-11-05"]
    again = run(*command, *DAY)
    assert (again.code, "已存在" in again.err) == (1, True)
    assert run(*command, *DAY, "--overwrite").code == 0


def test_the_events_have_their_numbers_also_as_they_were_known(run: Run, province: Path) -> None:
    record(run, "甲县", "void", "1#2", "--note", "误记", "--as-of", "2020-11-03")
    query = """SELECT n, voided, "of" FROM read_parquet('全省数据/events/*/*.parquet')
               WHERE id = 1 AND (voided OR event = 'void') ORDER BY n"""
    assert run("rollup", "各县/甲县", "--parquet", "全省数据", *DAY).code == 0
    found = table(query)
    assert [(row["voided"], row["of"]) for row in found] == [(True, None), (False, 2)]
    assert found[0]["n"] == 2
    known = ("--known", "2020-11-01", "--overwrite")
    assert run("rollup", "各县/甲县", "--parquet", "全省数据", *DAY, *known).code == 0
    assert table(query) == []


def test_an_empty_county_makes_an_empty_table(run: Run, province: Path) -> None:
    path = province / "各县" / "丁县" / "data" / "issues.yaml"
    path.write_text("document: {title: 清单, issued_on: 2020-08-12}\nissues:\n", encoding="utf-8")
    assert run("rollup", "各县/丁县", "--parquet", "空", *DAY).code == 0
    for name in ("issues", "events", "states"):
        query = (
            f"SELECT count(*) AS n, count(ledger) AS l FROM read_parquet('空/{name}/*/*.parquet')"
        )
        assert table(query) == [{"n": 0, "l": 0}]


def test_where_the_package_is_missing_a_line_says_how_to_get_it(
    run: Run, province: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    result = run("rollup", "各县/甲县", "--parquet", "数据", *DAY)
    assert (result.code, "pip install" in result.err) == (2, True)
    assert not Path("数据").exists()
