"""What clerks of the units do with a sheet: fill it in, and spoil it in every usual way."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

NOTE, STATE, DIFFICULTY, EVIDENCE = "本期落实情况", "完成情况", "存在困难", "佐证材料"
DAY, REPORTER, PHONE = "填报日期", "填报人", "联系电话"

Answers = Mapping[int, Mapping[str, object]]
"""By issue id, what stands under which heading."""


class Form:
    """A sheet by its headings and its issues, as a person reads it."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet
        self.top: int = next(
            cell.row
            for row in self.sheet.iter_rows()
            for cell in row
            if str(cell.value).strip() == NOTE
        )
        self.columns: dict[str, int] = {
            str(cell.value): cell.column for cell in self.sheet[self.top] if cell.value is not None
        }

    def row(self, issue_id: int) -> int:
        """The row of an issue."""
        column = self.columns["序号"]
        return next(
            row
            for row in range(self.top + 1, self.sheet.max_row + 1)
            if str(self.sheet.cell(row, column).value) == str(issue_id)
        )

    def cell(self, issue_id: int, heading: str) -> Any:
        """A cell by its issue and heading."""
        return self.sheet.cell(self.row(issue_id), self.columns[heading])

    def rows(self) -> range:
        """The rows of issues."""
        return range(self.top + 1, self.row(11) + 1)


def fill(source: Path, target: Path, answers: Answers) -> None:
    """Fill in a sheet as a person would, and save it under another name."""
    book = openpyxl.load_workbook(source)
    form = Form(book.worksheets[0])
    for issue_id, cells in answers.items():
        for heading, value in cells.items():
            form.cell(issue_id, heading).value = value
    target.parent.mkdir(exist_ok=True)
    book.save(target)


