"""Blocks → an Excel workbook as offices keep a 台账. Same document, same bytes.

A printout of one table is one sheet: title, text, table, text. One of several tables has a sheet
of its text and then a sheet a table; bars and trends become tables of their figures. Imports
openpyxl; ``formats.render`` imports this module when a workbook is wanted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook

from rectify_cli.formats.blocks import (
    Align,
    Bars,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    SignOff,
    Table,
    Trend,
)
from rectify_cli.formats.excel.house_style import file_bytes
from rectify_cli.formats.excel.sheet import SheetWriter
from rectify_cli.formats.spreadsheet_text import cell_text

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.．、]|附件[\d一二三]*：)"
)
_COUNT_AT_END = re.compile(r"（[^（）]*）$")
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f\ufffd]")
_LONGEST_SHEET_NAME = 31
_TEXT_SHEET = "正文"
_UNDATED = date(1980, 1, 1)  # openpyxl cannot leave dates out; this is the zip epoch


@dataclass(frozen=True)
class _TableSheet:
    """A table, the heading that it stood under, and the name of its sheet."""

    name: str
    heading: str
    table: Table
    landscape: bool


def render_excel(document: Document) -> bytes:
    """The whole printout as an .xlsx file."""
    book = Workbook()
    book.remove(book.worksheets[0])
    if _is_one_table(document):
        _write_one_table(book, document)
    else:
        _write_several(book, document)
    return file_bytes(
        book,
        title=document.title,
        subject=document.subject,
        author=document.author,
        keywords="；".join(document.keywords),
        day=document.as_of or _UNDATED,
    )


def _is_one_table(document: Document) -> bool:
    kinds = [type(block) for block in document.blocks()]
    return kinds.count(Table) == 1 and set(kinds) <= {Table, Paragraph, SignOff}


def _write_one_table(book: Workbook, document: Document) -> None:
    blocks = document.blocks()
    at = next(index for index, block in enumerate(blocks) if isinstance(block, Table))
    table = blocks[at]
    assert isinstance(table, Table)
    name = _sheet_name(document.subject or document.title, taken=())
    landscape = any(section.landscape for section in document.sections)
    sheet = SheetWriter(book.create_sheet(name), table=table, landscape=landscape)
    sheet.write_title(document.title)
    sheet.write_subtitle(document.subtitle, as_of=document.as_of)
    for block in blocks[:at]:
        _write_text(sheet, block)
    sheet.write_table()
    for block in blocks[at + 1 :]:
        _write_text(sheet, block)


def _write_several(book: Workbook, document: Document) -> None:
    text = SheetWriter(book.create_sheet(_TEXT_SHEET))
    text.write_title(document.title)
    text.write_subtitle(document.subtitle)
    sheets = iter(tuple(_table_sheets(document)))
    for block in document.blocks():
        if _as_table(block) is None:
            _write_text(text, block)
            continue
        planned = next(sheets)
        text.write_link(f"（见工作表“{planned.name}”）", to=planned.name)
        sheet = SheetWriter(
            book.create_sheet(planned.name), table=planned.table, landscape=planned.landscape
        )
        sheet.write_title(planned.heading)
        sheet.write_subtitle((document.title,), as_of=document.as_of)
        sheet.write_table()


def _write_text(sheet: SheetWriter, block: Block) -> None:
    match block:
        case Heading():
            sheet.write_heading(block.text)
        case Paragraph():
            sheet.write_text(block.text, tone=block.tone)
        case Items():
            for item in block.items:
                sheet.write_text(f"· {item}")
        case SignOff():
            sheet.write_text("　　　　".join(f"{name}：____________" for name in block.fields))


def _table_sheets(document: Document) -> Iterator[_TableSheet]:
    """Every table in reading order, under a name of its own."""
    heading, taken = "", [_TEXT_SHEET]
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Heading):
                heading = block.text
            table = _as_table(block)
            if table is None:
                continue
            title = table.caption or heading or document.title
            name = _sheet_name(title, taken=taken)
            taken.append(name)
            yield _TableSheet(name, title, table, section.landscape)


def _as_table(block: Block) -> Table | None:
    """A block that is a table, or whose figures make one."""
    match block:
        case Table():
            return block
        case Bars():
            return _bars_table(block)
        case Trend():
            return Table(
                caption=block.title,
                columns=(Column("日期", 1, Align.CENTER), Column("数量", 1, Align.RIGHT)),
                rows=tuple(
                    (Cell(day.isoformat(), value=day), Cell(f"{value}{block.unit}", value=value))
                    for day, value in block.points
                ),
            )
    return None


def _bars_table(bars: Bars) -> Table:
    labels = bars.legend
    rows = []
    for bar in bars.bars:
        values = {part.label: part.value for part in bar.segments}
        numbers = [*(values.get(label, 0) for label in labels), bar.total]
        cells = (Cell(str(number), value=number) for number in numbers)
        rows.append((Cell(bar.label), *cells, Cell(bar.note)))
    columns = (Column(label, 1, Align.RIGHT) for label in (*labels, "合计"))
    return Table(
        caption=bars.title,
        columns=(Column("名称", 3), *columns, Column("说明", 2)),
        rows=tuple(rows),
    )


def _sheet_name(text: str, *, taken: Sequence[str]) -> str:
    """A legal sheet name from a heading, its numbering and its count left off."""
    bare = _COUNT_AT_END.sub("", _NUMBERING.sub("", cell_text(text)))
    name = _NOT_IN_SHEET_NAMES.sub("", bare).strip()[:_LONGEST_SHEET_NAME] or "表"
    used = {other.casefold() for other in taken}
    number, unique = 1, name
    while unique.casefold() in used:
        number += 1
        ending = f"（{number}）"
        unique = name[: _LONGEST_SHEET_NAME - len(ending)] + ending
    return unique
