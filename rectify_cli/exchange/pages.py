"""A grid → the filled rows of a sheet under their headings, whatever was done to it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rectify_cli.exchange import form
from rectify_cli.exchange.grids import Grid, GridCell

_IDENTITY = (form.ID, form.LABEL, form.PROBLEM, form.UNIT)
_TELLING = (form.NOTE, form.STATE, form.DIFFICULTY, form.EVIDENCE)
_DASHES = frozenset({"", "/", "\\", "-", "--", "—", "——", "_", "·"})
_NOTHING = frozenset({"无", "没有", "暂无", "无。", "没有。", "暂无。"})
_MOST_ABOVE = 200  # characters of a line in which the unit's name is looked for


class FilledRow(NamedTuple):
    """A row in which something is filled in: its cells by column, its mark if it has one."""

    cells: Mapping[str, GridCell]
    mark: form.Mark | None

    def text(self, column: str) -> str:
        """What a cell says on one line; nothing for a dash, or where there is no such column."""
        cell = self.cells.get(column)
        line = one_line(cell.text) if cell else ""
        empty = column in (form.DIFFICULTY, form.EVIDENCE) and line in _NOTHING
        return "" if empty or form.bare(line) in _DASHES else line

    def place(self, *columns: str) -> str | None:
        """Where the first of ``columns`` that the sheet has stands in this row."""
        cells = (self.cells[column] for column in columns if column in self.cells)
        return next((cell.place for cell in cells), None)


class Page(NamedTuple):
    """A table that is a sheet: its rows, the mark and the unit's name above them, if any, and
    what is wrong with it as a whole, with the place."""

    grid: Grid
    rows: tuple[FilledRow, ...]
    mark: form.Mark | None
    unit: GridCell | None
    fault: tuple[str, str] | None = None


def one_line(text: str) -> str:
    """``text`` on one line: every kind of blank is one space, none after a mark that ends."""
    words = "".join(c for c in text if c not in "\u200b\u200c\u200d\u2060\ufeff").split()
    line = ""
    for word in words:
        line += word if not line or line[-1] in "。；，、：！？" else f" {word}"
    return line


def page_of(grid: Grid) -> Page | None:
    """The sheet that a grid is; none where it has no heading of one."""
    for at, row in enumerate(grid.rows):
        columns = _columns(row)
        if form.NOTE in columns and len(columns) > 1 and any(c in columns for c in _IDENTITY):
            above = [cell for cells in grid.rows[:at] for cell in cells]
            texts = [*above, *(GridCell(text, "") for text in grid.above)]
            return Page(
                grid,
                tuple(_rows(grid, columns, at + 1)),
                next(filter(None, map(_mark, above)), None),
                next(filter(None, map(_unit, texts)), None),
                _double(grid, columns, at),
            )
        if form.NOTE not in columns and len(columns) > 3 and form.ID in columns:
            fault = f"表头里没有“{form.NOTE}”一列，这张表没有读；把表头改回原样"
            return Page(grid, (), None, None, (row[columns[form.ID]].place, fault))
    return None


def _columns(row: tuple[GridCell, ...]) -> dict[str, int]:
    """The columns that a row names; of two that mean the same, the one that says it exactly."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        name = form.column_of(cell.text)
        exact = name is not None and form.bare(cell.text) == name
        if name is not None and (
            name not in found or (exact and form.bare(row[found[name]].text) != name)
        ):
            found[name] = at
    return found


def _double(grid: Grid, columns: Mapping[str, int], header: int) -> tuple[str, str] | None:
    """A second column of the same name, in which something is filled in."""
    for at, cell in enumerate(grid.rows[header]):
        name = form.column_of(cell.text)
        if name is None or columns[name] == at or form.bare(cell.text) != name:
            continue
        if any(row[at].text.strip() for row in grid.rows[header + 1 :] if at < len(row)):
            return cell.place, f"有两列“{name}”，不知以哪列为准；留下一列"
    return None


def _rows(grid: Grid, columns: Mapping[str, int], first: int) -> Iterator[FilledRow]:
    for cells in grid.rows[first:]:
        named = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        row = FilledRow(named, next(filter(None, map(_mark, cells)), None))
        if form.column_of(row.text(form.NOTE)) == form.NOTE:
            continue  # the heading once more, at the top of a page
        if any(form.SIGNATURE in form.bare(cell.text) for cell in cells):
            continue
        troubled = any(cell.trouble for name, cell in named.items() if name in form.FILLED)
        if troubled or any(row.text(column) for column in _TELLING):
            yield row


def _mark(cell: GridCell) -> form.Mark | None:
    return form.read_mark(cell.text) if "|" in cell.text else None


def _unit(cell: GridCell) -> GridCell | None:
    """The unit's name that stands after 填报单位：."""
    text = one_line(cell.text[:_MOST_ABOVE]).replace(":", "：").replace("（盖章）", "")
    _, lead, rest = text.partition(form.UNIT_LEAD)
    name = rest.strip().split(" ")[0].split("\u3000")[0]
    return cell._replace(text=name) if lead and name and not name.endswith("：") else None
