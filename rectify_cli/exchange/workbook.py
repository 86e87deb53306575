"""A unit's sheet → an Excel workbook to be filled in. Same sheet, same bytes.

Only the cells to fill in can be changed, without a password for the rest; nothing is needed to
print it on A4 paper. Column A is hidden and holds the marks.
"""

from collections.abc import Callable
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from rectify_cli.domain.dates import chinese_date
from rectify_cli.domain.model import Issue, title_of
from rectify_cli.domain.shared.reference import reference_of
from rectify_cli.domain.shared.sheet import Sheet, SheetItem
from rectify_cli.exchange import form
from rectify_cli.formats.excel.house_style import (
    BODY_FONT,
    GRID,
    HEAD_FONT,
    cell_at,
    file_bytes,
    print_on_a4,
    store_text,
)
from rectify_cli.formats.excel.layout import row_layout
from rectify_cli.formats.spreadsheet_text import cell_text

_NAME = "填报表"
_TITLE = "整改落实情况填报表"
_SIZE = 10
_SIGNATURE = f"{form.SIGNATURE}：________________（盖章）　　日期：________________"
_HEAD_FILL = PatternFill("solid", fgColor="E7E6E6")
_OPEN_FILL = PatternFill("solid", fgColor="FFFBE6")
_MARK_COLUMN, _FIRST = 1, 2
_LOWEST_ROW = 40.0  # points: room to write in, be the official text short
_MARGIN = 1.0  # of a column's width: other type faces than the one that was measured


class _Given(NamedTuple):
    """A column that the office fills: its width in Excel's unit, its text, whether centred."""

    title: str
    width: float
    text: Callable[[SheetItem], str]
    centred: bool = False


def _number(item: SheetItem) -> str:
    return str(item.state.issue.id)


def _deadline(item: SheetItem) -> str:
    state = item.state
    words = state.issue.deadline or ""
    if state.due is None or (state.due == state.original_due and not state.issue.due):
        return words
    extended = "延期至" if state.extended else "到期日"
    return f"{words}\n（{extended}{chinese_date(state.due)}）".strip()


def _last(item: SheetItem) -> str:
    if item.last is None:
        return "尚未报送"
    note = item.last.note or item.state.word_of(item.last)
    return f"{chinese_date(item.last.date)}：{note}"


_GIVEN = (
    _Given(form.ID, 4.5, _number, centred=True),
    _Given(form.LABEL, 6, lambda item: item.state.issue.label, centred=True),
    _Given("角色", 5, lambda item: item.role.label, centred=True),
    _Given(form.PROBLEM, 26, lambda item: item.state.issue.problem),
    _Given(title_of(Issue, "measures"), 32, lambda item: "\n".join(item.state.issue.measures)),
    _Given(title_of(Issue, "deadline"), 9.5, _deadline),
    _Given("事项状态", 6.5, lambda item: item.state.status.label, centred=True),
    _Given("本单位", 7, lambda item: item.part.label, centred=True),
    _Given("最近报送", 13, _last),
)
_WIDTHS = {
    form.NOTE: 26, form.STATE: 7, form.DIFFICULTY: 12, form.EVIDENCE: 12,
    form.DAY: 10.5, form.REPORTER: 7, form.PHONE: 12.5,
}  # fmt: skip
_TYPED = (form.DAY, form.PHONE)
"""Kept as typed: a spreadsheet would make 9.10 a number, and lose its last zero."""
_COUNT = len(_GIVEN) + len(form.FILLED)


