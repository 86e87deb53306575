"""Tables as WordprocessingML.

Written as XML text: a list of 300 issues has thousands of cells, and python-docx's own cell
access walks the whole table for each.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from rectify_cli.formats.blocks import Align, Cell, Column, Fields, Table, Tone
from rectify_cli.formats.measure import display_width, fold, page_widths, seams_in, wrap
from rectify_cli.formats.text import clean
from rectify_cli.formats.word.style import BODY, HEADING, SERIF, Face

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LATE_RED = "C00000"
_TWIPS_PER_POINT = 20
_FULL, _HALF = 2.05, 1.28  # cells of a CJK character and of a Western letter
_TALLEST_ROW, _TALLEST_PART = 18, 12  # lines that are never parted by a page's end
_GOES_ON = "\n续"
_BREAK = "\n"
_SMALL_TABLE, _LOW_TABLE, _LOW_ROW, _ROWS_KEPT = 3, 9, 4, 2  # rows, rows and lines, lines, rows
_CELL_PADDING = 140  # twips left and right together
_NARROW_PADDING, _MANY_COLUMNS = 80, 9
_LABEL_SHARE = 0.16
_LINE_PADDING = 40
_DOTTED = 'w:val="dotted" w:sz="4" w:space="0" w:color="808080"'


class _Grid(NamedTuple):
    """The columns of a table, their widths in twips, and the size of its type."""

    columns: Sequence[Column]
    widths: Sequence[int]
    points: float
    padding: int

    def room(self, index: int) -> float:
        """The cells of a line in a column."""
        return (self.widths[index] - self.padding) * 2 / (self.points * _TWIPS_PER_POINT)


def table_xml(table: Table, *, width: int, points: float) -> str:
    """``table`` filling ``width`` twips in ``points`` type.

    The header is repeated on each page. A row is never parted by a page's end; one that is too
    tall for that is cut into parts, each of which bears the row's number. The first row stays with
    the header, and the last is never alone on a page.
    """
    padding = _CELL_PADDING if len(table.columns) <= _MANY_COLUMNS else _NARROW_PADDING
    widths = _column_widths(table, width, points, padding)
    grid = _Grid(table.columns, widths, points, padding)
    last = len(table.rows) - 1
    is_small = last < _SMALL_TABLE or (last < _LOW_TABLE and _height(table, grid) <= _LOW_TABLE)
    kept = range(last) if is_small else (0, last - 1)
    rows = [_row_xml(row, grid, keep=number in kept) for number, row in enumerate(table.rows)]
    return _frame_xml(grid.widths, [_header_xml(grid), *rows], padding=padding)


def _height(table: Table, grid: _Grid) -> int:
    """The lines of all rows."""
    return sum(max(map(len, _lines(row, grid))) for row in table.rows)


def keep_last_rows(table: Any) -> None:
    """Have the last rows of a table in a file stay with what stands under it: Word does so."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for row in table.findall(qn("w:tr"))[-_ROWS_KEPT:]:
        for properties in row.iter(qn("w:pPr")):
            if properties.find(qn("w:keepNext")) is None:
                properties.insert(0, OxmlElement("w:keepNext"))


def fields_xml(fields: Fields, *, width: int, points: float) -> str:
    """A form of four columns: label, value, label, value; a value alone takes three."""
    label = round(width * _LABEL_SHARE)
    value = width // 2 - label
    widths = [label, value, label, width - 2 * label - value]
    rows = []
    for row in fields.rows:
        cells = []
        for name, text in row:
            is_alone = len(row) == 1
            room = width - label if is_alone else value
            title = fold(clean(name), (label - _CELL_PADDING) * 2 / (points * _TWIPS_PER_POINT))
            told = _paragraph_xml(Cell(title), HEADING, points, Align.CENTER)
            cells.append(_cell_xml(told, label))
            told = _paragraph_xml(Cell(clean(text)), BODY, points, Align.LEFT)
            cells.append(_cell_xml(told, room, span=3 if is_alone else 1))
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    return _frame_xml(widths, rows, padding=_CELL_PADDING)


