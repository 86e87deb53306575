"""Blocks → one self-contained HTML file: readable on a phone, printed on A4 by any browser."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from rectify_cli.formats.blocks import (
    Align,
    Bar,
    Bars,
    Block,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    Section,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.formats.excel.layout import display_width
from rectify_cli.formats.html.style import STYLE
from rectify_cli.formats.text import clean, clean_line
from rectify_cli.formats.title_lines import title_lines

_CARD_COLUMNS = 5
_TITLE_ON_PAPER, _TITLE_ON_WIDE_PAPER = 20, 31  # characters of 22 pt on an A4 line
_WIDEST_FIXED = 20  # display cells
_LONGEST_UNBROKEN_TEXT = 260  # characters: a taller row may break across pages
_CHART_WIDTH, _CHART_HEIGHT, _CHART_MARGIN = 720, 200, 34


def render_html(document: Document) -> str:
    """The whole printout as an HTML page without scripts or outside references."""
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_line(document.title)}</title>",
        *(
            f'<meta name="{name}" content="{_line(value)}">'
            for name, value in (("author", document.author), ("description", document.subject))
            if value
        ),
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
    ]
    for index, section in enumerate(document.sections):
        # Inside the first section, so that it is printed on that section's kind of page.
        lines += _section_lines(section, title=() if index else _title_lines(document, section))
    return "\n".join([*lines, "</main>", "</body>", "</html>"]) + "\n"


def _line(text: str) -> str:
    return escape(clean_line(text))


def _lines(text: str) -> str:
    return escape(clean(text)).replace("\n", "<br>")


def _title_lines(document: Document, section: Section) -> Iterator[str]:
    """The head of the page; where the title breaks on paper, a screen makes up its own mind."""
    most = _TITLE_ON_WIDE_PAPER if section.landscape else _TITLE_ON_PAPER
    lines = title_lines(clean_line(document.title), most=most)
    yield "<header>"
    yield f"<h1>{'<br>'.join(escape(line) for line in lines)}</h1>"
    yield from (f'<p class="subtitle">{_line(line)}</p>' for line in document.subtitle)
    yield "</header>"


def _section_lines(section: Section, *, title: Iterable[str]) -> Iterator[str]:
    yield f'<section class="{"landscape" if section.landscape else "portrait"}">'
    yield from title
    for block in section.blocks:
        yield from _block_lines(block)
    yield "</section>"


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            level = min(block.level + 1, 6)
            yield f"<h{level}>{_line(block.text)}</h{level}>"
        case Paragraph():
            yield f"<p{_tone_class(block.tone)}>{_lines(block.text)}</p>"
        case Items():
            yield "<ul>"
            yield from (f"<li>{_lines(item)}</li>" for item in block.items)
            yield "</ul>"
        case Table():
            yield from _table_lines(block)
        case Bars():
            yield from _bars_lines(block)
        case Trend():
            yield from _trend_lines(block)
        case SignOff():
            fields = (f"<span>{_line(name)}：<i></i></span>" for name in block.fields)
            yield f'<p class="signoff">{"".join(fields)}</p>'


def _tone_class(tone: Tone) -> str:
    return "" if tone is Tone.PLAIN else f' class="{tone.value}"'


def _table_lines(table: Table) -> Iterator[str]:
    if not table.rows:
        if table.caption:
            yield f'<p class="caption">{_line(table.caption)}</p>'
        yield f'<p class="empty">{_lines(table.empty)}</p>'
        return
    kind = "cards" if len(table.columns) >= _CARD_COLUMNS else "plain"
    yield f'<div class="scroll"><table class="{kind}">'
    if table.caption:
        yield f"<caption>{_line(table.caption)}</caption>"
    fixed = [_keeps_its_width(table, index) for index in range(len(table.columns))]
    yield f"<colgroup>{''.join(_column_widths(table, fixed))}</colgroup>"
    heads = "".join(f'<th scope="col">{_line(c.title)}</th>' for c in table.columns)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        tall = any(len(cell.text) > _LONGEST_UNBROKEN_TEXT for cell in row)
        marked = ' class="tall"' if tall else ""
        yield f"<tr{marked}>{''.join(_cells(table, row, fixed))}</tr>"
    yield "</tbody></table></div>"


def _keeps_its_width(table: Table, index: int) -> bool:
    """A fixed column whose texts are all short is never wrapped."""
    lines = (line for row in table.rows for line in row[index].text.split("\n"))
    longest = max((display_width(line) for line in lines), default=0)
    return table.columns[index].fixed and longest <= _WIDEST_FIXED


def _column_widths(table: Table, fixed: Sequence[bool]) -> Iterator[str]:
    """The others share by weight what the fixed columns leave."""
    pairs = tuple(zip(table.columns, fixed, strict=True))
    total = sum(column.weight for column, is_fixed in pairs if not is_fixed)
    for column, is_fixed in pairs:
        yield "<col>" if is_fixed else f'<col style="width:{column.weight / total:.1%}">'


def _cells(table: Table, row: tuple[Cell, ...], kept: Sequence[bool]) -> Iterator[str]:
    for column, cell, is_fixed in zip(table.columns, row, kept, strict=True):
        align = [] if column.align is Align.LEFT else [column.align.value]
        tone = [] if cell.tone is Tone.PLAIN else [cell.tone.value]
        fixed = ["fixed"] if is_fixed else []
        classes = " ".join([*align, *tone, *fixed])
        marked = f' class="{classes}"' if classes else ""
        yield f'<td{marked} data-label="{_line(column.title)}">{_lines(cell.text)}</td>'


def _bars_lines(bars: Bars) -> Iterator[str]:
    longest = max((bar.total for bar in bars.bars), default=0)
    yield '<figure class="bars">'
    if bars.title:
        yield f"<figcaption>{_line(bars.title)}</figcaption>"
    yield "<ul>"
    for bar in bars.bars:
        label, note = _line(bar.label), _line(bar.note)
        yield f"<li><span>{label}</span>{_bar(bar, longest)}<b>{note}</b></li>"
    yield "</ul>"
    legend = {segment.label: segment.tone for bar in bars.bars for segment in bar.segments}
    marks = (f'<span><i class="{t.value}"></i>{_line(label)}</span>' for label, t in legend.items())
    yield f'<p class="legend">{"".join(marks)}</p>'
    yield "</figure>"


def _bar(bar: Bar, longest: int) -> str:
    told = "，".join(f"{s.label}{s.value}" for s in bar.segments)
    parts = "".join(
        f'<i class="{s.tone.value}" style="flex:{s.value}">{s.value}</i>'
        for s in bar.segments
        if s.value
    )
    width = f"{bar.total / longest:.1%}" if longest else "0"
    inner = f'<span class="bar" style="width:{width}">{parts}</span>'
    return f'<span class="track" role="img" aria-label="{_line(told)}">{inner}</span>'


def _trend_lines(trend: Trend) -> Iterator[str]:
    """A stepped line over time; every point's value is told in words as well."""
    told = "，".join(f"{day.isoformat()} {value}{trend.unit}" for day, value in trend.points)
    yield '<figure class="trend">'
    yield f"<figcaption>{_line(trend.title)}</figcaption>"
    size = f"0 0 {_CHART_WIDTH} {_CHART_HEIGHT}"
    yield f'<svg viewBox="{size}" role="img" aria-label="{_line(told)}">'
    yield from _trend_drawing(trend)
    yield "</svg>"
    yield "</figure>"


