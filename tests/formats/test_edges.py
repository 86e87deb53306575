"""Edge ledgers in the formats that are pages of their own: well-formed, and nothing torn."""

import io

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.worksheet.worksheet import Worksheet
from samples import EDGES, PRINTOUTS, list_of
from test_html import Page

from rectify_cli.formats.csv_text import render_csv
from rectify_cli.formats.excel.book import render_excel
from rectify_cli.formats.html.page import render_html
from rectify_cli.formats.word.document import render_word

COMBINATIONS = [(printout, edge) for printout in PRINTOUTS for edge in EDGES]
WIDEST_TYPE_AREA = round((297 - 50) * 1440 / 25.4)
TALLEST_ROW = 409


@pytest.mark.parametrize(("printout", "edge"), COMBINATIONS)
def test_word_tables_stay_on_the_page_under_a_header_that_repeats(printout: str, edge: str) -> None:
    word = docx.Document(io.BytesIO(render_word(PRINTOUTS[printout](EDGES[edge]()))))
    for table in word.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst]
        assert all(width > 0 for width in widths)
        assert sum(widths) <= WIDEST_TYPE_AREA
        for row in table._tbl.tr_lst:
            spans = [cell.grid_span for cell in row.tc_lst]
            assert sum(spans) == len(widths)
        if table._tbl.tblPr.find(qn("w:tblBorders")) is not None:
            header = table._tbl.tr_lst[0].trPr
            assert header is not None
            assert header.find(qn("w:tblHeader")) is not None


@pytest.mark.parametrize(("printout", "edge"), COMBINATIONS)
def test_word_leaves_no_heading_without_a_line_under_it(printout: str, edge: str) -> None:
    word = docx.Document(io.BytesIO(render_word(PRINTOUTS[printout](EDGES[edge]()))))
    for paragraph in word.paragraphs:
        style = paragraph.style
        assert style is not None
        assert style.name is not None
        if style.name.startswith("Heading"):
            assert style.paragraph_format.keep_with_next
            following = paragraph._p.getnext()
            assert following is not None
            assert following.tag != qn("w:sectPr")


@pytest.mark.parametrize(("printout", "edge"), COMBINATIONS)
def test_html_is_well_formed(printout: str, edge: str) -> None:
    page = Page(render_html(PRINTOUTS[printout](EDGES[edge]())))
    assert page.headings[0][0] == 1


def sheet_of(edge: str) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(render_excel(list_of(EDGES[edge]())))).worksheets[0]


@pytest.mark.parametrize("edge", EDGES)
def test_a_workbook_has_a_row_for_each_issue_and_none_too_tall_to_open(edge: str) -> None:
    sheet = sheet_of(edge)
    assert sheet.print_title_rows is not None
    header = int(sheet.print_title_rows.replace("$", "").split(":")[0])
    count = len(EDGES[edge]().issues)
    ids = [sheet.cell(header + n, 1).value for n in range(1, count + 1)]
    assert ids == [issue.id for issue in EDGES[edge]().issues]
    heights = [row.height for row in sheet.row_dimensions.values() if row.height]
    assert max(heights) <= TALLEST_ROW


@pytest.mark.parametrize("edge", EDGES)
def test_csv_has_a_row_for_each_issue(edge: str) -> None:
    import csv

    rows = list(csv.reader(io.StringIO(render_csv(list_of(EDGES[edge]())).decode("utf-8-sig"))))
    assert len(rows) == 1 + len(EDGES[edge]().issues)
    assert {len(row) for row in rows} == {16}