def save_with_libreoffice(files: list[Path], folder: Path) -> bool:
    """The files opened and saved by LibreOffice; false where it is not installed."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return False
    profile = f"-env:UserInstallation={(folder.parent / 'profile').resolve().as_uri()}"
    order = ("--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir")
    subprocess.run(
        [soffice, profile, *order, str(folder), *map(str, files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return all((folder / file.name).exists() for file in files)


# What follows is done to a filled sheet; none of it may change what is read.


def _rows_of(form: Form) -> list[list[Any]]:
    return [[cell.value for cell in form.sheet[row]] for row in form.rows()]


def _write(form: Form, rows: list[list[Any]], *, first: int = 0) -> None:
    for row, values in zip(form.rows(), rows, strict=True):
        for column, value in enumerate(values[first:], start=first + 1):
            form.sheet.cell(row, column).value = value


def move_columns(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    sheet, order = form.sheet, list(range(form.sheet.max_column, 1, -1))
    unmerge(book)
    for row in range(form.top, form.row(11) + 1):
        values = [sheet.cell(row, column).value for column in order]
        for column, value in enumerate(values, start=2):
            sheet.cell(row, column).value = value


def sort_rows(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    _write(form, list(reversed(_rows_of(form))))


def sort_rows_without_the_hidden_column(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    _write(form, list(reversed(_rows_of(form))), first=1)


def insert_and_delete_rows(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    form.sheet.delete_rows(form.row(1))
    form.sheet.insert_rows(form.row(4), 2)


def delete_what_stands_above(book: Workbook) -> None:
    unmerge(book)
    form = Form(book.worksheets[0])
    form.sheet.delete_rows(1, form.top - 1)


def delete_the_hidden_column(book: Workbook) -> None:
    unmerge(book)
    book.worksheets[0].delete_cols(1)


def show_and_unlock_all(book: Workbook) -> None:
    sheet = book.worksheets[0]
    sheet.protection.sheet = False
    sheet.column_dimensions["A"].hidden = False


def unmerge(book: Workbook) -> None:
    sheet = book.worksheets[0]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))


def merge_reporters(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    column = form.columns[REPORTER]
    form.sheet.merge_cells(
        start_row=form.row(3), end_row=form.row(5), start_column=column, end_column=column
    )


def merge_answer_with_its_state(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    row, column = form.row(3), form.columns[NOTE]
    form.cell(3, STATE).value = None
    form.sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + 1)


def number_as_text(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    for issue_id in (3, 5):
        form.cell(issue_id, "序号").value = f" {issue_id}"


def full_width_digits(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    form.cell(3, DAY).value = "９月１８日"
    form.cell(3, "序号").value = "３"


def renumber(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    for at, row in enumerate(form.rows()):
        form.sheet.cell(row, form.columns["序号"]).value = at + 20


def lose_the_numbers(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    for row in form.rows():
        form.sheet.cell(row, form.columns["序号"]).value = None


def blanks_of_every_kind(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    for issue_id in (3, 5):
        cell = form.cell(issue_id, NOTE)
        cell.value = f"\u3000\u3000\u200b{cell.value}\xa0\t "
        cell = form.cell(issue_id, STATE)
        cell.value = f"{cell.value}\u3000"
    form.cell(7, NOTE).value = "\u3000\xa0 "
    form.cell(8, NOTE).value = "/"
    form.cell(9, NOTE).value = "\u200b"


def line_breaks(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    for row in form.rows():
        for cell in form.sheet[row]:
            if isinstance(cell.value, str) and cell.column > 1:
                cell.value = f"{cell.value}\r\n"
    for cell in form.sheet[form.top]:
        if cell.value == NOTE:
            cell.value = "本期\n落实情况"


def comments(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    form.cell(3, NOTE).comment = Comment("领导已阅", "办公室")
    form.cell(8, NOTE).comment = Comment("还没有", "办公室")


def hidden_rows(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    form.sheet.row_dimensions[form.row(3)].hidden = True


def second_sheets(book: Workbook) -> None:
    book.create_sheet("草稿")["B2"] = "记得打电话"
    book.create_sheet("Sheet3")
    copied = book.copy_worksheet(book.worksheets[0])
    copied.title = "原表 (2)"


def heading_again(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    at = form.row(4)
    titles = [cell.value for cell in form.sheet[form.top]]
    form.sheet.insert_rows(at)
    for column, title in enumerate(titles, start=1):
        form.sheet.cell(at, column).value = title


def lose_columns_not_filled(book: Workbook) -> None:
    unmerge(book)
    form = Form(book.worksheets[0])
    for column in sorted((form.columns[PHONE], form.columns["整改措施"]), reverse=True):
        form.sheet.delete_cols(column)


def remarks_in_headings(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    form.sheet.cell(form.top, form.columns[NOTE]).value = "本期 落实情况（必填）："
    form.sheet.cell(form.top, form.columns[DAY]).value = "填报\n日期*"


def a_column_more(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    column = form.sheet.max_column + 1
    form.sheet.cell(form.top, column).value = "备注"
    form.sheet.cell(form.row(3), column).value = "已电话核实"


def signed(book: Workbook) -> None:
    form = Form(book.worksheets[0])
    row = next(
        cell.row
        for cells in form.sheet.iter_rows()
        for cell in cells
        if "主要领导审签" in str(cell.value)
    )
    unmerge(book)
    form.sheet.cell(row, form.columns[NOTE]).value = "同意上报。张某"


SPOILINGS: dict[str, Callable[[Workbook], None]] = {
    spoil.__name__: spoil
    for spoil in (
        move_columns, sort_rows, sort_rows_without_the_hidden_column, insert_and_delete_rows,
        delete_what_stands_above, delete_the_hidden_column, show_and_unlock_all, unmerge,
        merge_reporters, merge_answer_with_its_state, number_as_text, full_width_digits, renumber,
        lose_the_numbers, blanks_of_every_kind, line_breaks, comments, hidden_rows, second_sheets,
        heading_again, lose_columns_not_filled, remarks_in_headings, a_column_more, signed,
    )
}  # fmt: skip

SERIAL = 44092  # 2020-09-18 in the date system of 1900; 42630 in that of 1904
DAYS: dict[str, object] = {
    "real date": date(2020, 9, 18),
    "real time": datetime(2020, 9, 18, 16, 30),
    "serial number": SERIAL,
    "serial number as text": str(SERIAL),
    "number of digits": 20200918,
    "no year": "9月18日",
    "no year, no characters": "9-18",
    "dots": "2020.9.18",
    "dots and a last one": "2020.9.18.",
    "slashes": "2020/9/18",
    "padded": "2020-09-18",
    "characters": "2020年9月18日",
    "blanks within": "2020 年 9 月 18 日",
    "full width": "２０２０－９－１８",
    "numerals": "二〇二〇年九月十八日",
    "numerals, no year": "九月十八日",
    "time of day": "2020-09-18 16:30:00",
    "afternoon": "9月18日下午",
    "weekday": "9月18日（星期五）",
    "two digits": "20.9.18",
    "号": "9月18号",
    "a number with a point": 9.18,
}


def with_result(data: bytes, formula: str, result: str) -> bytes:
    """A workbook whose formula carries the result that a spreadsheet program saved with it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = content.decode()
                assert f"<f>{formula}</f><v />" in text or f"<f>{formula}</f><v></v>" in text
                for empty in ("<v />", "<v></v>"):
                    text = text.replace(
                        f"<f>{formula}</f>{empty}", f"<f>{formula}</f><v>{result}</v>"
                    )
                content = text.replace(f"><f>{formula}</f>", f' t="str"><f>{formula}</f>').encode()
            new.writestr(name, content)
    return target.getvalue()


def to_1904(path: Path, cells: Mapping[str, object]) -> None:
    """The same workbook in the other date system, with ``cells`` (of issue 3) written anew."""
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    form = Form(book.worksheets[0])
    for heading, value in cells.items():
        form.cell(3, heading).value = value
    book.save(path)
