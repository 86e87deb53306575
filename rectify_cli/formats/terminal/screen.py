"""Where lines and grids go: through Rich to a screen, as plain text into a pipe or a file.

Rich takes half as long to load as all else; what has no colours and no width needs none of it.
"""

import os
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any, Protocol, TextIO

from rich.cells import cell_len

from rectify_cli.formats.terminal.lines import Grid, GridColumn, Line

_PIPE_WIDTH = 100_000
_RULE = "─"
_TAB = 8


class Screen(Protocol):
    """Something to print on, ``width`` cells wide."""

    width: int

    def print(self, thing: Line | Grid | None = None) -> None:
        """Print a line, a grid, or an empty line."""


def make_screen(stream: TextIO, *, width: int | None) -> Screen:
    """A screen on ``stream``: plain where that is no terminal."""
    if width is None and not stream.isatty():
        if "FORCE_COLOR" not in os.environ:
            return PlainScreen(stream)
        width = _PIPE_WIDTH
    return RichScreen(stream, width=width)


class PlainScreen:
    """A pipe or a file: whole cells, one row a line, however wide."""

    width = _PIPE_WIDTH

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def print(self, thing: Line | Grid | None = None) -> None:
        """Print a line, a grid, or an empty line."""
        if isinstance(thing, Grid):
            for line in _drawn(thing):
                self._stream.write(line + "\n")
        else:
            text = thing.plain if thing is not None else ""
            self._stream.write(text.expandtabs(_TAB) + "\n")


class RichScreen:
    """A terminal, through Rich. Text is never read as markup."""

    def __init__(self, stream: TextIO, *, width: int | None) -> None:
        from rich.console import Console

        class _Console(Console):
            # The stream finds a stand-in for what its own encoding lacks: GBK has the rules that
            # Rich would draw with + and |.
            encoding = "utf-8"

            def on_broken_pipe(self) -> None:
                """The reader has gone (``| head``); the edge knows what to do."""
                raise BrokenPipeError

        self._console = _Console(
            file=stream, width=width, markup=False, highlight=False, emoji=False
        )
        self.width = self._console.width

    def print(self, thing: Line | Grid | None = None) -> None:
        """Print a line, a grid, or an empty line."""
        if thing is None:
            self._console.print()
        else:
            self._console.print(_rich_grid(thing) if isinstance(thing, Grid) else _rich_text(thing))


def _rich_text(line: Line) -> Any:
    from rich.text import Text

    if len(line.pieces) == 1:
        ((text, style),) = line.pieces
        return Text(text, style=style)
    drawn = Text()
    for text, style in line.pieces:
        drawn.append(text, style=style)
    return drawn


def _rich_grid(grid: Grid) -> Any:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, grid.gap - 1, 0, 0), show_edge=False)
    for title, justify, width in grid.columns:
        table.add_column(title, justify=justify, width=width, no_wrap=True)  # type: ignore[arg-type]
    for row in grid.rows:
        table.add_row(*map(_rich_text, row))
    return table


def _drawn(grid: Grid) -> Iterator[str]:
    """The lines of a grid as Rich would draw them."""
    yield from _row([column.title for column in grid.columns], grid)
    yield _RULE * (sum(c.width for c in grid.columns) + grid.gap * (len(grid.columns) - 1))
    for row in grid.rows:
        yield from _row([cell.plain for cell in row], grid)


def _row(texts: list[str], grid: Grid) -> Iterator[str]:
    folded = [text.expandtabs(_TAB).split("\n") for text in texts]
    for pieces in zip_longest(*folded, fillvalue=""):
        cells = (_placed(piece, c) for piece, c in zip(pieces, grid.columns, strict=True))
        yield (" " * grid.gap).join(cells)


def _placed(text: str, column: GridColumn) -> str:
    left_over = column.width - cell_len(text)
    before = {"right": left_over, "center": left_over // 2}.get(column.justify, 0)
    return " " * before + text + " " * (left_over - before)
