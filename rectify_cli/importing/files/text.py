"""Text files (.txt, .md, .csv) in the encodings that offices use → paragraphs and tables."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from rectify_cli.errors import InvalidDataError
from rectify_cli.files.encodings import guess_encoding
from rectify_cli.importing.files.source import MAX_TEXT, Paragraph, Row, Table, make_row

MAX_LINES = 100_000
MAX_COLUMNS = 200
_TABS = 2  # or strokes, of a line that is a row of a table
_DASHES = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read_text(data: bytes, path: Path) -> list[Paragraph | Table]:
    """A paragraph a line; the rows of a Markdown table, and lines that tabs divide into as many
    cells each, are a table. Raises ``InvalidDataError``."""
    lines = decode(data, path).splitlines()
    if len(lines) > MAX_LINES:
        raise _too_long(path)
    parts: list[Paragraph | Table] = []
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        stripped = line.strip()
        cells = _cells_of(line)
        if rows and (not cells or len(cells) != len(rows[-1].cells)) and not _is_piped(stripped):
            parts.append(Table(tuple(rows)))
            rows = []
        if cells:
            rows.append(make_row(cells, f"第{number}行"))
        elif stripped and not _is_piped(stripped):
            parts.append(Paragraph(line, f"第{number}行"))
    if rows:
        parts.append(Table(tuple(rows)))
    return parts


def _is_piped(line: str) -> bool:
    return line.startswith("|") and line.count("|") > 2


def _cells_of(line: str) -> list[str]:
    """The cells of a line that is a table's row; none for running text and for a rule."""
    if _is_piped(line.strip()):
        return [] if _DASHES.fullmatch(line.strip()) else _cells(line.strip())
    for mark in ("\t", "|", "｜"):
        if line.count(mark) >= _TABS and line.strip():
            return [cell.strip() for cell in line.split(mark)]
    return []


def read_csv(data: bytes, path: Path) -> list[Paragraph | Table]:
    """One table; the separator is a comma, a semicolon or a tab. Raises ``InvalidDataError``."""
    text = decode(data, path)
    first = max(
        text.splitlines()[:20], key=lambda line: len(re.split(r"[,;\t，]", line)), default=""
    )
    separator = max(",;\t", key=first.count)
    if separator not in first:
        separator = ","
    try:
        return [Table(tuple(_csv_rows(text, separator, path)))]
    except csv.Error as error:
        raise InvalidDataError(f"{path.name} 不是完好的 CSV 文件：{error}") from None


def _csv_rows(text: str, separator: str, path: Path) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for cells in reader:
        if reader.line_num > MAX_LINES or len(cells) > MAX_COLUMNS:
            raise _too_long(path)
        yield make_row(cells, f"第{reader.line_num}行")


def decode(data: bytes, path: Path) -> str:
    """UTF-8 with or without a byte order mark, UTF-16, GB18030. Raises ``InvalidDataError``."""
    encoding = guess_encoding(data)
    if encoding is None:
        raise InvalidDataError(
            f"{path.name} 不是文字文件，或混用了几种编码", hint="用记事本打开，另存为 UTF-8 编码。"
        )
    text = data.decode(encoding).removeprefix("\ufeff")
    if len(text) > MAX_TEXT:
        raise _too_long(path)
    return text


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [_BREAK.sub("\n", cell.replace("\\|", "|").replace("**", "")).strip() for cell in cells]


def _too_long(path: Path) -> InvalidDataError:
    return InvalidDataError(f"{path.name} 太长，不像整改方案或清单", hint="核对是不是选错了文件。")
