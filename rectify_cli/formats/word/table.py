"""Tables as WordprocessingML.

Written as XML text: a list of 300 issues has thousands of cells, and python-docx's own cell
access walks the whole table for each.
"""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from rectify_cli.formats.blocks import Align, Cell, Column, Table, Tone
from rectify_cli.formats.measure import display_width, page_widths, wrap
from rectify_cli.formats.text import clean
from rectify_cli.formats.word.style import BODY, HEADING, SERIF, Face

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LATE_RED = "C00000"
_TWIPS_PER_POINT = 20
_FULL, _HALF = 2.05, 1.28  # cells of a CJK character and of a Western letter
_SEAM = re.compile(r"(?<=[^\x00-\xff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\xff])")
_LONGEST_UNSPLIT_LINES = 16
_CELL_PADDING = 140
_LINE_PADDING = 40


def table_xml(table: Table, *, width: int, points: float) -> str:
    """``table`` filling ``width`` twips in ``points`` type: header repeated on each page, rows
    kept whole unless one is too tall for that to look well."""
    widths = _column_widths(table, width, points)
    rows = [_row_xml([Cell(c.title) for c in table.columns], table.columns, widths, points, True)]
    rows += [_row_xml(row, table.columns, widths, points, False) for row in table.rows]
    return frame_xml(widths, rows, borders=True)


def frame_xml(widths: Sequence[int], rows: Iterable[str], *, borders: bool) -> str:
    """A table around finished rows; one with ``borders`` keeps its text off them."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    padding = _padding(_LINE_PADDING if borders else 0, _CELL_PADDING // 2)
    return (
        f"<w:tbl {_NAMESPACE}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"{f'<w:tblBorders>{lines}</w:tblBorders>' if borders else ''}"
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{padding}</w:tblCellMar>"
        "</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid>"
        + "".join(rows)
        + "</w:tbl>"
    )


def _padding(upright: int, aside: int) -> str:
    """Twips above and below, left and right of a cell's text."""
    sides = (("top", upright), ("left", aside), ("bottom", upright), ("right", aside))
    return "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in sides)


def _column_widths(table: Table, width: int, points: float) -> list[int]:
    """The columns in twips, ``width`` in all."""
    per_cell = points * _TWIPS_PER_POINT / 2
    room = (width - _CELL_PADDING * len(table.columns)) / per_cell
    cells = page_widths(table.columns, table.rows, room=room, measure=_set_width)
    widths = [int(one * per_cell) + _CELL_PADDING for one in cells]
    widths[-1] += width - sum(widths)
    return widths


def _set_width(text: str) -> float:
    """Cells that a line of text takes when set, with room for a substitute face."""
    wide = max(0, display_width(text) - len(text))
    seams = len(_SEAM.findall(text))  # where word processors put a quarter of an em
    return wide * _FULL + (len(text) - wide) * _HALF + seams * _FULL / 4


def _row_xml(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[int],
    points: float,
    is_header: bool,
) -> str:
    properties = "<w:tblHeader/>" if is_header else ""
    lines = max(
        _line_count(cell.text, width, points) for cell, width in zip(cells, widths, strict=True)
    )
    is_whole = lines <= _LONGEST_UNSPLIT_LINES
    if is_whole:
        properties = "<w:cantSplit/>" + properties
    parts = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        align = Align.CENTER if is_header else column.align
        face = HEADING if is_header else BODY
        shade = "EDEDED" if is_header else None
        text = paragraph_xml(cell, face, points, align)
        parts.append(cell_xml(text, width, shade=shade, align="center" if is_whole else "top"))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"


def _line_count(text: str, width: int, points: float) -> int:
    return len(wrap(text, (width - _CELL_PADDING) * 2 / (points * _TWIPS_PER_POINT)))


def cell_xml(
    paragraph: str,
    width: int,
    *,
    shade: str | None = None,
    span: int = 1,
    borders: str = "",
    merge: str = "",
    align: str = "center",
    padded: bool = True,
) -> str:
    """A cell of ``width`` twips over ``span`` columns around a finished paragraph; ``merge`` is
    Word's own word for a cell that goes on below (``restart``) or began above (``continue``)."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    lined = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    margins = "" if padded else f"<w:tcMar>{_padding(0, 0)}</w:tcMar>"
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}{lined}{shading}'
        f'{margins}<w:vAlign w:val="{align}"/></w:tcPr>{paragraph}</w:tc>'
    )


def paragraph_xml(
    cell: Cell,
    face: Face,
    points: float,
    align: Align,
    *,
    keep_with_next: bool = False,
    ink: str | None = None,
    leading: int | None = None,
) -> str:
    """The text of ``cell``; ``ink`` wins over the colour of its tone, ``leading`` (twips) over
    the line spacing that suits the size."""
    red = cell.tone is Tone.BAD
    colour = ink or (_LATE_RED if red else None)
    run = (
        f'<w:rPr><w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{face.name}"'
        f' w:hint="eastAsia"/>{"<w:b/>" if red else ""}'
        f"{f'<w:color w:val={chr(34)}{colour}{chr(34)}/>' if colour else ''}"
        f'<w:sz w:val="{round(points * 2)}"/></w:rPr>'
    )
    lines = (
        f'<w:t xml:space="preserve">{escape(line.replace(chr(9), " "))}</w:t>'
        for line in clean(cell.text).split("\n")
    )
    spacing = leading or round((points + 3.5) * _TWIPS_PER_POINT)
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep_with_next else ''}"
        f'<w:spacing w:before="0" w:after="0" w:line="{spacing}" w:lineRule="exact"/>'
        f'<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{align.value}"/>{run}</w:pPr>'
        f"<w:r>{run}{'<w:br/>'.join(lines)}</w:r></w:p>"
    )