def _frame_xml(widths: Sequence[int], rows: Iterable[str], *, padding: int) -> str:
    """A table around finished rows."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    upright, aside = _LINE_PADDING, padding // 2
    paddings = (("top", upright), ("left", aside), ("bottom", upright), ("right", aside))
    margins = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in paddings)
    return (
        f"<w:tbl {_NAMESPACE}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>"
        "</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid>"
        + "".join(rows)
        + "</w:tbl>"
    )


def _column_widths(table: Table, width: int, points: float, padding: int) -> list[int]:
    """The columns in twips, ``width`` in all."""
    per_cell = points * _TWIPS_PER_POINT / 2
    room = (width - padding * len(table.columns)) / per_cell
    cells = page_widths(table.columns, table.rows, room=room, measure=_set_width)
    widths = [int(one * per_cell) + padding for one in cells]
    widths[-1] += width - sum(widths)
    return widths


def _set_width(text: str) -> float:
    """Cells that a line of text takes when set, with room for a substitute face."""
    wide = max(0, display_width(text) - len(text))
    return wide * _FULL + (len(text) - wide) * _HALF + seams_in(text) * _FULL / 4


def _header_xml(grid: _Grid) -> str:
    cells = []
    for index, column in enumerate(grid.columns):
        title = Cell(fold(clean(column.title), grid.room(index)))
        text = _paragraph_xml(title, HEADING, grid.points, Align.CENTER, keep_with_next=True)
        cells.append(_cell_xml(text, grid.widths[index], shade="EDEDED"))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _lines(row: Sequence[Cell], grid: _Grid) -> list[list[str]]:
    """The lines of each cell."""
    return [
        wrap(clean(cell.text), grid.room(index), names=grid.columns[index].names)
        for index, cell in enumerate(row)
    ]


def _row_xml(row: Sequence[Cell], grid: _Grid, *, keep: bool) -> str:
    """A row, or the parts of a tall one; with ``keep`` it stays with the next."""
    lines = _lines(row, grid)
    height = max(map(len, lines))
    if height <= _TALLEST_ROW:
        keep = keep and height <= _LOW_ROW
        texts = [
            "\n".join(own) if column.names else clean(cell.text)
            for cell, column, own in zip(row, grid.columns, lines, strict=True)
        ]
        return _part_xml(row, texts, grid, keep=keep)
    cut = [
        ["\n".join(own)] if column.names else _cut(clean(cell.text), grid.room(index))
        for index, (cell, column, own) in enumerate(zip(row, grid.columns, lines, strict=True))
    ]
    parts = list(zip_longest(*cut, fillvalue=""))
    number = next((i for i, column in enumerate(grid.columns) if column.fixed), None)
    rows = []
    for index, part in enumerate(parts):
        texts = list(part)
        if index and number is not None:
            texts[number] = f"{cut[number][0].partition(_BREAK)[0]}{_GOES_ON}"
        is_last = index == len(parts) - 1
        rows.append(_part_xml(row, texts, grid, is_part=True, begins=not index, ends=is_last))
    return "".join(rows)


def _cut(text: str, room: float) -> list[str]:
    """``text`` in parts of like height, at most ``_TALLEST_PART`` lines, each cut after a sentence
    where one ends not far above."""
    lines: list[str] = []
    for paragraph in text.split(_BREAK):
        lines += wrap(paragraph, room)
        lines[-1] += _BREAK
    parts, carried = [], ""
    high = math.ceil(len(lines) / math.ceil(len(lines) / _TALLEST_PART))
    for start in range(0, len(lines), high):
        part = carried + "".join(lines[start : start + high])
        end = max(part.rfind(mark) for mark in ("。", "；", _BREAK)) + 1
        if end <= len(part) * 2 // 3 or start + high >= len(lines):
            end = len(part)
        carried = part[end:]
        parts.append(part[:end].strip(_BREAK))
    return parts


def _part_xml(
    row: Sequence[Cell],
    texts: Sequence[str],
    grid: _Grid,
    *,
    keep: bool = False,
    is_part: bool = False,
    begins: bool = True,
    ends: bool = True,
) -> str:
    borders = ("" if begins else f"<w:top {_DOTTED}/>") + ("" if ends else f"<w:bottom {_DOTTED}/>")
    cells = []
    for index, (cell, text) in enumerate(zip(row, texts, strict=True)):
        align = grid.columns[index].align
        told = cell._replace(text=text)
        paragraph = _paragraph_xml(told, BODY, grid.points, align, keep_with_next=keep)
        place = "top" if is_part else "center"
        cells.append(_cell_xml(paragraph, grid.widths[index], borders=borders, align=place))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell_xml(
    paragraph: str,
    width: int,
    *,
    shade: str | None = None,
    span: int = 1,
    borders: str = "",
    align: str = "center",
) -> str:
    """A cell of ``width`` twips over ``span`` columns around a finished paragraph; ``shade`` is
    RRGGBB, ``borders`` the XML of those that differ, ``align`` the place in its height."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    lined = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{lined}{shading}'
        f'<w:vAlign w:val="{align}"/></w:tcPr>{paragraph}</w:tc>'
    )


def _paragraph_xml(
    cell: Cell,
    face: Face,
    points: float,
    align: Align,
    *,
    keep_with_next: bool = False,
) -> str:
    """The text of ``cell`` in ``face`` at ``points``, coloured and struck out as its tone says."""
    red = cell.tone is Tone.BAD
    run = (
        f'<w:rPr><w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{face.name}"'
        f' w:hint="eastAsia"/>{"<w:b/>" if red else ""}'
        f"{'<w:strike/>' if cell.tone is Tone.STRUCK else ''}"
        f"{f'<w:color w:val={chr(34)}{_LATE_RED}{chr(34)}/>' if red else ''}"
        f'<w:sz w:val="{round(points * 2)}"/></w:rPr>'
    )
    lines = (
        f'<w:t xml:space="preserve">{escape(line.replace(chr(9), " "))}</w:t>'
        for line in clean(cell.text).split("\n")
    )
    spacing = round((points + 2.5) * _TWIPS_PER_POINT)
    return (
        f'<w:p><w:pPr>{"<w:keepNext/>" if keep_with_next else ""}<w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{spacing}" w:lineRule="exact"/>'
        f'<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{align.value}"/>{run}</w:pPr>'
        f"<w:r>{run}{'<w:br/>'.join(lines)}</w:r></w:p>"
    )
