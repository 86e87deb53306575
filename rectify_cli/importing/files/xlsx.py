"""Excel files → a table a sheet: merged cells filled, dates as dates, empty edges cut off.

openpyxl reads the workbook; before it does, every part has been walked through within bounds.
"""

import io
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_cli.domain.dates import chinese_date
from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files.archive import Archive, Handler
from rectify_cli.importing.files.source import MAX_TEXT, Cell, Paragraph, Row, Table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_CELLS = 200_000
MAX_ROWS = 50_000
MAX_COLUMNS = 200
_MERGE_COST = 20  # each is checked against the others: as dear as so many cells
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


class Book(NamedTuple):
    """A workbook known to be within bounds: its cells show what formulas came to. ``bottom`` and
    ``right`` (from 1) are the last row and column that hold anything in any sheet."""

    workbook: "Workbook"
    data: bytes
    archive: Archive
    bottom: int
    right: int
    has_formulas: bool

    @property
    def visible(self) -> "list[Worksheet]":
        """The sheets that are not hidden."""
        return [sheet for sheet in self.workbook.worksheets if sheet.sheet_state == "visible"]

    def formulas(self) -> "Workbook | None":
        """The same workbook with its formulas in place of what they came to; none has any, none."""
        return _load(self.data, self.archive, data_only=False) if self.has_formulas else None


def open_book(data: bytes, path: Path) -> Book:
    """The workbook that ``data`` is; messages name it by ``path``.

    Raises ``InvalidDataError`` for a damaged, hostile or endless file.
    """
    archive = Archive(data, path)
    bounds = _Bounds(archive)
    for part in archive.xml_parts:
        archive.parse(part, bounds)
    workbook = _load(data, archive, data_only=True)
    return Book(workbook, data, archive, bounds.bottom, bounds.right, bounds.has_formulas)


def _load(data: bytes, archive: Archive, *, data_only: bool) -> "Workbook":
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that are dropped: validations, pictures
        try:
            return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
        except Exception:  # openpyxl trips over damage in many ways, none of them declared
            raise archive.damaged() from None


def read_xlsx(data: bytes, path: Path) -> list[Paragraph | Table]:
    """A table for each visible sheet that holds anything. Raises as ``open_book`` does."""
    book = open_book(data, path)
    if not book.visible:
        raise InvalidDataError(
            f"{path.name} 里没有工作表", hint="用 Excel 或 WPS 打开检查，另存为 .xlsx 再导入。"
        )
    parts: list[Paragraph | Table] = []
    size = 0
    for sheet in book.visible:
        title = sheet.title if len(book.workbook.worksheets) > 1 else ""
        label = f"表“{title}”" if title else ""
        rows = tuple(_rows(sheet, book, label))
        size += sum(len(cell.text) for row in rows for cell in row.cells if not cell.merged)
        if size > MAX_TEXT:
            raise book.archive.refuse("文字太多，不像整改清单")
        if rows:
            parts.append(Table(rows, title))
    return parts


class _Bounds(Handler):
    """Refuses what openpyxl would take too much time or memory for: cells and merged areas, far
    away or without number. ``bottom`` and ``right`` (from 1) are the last that hold anything.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._cells = self._merged = 0
        self._at = (0, 0)
        self.bottom = self.right = 1
        self.has_formulas = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        row, column = self._at
        if name == "sheetData":
            self._at = (0, 0)
        elif name == "row":
            number = attributes.get("r", "")[:9]
            self._at = (int(number) if number.isdecimal() else row + 1, 0)
        elif name in ("c", "si"):
            self._cells += 1
            self._at = self._corners(attributes.get("r", ""), (row, column + 1))[:2]
        elif name == "f":
            self.has_formulas = True
        elif name in ("v", "is"):
            self.bottom, self.right = max(self.bottom, row), max(self.right, column)
        elif name == "mergeCell":
            top, left, bottom, right = self._corners(attributes.get("ref", ""), (1, 1))
            self._merged += (abs(bottom - top) + 1) * (abs(right - left) + 1) + _MERGE_COST
        too_many = self._cells > 2 * MAX_CELLS or self._merged > MAX_CELLS
        far = self.bottom > MAX_ROWS or self.right > MAX_COLUMNS
        if too_many or far or self.bottom * self.right > 2 * MAX_CELLS:
            raise self._archive.refuse("表格太大，或合并的单元格太多，不像整改清单")

    @staticmethod
    def _corners(reference: str, default: tuple[int, int]) -> tuple[int, int, int, int]:
        """Row and column of the first cell and of the last one, from 1."""
        match = _REFERENCE.fullmatch(reference)
        if match is None:
            return (*default, *default)
        top, left = int(match[2]), _column(match[1])
        return (top, left, int(match[4]), _column(match[3])) if match[3] else (top, left, top, left)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _rows(sheet: "Worksheet", book: Book, label: str) -> Iterator[Row]:
    """The rows of a sheet in order, as wide as its widest, without the empty ones."""
    area = sheet.iter_rows(
        max_row=min(sheet.max_row, book.bottom),
        max_col=min(sheet.max_column, book.right),
        values_only=True,
    )
    grid = [[shown(value) for value in values] for values in area]
    width = max((i for texts in grid for i, text in enumerate(texts, start=1) if text), default=0)
    merged: set[tuple[int, int]] = set()
    for one in sheet.merged_cells.ranges:
        cells = [(row, column) for row in range(one.min_row - 1, min(one.max_row, len(grid)))
                 for column in range(one.min_col - 1, min(one.max_col, width))]  # fmt: skip
        for row, column in cells[1:]:
            grid[row][column] = grid[cells[0][0]][cells[0][1]]
            merged.add((row, column))
    for number, texts in enumerate(grid):
        if any(text.strip() for text in texts):
            found = (Cell(texts[c], (number, c) in merged) for c in range(width))
            yield Row(tuple(found), f"{label}第{number + 1}行")


def shown(value: object) -> str:
    """What a cell shows: a text, a date, a whole number without its ``.0``."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case datetime() | date():
            return chinese_date(value)
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case str() if value.startswith("#") and value.endswith(("!", "?", "A")):
            return ""  # what a formula says that went wrong
        case str():
            return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)
        case _:
            return str(value)
