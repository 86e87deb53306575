"""How wide text is, where its lines may end, and how wide the columns of a table become.

Widths are counted in cells, half a CJK character each. A terminal draws some marks (“”…) in one
cell that paper draws in two, so what measures is handed in: ``cell_len`` of Rich for a terminal,
``display_width`` for paper and spreadsheets.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from rectify_cli.formats.blocks import Cell, Column

Measure = Callable[[str], float]

CLOSING = "，。、；：！？）》〉」』】〕”’…％%"
"""Marks that may not open a line (避头尾)."""
OPENING = "（《〈「『【〔“‘"
"""Marks that may not end a line."""

_REMARK = "（[^（）\\s]{1,5}）"  # （个性4） is one word
_UNBREAKABLE = re.compile(rf"(?:{_REMARK}|[{OPENING}]*(?:[!-~]+|.))[{CLOSING}]*", re.DOTALL)
_NAME = re.compile(r"[^、，\s]+[、，]?|[、，]|\s")
_SEAM = re.compile(r"(?<=[^\x00-\xff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[^\x00-\xff])")
_NARROWEST = 8
_WIDEST_FIXED = 22
_LONGEST_WHOLE = 12  # a longer run (a path, an address) may be broken
_LONGEST_NAME = 22


@lru_cache(maxsize=8192)
def display_width(text: str) -> int:
    """Cells on paper: two for a CJK character (and for the quotes and dashes that CJK fonts draw
    as wide as one), else one."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WFA" else 1
        for c in text
    )


def seams_in(text: str) -> int:
    """The places between a CJK character and a Western letter or digit, where word processors put a
    quarter of an em."""
    return len(_SEAM.findall(text))


def wrap(
    text: str, width: float, measure: Measure = display_width, *, names: bool = False
) -> list[str]:
    """``text`` as lines of at most ``width`` cells (at least 2); its own line breaks stay.

    A line ends anywhere between two characters, but never within a number or a Latin word, never
    before a closing mark and never after an opening one; where ``names`` are joined by 、 or a
    space, only after such a mark.
    """
    room, whole = max(width, 2), _NAME if names else _UNBREAKABLE
    return [
        line for paragraph in text.split("\n") for line in _filled(paragraph, room, measure, whole)
    ]


def fold(title: str, width: float, measure: Measure = display_width) -> str:
    """A column's title as it stands in ``width`` cells: whole, in two even lines, or wrapped; each
    of several titles by itself."""
    if "\n" in title:
        return "\n".join(fold(one, width, measure) for one in title.split("\n"))
    half = _half(title)
    if measure(title) <= width:
        return title
    if measure(title[:half]) <= width:
        return f"{title[:half]}\n{title[half:]}"
    return "\n".join(wrap(title, width, measure))


