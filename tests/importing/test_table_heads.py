"""Heads of two rows, where the second says only 牵头 and 配合 below what is common to them."""

from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Run

TOP = ["序号", "反馈问题", "整改措施", "责任单位", "责任单位", "包案领导", "完成时限"]
LOW = ["", "", "", "牵头", "配合", "", ""]
ITEMS = [
    ["1", "雨季溢流", "新建调蓄池", "县住建局", "县水务局", "赵永刚", "2023年12月底前"],
    ["2", "渗滤液收集不全", "完善截排水沟", "县工信局", "老寨乡政府", "孙丽萍", "2023年11月底前"],
]


def read(run: Run, path: Path) -> list[dict[str, Any]]:
    result = run("import", path, "--issued-on", "2023-03-01", "--json")
    assert result.code == 0
    found: list[dict[str, Any]] = result.json["issues"]
    return found


def csv(rows: list[list[str]]) -> Path:
    path = Path("台账.csv")
    text = "\n".join(",".join(row) for row in [["某县反馈问题整改台账"], *rows])
    path.write_text(text, encoding="utf-8")
    return path


def who_and_when(issues: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    keys = ("problem", "lead_unit", "responsible_units", "leader", "deadline")
    return [tuple(issue[key] for key in keys) for issue in issues]


WANTED = [
    ("雨季溢流", "县住建局", ["县水务局"], "赵永刚", "2023年12月底前"),
    ("渗滤液收集不全", "县工信局", ["老寨乡政府"], "孙丽萍", "2023年11月底前"),
]


@pytest.mark.parametrize(
    ("above", "low"),
    [
        (["责任单位", "责任单位"], ["牵头", "配合"]),
        (["责任单位", ""], ["牵头", "配合"]),
        (["责任分工", ""], ["主责", "协同"]),
        (["责任落实", "责任落实"], ["主办", "协办"]),
        (["责任", ""], ["牵头单位", "配合单位"]),
    ],
)
def test_the_words_below_are_read_with_those_above(
    run: Run, ledger: Path, above: list[str], low: list[str]
) -> None:
    rows = [[*TOP[:3], *above, *TOP[5:]], [*LOW[:3], *low, *LOW[5:]], *ITEMS]
    assert who_and_when(read(run, csv(rows))) == WANTED


def test_a_head_that_is_printed_again_is_no_issue(run: Run, ledger: Path) -> None:
    rows = [TOP, LOW, ITEMS[0], TOP, LOW, ITEMS[1]]
    assert who_and_when(read(run, csv(rows))) == WANTED


def test_when_it_begins_is_no_deadline(run: Run, ledger: Path) -> None:
    top = ["序号", "反馈问题", "整改措施", "责任单位", "整改时限", ""]
    low = ["", "", "", "", "启动", "完成"]
    item = ["1", "雨季溢流", "新建调蓄池", "县住建局", "2023年5月1日", "2023年8月31日"]
    (issue,) = read(run, csv([top, low, item]))
    assert issue["deadline"] == "2023年8月31日"


def test_a_column_that_nothing_explains_is_told(run: Run, ledger: Path) -> None:
    top = ["序号", "反馈问题", "整改措施", "责任单位", "完成时限", "签认", ""]
    low = ["", "", "", "", "", "甲方", "乙方"]
    item = ["1", "雨季溢流", "新建调蓄池", "县住建局", "2023年8月31日", "钱某", "孙某"]
    result = run("import", csv([top, low, item]), "--issued-on", "2023-03-01")
    assert "“甲方”一栏不认识" in result.out
    assert "读到 1 项" in result.out


def test_short_cells_of_the_first_issue_are_no_head(run: Run, ledger: Path) -> None:
    top = ["序号", "反馈问题", "整改措施", "责任单位", "责任单位", "包案领导", "完成时限"]
    item = ["1", "溢流", "封堵", "住建局", "水务局", "赵永刚", "12月"]
    assert len(read(run, csv([top, item, *ITEMS[1:]]))) == 2


def test_cells_merged_in_word(run: Run, ledger: Path) -> None:
    document = docx.Document()
    document.add_paragraph("某县反馈问题整改台账")
    table = document.add_table(rows=0, cols=len(TOP))
    for texts in (TOP, LOW, *ITEMS):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    table.cell(0, 3).merge(table.cell(0, 4)).text = "责任单位"
    for column in (0, 1, 2, 5, 6):
        table.cell(0, column).merge(table.cell(1, column)).text = TOP[column]
    document.save("台账.docx")
    assert who_and_when(read(run, Path("台账.docx"))) == WANTED


def test_a_leader_with_and_without_the_post_is_asked_about(run: Run, ledger: Path) -> None:
    rows = [[*row] for row in ITEMS]
    rows[0][5], rows[1][5] = "副县长赵永刚", "赵永刚"
    said = run("import", csv([TOP, LOW, *rows]), "--issued-on", "2023-03-01").out
    assert "“副县长赵永刚”和“赵永刚”若是同一个人" in "".join(said.split())
    rows[0][5] = "副县长孙赵永"
    said = run("import", csv([TOP, LOW, *rows]), "--issued-on", "2023-03-01").out
    assert "若是同一个人" not in said
