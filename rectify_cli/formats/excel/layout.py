"""How wide and how high a spreadsheet's cells must be for CJK text. Pure arithmetic.

Spreadsheet programs do not fit the rows of a file that another program wrote, so heights are
reckoned here. Widths are in Excel's unit (a digit of the default font, 7 pixels), heights and
font sizes in points; a display cell is half a CJK character.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rectify_cli.formats.blocks import Cell, Column
from rectify_cli.formats.spreadsheet_text import shown_text

BODY_SIZE = 10
TALLEST_ROW = 409.0  # Excel's limit
_SMALLEST_SIZE = 6
_LINE_PER_POINT = 1.25  # of a line's height to its font size, in the song face that is asked for
_ROW_PADDING = 6.0
_UNIT_IN_PIXELS = 7
_PIXELS_PER_POINT = 96 / 72
_FILTER_ARROW = 4.0
_UNBREAKABLE = re.compile(r"[!-~]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：！？）》〉」』】〕”’…％%")
_WIDEST_FIXED = 22.0
_NARROWEST = 6.0


@lru_cache(maxsize=8192)
def display_width(text: str) -> int:
    """Display cells: two for a CJK character (and for the quotes and dashes that CJK fonts draw
    as wide as one), else one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1
        for c in text
    )


def column_widths(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, total: float
) -> list[float]:
    """Fixed columns as wide as their widest line, the others by weight in what ``total`` (the
    width of the page) leaves."""
    widths = [0.0] * len(columns)
    for index, column in enumerate(columns):
        if column.fixed:
            lines = (line for row in rows for line in shown_text(row[index]).split("\n"))
            widest = max((display_width(line) for line in lines), default=0)
            # A header may wrap into two lines; beside the lower one stands the filter's arrow.
            title = (display_width(column.title) + 1) // 2 + _FILTER_ARROW
            widths[index] = min(max(widest + 2.0, title, _NARROWEST), _WIDEST_FIXED)
    flexible = [index for index, column in enumerate(columns) if not column.fixed]
    weight = sum(columns[index].weight for index in flexible) or 1.0
    rest = max(total - sum(widths), 0.0)
    for index in flexible:
        title = display_width(columns[index].title) + _FILTER_ARROW
        widths[index] = max(rest * columns[index].weight / weight, title)
    return [round(width, 1) for width in widths]


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
    capacity = max(int(width * _UNIT_IN_PIXELS / cell_in_pixels), 2)
    return sum(_wrapped_lines(line, capacity) for line in text.split("\n"))


def _wrapped_lines(line: str, capacity: int) -> int:
    """Lines of one paragraph: CJK breaks anywhere, a run of letters and digits nowhere, and
    closing punctuation takes the character before it along to the next line."""
    if display_width(line) <= capacity:
        return 1
    lines, used, last = 1, 0, 0
    for piece in _UNBREAKABLE.findall(line):
        width = display_width(piece)
        if used + width > capacity:
            lines += 1
            used = last if piece in _NOT_FIRST and last < used else 0
            if width > capacity:  # a run longer than a line is broken after all
                lines += (width - 1) // capacity
                width = (width - 1) % capacity + 1
        used += width
        last = width
    return lines