def _half(title: str) -> int:
    """Where a title is parted: a mark that may not open a line stays on the first."""
    half = -(-len(title) // 2)
    return half + (title[half : half + 1] in tuple(CLOSING))


def widest_piece(text: str, measure: Measure = display_width, *, names: bool = False) -> float:
    """The cells of the longest run in ``text`` that should not be broken."""
    whole = _NAME if names else _UNBREAKABLE
    return max(map(measure, whole.findall(text)), default=0)


def widest_line(text: str, measure: Measure = display_width) -> float:
    """The cells of the longest of the lines that ``text`` has by itself."""
    return max(map(measure, text.split("\n")))


def column_widths(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    room: float,
    measure: Measure = display_width,
    level: bool = False,
) -> list[float] | None:
    """The cells of each column where ``room`` are there for all; none where they cannot stand.

    Every column has its natural width if there is room. If not, ``fixed`` columns keep what
    their cells need, and the others, none narrower than its words, share the rest: by weight, or
    with ``level`` so that the rows become as low as they can.
    """
    texts = [[row[index].text for row in rows] for index in range(len(columns))]
    pairs = tuple(zip(columns, texts, strict=True))
    natural = [
        max(column.least, *(widest_line(text, measure) for text in (column.title, *own)))
        for column, own in pairs
    ]
    if sum(natural) <= room:
        return natural
    least = [
        _least(column, own, widest, measure)
        for (column, own), widest in zip(pairs, natural, strict=True)
    ]
    if sum(least) > room:
        return None
    if not level:
        return _shared(columns, natural, least, room)
    sizes = [[measure(text) for text in own] for own in texts]
    return _levelled(sizes, natural, least, room)


def page_widths(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    room: float,
    measure: Measure = display_width,
) -> list[float]:
    """The cells of each column of a table that fills ``room``, the width of a page.

    What ``column_widths`` leaves goes by weight to the columns that are not fixed. A column of
    long texts is never fixed on a page; where names cannot stand whole they are broken, and where
    nothing can stand, widths are weights alone.
    """
    columns = [
        column._replace(fixed=is_kept_whole(column, [row[index].text for row in rows]))
        for index, column in enumerate(columns)
    ]
    broken = [column._replace(names=False) for column in columns]
    attempts = (
        column_widths(attempt, rows, room=room, measure=measure, level=True)
        for attempt in (columns, broken)
    )
    widths = next(filter(None, attempts), [0.0] * len(columns))
    growing = [not column.fixed for column in columns]
    if not any(growing) or not any(widths):
        growing = [True] * len(columns)
    pairs = tuple(zip(columns, growing, strict=True))
    total = sum(column.weight for column, grows in pairs if grows)
    left = room - sum(widths)
    return [
        width + (left * column.weight / total if grows else 0)
        for width, (column, grows) in zip(widths, pairs, strict=True)
    ]


def is_kept_whole(column: Column, texts: Iterable[str]) -> bool:
    """Whether a fixed column's texts are short enough never to be wrapped on a page."""
    return column.fixed and all(widest_line(text) <= _WIDEST_FIXED for text in texts)


def folded_title(column: Column, measure: Measure = display_width) -> float:
    """The cells of a title in two even lines; a short word stays one."""
    return max(
        measure(title) if len(title) <= 3 else measure(title[: _half(title)])
        for title in column.title.split("\n")
    )


def _least(column: Column, texts: Sequence[str], natural: float, measure: Measure) -> float:
    widest = max((widest_line(text, measure) for text in texts), default=0)
    if column.fixed:
        return max(folded_title(column, measure), widest)
    pieces = (widest_piece(text, measure, names=column.names) for text in texts)
    whole = min(max(pieces, default=0), _LONGEST_NAME if column.names else _LONGEST_WHOLE)
    least = max(column.least, folded_title(column, measure), whole, min(_NARROWEST, widest))
    return min(natural, least)


def _shared(
    columns: Sequence[Column], natural: Sequence[float], least: Sequence[float], room: float
) -> list[float]:
    """From the least widths up, cell by cell to the column that is furthest behind its weight."""
    widths = list(least)
    growing = [i for i, column in enumerate(columns) if not column.fixed and widths[i] < natural[i]]
    for _ in range(int(room - sum(widths))):
        if not growing:
            break
        behind = min(growing, key=lambda i: widths[i] / columns[i].weight)
        widths[behind] += 1
        if widths[behind] >= natural[behind]:
            growing.remove(behind)
    return widths


def _levelled(
    sizes: Sequence[Sequence[float]],
    natural: Sequence[float],
    least: Sequence[float],
    room: float,
) -> list[float]:
    """From the least widths up, cell by cell to the column that makes the most height: in each
    row that is the one with most lines. ``sizes`` are the cells of each text."""
    widths = list(least)
    for _ in range(int(room - sum(widths))):
        heights = [0.0] * len(widths)
        for row in zip(*sizes, strict=True):
            lines = [size / width for size, width in zip(row, widths, strict=True)]
            highest = max(range(len(lines)), key=lines.__getitem__)
            heights[highest] += lines[highest]
        growing = [i for i, width in enumerate(widths) if width < natural[i]]
        if not growing:
            break
        widths[max(growing, key=lambda i: heights[i])] += 1
    return widths


def _filled(
    paragraph: str, width: float, measure: Measure, whole: re.Pattern[str]
) -> Iterator[str]:
    if measure(paragraph) <= width:
        yield paragraph
        return
    line, used = "", 0.0
    for piece in _pieces(paragraph, width, measure, whole):
        taken = measure(piece)
        if line and used + taken > width:
            yield line.rstrip(" ")
            line, used = "", 0.0
            if piece == " ":
                continue
        line += piece
        used += taken
    yield line


def _pieces(
    paragraph: str, width: float, measure: Measure, whole: re.Pattern[str]
) -> Iterator[str]:
    """What stays together; a name that no line can hold falls into words, a word into
    characters."""
    for piece in whole.findall(paragraph):
        if measure(piece) <= width:
            yield piece
        elif whole is _NAME:
            yield from _pieces(piece, width, measure, _UNBREAKABLE)
        else:
            yield from piece