def _trend_drawing(trend: Trend) -> Iterator[str]:
    if not trend.points:
        return
    first = trend.points[0][0]
    days = max((trend.points[-1][0] - first).days, 1)
    highest = max(max(value for _, value in trend.points), 1)
    base, left = _CHART_HEIGHT - _CHART_MARGIN, _CHART_MARGIN
    wide, high = _CHART_WIDTH - 2 * _CHART_MARGIN, base - _CHART_MARGIN
    places = [
        (left + wide * (day - first).days / days, base - high * value / highest)
        for day, value in trend.points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    end = places[-1][0]
    yield f'<path class="axis" d="M{left} {base}H{_CHART_WIDTH - _CHART_MARGIN}"/>'
    yield f'<polygon points="{left},{base} {line} {end:.1f},{base}"/>'
    yield f'<polyline points="{line}"/>'
    last_value = None
    for (x, y), (_, value) in zip(places, trend.points, strict=True):
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>'
        if value != last_value:
            yield f'<text x="{x:.1f}" y="{y - 9:.1f}">{value}{_line(trend.unit)}</text>'
        last_value = value
    for name, index in (("first", 0), ("last", -1))[: len(places)]:
        day, x = trend.points[index][0], places[index][0]
        yield f'<text class="{name}" x="{x:.1f}" y="{base + 26}">{day.isoformat()}</text>'
