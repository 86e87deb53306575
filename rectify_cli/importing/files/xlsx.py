"""Excel files → a table a sheet: merged cells filled, dates as dates, empty edges cut off."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from rectify_cli.domain.dates import chinese_date
from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files.archive import Archive
from rectify_cli.importing.files.source import MAX_TEXT, Cell, Paragraph, Row, Table

MAX_CELLS = 200_000
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_MERGES = 20_000
_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_EPOCH = date(1899, 12, 30)  # Excel counts 1900 as a leap year; right from March 1900 on
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def read_xlsx(data: bytes, path: Path) -> list[Paragraph | Table]:
    """Raises ``InvalidDataError`` for a damaged, hostile or endless file."""
    archive = Archive(data, path)
    book = _Book()
    archive.parse("xl/workbook.xml", book)
    relations = _Relations()
    archive.parse("xl/_rels/workbook.xml.rels", relations)
    if not book.sheets:
        raise InvalidDataError(
            f"{path.name} 里没有工作表", hint="用 Excel 或 WPS 打开检查，另存为 .xlsx 再导入。"
        )
    texts = _SharedTexts(archive)
    archive.parse("xl/sharedStrings.xml", texts)
    styles = _Styles()
    archive.parse("xl/styles.xml", styles)
    parts: list[Paragraph | Table] = []
    for name, relation in book.sheets:
        target = relations.targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        sheet = _Sheet(archive, texts.texts, styles.date_styles, book.epoch)
        archive.parse(part, sheet)
        label = "" if len(book.sheets) == 1 else f"表“{name}”"
        rows = tuple(_rows(sheet, label))
        if rows:
            parts.append(Table(rows))
    return parts


def _rows(sheet: "_Sheet", label: str) -> Iterator[Row]:
    """The rows of a sheet in order, as wide as its widest, without the empty ones."""
    if not sheet.cells:
        return
    width = max(column for _, column in sheet.cells) + 1
    filled = dict(sheet.cells)
    merged: set[tuple[int, int]] = set()
    bottom = max(row for row, _ in sheet.cells)
    for top, left, last_row, last_column in sheet.merges:
        text = sheet.cells.get((top, left), "")
        for row in range(top, min(last_row, bottom + 200) + 1):
            for column in range(left, min(last_column, width - 1) + 1):
                if (row, column) != (top, left):
                    filled[row, column] = text
                    merged.add((row, column))
        if len(filled) > 2 * MAX_CELLS:
            raise sheet.archive.refuse("合并的单元格太多，不像整改清单")
    for number in sorted({row for row, _ in filled}):
        cells = tuple(
            Cell(filled.get((number, column), ""), (number, column) in merged)
            for column in range(width)
        )
        if any(cell.text.strip() for cell in cells):
            yield Row(cells, f"{label}第{number + 1}行")


class _Book:
    """Collects ``workbook.xml``: the visible sheets, and from when days are counted."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.epoch = _EPOCH

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            self.sheets.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.epoch = date(1904, 1, 1)

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Relations:
    """Collects which part is which sheet."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def end(self, name: str) -> None:
        pass

    def data(self, text: str) -> None:
        pass


class _Styles:
    """Collects which cell styles show a number as a date."""

    def __init__(self) -> None:
        self.date_styles: set[int] = set()
        self._custom: set[int] = set()
        self._in_cells = False
        self._index = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", attributes.get("formatCode", "").lower())
            if "y" in code or ("m" in code and "d" in code):
                self._custom.add(_whole(attributes.get("numFmtId")))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            format = _whole(attributes.get("numFmtId"))
            if format in _DATE_FORMATS or format in self._custom:
                self.date_styles.add(self._index)
            self._index += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def data(self, text: str) -> None:
        pass


class _Texts:
    """Collects runs of text, the phonetic guides left out."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._size = 0
        self._in_text = False
        self._phonetic = False
        self._pieces: list[str] = []

    def start(self, name: str, _: Mapping[str, str]) -> None:
        if name == "rPh":
            self._phonetic = True
        self._in_text = name in ("t", "v") and not self._phonetic

    def end(self, name: str) -> None:
        if name == "rPh":
            self._phonetic = False
        self._in_text = False

    def data(self, text: str) -> None:
        if self._in_text:
            self._size += len(text)
            if self._size > MAX_TEXT:
                raise self.archive.refuse("文字太多，不像整改清单")
            self._pieces.append(text)

    def take(self) -> str:
        """The text collected since the last time."""
        text = "".join(self._pieces)
        self._pieces = []
        return text


class _SharedTexts(_Texts):
    """Collects the texts that cells refer to by number."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.texts: list[str] = []

    def end(self, name: str) -> None:
        super().end(name)
        if name == "si":
            self.texts.append(self.take())
            if len(self.texts) > MAX_CELLS:
                raise self.archive.refuse(f"超过 {MAX_CELLS} 段文字，不像整改清单")


class _Sheet(_Texts):
    """Collects one sheet: texts by row and column (from 0), merged ranges."""

    def __init__(
        self, archive: Archive, shared: list[str], date_styles: set[int], epoch: date
    ) -> None:
        super().__init__(archive)
        self.cells: dict[tuple[int, int], str] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self._shared, self._date_styles, self._epoch = shared, date_styles, epoch
        self._at = (0, -1)
        self._kind, self._style = "n", 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(name, attributes)
        if name == "row":
            self._at = (_whole(attributes.get("r"), self._at[0] + 2) - 1, -1)
        elif name == "c":
            row, column = self._at
            self._at = _position(attributes.get("r", ""), (row, column + 1))
            self._kind, self._style = attributes.get("t", "n"), _whole(attributes.get("s"))
            self._pieces = []
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            self.merges.append((*_position(first, (0, 0)), *_position(last or first, (0, 0))))
            if len(self.merges) > MAX_MERGES:
                raise self.archive.refuse("合并的单元格太多，不像整改清单")

    def end(self, name: str) -> None:
        super().end(name)
        if name != "c":
            return
        text = self._shown(self.take())
        row, column = self._at
        if text and (row >= MAX_ROWS or column >= MAX_COLUMNS or len(self.cells) >= MAX_CELLS):
            raise self.archive.refuse("表格太大，不像整改清单")
        if text:
            self.cells[self._at] = text

    def _shown(self, text: str) -> str:
        """What a cell shows: a shared text, a date, a whole number without its ``.0``."""
        if self._kind == "s":
            index = _whole(text, -1)
            return self._shared[index] if 0 <= index < len(self._shared) else ""
        if self._kind == "e":
            return ""
        if self._kind == "n" and text:
            try:
                number = float(text)
            except ValueError:
                return text
            if self._style in self._date_styles and 0 < number < 100_000:
                return chinese_date(self._epoch + timedelta(days=int(number)))
            return str(int(number)) if number.is_integer() and abs(number) < 1e15 else text
        return text


def _position(reference: str, default: tuple[int, int]) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return default
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() else default
