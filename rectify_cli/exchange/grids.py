"""A file that came back → grids of cells with their places: Excel, Word tables, CSV."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_cli.importing.files.reading import read_checked
from rectify_cli.importing.files.source import Paragraph, Table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from rectify_cli.importing.files.xlsx import Book

_PICTURE = "DISPIMG("  # what WPS writes for a picture that stands in a cell
_IS_PICTURE = "里嵌的是图片，不是文字；图片另存为文件，放在表旁边，格子里写文件名"
_AS_TEXT = "用 Excel 或 WPS 打开，把它改成文字再保存"
_EPOCH = datetime(1899, 12, 30)


class GridCell(NamedTuple):
    """A cell: what it shows, where it is, the date or number behind it, and what keeps it from
    being read."""

    text: str
    place: str
    value: date | int | float | None = None
    trouble: str = ""


class Grid(NamedTuple):
    """A table. ``name`` is the sheet's; ``above`` the text before a table in running text;
    ``epoch`` the day 0 of its serial numbers."""

    name: str | None
    rows: tuple[tuple[GridCell, ...], ...]
    above: tuple[str, ...] = ()
    epoch: datetime = _EPOCH


def read_grids(path: Path) -> list[Grid]:
    """The tables of a file, empty ones left out. A merged area's text stands in every row of its
    first column; hidden rows count, hidden sheets do not.

    Raises ``NotFoundError``, ``StorageError``, ``InvalidDataError`` as for an import.
    """
    data, ending = read_checked(path, "填报表")
    if ending in (".xlsx", ".xlsm"):
        from rectify_cli.importing.files.xlsx import open_book

        return list(_sheets(open_book(data, path)))
    if ending in (".docx", ".docm"):
        from rectify_cli.importing.files.docx import read_docx

        return list(_tables(read_docx(data, path), named=True))
    from rectify_cli.importing.files.text import read_csv

    return list(_tables(read_csv(data, path), named=False))


def _tables(parts: list[Paragraph | Table], *, named: bool) -> Iterator[Grid]:
    above: list[str] = []
    count = 0
    for part in parts:
        if isinstance(part, Paragraph):
            above.append(part.text)
            continue
        count += 1
        yield Grid(f"表{count}" if named else None, tuple(_table_rows(part)), tuple(above))


def _table_rows(table: Table) -> Iterator[tuple[GridCell, ...]]:
    for number, row in enumerate(table.rows, start=1):
        cells: list[GridCell] = []
        for column, cell in enumerate(row.cells):
            across = cell.merged and column > 0 and row.cells[column - 1].text == cell.text
            text = "" if across else cell.text
            cells.append(GridCell(text, f"第{number}行第{column + 1}列"))
        yield tuple(cells)


def _sheets(book: "Book") -> Iterator[Grid]:
    formulas = book.formulas()
    for sheet in book.visible:
        untold = _untold(sheet, formulas) if formulas else {}
        rows = tuple(_sheet_rows(sheet, book, untold))
        if any(cell.text for row in rows for cell in row):
            yield Grid(sheet.title, rows, epoch=book.workbook.epoch)


def _untold(sheet: "Worksheet", formulas: "Workbook") -> dict[str, str]:
    """The cells whose formula shows no text: one saved without its result, a picture; and why."""
    found: dict[str, str] = {}
    for cell in (cell for row in formulas[sheet.title].iter_rows() for cell in row):
        if cell.data_type == "f":
            if _PICTURE in str(cell.value):
                found[cell.coordinate] = _IS_PICTURE
            elif sheet[cell.coordinate].value is None:
                found[cell.coordinate] = f"是公式，文件里没有存下它的结果；{_AS_TEXT}"
    return found


def _sheet_rows(
    sheet: "Worksheet", book: "Book", untold: dict[str, str]
) -> Iterator[tuple[GridCell, ...]]:
    tops = {
        (row, area.min_col): area.min_row
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, min(area.max_row, book.bottom) + 1)
    }
    bottom = min(sheet.max_row, book.bottom)
    right = min(sheet.max_column, book.right)
    for row in range(1, bottom + 1):
        cells: list[GridCell] = []
        for column in range(1, right + 1):
            cell = sheet.cell(tops.get((row, column), row), column)
            value = cell.value
            place = sheet.cell(row, column).coordinate
            trouble = ""
            if cell.coordinate in untold:
                trouble = untold[cell.coordinate]
            elif cell.data_type == "e":
                trouble = f"里的公式出错（{value}）；{_AS_TEXT}"
            known = value if isinstance(value, date | int | float) else None
            text = (str(value or "") or "=") if trouble else _shown(value, cell.number_format)
            cells.append(GridCell(text, place, known, trouble))
        yield tuple(cells)


def _shown(value: object, number_format: str) -> str:
    """What a cell shows, shares as such and without the traces of binary fractions."""
    from rectify_cli.importing.files.xlsx import shown

    if isinstance(value, float) and "%" in number_format:
        return f"{value * 100:.10g}%"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.15g}"
    return shown(value)
