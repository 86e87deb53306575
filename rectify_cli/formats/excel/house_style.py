"""What all our workbooks have in common: lines around cells, printing on A4, text that stays text,
and bytes without a trace of the clock."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Border, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from rectify_cli.formats.excel.layout import BODY_SIZE
from rectify_cli.formats.spreadsheet_text import cell_text, looks_like_formula
from rectify_cli.formats.zip_bytes import rewrite_zip

BODY_FONT = "宋体"
HEAD_FONT = "黑体"
_A4 = "9"
_THIN = Side(style="thin", color="8C8C8C")
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is the first of its merged area, or in none; both numbers count from 1."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def store_text(cell: Cell, text: str) -> None:
    """Text stays text, whatever it looks like: stored as a string, and marked as typed after an
    apostrophe, so that opening the cell for editing does not turn it into a formula either."""
    cleaned = cell_text(text)
    if not cleaned:
        return
    cell.value = cleaned
    cell.data_type = "s"
    if looks_like_formula(cleaned):
        cell.quotePrefix = True


def print_on_a4(sheet: Worksheet, *, landscape: bool) -> None:
    """As wide as a page and as long as it takes, numbered, without the lines between cells."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    assert sheet.oddFooter is not None
    footer = sheet.oddFooter.center
    footer.text, footer.font, footer.size = "第 &P 页，共 &N 页", BODY_FONT, BODY_SIZE


def file_bytes(
    book: Workbook, *, title: str, author: str, day: date, subject: str = "", keywords: str = ""
) -> bytes:
    """``book`` as an .xlsx file made on ``day``, its properties as given."""
    stream = BytesIO()
    book.save(stream)
    properties = DocumentProperties(
        title=cell_text(title),
        subject=cell_text(subject),
        creator=cell_text(author),
        lastModifiedBy=cell_text(author),
        keywords=cell_text(keywords),
        language="zh-CN",
    )
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    return rewrite_zip(stream.getvalue(), {ARC_CORE: tostring(properties.to_tree())})
