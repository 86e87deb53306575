"""A table for a terminal of any width: whole, wrapped, or a card a row where columns cannot stand.

Rich draws it; how wide each column is and where its lines break is decided here, because names,
dates and numbers must stay whole and Chinese marks have their places.
"""

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table as RichTable
from rich.text import Text

from rectify_cli.formats.blocks import Cell, Column, Table, Tone
from rectify_cli.formats.text import clean
from rectify_cli.formats.wrapping import widest_piece, wrap

STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.ACTIVE: "cyan",
    Tone.WARN: "yellow",
    Tone.BAD: "bold red",
    Tone.MUTED: "dim",
}
"""How a tone looks on a terminal."""

_GAP = 2
_NARROWEST = 8
_MOST_WRAPS = 12  # a cell folded more often is a tower that nobody reads
_LONGEST_WHOLE = 12  # a longer run (a path, an address) may be broken


def drawn_table(table: Table, width: int) -> Iterator[RenderableType]:
    """``table`` (which has rows) for a screen of ``width`` cells."""
    widths = column_widths(table, width)
    if widths is None or _wraps(table, widths) > _MOST_WRAPS:
        for number, row in enumerate(table.rows):
            yield from [Text("")] if number else []
            yield from _card(table.columns, row, width)
        return
    grid = RichTable(box=SIMPLE_HEAD, pad_edge=False, padding=(0, _GAP - 1, 0, 0), show_edge=False)
    for column, cells in zip(table.columns, widths, strict=True):
        title = wrap(
            clean(column.title), cells if cell_len(column.title) <= cells else _folded(column)
        )
        grid.add_column("\n".join(title), justify=column.align.value, width=cells, no_wrap=True)
    for row in table.rows:
        grid.add_row(*(_wrapped(cell, cells) for cell, cells in zip(row, widths, strict=True)))
    yield grid


def column_widths(table: Table, width: int) -> list[int] | None:
    """The cells of each column where ``width`` are there for all; none where they cannot stand.

    Every column has its natural width if there is room. If not, ``fixed`` columns keep what
    their cells need, and the others share the rest by weight.
    """
    natural = [
        max(cell_len(column.title), _widest_line(table, index))
        for index, column in enumerate(table.columns)
    ]
    room = width - _GAP * (len(natural) - 1)
    if sum(natural) <= room:
        return natural
    least = [_least(table, index) for index in range(len(natural))]
    if sum(least) > room:
        return None
    return _shared(table.columns, natural, least, room)


def _wraps(table: Table, widths: Sequence[int]) -> int:
    """How often the worst cell is folded, beside the line breaks of its text."""
    return max(
        sum(max(0, cell_len(line) - 1) // cells for line in clean(cell.text).split("\n"))
        for row in table.rows
        for cell, cells in zip(row, widths, strict=True)
    )


def _least(table: Table, index: int) -> int:
    column = table.columns[index]
    if column.fixed:
        return max(_folded(column), _widest_line(table, index))
    pieces = (widest_piece(clean(row[index].text)) for row in table.rows)
    whole = min(max(pieces, default=0), _LONGEST_WHOLE)
    return max(_folded(column), whole, min(_NARROWEST, _widest_line(table, index)))


def _folded(column: Column) -> int:
    """The cells of a title in two even lines; a short word stays one."""
    length = len(column.title)
    return cell_len(column.title) if length <= 3 else 2 * -(-length // 2)


def _shared(
    columns: Sequence[Column], natural: Sequence[int], least: Sequence[int], room: int
) -> list[int]:
    """From the least widths up, cell by cell to the column that is furthest behind its weight."""
    widths = list(least)
    growing = [i for i, column in enumerate(columns) if not column.fixed and widths[i] < natural[i]]
    for _ in range(room - sum(widths)):
        if not growing:
            break
        behind = min(growing, key=lambda i: widths[i] / columns[i].weight)
        widths[behind] += 1
        if widths[behind] == natural[behind]:
            growing.remove(behind)
    return widths


def _widest_line(table: Table, index: int) -> int:
    lines = (line for row in table.rows for line in clean(row[index].text).split("\n"))
    return max(map(cell_len, lines), default=0)


def _wrapped(cell: Cell, cells: int) -> Text:
    return Text("\n".join(wrap(clean(cell.text), cells)), style=STYLES[cell.tone])


def _card(columns: Sequence[Column], row: Sequence[Cell], width: int) -> Iterator[Text]:
    """A row as ``title：text`` in running lines, the first of them not indented."""
    pairs = [f"{clean(c.title)}：{_run(cell)}" for c, cell in zip(columns, row, strict=True)]
    for number, line in enumerate(_packed(pairs, width - 2)):
        yield Text(("  " if number else "") + line)


def _run(cell: Cell) -> str:
    """A few words stay on one line, whatever lines a column would have given them."""
    text = clean(cell.text)
    return text.replace("\n", " ") if cell_len(text) <= 2 * _LONGEST_WHOLE else text


def _packed(pairs: Sequence[str], width: int) -> Iterator[str]:
    line = ""
    for pair in pairs:
        joined = f"{line}  {pair}" if line else pair
        if line and (cell_len(joined) > width or "\n" in joined):
            yield from wrap(line, width)
            joined = pair
        line = joined
    yield from wrap(line, width)
