"""Blocks → a terminal, through Rich. Ledger text is never read as markup.

On a screen, tables wrap to its width; where output goes into a pipe or a file they keep whole
cells, one row a line, however wide.
"""

import sys
from collections.abc import Iterable
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from rectify_cli.printing.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.printing.phrases import short_day
from rectify_cli.printing.text import clean

_STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.ACTIVE: "cyan",
    Tone.WARN: "yellow",
    Tone.BAD: "bold red",
    Tone.MUTED: "dim",
}
_FILLS = {Tone.GOOD: "█", Tone.ACTIVE: "▓", Tone.WARN: "▒", Tone.BAD: "█"}
_PIPE_WIDTH = 100_000
_BAR_WIDTH = 30


def make_console(stream: TextIO | None = None, *, width: int | None = None) -> Console:
    """A console on ``stream`` (stdout); ``width`` in cells, by default the screen's."""
    file = stream if stream is not None else sys.stdout
    if width is None and not file.isatty():
        width = _PIPE_WIDTH
    return Console(file=file, width=width, markup=False, highlight=False, emoji=False)


def print_blocks(blocks: Iterable[Block], console: Console) -> None:
    """Print blocks one after another, an empty line between them."""
    for index, block in enumerate(blocks):
        if index:
            console.print()
        _print_block(block, console)


def print_document(document: Document, console: Console) -> None:
    """Print a whole printout."""
    console.print(Text(clean(document.title), style="bold"))
    for line in document.subtitle:
        console.print(Text(clean(line), style="dim"))
    console.print()
    print_blocks(document.blocks(), console)


def _print_block(block: Block, console: Console) -> None:
    match block:
        case Heading():
            console.print(Text(clean(block.text), style="bold" if block.level < 3 else "underline"))
        case Paragraph():
            console.print(_text(block.text, block.tone), overflow="fold")
        case Items():
            for item in block.items:
                console.print(_hanging(item))
        case Table():
            _print_table(block, console)
        case Bars():
            _print_bars(block, console)
        case Trend():
            _print_trend(block, console)
        case SignOff():
            console.print(Text("　　".join(f"{name}：____________" for name in block.fields)))


def _text(text: str, tone: Tone = Tone.PLAIN) -> Text:
    return Text(clean(text), style=_STYLES[tone], overflow="fold")


def _hanging(item: str) -> RichTable:
    grid = RichTable.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text("·"), _text(item))
    return grid


def _print_table(table: Table, console: Console) -> None:
    if table.caption:
        console.print(_text(table.caption))
    if not table.rows:
        console.print(_text(table.empty, Tone.MUTED))
        return
    grid = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    for column in table.columns:
        grid.add_column(
            Text(column.title),
            justify=column.align.value,
            no_wrap=column.fixed,
            overflow="fold",
            min_width=cell_len(column.title) if column.fixed else 6,
        )
    for row in table.rows:
        grid.add_row(*(_cell(cell) for cell in row))
    console.print(grid)


def _cell(cell: Cell) -> Text:
    return _text(cell.text, cell.tone)


def _print_bars(bars: Bars, console: Console) -> None:
    if bars.title:
        console.print(_text(bars.title))
    legend = {s.label: s.tone for bar in bars.bars for s in bar.segments}
    label_width = max((cell_len(clean(bar.label)) for bar in bars.bars), default=0)
    longest = max((bar.total for bar in bars.bars), default=0)
    for bar in bars.bars:
        line = Text(clean(bar.label) + " " * (label_width - cell_len(clean(bar.label)) + 1))
        line.append_text(_bar(bar, longest))
        line.append(f" {clean(bar.note)}")
        console.print(line, overflow="fold")
    if len(legend) > 1:
        marks = Text("  ").join(
            Text(f"{_FILLS.get(tone, '░')} {label}", style=_STYLES[tone])
            for label, tone in legend.items()
        )
        console.print(marks)


def _bar(bar: Bar, longest: int) -> Text:
    line, start, done = Text(), 0, 0
    for segment in bar.segments:
        done += segment.value
        end = round(_BAR_WIDTH * done / longest) if longest else 0
        line.append(_FILLS.get(segment.tone, "░") * (end - start), style=_STYLES[segment.tone])
        start = end
    return line.append(" " * (_BAR_WIDTH - start))


def _print_trend(trend: Trend, console: Console) -> None:
    console.print(_text(trend.title))
    highest = max((value for _, value in trend.points), default=0)
    width = len(str(highest))
    for day, value in trend.points:
        bar = "█" * (round(_BAR_WIDTH * value / highest) if highest else 0)
        console.print(Text(f"{day.year}-{short_day(day)} {value:>{width}}{trend.unit} {bar}"))
