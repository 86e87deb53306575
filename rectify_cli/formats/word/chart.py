"""Drawn figures as WordprocessingML: tables of shaded cells, which every word processor shows
and prints alike, in greys that a black-and-white printer keeps apart."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rectify_cli.formats.blocks import Align, Bar, Bars, Cell, Tone, Trend
from rectify_cli.formats.text import short_day
from rectify_cli.formats.word.style import BODY
from rectify_cli.formats.word.table import cell_xml, frame_xml, paragraph_xml

FILLS = {Tone.GOOD: "404040", Tone.WARN: "767676", Tone.ACTIVE: "B8B8B8", Tone.BAD: "C00000"}
EMPTY_FILL = "E4E4E4"
_DARK = (FILLS[Tone.GOOD], FILLS[Tone.WARN], FILLS[Tone.BAD])
_BAR_UNITS = 40
_ROOM_FOR_A_NUMBER = 3  # units
_NUMBER_POINTS = 8.0
_LEVELS, _LEVEL_TWIPS = 24, 56
_FEWEST_COLUMNS = 10
_MOST_DATES = 14
_HORIZONTAL_GAP = (
    '<w:top w:val="single" w:sz="32" w:color="FFFFFF"/>',
    ('<w:bottom w:val="single" w:sz="32" w:color="FFFFFF"/>'),
)
_VERTICAL_GAP = (
    '<w:left w:val="single" w:sz="32" w:color="FFFFFF"/>',
    ('<w:right w:val="single" w:sz="32" w:color="FFFFFF"/>'),
)


def bars_xml(bars: Bars, *, width: int, points: float) -> str:
    """Stacked bars between a label and a note, filling ``width`` twips; the count of a part
    stands in it where there is room."""
    widths = _bar_widths(width)
    rows = [_bar_row(bar, bars.longest, widths, points) for bar in bars.bars]
    return frame_xml(widths, rows, borders=False)


def trend_xml(trend: Trend, *, width: int) -> str:
    """A column a point of time, its count above and its day below, filling ``width`` twips."""
    highest = max((value for _, value in trend.points), default=0)
    levels = [_level(value, highest) for _, value in trend.points]
    column = width // max(len(levels), _FEWEST_COLUMNS)
    numbers = [str(value) for _, value in trend.points]
    edges = [_LEVELS + 1, *sorted({level for level in levels if level}, reverse=True), 0]
    rows = [
        _slice_row(levels, numbers, column, lower=lower, upper=upper, is_first=index == 0)
        for index, (upper, lower) in enumerate(pairwise(edges))
    ]
    rows.append(_day_row(trend, column))
    return frame_xml([column] * len(levels), rows, borders=False)


def _bar_widths(width: int) -> list[int]:
    label, note = round(width * 0.24), round(width * 0.21)
    unit = (width - label - note) // _BAR_UNITS
    return [label, *[unit] * _BAR_UNITS, width - label - unit * _BAR_UNITS]


def _bar_row(bar: Bar, longest: int, widths: Sequence[int], points: float) -> str:
    unit, left = widths[1], _BAR_UNITS
    first = paragraph_xml(Cell(bar.label), BODY, points, Align.LEFT, keep_with_next=True)
    cells = [cell_xml(first, widths[0])]
    for units, number, fill in (*_bar_parts(bar, longest), (left, "", None)):
        span = min(units, left)
        if span > 0:
            shown = number if span >= _ROOM_FOR_A_NUMBER else ""
            ink = "FFFFFF" if fill in _DARK else None
            inside = paragraph_xml(Cell(shown), BODY, _NUMBER_POINTS, Align.CENTER, ink=ink)
            borders = "".join(_HORIZONTAL_GAP)
            cells.append(cell_xml(inside, unit * span, shade=fill, span=span, borders=borders))
            left -= span
    cells.append(cell_xml(paragraph_xml(Cell(bar.note), BODY, points, Align.LEFT), widths[-1]))
    height = round((points + 9) * 20)
    properties = f'<w:trPr><w:cantSplit/><w:trHeight w:val="{height}"/></w:trPr>'
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def _bar_parts(bar: Bar, longest: int) -> list[tuple[int, str, str | None]]:
    """Each part's length in units, its count and its grey."""
    parts: list[tuple[int, str, str | None]] = []
    done = start = 0
    for segment in bar.segments:
        done += segment.value
        end = round(_BAR_UNITS * done / longest) if longest else 0
        parts.append((end - start, str(segment.value), FILLS.get(segment.tone, EMPTY_FILL)))
        start = end
    return parts


def _level(value: int, highest: int) -> int:
    return max(1, round(_LEVELS * value / highest)) if value else 0


def _slice_row(
    levels: Iterable[int],
    numbers: Iterable[str],
    width: int,
    *,
    lower: int,
    upper: int,
    is_first: bool,
) -> str:
    """The part of all columns between two heights; what is above a column is one cell, merged
    downwards, with the number at its bottom."""
    cells = []
    for level, number in zip(levels, numbers, strict=True):
        gap = "".join(_VERTICAL_GAP)
        if level > lower:
            cells.append(
                cell_xml(_sliver(), width, shade=FILLS[Tone.ACTIVE], borders=gap, padded=False)
            )
            continue
        text = paragraph_xml(Cell(number), BODY, _NUMBER_POINTS, Align.CENTER, keep_with_next=True)
        cells.append(
            cell_xml(
                text if is_first else _sliver(),
                width,
                merge="restart" if is_first else "continue",
                align="bottom",
                padded=False,
            )
        )
    height = 260 if is_first else (upper - lower) * _LEVEL_TWIPS
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def _sliver() -> str:
    return paragraph_xml(Cell(""), BODY, 1, Align.CENTER, keep_with_next=True, leading=20)


def _day_row(trend: Trend, width: int) -> str:
    """The day under each column; of many columns, under every other and so on."""
    step = -(-len(trend.points) // _MOST_DATES) or 1
    cells = []
    for index in range(0, len(trend.points), step):
        span = min(step, len(trend.points) - index)
        day = Cell(short_day(trend.points[index][0]))
        text = paragraph_xml(day, BODY, _NUMBER_POINTS, Align.CENTER if step == 1 else Align.LEFT)
        cells.append(cell_xml(text, width * span, span=span, padded=False))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"
