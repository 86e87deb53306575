"""A table for a terminal of any width: whole, wrapped, or a card a row where columns cannot stand.

How wide each column is and where its lines break is decided here, because names, dates and numbers
must stay whole and Chinese marks have their places.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from rectify_cli.formats.blocks import Cell, Column, Table, Tone
from rectify_cli.formats.measure import column_widths, folded_title, wrap
from rectify_cli.formats.terminal.lines import Grid, GridColumn, Line
from rectify_cli.formats.text import clean

STYLES = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.ACTIVE: "cyan",
    Tone.WARN: "yellow",
    Tone.BAD: "bold red",
    Tone.MUTED: "dim",
    Tone.STRUCK: "dim strike",
}
"""How a tone looks on a terminal."""

_GAP = 2
_NARROW_GAP = 1  # columns stand closer before a cell is folded
_MOST_WRAPS = 12  # a cell folded more often is a tower that nobody reads
_SHORT_RUN = 24


def drawn_table(table: Table, width: int) -> Iterator[Line | Grid]:
    """``table`` (which has rows) for a screen of ``width`` cells: a grid, or cards."""
    columns = [column._replace(title=clean(column.title)) for column in table.columns]
    rows = [[cell._replace(text=clean(cell.text)) for cell in row] for row in table.rows]
    gap, widths = _gap_and_widths(columns, rows, width)
    if widths is None or _wraps(rows, widths) > _MOST_WRAPS:
        for number, row in enumerate(rows):
            yield from [Line()] if number else []
            yield from _card(columns, row, width)
        return
    titles = [_grid_column(c, cells) for c, cells in zip(columns, widths, strict=True)]
    drawn = [[_wrapped(*it) for it in zip(row, columns, widths, strict=True)] for row in rows]
    yield Grid(titles, drawn, gap)


def _grid_column(column: Column, cells: float) -> GridColumn:
    whole = cell_len(column.title) <= cells
    title = wrap(column.title, cells if whole else folded_title(column, cell_len), cell_len)
    return GridColumn("\n".join(title), column.align.value, int(cells))


def _gap_and_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int
) -> tuple[int, list[float] | None]:
    """How far apart the columns stand, and how wide each is; no widths where they cannot stand."""
    wide, narrow = (
        column_widths(columns, rows, room=width - gap * (len(columns) - 1), measure=cell_len)
        for gap in (_GAP, _NARROW_GAP)
    )
    if wide is not None and not _wraps(rows, wide):
        return _GAP, wide
    if wide is None or (narrow is not None and not _wraps(rows, narrow)):
        return _NARROW_GAP, narrow
    return _GAP, wide


def _wraps(rows: Sequence[Sequence[Cell]], widths: Sequence[float]) -> float:
    """How often the worst cell is folded, beside the line breaks of its text."""
    return max(
        sum(max(0, cell_len(line) - 1) // cells for line in cell.text.split("\n"))
        for row in rows
        for cell, cells in zip(row, widths, strict=True)
    )


def _wrapped(cell: Cell, column: Column, cells: float) -> Line:
    lines = wrap(cell.text, cells, cell_len, names=column.names)
    return Line("\n".join(lines), STYLES[cell.tone])


def _card(columns: Sequence[Column], row: Sequence[Cell], width: int) -> Iterator[Line]:
    """A row as ``title：text`` in running lines, the first of them not indented."""
    pairs = [f"{c.title}：{_run(cell)}" for c, cell in zip(columns, row, strict=True)]
    for number, line in enumerate(_packed(pairs, width - 2)):
        yield Line(("  " if number else "") + line)


def _run(cell: Cell) -> str:
    """A few words stay on one line, whatever lines a column would have given them."""
    return cell.text.replace("\n", " ") if cell_len(cell.text) <= _SHORT_RUN else cell.text


def _packed(pairs: Sequence[str], width: int) -> Iterator[str]:
    line = ""
    for pair in pairs:
        joined = f"{line}  {pair}" if line else pair
        if line and (cell_len(joined) > width or "\n" in joined):
            yield from wrap(line, width, cell_len)
            joined = pair
        line = joined
    yield from wrap(line, width, cell_len)
