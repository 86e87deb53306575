"""Blocks → a terminal. Ledger text is never read as markup.

On a screen, tables wrap to its width; where output goes into a pipe or a file they keep whole
cells, one row a line, however wide.
"""

import sys
from collections.abc import Iterable
from typing import TextIO

from rich.cells import cell_len

from rectify_cli.formats.blocks import (
    Bar,
    Bars,
    Block,
    Document,
    Fields,
    Heading,
    Items,
    PageTitle,
    Paragraph,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.formats.measure import wrap
from rectify_cli.formats.terminal.lines import Line
from rectify_cli.formats.terminal.screen import Screen, make_screen
from rectify_cli.formats.terminal.table import STYLES, drawn_table
from rectify_cli.formats.text import clean

_FILLS = {Tone.GOOD: "█", Tone.ACTIVE: "▓", Tone.WARN: "▒", Tone.BAD: "█"}
_BULLET = "· "
_BAR_WIDTH = 30


def make_console(stream: TextIO | None = None, *, width: int | None = None) -> Screen:
    """A screen on ``stream`` (stdout); ``width`` in cells, by default the screen's."""
    return make_screen(stream if stream is not None else sys.stdout, width=width)


def print_blocks(blocks: Iterable[Block], console: Screen) -> None:
    """Print blocks one after another, an empty line between them."""
    for index, block in enumerate(blocks):
        if index:
            console.print()
        _print_block(block, console)


def print_document(document: Document, console: Screen) -> None:
    """Print a whole printout."""
    if document.letterhead is not None:
        from rectify_cli.formats.paper.official import letterhead_lines

        for line in letterhead_lines(document.letterhead):
            console.print(_text(line, "", console.width))
        console.print()
    console.print(_text(document.title, "bold", console.width))
    for line in document.subtitle:
        console.print(_text(line, STYLES[Tone.MUTED], console.width))
    console.print()
    print_blocks(document.blocks(), console)


def _print_block(block: Block, console: Screen) -> None:
    match block:
        case Heading():
            style = "bold" if block.level < 3 else "underline"
            console.print(_text(block.text, style, console.width))
        case Paragraph():
            console.print(_text(block.text, STYLES[block.tone], console.width))
        case Items():
            for item in block.items:
                lines = wrap(clean(item), console.width - len(_BULLET), cell_len)
                console.print(Line(_BULLET + f"\n{' ' * len(_BULLET)}".join(lines)))
        case Table():
            _print_table(block.on_paper, console)
        case Bars():
            _print_bars(block, console)
        case Trend():
            _print_trend(block, console)
        case SignOff():
            fields = "　　".join(f"{name}：____________" for name in block.fields)
            console.print(_text(fields, "", console.width))
        case PageTitle():
            console.print(_text(block.title, "bold", console.width))
            for line in block.subtitle:
                console.print(_text(line, STYLES[Tone.MUTED], console.width))
        case Fields():
            for name, value in (pair for row in block.rows for pair in row):
                console.print(_text(f"{name}：{value.strip()}", "", console.width))
        case _:
            from rectify_cli.formats.paper.official import official_lines

            for line in official_lines(block):
                console.print(_text(line, "", console.width))


def _text(text: str, style: str, width: int) -> Line:
    return Line("\n".join(wrap(clean(text), width, cell_len)), style=style)


def _print_table(table: Table, console: Screen) -> None:
    if table.caption:
        console.print(_text(table.caption, "", console.width))
    if not table.rows:
        console.print(_text(table.empty, STYLES[Tone.MUTED], console.width))
        return
    for part in drawn_table(table, console.width):
        console.print(part)


def _print_bars(bars: Bars, console: Screen) -> None:
    if bars.title:
        console.print(_text(bars.title, "", console.width))
    legend = bars.legend
    labels = [wrap(clean(bar.label), console.width // 3, cell_len) for bar in bars.bars]
    label_width = max((cell_len(line) for lines in labels for line in lines), default=0)
    for bar, (*above, label) in zip(bars.bars, labels, strict=True):
        for line in above:
            console.print(Line(line))
        drawn = Line(label + " " * (label_width - cell_len(label) + 1))
        drawn.append_line(_bar(bar, bars.longest))
        console.print(drawn.append(f" {clean(bar.note)}"))
    if len(legend) > 1:
        marks = Line()
        for label, tone in legend.items():
            marks.append("  " if marks.pieces else "")
            marks.append(f"{_FILLS.get(tone, '░')} {clean(label)}", STYLES[tone])
        console.print(marks)


def _bar(bar: Bar, longest: int) -> Line:
    line, start, done = Line(), 0, 0
    for segment in bar.segments:
        done += segment.value
        end = round(_BAR_WIDTH * done / longest) if longest else 0
        line.append(_FILLS.get(segment.tone, "░") * (end - start), STYLES[segment.tone])
        start = end
    return line.append(" " * (_BAR_WIDTH - start))


def _print_trend(trend: Trend, console: Screen) -> None:
    console.print(_text(trend.title, "", console.width))
    highest = max((value for _, value in trend.points), default=0)
    width = len(str(highest))
    for day, value in trend.points:
        bar = "█" * (round(_BAR_WIDTH * value / highest) if highest else 0)
        unit = clean(trend.unit)
        console.print(Line(f"{day.isoformat()} {value:>{width}}{unit} {bar}"))
