"""What every kind of file is read into: paragraphs and tables in document order, with places."""

from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

MAX_TEXT = 3_000_000
"""Characters in a document, of whatever kind of file; a plan of a thousand pages has half."""


class Paragraph(NamedTuple):
    """A line or paragraph of text. ``place`` names it to a person: 第12行, 第3段, 表1第4行; ``at``
    is its number among the texts of its source."""

    text: str
    place: str
    at: int = -1


class Cell(NamedTuple):
    """A table cell; ``merged`` when it is the part of a merged cell below or right of its first.

    The text of a merged cell stands in every part of it.
    """

    text: str
    merged: bool = False
    at: int = -1


class Row(NamedTuple):
    """A table row."""

    cells: tuple[Cell, ...]
    place: str


class Table(NamedTuple):
    """A table; ``title`` is that of its sheet where the file has several."""

    rows: tuple[Row, ...]
    title: str = ""


class Source(NamedTuple):
    """A document as read; ``stem`` is its file name without the ending."""

    stem: str
    parts: tuple[Paragraph | Table, ...]

    @property
    def numbered(self) -> "Source":
        """The same with a number for every text, the parts of a merged cell without."""
        parts: list[Paragraph | Table] = []
        at = count()
        for part in self.parts:
            if isinstance(part, Paragraph):
                parts.append(part._replace(at=next(at)))
                continue
            rows: list[Row] = []
            for row in part.rows:
                cells = tuple(c if c.merged else c._replace(at=next(at)) for c in row.cells)
                rows.append(row._replace(cells=cells))
            parts.append(part._replace(rows=tuple(rows)))
        return self._replace(parts=tuple(parts))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The running text, without the tables."""
        return tuple(part for part in self.parts if isinstance(part, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables."""
        return tuple(part for part in self.parts if isinstance(part, Table))


def make_row(texts: Iterable[str], place: str) -> Row:
    """A row of cells of which none is merged."""
    return Row(tuple(Cell(text) for text in texts), place)
