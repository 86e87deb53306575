"""CSV that Excel opens rightly and that computes nothing."""

import csv
import io
from datetime import date

import pytest

from rectify_cli.formats.blocks import Cell, Column, Document, Paragraph, Section, Shown, Table
from rectify_cli.formats.csv_text import render_csv


def page(*tables: Table) -> Document:
    return Document(title="清单", sections=(Section((Paragraph("说明。"), *tables)),))


def table(*rows: tuple[Cell, ...], columns: int = 1) -> Table:
    return Table(columns=tuple(Column(f"列{n}") for n in range(1, columns + 1)), rows=rows)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def field_of(text: str) -> str:
    return read(render_csv(page(table((Cell(text),)))))[1][0]


def test_the_file_begins_with_a_bom_and_ends_lines_with_crlf() -> None:
    data = render_csv(page(table((Cell("甲"),))))
    assert data == b"\xef\xbb\xbf" + "列1\r\n甲\r\n".encode()


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-甲",
        "@SUM(A1)",
        "\t=1",
        "  =1",
        "＝1+1",
        "＋1",
        "－1",
        "＠甲",
        "\r=1",
        "\n=1",
    ],
)
def test_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(text: str) -> None:
    assert field_of(text).startswith("'")


@pytest.mark.parametrize("text", ["甲=乙", "—", "2020-10-31", "“引号”", "'甲", "1-2"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert field_of(text) == text


def test_a_column_title_is_text_too() -> None:
    data = render_csv(page(Table(columns=(Column("=HYPERLINK()"),), rows=())))
    assert read(data) == [["'=HYPERLINK()"]]


def test_commas_quotes_and_line_breaks_survive() -> None:
    text = '甲,"乙"\n丙'
    assert field_of(text) == text


def test_control_characters_do_not_get_through() -> None:
    shown = field_of("甲\x00\x1b[31m\ud800乙")
    assert shown.startswith("甲")
    assert not any(c in shown for c in "\x00\x1b\ud800")


def test_typed_cells_are_written_as_dates_and_numbers() -> None:
    row = (
        Cell("10月底", value=date(2020, 10, 31)),
        Cell("逾期5天", value=-5),
        Cell("甲", value="乙"),
    )
    assert read(render_csv(page(table(row, columns=3))))[1] == ["2020-10-31", "-5", "乙"]


def test_columns_that_only_a_spreadsheet_shows_are_included() -> None:
    columns = (Column("甲"), Column("乙", shown=Shown.SHEET))
    made = Table(columns, ((Cell("一"), Cell("", value=3)),))
    assert read(render_csv(page(made))) == [["甲", "乙"], ["一", "3"]]


def test_the_widest_table_is_the_main_one() -> None:
    narrow, wide = table((Cell("窄"),)), table((Cell("宽"), Cell("宽")), columns=2)
    assert read(render_csv(page(narrow, wide)))[1] == ["宽", "宽"]


def test_without_rows_there_is_a_header_and_without_tables_nothing() -> None:
    assert read(render_csv(page(table()))) == [["列1"]]
    assert render_csv(page()) == b"\xef\xbb\xbf"
