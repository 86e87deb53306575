"""Blocks → Markdown that GitHub and Word/WPS importers read alike."""

import re
from collections.abc import Iterable, Iterator

from rectify_cli.formats.blocks import (
    Align,
    AnnexTitle,
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
    Trend,
)
from rectify_cli.formats.paper.official import day_text, letterhead_lines, official_lines
from rectify_cli.formats.text import clean, clean_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$])")
_OPENS_A_BLOCK = re.compile(r"^(\s*\d*)([#+\-=.)])")
_RULES = {Align.LEFT: ":---", Align.CENTER: ":---:", Align.RIGHT: "---:"}
_BAR_WIDTH = 20


def render_markdown(document: Document) -> str:
    """The whole printout as Markdown text, ending in a newline."""
    parts = [f"# {_inline(document.title)}", *(_inline(line) for line in document.subtitle)]
    if document.letterhead is not None:
        parts.insert(0, _paragraph("\n".join(letterhead_lines(document.letterhead))))
    for block in document.blocks():
        parts.append("\n".join(_block_lines(block)))
    return "\n\n".join(parts) + "\n"


def _inline(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", clean_line(text))


def _paragraph(text: str) -> str:
    """Text that must not turn into a list or a heading by the way it begins."""
    lines = (_SPECIAL.sub(r"\\\1", line) for line in clean(text).split("\n"))
    return "  \n".join(_OPENS_A_BLOCK.sub(r"\1\\\2", line) for line in lines)


def _table_cell(text: str) -> str:
    return "<br>".join(_inline(line) for line in clean(text).split("\n"))


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_inline(block.text)}"
        case Paragraph():
            yield _paragraph(block.text)
        case Items():
            yield from (f"- {_inline(item)}" for item in block.items)
        case Table():
            yield from _table_lines(block.on_paper)
        case Bars():
            yield from _bars_lines(block)
        case Trend():
            yield from _trend_lines(block)
        case SignOff():
            yield "　　".join(f"{_inline(name)}：\\_\\_\\_\\_\\_\\_" for name in block.fields)
        case PageTitle():
            yield f"# {_inline(block.title)}"
            for line in block.subtitle:
                yield ""
                yield _paragraph(line)
        case Fields():
            pairs = (pair for row in block.rows for pair in row)
            rows = ([_inline(name), _table_cell(value.strip())] for name, value in pairs)
            yield from _grid(["项目", "内容"], [":---", ":---"], rows)
        case AnnexTitle():
            yield f"## {_inline(block.label)}　{_inline(block.title)}"
        case _:
            yield _paragraph("\n".join(official_lines(block)))


def _table_lines(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"**{_inline(table.caption)}**"
        yield ""
    if not table.rows:
        yield _paragraph(table.empty)
        return
    titles = [_inline(column.title) for column in table.columns]
    rules = [_RULES[column.align] for column in table.columns]
    rows = ([_table_cell(cell.text) for cell in row] for row in table.rows)
    yield from _grid(titles, rules, rows)


def _bars_lines(bars: Bars) -> Iterator[str]:
    if bars.title:
        yield f"**{_inline(bars.title)}**"
        yield ""
    rows = (
        [
            _inline(bar.label),
            _drawn(bar, bars.longest),
            *_values(bar, bars.legend),
            _inline(bar.note),
        ]
        for bar in bars.bars
    )
    rules = [":---", ":---", *["---:"] * len(bars.legend), "---:"]
    yield from _grid(["名称", "图示", *map(_inline, bars.legend), "完成"], rules, rows)


def _values(bar: Bar, labels: Iterable[str]) -> list[str]:
    by_label = {segment.label: segment.value for segment in bar.segments}
    return [str(by_label.get(label, 0)) for label in labels]


def _drawn(bar: Bar, longest: int) -> str:
    """The first segment against the rest: 完成 against 未完成."""
    if not longest or not bar.segments:
        return ""
    whole = round(_BAR_WIDTH * bar.total / longest)
    first = round(_BAR_WIDTH * bar.segments[0].value / longest)
    return "█" * first + "░" * (whole - first)


def _trend_lines(trend: Trend) -> Iterator[str]:
    yield f"**{_inline(trend.title)}**"
    yield ""
    highest = max((value for _, value in trend.points), default=0)
    rows = (
        [
            day_text(day),
            f"{value}{_inline(trend.unit)}",
            "█" * (round(_BAR_WIDTH * value / highest) if highest else 0),
        ]
        for day, value in trend.points
    )
    yield from _grid(["日期", "数量", "图示"], [":---", "---:", ":---"], rows)


def _grid(titles: list[str], rules: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield f"| {' | '.join(rules)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
