"""A printout's main table → CSV that Excel opens rightly: UTF-8 with BOM, CRLF.

Text that a spreadsheet would take for a formula gets an apostrophe in front. Everything around
the table (title, paragraphs, further tables) stays out: a CSV file is one table.
"""

import csv
import io
from collections.abc import Iterator
from datetime import date

from rectify_cli.formats.blocks import Cell, Document, Table
from rectify_cli.formats.spreadsheet_text import cell_text, looks_like_formula, stored_value


def render_csv(document: Document) -> bytes:
    """The main table of ``document`` (the one with most columns; of several, the first).

    A document without a table gives an empty file (the BOM alone).
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    for line in _lines(main_table(document)):
        writer.writerow(line)
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def main_table(document: Document) -> Table | None:
    """The table that the printout is about."""
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    return max(tables, key=lambda table: len(table.columns), default=None)


def _lines(table: Table | None) -> Iterator[list[str]]:
    if table is None:
        return
    yield [_safe(column.title) for column in table.columns]
    for row in table.rows:
        yield [_field(cell) for cell in row]


def _field(cell: Cell) -> str:
    value = stored_value(cell)
    if isinstance(value, date):
        return value.isoformat()
    return _safe(value) if isinstance(value, str) else str(value)


def _safe(text: str) -> str:
    cleaned = cell_text(text)
    return "'" + cleaned if looks_like_formula(cleaned) else cleaned
