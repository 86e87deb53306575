"""How wide and how high a spreadsheet's cells must be for CJK text. Pure arithmetic.

Spreadsheet programs do not fit the rows of a file that another program wrote, so heights are
reckoned here. Widths are in Excel's unit (a digit of the default font, 7 pixels), heights and
font sizes in points; a display cell is half a CJK character.
"""

from collections.abc import Iterable, Sequence

from rectify_cli.formats.blocks import Cell, Column
from rectify_cli.formats.measure import folded_title, page_widths, wrap
from rectify_cli.formats.spreadsheet_text import shown_text

BODY_SIZE = 10
TALLEST_ROW = 409.0  # Excel's limit
_SMALLEST_SIZE = 6
_LINE_PER_POINT = 1.25  # of a line's height to its font size, in the song face that is asked for
_ROW_PADDING = 6.0
_UNIT_IN_PIXELS = 7
_PIXELS_PER_POINT = 96 / 72
_FILTER_ARROW = 4.0
_PADDING = 2.0
_NARROWEST = 6.0


def sheet_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, total: float
) -> list[float]:
    """The widths of the columns in a sheet as wide as its page, ``total``."""
    shown = [[Cell(shown_text(cell)) for cell in row] for row in rows]
    room = max(total - _PADDING * len(columns), 0.0)
    widths = page_widths(columns, shown, room=room)
    return [
        # A header may wrap into two lines; beside the lower one stands the filter's arrow.
        round(max(width + _PADDING, folded_title(column) + _FILTER_ARROW, _NARROWEST), 1)
        for column, width in zip(columns, widths, strict=True)
    ]


def row_layout(
    texts: Iterable[str], widths: Iterable[float], *, size: int = BODY_SIZE
) -> tuple[int, float]:
    """The font size and height of a row of wrapped cells: ``size``, or the largest smaller one
    with which the tallest cell keeps under Excel's limit for a row."""
    pairs = list(zip(texts, widths, strict=True))
    for smaller in range(size, _SMALLEST_SIZE - 1, -1):
        lines = max((line_count(text, width, size=smaller) for text, width in pairs), default=1)
        height = lines * smaller * _LINE_PER_POINT + _ROW_PADDING
        if height <= TALLEST_ROW:
            return smaller, round(height, 1)
    return _SMALLEST_SIZE, TALLEST_ROW


def line_count(text: str, width: float, *, size: float) -> int:
    """Lines that ``text`` takes in a column of ``width`` at a font of ``size`` points."""
    cell_in_pixels = size * _PIXELS_PER_POINT / 2
    return len(wrap(text, int(width * _UNIT_IN_PIXELS / cell_in_pixels)))
