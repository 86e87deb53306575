"""Markdown printouts: what a reader of Markdown sees is what the document says."""

import re

import pytest
from samples import ALL, EDGES, NASTY, PRINTOUTS, busy_report, nasty_document

from rectify_cli.formats.blocks import (
    Align,
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Section,
    Segment,
    SignOff,
    Table,
    Tone,
)
from rectify_cli.formats.markdown import render_markdown


def written(*blocks: Block) -> str:
    """The Markdown of the blocks, without the title."""
    text = render_markdown(Document(title="题", sections=(Section(blocks),)))
    return text.removeprefix("# 题\n\n")


def rows_of(markdown: str) -> list[list[str]]:
    """The cells of every table line, split where Markdown splits them."""
    return [
        [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in markdown.splitlines()
        if line.startswith("|")
    ]


def test_the_title_is_the_one_first_heading() -> None:
    text = render_markdown(busy_report())
    assert text.startswith("# 云龙县营商环境“红黑榜”评价存在问题整改工作周报\n\n第45周")
    assert len(re.findall(r"^# ", text, re.M)) == 1
    assert text.endswith("|\n")


def test_levels_of_headings_are_kept() -> None:
    assert written(Heading(1, "一、甲"), Heading(2, "（一）乙")) == "## 一、甲\n\n### （一）乙\n"


def test_a_table_has_a_header_and_the_columns_alignment() -> None:
    columns = (Column("甲"), Column("乙", align=Align.CENTER), Column("丙", align=Align.RIGHT))
    text = written(Table(columns, ((Cell("1"), Cell("2"), Cell("3")),), caption="表一"))
    assert text == ("**表一**\n\n| 甲 | 乙 | 丙 |\n| :--- | :---: | ---: |\n| 1 | 2 | 3 |\n")


def test_a_table_without_rows_is_its_sentence() -> None:
    assert written(Table((Column("甲"),), (), empty="无。")) == "无。\n"


def test_a_line_break_in_a_cell_stays_within_the_row() -> None:
    text = written(Table((Column("甲"),), ((Cell("上\n下"),),)))
    assert text.splitlines()[-1] == "| 上<br>下 |"


def test_bars_are_a_table_of_their_figures() -> None:
    parts = (Segment("已销号", 1, Tone.GOOD), Segment("未启动", 3, Tone.MUTED))
    rows = rows_of(written(Bars("完成", (Bar("甲局", parts, "1/4"),))))
    assert rows[0] == ["名称", "图示", "已销号", "未启动", "完成"]
    assert rows[2] == ["甲局", "█" * 5 + "░" * 15, "1", "3", "1/4"]


@pytest.mark.parametrize(
    "text", ["# 不是标题", "1. 不是列表", "- 不是列表", "+ 不是", "=== 不是", "2) 不是列表"]
)
def test_a_paragraph_is_never_taken_for_another_block(text: str) -> None:
    line = written(Paragraph(text)).splitlines()[0]
    assert not re.match(r"#|\d+[.)]|[-+=]", line)
    assert line.replace("\\", "") == text


def test_items_and_the_line_to_sign() -> None:
    assert written(Items(("甲", "乙"))) == "- 甲\n- 乙\n"
    assert written(SignOff(("填报人",))) == "填报人：\\_\\_\\_\\_\\_\\_\n"


def test_marks_in_the_ledgers_text_stay_text() -> None:
    text = render_markdown(nasty_document())
    assert "\\<script\\>" in text
    assert re.search(r"(?<!\\)<(?!br>)", text) is None
    assert re.search(r"(?<!\\)\*星", text) is None
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "|" in NASTY, "the sample must hold what would split a cell"


@pytest.mark.parametrize("name", ALL)
def test_every_row_has_as_many_cells_as_its_header(name: str) -> None:
    well_formed_tables(render_markdown(ALL[name]()))


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("printout", PRINTOUTS)
def test_every_edge_ledger_makes_well_formed_markdown(edge: str, printout: str) -> None:
    well_formed_tables(render_markdown(PRINTOUTS[printout](EDGES[edge]())))


def well_formed_tables(markdown: str) -> None:
    assert len(re.findall(r"^# ", markdown, re.M)) == 1
    for part in markdown.split("\n\n"):
        widths = {len(row) for row in rows_of(part)}
        assert len(widths) <= 1, part[:200]
