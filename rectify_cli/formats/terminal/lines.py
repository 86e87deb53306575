"""What a terminal is given: lines in styles, and grids of cells. No Rich here: see ``screen``."""

from typing import NamedTuple, Self


class Line:
    """Text in pieces, each in a style; line breaks within it are line breaks."""

    def __init__(self, text: str = "", style: str = "") -> None:
        self.pieces = [(text, style)] if text else []

    def append(self, text: str, style: str = "") -> Self:
        """Go on with ``text``."""
        self.pieces.append((text, style))
        return self

    def append_line(self, other: "Line") -> Self:
        """Go on with another line."""
        self.pieces += other.pieces
        return self

    @property
    def plain(self) -> str:
        """The text alone."""
        return "".join(text for text, _ in self.pieces)


class GridColumn(NamedTuple):
    """A column: its title (with line breaks), how cells stand, its width in cells."""

    title: str
    justify: str
    width: int


class Grid(NamedTuple):
    """A table whose cells are folded already; ``gap`` cells part its columns."""

    columns: list[GridColumn]
    rows: list[list[Line]]
    gap: int