def write_workbook(sheet: Sheet) -> bytes:
    """The workbook of one sheet, as a file."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = _NAME
    _set_up_page(page)
    _write_head(page, sheet)
    header = page.max_row + 1
    _write_header(page, header)
    for row, item in enumerate(sheet.items, start=header + 1):
        _write_item(page, row, sheet, item)
    _offer_choices(page, header + 1, page.max_row)
    _write_across(page, page.max_row + 2, _SIGNATURE)
    document = sheet.document
    return file_bytes(
        book,
        title=f"{_TITLE}：{sheet.unit}",
        author=document.compiled_by or document.issuer or "",
        day=sheet.id.as_of,
    )


def _set_up_page(page: Worksheet) -> None:
    print_on_a4(page, landscape=True)
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.5
    page.protection.sheet = True
    # What may be done all the same: make a row higher, for long answers.
    page.protection.formatRows = page.protection.formatColumns = False
    page.column_dimensions["A"].hidden = True
    widths = [*(column.width for column in _GIVEN), *(_WIDTHS[name] for name in form.FILLED)]
    for index, width in enumerate(widths, start=_FIRST):
        page.column_dimensions[get_column_letter(index)].width = width


def _write_head(page: Worksheet, sheet: Sheet) -> None:
    document = sheet.document
    mark = form.Mark(form.list_mark(document), sheet.id)
    cell_at(page, 1, _MARK_COLUMN).value = str(mark)
    _write_across(page, 1, _TITLE, font=Font(name=BODY_FONT, size=18, bold=True), height=30)
    cell_at(page, 1, _FIRST).alignment = Alignment(horizontal="center", vertical="center")
    origin = reference_of(document)
    if origin != document.number:
        origin = f"{document.issuer or ''}{origin}"
    facts = (
        f"{form.UNIT_LEAD}{sheet.unit}",
        f"截至：{chinese_date(sheet.id.as_of)}",
        f"依据：《{document.title}》（{origin}）",
    )
    _write_across(page, 2, "　　".join(facts))
    by = f"{chinese_date(sheet.reply_by)}前" if sheet.reply_by else "按要求的时间"
    to = document.compiled_by or document.issuer or "发表单位"
    day = sheet.id.as_of
    instructions = (
        "填表说明：1. 只填浅黄色各列，一行一项；本期没有新进展的，整行留空。"
        "其余各列锁定，请不要改动。",
        f"2. “{form.STATE}”从下拉框选：{form.ONGOING}，或{form.FINISHED}（牵头单位填{form.FINISHED}"
        f"即申请销号）；“{form.DAY}”写成{day.year}-{day.month}-{day.day}这样的形式，空着按收到的当天算。",
        f"3. “{form.EVIDENCE}”写文件名，文件与本表放在一起；{by}一并发回{to}，"
        "文件名可以改，格式不要变。",
    )
    for row, text in enumerate(instructions, start=3):
        _write_across(page, row, text)


def _write_across(
    page: Worksheet, row: int, text: str, *, font: Font | None = None, height: float = 18
) -> None:
    page.merge_cells(start_row=row, end_row=row, start_column=_FIRST, end_column=_COUNT + 1)
    cell = cell_at(page, row, _FIRST)
    store_text(cell, text)
    cell.font = font or Font(name=BODY_FONT, size=11)
    cell.alignment = Alignment(vertical="center")
    page.row_dimensions[row].height = height


def _write_header(page: Worksheet, row: int) -> None:
    titles = [*(column.title for column in _GIVEN), *form.FILLED]
    for column, title in enumerate(titles, start=_FIRST):
        cell = cell_at(page, row, column)
        store_text(cell, title)
        cell.font = Font(name=HEAD_FONT, size=_SIZE)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.fill, cell.border = _HEAD_FILL, GRID
    page.row_dimensions[row].height = 30
    page.print_title_rows = f"{row}:{row}"
    page.freeze_panes = f"A{row + 1}"


def _write_item(page: Worksheet, row: int, sheet: Sheet, item: SheetItem) -> None:
    mark = form.Mark(form.list_mark(sheet.document), sheet.id, item.state.issue.id)
    cell_at(page, row, _MARK_COLUMN).value = str(mark)
    texts = [cell_text(column.text(item)) for column in _GIVEN]
    size, height = row_layout(texts, [column.width - _MARGIN for column in _GIVEN], size=_SIZE)
    page.row_dimensions[row].height = max(height, _LOWEST_ROW)
    for column, (given, text) in enumerate(zip(_GIVEN, texts, strict=True), start=_FIRST):
        cell = cell_at(page, row, column)
        if given.title == form.ID:
            cell.value = item.state.issue.id
        else:
            store_text(cell, text)
        _dress(cell, size=size, centred=given.centred)
    for column, title in enumerate(form.FILLED, start=_FIRST + len(_GIVEN)):
        cell = cell_at(page, row, column)
        cell.number_format = "@" if title in _TYPED else "General"
        cell.protection = Protection(locked=False)
        cell.fill = _OPEN_FILL
        _dress(cell, size=_SIZE, centred=title in (form.STATE, form.DAY, form.REPORTER))


def _dress(cell: Cell, *, size: int, centred: bool) -> None:
    cell.font = Font(name=BODY_FONT, size=size)
    side = "center" if centred else "left"
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    cell.border = GRID


def _offer_choices(page: Worksheet, first: int, last: int) -> None:
    if last < first:
        return
    letter = get_column_letter(_FIRST + len(_GIVEN) + form.FILLED.index(form.STATE))
    choice = DataValidation(
        type="list",
        formula1=f'"{form.ONGOING},{form.FINISHED}"',
        allow_blank=True,
        showErrorMessage=True,
    )
    choice.errorTitle, choice.error = form.STATE, f"请选{form.ONGOING}或{form.FINISHED}。"
    choice.add(f"{letter}{first}:{letter}{last}")
    page.add_data_validation(choice)
