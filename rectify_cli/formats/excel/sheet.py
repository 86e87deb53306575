"""One sheet of a workbook, written from the top down.

What a clerk expects of a 台账: a frozen header with filters, wrapped text in rows high enough
for it, dates that are dates, a drop-down where a column has choices, marks that follow edits,
and a print set-up that needs no touch.
"""

from collections.abc import Sequence
from datetime import date

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from rectify_cli.formats.blocks import Align, Cell, Column, DateMark, Table, Tone
from rectify_cli.formats.excel.house_style import (
    BODY_FONT,
    GRID,
    HEAD_FONT,
    cell_at,
    print_on_a4,
    store_text,
)
from rectify_cli.formats.excel.layout import (
    BODY_SIZE,
    TALLEST_ROW,
    row_layout,
    sheet_widths,
)
from rectify_cli.formats.spreadsheet_text import (
    cell_text,
    shown_text,
    stored_value,
)

_TEXT_FONT = "仿宋"
_TITLE_SIZE = 18
_TEXT_SIZE = 12
_LANDSCAPE_WIDTH = 150.0
_PORTRAIT_WIDTH = 90.0
_TEXT_COLUMNS = 6  # a sheet of text is merged from so many: one wide column defeats fit-to-width
_INK = {
    Tone.GOOD: "2E7D32",
    Tone.ACTIVE: "1F4E79",
    Tone.WARN: "9A5B00",
    Tone.BAD: "C00000",
    Tone.MUTED: "6B6B6B",
}
_SHADE = {Tone.BAD: "FBDAD7", Tone.WARN: "FFF2CC", Tone.GOOD: "E2F0D9"}
_AS_OF_FORMAT = '"截止日："yyyy"年"m"月"d"日"'
_AS_OF_WIDTH = 22.0


