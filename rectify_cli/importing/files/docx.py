"""Word files → paragraphs and tables in document order, numbers that Word adds included.

Only the words that count: deleted, struck out and hidden text, field codes and the fallbacks of
drawings stay out. A table within a table cell becomes lines of that cell.
"""

from collections.abc import Mapping
from pathlib import Path

from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files.archive import Archive, Handler
from rectify_cli.importing.files.numbered_lists import NumberedLists
from rectify_cli.importing.files.source import MAX_TEXT, Cell, Paragraph, Row, Table

MAX_PARAGRAPHS = 100_000
MAX_CELLS = 200_000
_BODY = "word/document.xml"
_OFF = ("0", "false", "off")
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "txbxContent"})


def read_docx(data: bytes, path: Path) -> list[Paragraph | Table]:
    """The body of the Word file ``data``; messages name it by ``path``.

    Raises ``InvalidDataError`` for a damaged, hostile or endless file.
    """
    archive = Archive(data, path)
    if _BODY not in archive:
        raise InvalidDataError(
            f"{path.name} 里没有 Word 正文", hint="用 Word 或 WPS 打开检查，另存为 .docx 再导入。"
        )
    body = _Body(archive, NumberedLists(archive))
    archive.parse(_BODY, body)
    return body.parts


class _OpenTable:
    """A table being read: its rows so far, and of the row begun last its cells."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.cells: list[Cell] = []
        self.lines: list[str] = []
        self.span = 1
        self.continues = False

    def end_cell(self) -> None:
        """Take the lines as a cell of the row; a cell that goes on from above has its text."""
        text = "\n".join(line for line in self.lines if line.strip())
        column = len(self.cells)
        if self.continues and self.rows:
            above = self.rows[-1].cells
            text = above[column].text if column < len(above) else text
        self.cells.append(Cell(text, merged=self.continues))
        self.cells += [Cell(text, merged=True)] * (self.span - 1)


class _Body(Handler):
    """Collects ``document.xml``."""

    def __init__(self, archive: Archive, lists: NumberedLists) -> None:
        self.parts: list[Paragraph | Table] = []
        self._archive, self._lists = archive, lists
        self._tables: list[_OpenTable] = []
        self._skipping = 0
        self._in_text = self._is_unseen = False
        self._text: list[str] = []
        self._style: str | None = None
        self._list: str | None = None
        self._level: str | None = None
        self._paragraphs = self._cells = self._size = self._table_count = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            return
        value = attributes.get("val")
        match name:
            case "p":
                self._text, self._style, self._list, self._level = [], None, None, None
            case "r":
                self._is_unseen = False
            case "strike" | "dstrike" | "vanish" if value not in _OFF:
                self._is_unseen = True
            case "t":
                self._in_text = not self._is_unseen
            case "tab":
                self._text.append(" ")
            case "br" | "cr":
                self._text.append("" if attributes.get("type") == "page" else "\n")
            case "noBreakHyphen":
                self._text.append("-")
            case "pStyle":
                self._style = value
            case "numId":
                self._list = value
            case "ilvl":
                self._level = value
            case "tbl":
                self._tables.append(_OpenTable())
            case "tr" if self._tables:
                self._tables[-1].cells = []
            case "tc" if self._tables:
                table = self._tables[-1]
                table.lines, table.span, table.continues = [], 1, False
                self._count_cell()
            case "gridSpan" if self._tables:
                self._tables[-1].span = min(int(value), 200) if value and value.isdecimal() else 1
            case "vMerge" if self._tables:
                self._tables[-1].continues = value in (None, "continue")

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        match name:
            case "t":
                self._in_text = False
            case "p":
                self._end_paragraph()
            case "tc" if self._tables:
                self._tables[-1].end_cell()
            case "tr" if self._tables:
                self._end_row(self._tables[-1])
            case "tbl" if self._tables:
                self._end_table(self._tables.pop())

    def data(self, text: str) -> None:
        if self._in_text and not self._skipping:
            self._size += len(text)
            if self._size > MAX_TEXT:
                raise self._archive.refuse("文字太多，不像整改方案")
            self._text.append(text)

    def _end_paragraph(self) -> None:
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS:
            raise self._archive.refuse(f"超过 {MAX_PARAGRAPHS} 段，不像整改方案")
        text = "".join(self._text)
        if text.strip():
            text = self._lists.mark(self._style, self._list, self._level) + text
        if self._tables:
            self._tables[-1].lines.append(text)
        elif text.strip():
            self.parts.append(Paragraph(text, f"第{self._paragraphs}段"))
        self._text = []

    def _end_row(self, table: _OpenTable) -> None:
        outer = len(self._tables) == 1
        number = f"表{self._table_count + 1}第{len(table.rows) + 1}行" if outer else ""
        table.rows.append(Row(tuple(table.cells), number))
        table.cells = []

    def _end_table(self, table: _OpenTable) -> None:
        if self._tables:
            self._tables[-1].lines += [
                " ".join(c.text for c in row.cells if not c.merged) for row in table.rows
            ]
            return
        self._table_count += 1
        self.parts.append(Table(tuple(table.rows)))

    def _count_cell(self) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise self._archive.refuse(f"表格超过 {MAX_CELLS} 格，不像整改清单")
