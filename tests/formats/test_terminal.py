"""A printout on the terminal: how each block is drawn, at several widths and into a pipe."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from rich.cells import cell_len
from samples import (
    ALL,
    EDGES,
    NASTY,
    PRINTOUTS,
    busy_checklist,
    busy_report,
    list_of,
    nasty_document,
)

from rectify_cli.domain.model import Checklist
from rectify_cli.formats.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Segment,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.formats.terminal.blocks import make_console, print_blocks, print_document


def drawn(*blocks: Block, width: int | None = None) -> str:
    stream = StringIO()
    print_blocks(blocks, make_console(stream, width=width))
    return stream.getvalue()


def shown(document: Document, width: int | None = None) -> str:
    stream = StringIO()
    print_document(document, make_console(stream, width=width))
    return stream.getvalue()


def test_title_and_subtitle_come_first_then_the_blocks_in_order() -> None:
    lines = [line for line in shown(busy_report()).splitlines() if line.strip()]
    assert lines[0] == "云龙县营商环境“红黑榜”评价存在问题整改工作周报"
    assert lines[1] == "第45周　2020年11月2日至5日"
    assert lines[3] == "一、总体情况"
    assert lines[4].startswith("截至11月5日，应整改11项")


def test_an_empty_line_parts_the_blocks() -> None:
    assert drawn(Heading(1, "甲"), Paragraph("乙")) == "甲\n\n乙\n"


def test_items_hang_on_their_mark() -> None:
    lines = drawn(Items(("长" * 30, "短")), width=40).splitlines()
    assert lines[0].startswith("· 长")
    assert lines[1].startswith("  长")
    assert lines[2].rstrip() == "· 短"


def test_a_table_without_rows_says_why() -> None:
    assert drawn(Table((Column("甲"),), (), empty="没有逾期事项。")) == "没有逾期事项。\n"


def test_into_a_pipe_a_row_is_a_line_however_long() -> None:
    table = Table((Column("甲"), Column("乙")), ((Cell("长" * 300), Cell("尾")),))
    assert f"{'长' * 300}  尾" in drawn(table)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("name", [name for name in ALL if name != "long"])
def test_no_line_is_wider_than_the_screen(name: str, width: int) -> None:
    lines = shown(ALL[name](), width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_wrapping_loses_no_text() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(200))
    table = Table((Column("甲"), Column("乙")), ((Cell(text), Cell("尾")),))
    flat = "".join(line.split()[0] for line in drawn(table, width=60).splitlines()[2:])
    assert flat == text


def test_bars_are_as_long_as_their_counts_and_keep_one_scale() -> None:
    bars = Bars(
        "完成情况",
        (
            Bar("甲局", (Segment("已销号", 3, Tone.GOOD), Segment("未启动", 3, Tone.MUTED)), "3/6"),
            Bar("乙镇政府", (Segment("已销号", 2, Tone.GOOD),), "2/2"),
        ),
    )
    title, first, second, legend = drawn(bars).splitlines()
    assert title == "完成情况"
    assert (first.count("█"), first.count("░")) == (15, 15)
    assert (second.count("█"), second.count("░")) == (10, 0)
    assert cell_len(first[: first.index("█")]) == cell_len(second[: second.index("█")])
    assert first.endswith("3/6")
    assert "█ 已销号" in legend
    assert "░ 未启动" in legend


def test_a_trend_is_a_bar_a_day_with_its_count() -> None:
    trend = Trend(
        "未销号", ((date(2020, 10, 25), 10), (date(2020, 11, 1), 5), (date(2020, 11, 5), 0))
    )
    lines = drawn(trend).splitlines()
    assert lines[1] == f"2020-10-25 10项 {'█' * 30}"
    assert lines[2] == f"2020-11-01  5项 {'█' * 15}"
    assert lines[3].rstrip() == "2020-11-05  0项"


def test_there_is_room_to_sign() -> None:
    assert drawn(SignOff(("填报人", "日期"))) == "填报人：____________　　日期：____________\n"


def test_text_from_the_ledger_is_shown_and_never_obeyed() -> None:
    text = shown(nasty_document())
    assert "<script>alert('x')</script> & [red]红[/] | `码` *星*" in text
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "\x1b" in NASTY, "the sample must hold what is looked for"


def test_running_text_becomes_cards_where_columns_would_be_towers() -> None:
    document = list_of(busy_checklist())
    lines = shown(document, 120).splitlines()
    first = lines.index("序号：1  类别：共性问题 第1项")
    assert lines[first + 1].startswith("  存在问题：第三方评估中对营商环境指标理解不到位")
    whole = shown(document).splitlines()
    assert any(line.split()[:3] == ["序号", "类别", "存在问题"] for line in whole), "into a pipe"


@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize("printout", PRINTOUTS)
def test_every_edge_ledger_fits_an_80_column_screen(edge: str, printout: str) -> None:
    make: Callable[[], Checklist] = EDGES[edge]
    lines = shown(PRINTOUTS[printout](make()), 80).splitlines()
    assert max(cell_len(line) for line in lines) <= 80
