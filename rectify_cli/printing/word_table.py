"""Tables and drawn bars as WordprocessingML.

Written as XML text: a list of 300 issues has thousands of cells, and python-docx's own cell
access walks the whole table for each.
"""

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from rich.cells import cell_len

from rectify_cli.printing.blocks import Align, Bar, Bars, Cell, Column, Table, Tone, Trend
from rectify_cli.printing.text import clean
from rectify_cli.printing.word_style import BODY, HEADING, SERIF, Face

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LATE_RED = "C00000"
_FILLS = {
    Tone.GOOD: "595959",
    Tone.ACTIVE: "A6A6A6",
    Tone.WARN: "D0CECE",
    Tone.BAD: _LATE_RED,
}
_EMPTY_FILL = "F2F2F2"
_BAR_UNITS = 40
_TWIPS_PER_POINT = 20
_HALF_EM_TWIPS = 11  # and a little room for a substitute face that is wider
_LONGEST_UNSPLIT_LINES = 16
_CELL_PADDING = 140


def table_xml(table: Table, *, width: int, points: float) -> str:
    """``table`` filling ``width`` twips in ``points`` type: header repeated on each page, rows
    kept whole unless one is too tall for that to look well."""
    widths = _column_widths(table, width, points)
    rows = [_row_xml([Cell(c.title) for c in table.columns], table.columns, widths, points, True)]
    rows += [_row_xml(row, table.columns, widths, points, False) for row in table.rows]
    return _table(widths, rows, borders=True)


def bars_xml(bars: Bars, *, width: int, points: float) -> str:
    """Stacked bars drawn by shaded cells between a label and a note."""
    longest = max((bar.total for bar in bars.bars), default=0)
    widths = _bar_widths(width)
    rows = [
        _bar_row(bar.label, _bar_parts(bar, longest), bar.note, widths, points) for bar in bars.bars
    ]
    return _table(widths, rows, borders=False)


def trend_xml(trend: Trend, *, width: int, points: float) -> str:
    """One bar a point of time."""
    highest = max((value for _, value in trend.points), default=0)
    widths = _bar_widths(width)
    rows = []
    for day, value in trend.points:
        units = round(_BAR_UNITS * value / highest) if highest else 0
        parts = [(units, _FILLS[Tone.ACTIVE])]
        rows.append(_bar_row(day.isoformat(), parts, f"{value}{trend.unit}", widths, points))
    return _table(widths, rows, borders=False)


def _table(widths: Sequence[int], rows: Iterable[str], *, borders: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>' for side in sides)
    return (
        f"<w:tbl {_NAMESPACE}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"{f'<w:tblBorders>{lines}</w:tblBorders>' if borders else ''}"
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_side_padding('left')}{_side_padding('right')}</w:tblCellMar>"
        "</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        + "</w:tblGrid>"
        + "".join(rows)
        + "</w:tbl>"
    )


def _side_padding(side: str) -> str:
    return f'<w:{side} w:w="{_CELL_PADDING // 2}" w:type="dxa"/>'


def _column_widths(table: Table, width: int, points: float) -> list[int]:
    """Fixed columns get what their longest line needs, the others share the rest by weight."""
    widths = [0] * len(table.columns)
    for index, column in enumerate(table.columns):
        if column.fixed:
            texts = [column.title, *(row[index].text for row in table.rows)]
            widest = max(cell_len(line) for text in texts for line in text.split("\n"))
            natural = round(widest * points * _HALF_EM_TWIPS) + _CELL_PADDING
            widths[index] = min(natural, width // 5)
    rest = width - sum(widths)
    total = sum(column.weight for column in table.columns if not column.fixed)
    for index, column in enumerate(table.columns):
        if not column.fixed:
            widths[index] = int(rest * column.weight / total)
    widths[-1] += width - sum(widths)
    return widths


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
    if lines <= _LONGEST_UNSPLIT_LINES:
        properties = "<w:cantSplit/>" + properties
    parts = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        align = Align.CENTER if is_header else column.align
        face = HEADING if is_header else BODY
        shade = "EDEDED" if is_header else None
        text = _paragraph(cell, face, points, align)
        parts.append(_cell_xml(text, width, shade=shade))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(parts)}</w:tr>"


def _line_count(text: str, width: int, points: float) -> int:
    per_line = max(1, int((width - _CELL_PADDING) / (points * _TWIPS_PER_POINT)))
    return sum(max(1, -(-len(line) // per_line)) for line in text.split("\n"))


def _cell_xml(paragraph: str, width: int, *, shade: str | None = None, span: int = 1) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shading}'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'
    )


def _paragraph(
    cell: Cell, face: Face, points: float, align: Align, *, keep_with_next: bool = False
) -> str:
    red = cell.tone is Tone.BAD
    run = (
        f'<w:rPr><w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" w:eastAsia="{face.name}"'
        f' w:hint="eastAsia"/>{"<w:b/>" if red else ""}'
        f"{f'<w:color w:val={chr(34)}{_LATE_RED}{chr(34)}/>' if red else ''}"
        f'<w:sz w:val="{round(points * 2)}"/></w:rPr>'
    )
    lines = (
        f'<w:t xml:space="preserve">{escape(line.replace(chr(9), " "))}</w:t>'
        for line in clean(cell.text).split("\n")
    )
    leading = round((points + 3.5) * _TWIPS_PER_POINT)
    return (
        f"<w:p><w:pPr>{'<w:keepNext/>' if keep_with_next else ''}"
        f'<w:spacing w:before="0" w:after="0" w:line="{leading}" w:lineRule="exact"/>'
        f'<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{align.value}"/>{run}</w:pPr>'
        f"<w:r>{run}{'<w:br/>'.join(lines)}</w:r></w:p>"
    )


def _bar_widths(width: int) -> list[int]:
    label, note = round(width * 0.24), round(width * 0.18)
    unit = (width - label - note) // _BAR_UNITS
    return [label, *[unit] * _BAR_UNITS, width - label - unit * _BAR_UNITS]


def _bar_parts(bar: Bar, longest: int) -> list[tuple[int, str]]:
    parts, done, start = [], 0, 0
    for segment in bar.segments:
        done += segment.value
        end = round(_BAR_UNITS * done / longest) if longest else 0
        parts.append((end - start, _FILLS.get(segment.tone, _EMPTY_FILL)))
        start = end
    return parts


def _bar_row(
    label: str, parts: Iterable[tuple[int, str]], note: str, widths: Sequence[int], points: float
) -> str:
    unit, blank = widths[1], _paragraph(Cell(""), BODY, points - 3, Align.LEFT)
    first = _paragraph(Cell(label), BODY, points, Align.LEFT, keep_with_next=True)
    cells = [_cell_xml(first, widths[0])]
    left = _BAR_UNITS
    for units, fill in (*parts, (left, None)):
        span = min(units, left)
        if span > 0:
            cells.append(_cell_xml(blank, unit * span, shade=fill, span=span))
            left -= span
    cells.append(_cell_xml(_paragraph(Cell(note), BODY, points, Align.LEFT), widths[-1]))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