class SheetWriter:
    """Writes title, text and at most one table to an empty sheet, one under the other."""

    def __init__(
        self, sheet: Worksheet, *, table: Table | None = None, landscape: bool = False
    ) -> None:
        self._sheet = sheet
        self._table = table
        self._row = 0
        self._as_of: SheetCell | None = None
        total = _LANDSCAPE_WIDTH if landscape else _PORTRAIT_WIDTH
        self._widths = (
            sheet_widths(table.columns, table.rows, total=total)
            if table
            else [total / _TEXT_COLUMNS] * _TEXT_COLUMNS
        )
        for index, width in enumerate(self._widths, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width
        self._set_up_page(landscape=landscape)

    def write_title(self, text: str) -> None:
        """The printout's title across the sheet."""
        font = Font(name=BODY_FONT, size=_TITLE_SIZE, bold=True)
        self._write_across(text, font, centred=True)

    def write_subtitle(self, lines: Sequence[str], *, as_of: date | None = None) -> None:
        """The lines under the title; beside them, where the table has marks, ``as_of`` in a cell
        of its own, on which the marks then depend."""
        marked = self._table is not None and bool(self._table.marks)
        if as_of is None or not marked:
            for line in lines:
                self._write_across(line, _text_font(), centred=True)
            return
        first = self._first_column_of_last(_AS_OF_WIDTH)
        self._write_across("　".join(lines), _text_font(), last=max(first - 1, 1))
        self._merge(max(first, 2), len(self._widths))
        cell = self._cell(max(first, 2))
        cell.value = as_of
        cell.number_format = _AS_OF_FORMAT
        cell.font = _text_font()
        cell.alignment = Alignment(horizontal="right", vertical="center")
        self._as_of = cell

    def write_heading(self, text: str) -> None:
        """A heading within the text."""
        self._write_across(text, Font(name=HEAD_FONT, size=_TEXT_SIZE))

    def write_text(self, text: str, *, tone: Tone = Tone.PLAIN) -> None:
        """A paragraph across the sheet."""
        self._write_across(text, _text_font(_INK.get(tone)))

    def write_link(self, text: str, *, to: str) -> None:
        """A line that leads to the sheet named ``to``."""
        self._write_across(text, _text_font("0563C1"))
        cell = self._cell(1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(to)}!A1")

    def write_table(self) -> None:
        """The table: header, rows, filters, frozen header, drop-downs, marks."""
        table = self._table
        assert table is not None, "a sheet of text has no table to write"
        columns = table.columns
        self._write_header(columns)
        header = self._row
        self._sheet.print_title_rows = f"{header}:{header}"
        self._sheet.freeze_panes = f"A{header + 1}"
        if not table.rows:
            self._write_across(table.empty, Font(name=BODY_FONT, size=BODY_SIZE))
            return
        for row in table.rows:
            self._write_row(columns, row)
        last = f"{get_column_letter(len(columns))}{self._row}"
        self._sheet.auto_filter.ref = f"A{header}:{last}"
        for mark in table.marks:
            self._mark_rows(f"A{header + 1}:{last}", mark, first_row=header + 1)
        for index, column in enumerate(columns, start=1):
            if column.choices:
                letter = get_column_letter(index)
                cells = f"{letter}{header + 1}:{letter}{self._row}"
                self._offer_choices(cells, column)
                self._colour_choices(cells, column, [row[index - 1] for row in table.rows])

    def _set_up_page(self, *, landscape: bool) -> None:
        sheet = self._sheet
        print_on_a4(sheet, landscape=landscape)
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.45
        margins.top, margins.bottom = 0.6, 0.7
        margins.header = margins.footer = 0.3

    def _write_across(
        self, text: str, font: Font, *, centred: bool = False, last: int | None = None
    ) -> None:
        """A new row with ``text`` over the columns up to ``last`` (all)."""
        self._row += 1
        end = last or len(self._widths)
        self._merge(1, end)
        cell = self._cell(1)
        store_text(cell, text)
        cell.font = font
        cell.alignment = Alignment(
            horizontal="center" if centred else "left", vertical="center", wrap_text=True
        )
        size = int(font.size or BODY_SIZE)
        _, height = row_layout([cell_text(text)], [sum(self._widths[:end])], size=size)
        self._sheet.row_dimensions[self._row].height = height + 4

    def _write_header(self, columns: Sequence[Column]) -> None:
        self._row += 1
        for index, column in enumerate(columns, start=1):
            cell = self._cell(index)
            store_text(cell, column.title)
            cell.font = Font(name=HEAD_FONT, size=BODY_SIZE)
            cell.fill = PatternFill("solid", start_color="DCE6F1", end_color="DCE6F1")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            cell.border = GRID
        titles = [cell_text(column.title) for column in columns]
        _, height = row_layout(titles, self._widths)
        self._sheet.row_dimensions[self._row].height = height + 10

    def _write_row(self, columns: Sequence[Column], row: Sequence[Cell]) -> None:
        self._row += 1
        texts = [shown_text(cell) for cell in row]
        size, height = row_layout(texts, self._widths)
        self._sheet.row_dimensions[self._row].height = max(height, 22.0)
        # What even the smallest letters do not fit is cut at its end, not at both.
        vertical = "top" if height >= TALLEST_ROW else "center"
        for index, (column, cell) in enumerate(zip(columns, row, strict=True), start=1):
            target = self._cell(index)
            _store(target, cell)
            ink = None if column.choices else _INK.get(cell.tone)
            target.font = Font(name=BODY_FONT, size=size, color=ink)
            horizontal = None if column.align is Align.LEFT else column.align.value
            target.alignment = Alignment(
                horizontal=horizontal or "left", vertical=vertical, wrap_text=True
            )
            target.border = GRID

    def _offer_choices(self, cells: str, column: Column) -> None:
        rule = DataValidation(
            type="list",
            formula1=f'"{",".join(column.choices)}"',
            allow_blank=True,
            showErrorMessage=True,
            errorTitle=column.title,
            error=f"请从下拉列表中选择：{'、'.join(column.choices)}。",
        )
        rule.add(cells)
        self._sheet.add_data_validation(rule)

    def _colour_choices(self, cells: str, column: Column, shown: Sequence[Cell]) -> None:
        """The tone that a choice has in the printout, by rule, so that it follows the choice."""
        tones = {cell.text: cell.tone for cell in shown}
        for choice in column.choices:
            ink = _INK.get(tones.get(choice, Tone.PLAIN))
            if ink:
                first = cells.partition(":")[0]
                self._add_rule(cells, f"{first}={_quoted(choice)}", font=Font(color=ink))

    def _mark_rows(self, cells: str, mark: DateMark, *, first_row: int) -> None:
        assert self._table is not None
        titles = [column.title for column in self._table.columns]
        day = f"${get_column_letter(titles.index(mark.dates) + 1)}{first_row}"
        state = f"${get_column_letter(titles.index(mark.unless) + 1)}{first_row}"
        as_of = f"${self._as_of.column_letter}${self._as_of.row}" if self._as_of else "TODAY()"
        passed = f"ISNUMBER({day}),{day}-{as_of}<={mark.within}"
        formula = f"AND({passed},{state}<>{_quoted(mark.unless_text)})"
        shade = _SHADE.get(mark.tone, "EDEDED")
        self._add_rule(cells, formula, fill=PatternFill("solid", shade, shade))

    def _add_rule(
        self, cells: str, formula: str, *, font: Font | None = None, fill: PatternFill | None = None
    ) -> None:
        """A rule by formula; where several fit a cell, the one added first holds."""
        style = DifferentialStyle(font=font, fill=fill)
        rule = Rule(type="expression", dxf=style, formula=[formula])
        self._sheet.conditional_formatting.add(cells, rule)

    def _first_column_of_last(self, width: float) -> int:
        """Where the shortest run of last columns begins that is at least ``width`` wide."""
        first, reached = len(self._widths) + 1, 0.0
        while first > 1 and reached < width:
            first -= 1
            reached += self._widths[first - 1]
        return first

    def _merge(self, first: int, last: int) -> None:
        if last > first:
            self._sheet.merge_cells(
                start_row=self._row, end_row=self._row, start_column=first, end_column=last
            )

    def _cell(self, column: int) -> SheetCell:
        return cell_at(self._sheet, self._row, column)


def _text_font(ink: str | None = None) -> Font:
    return Font(name=_TEXT_FONT, size=_TEXT_SIZE, color=ink)


def _quoted(text: str) -> str:
    """A text constant of a formula."""
    return '"' + text.replace('"', '""') + '"'


def _store(target: SheetCell, cell: Cell) -> None:
    value = stored_value(cell)
    if isinstance(value, str):
        store_text(target, value)
    elif isinstance(value, date):
        target.value = value
        target.number_format = "yyyy-mm-dd"
    elif isinstance(value, int | float):
        target.value = value
        if cell.text.endswith("%"):
            target.number_format = "0.0%"
