"""The tables of one report: each item and each unit's debt where it belongs, and nothing twice."""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import FROZEN, Run

ROW = re.compile(r"^\|(.+)\|$")


class PrintedTable(NamedTuple):
    """A table of a printout in Markdown: the section it stands in, titles, rows of cells."""

    section: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def items(self) -> set[str]:
        """The numbers of the issues that have a row."""
        return {row[0] for row in self.rows} if self.titles[0] == "序号" else set()


def tables_of(page: str) -> Iterator[PrintedTable]:
    """The tables of the report itself, not of its annex."""
    section, lines = "", list[str]()
    for line in [*page.splitlines(), ""]:
        if line.startswith("## "):
            section = line.removeprefix("## ")
        if ROW.match(line):
            lines.append(line)
        elif lines:
            cells = [tuple(c.strip() for c in line.strip("|").split("|")) for line in lines]
            yield PrintedTable(section, cells[0], tuple(cells[2:]))
            lines = []


LEDGERS: dict[str, tuple[tuple[str, ...], ...]] = {
    "nothing has happened": (),
    "some struck off, some sent back": (
        ("start", "7", "8", "--as-of", "2020-08-20"),
        ("submit", "7", "--as-of", "2020-10-20"),
        ("done", "7", "--by", "何志龙", "--as-of", "2020-10-21"),
        ("submit", "8", "--as-of", "2020-10-20"),
        ("reopen", "8", "--note", "材料不齐", "--as-of", "2020-10-22"),
    ),
    "extended, and applied for late": (
        ("start", "6", "7", "9", "--as-of", "2020-08-20"),
        ("extend", "9", "--to", "2020-11-30", "--as-of", "2020-10-20"),
        ("submit", "7", "--as-of", "2020-11-03"),
    ),
    "the townships reported, the leads did not": (
        ("progress", "1", "5", "9", "-u", "漕涧", "-u", "宝丰", "--as-of", "2020-11-03"),
    ),
    "every item struck off": (
        ("done", *map(str, range(1, 12)), "--by", "何志龙", "--as-of", "2020-09-01"),
    ),
}  # fmt: skip


@pytest.fixture(params=[*LEDGERS, "the sample ledger"])
def path(request: pytest.FixtureRequest, run: Run, tmp_path: Path, busy_ledger: Path) -> Path:
    """One of several ledgers in mid-course."""
    if request.param == "the sample ledger":
        return busy_ledger
    path = tmp_path / "issues.yaml"
    path.write_bytes(FROZEN.read_bytes())
    for command in LEDGERS[request.param]:
        assert run("-f", path, *command).code == 0
    return path


PERIODS = (
    ("--week", "2020-W43"),
    ("--week", "2020-W45"),
    ("--since", "2020-08-12", "--until", "2020-11-05"),
)


def printed(run: Run, path: Path) -> Iterator[tuple[list[PrintedTable], dict[str, list[int]]]]:
    """The tables of the reports of several periods, and which unit owes which items."""
    for options in ((*period, "--as-of", "2020-11-05") for period in PERIODS):
        page = run("-f", path, "report", *options, "-o", "-", "--format", "md").out
        body = page.partition("填报人：")[0]
        owed = run("-f", path, "report", *options, "--json").json["unreported_by_unit"]
        yield list(tables_of(body)), {unit["unit"]: unit["issues"] for unit in owed}


def test_no_table_of_a_report_stands_in_it_twice(run: Run, path: Path) -> None:
    for tables, _ in printed(run, path):
        for one, other in combinations(tables, 2):
            assert one[1:] != other[1:], f"{one.section} = {other.section}"


def test_an_item_is_late_or_not_started_and_listed_once(run: Run, path: Path) -> None:
    for tables, _ in printed(run, path):
        for one, other in combinations((t for t in tables if t.section.startswith("二、")), 2):
            assert one.items.isdisjoint(other.items)
        for table in tables:
            if table.titles[0] == "序号":
                assert len(table.items) == len(table.rows)


def test_whoever_owes_a_report_is_told_with_all_that_it_owes(run: Run, path: Path) -> None:
    """As a lead item by item, for all else by the unit: a lead of one item may owe on another."""
    for tables, owed in printed(run, path):
        told: dict[str, set[int]] = {unit: set() for unit in owed}
        for table in tables:
            if "未报送" not in table.section:
                continue
            for row in table.rows:
                if table.titles[0] == "序号":
                    for unit in re.split(r"、|<br>", row[table.titles.index("牵头单位")]):
                        told[unit].add(int(row[0]))
                else:
                    assert told[row[0]].isdisjoint(numbers_in(row[1]))
                    told[row[0]] |= numbers_in(row[1])
        assert {unit: sorted(items) for unit, items in told.items()} == owed


def numbers_in(text: str) -> set[int]:
    """``第1—3、5项`` → {1, 2, 3, 5}."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:—(\d+))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_an_item_that_nobody_leads_is_not_said_to_be_reported(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "issues.yaml"
    path.write_text(
        "document: {title: 某县整改工作清单, issued_on: 2020-08-12}\n"
        "issues: [{id: 1, title: 事项一, problem: 问题。, deadline: 2020年10月底}]\n",
        encoding="utf-8",
    )
    page = run("-f", path, "report", "--week", "2020-W43", "-o", "-", "--format", "md").out
    assert "本周未报送：未列明牵头单位的1项。" in page
    assert "都有报送" not in page
