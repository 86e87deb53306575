"""The workbook read back: what a clerk finds when opening it."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rectify_cli.domain.model import Checklist, Event, Issue
from rectify_cli.domain.model import Document as SourceDocument
from rectify_cli.domain.state import states_of
from rectify_cli.formats.blocks import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Heading,
    Items,
    Paragraph,
    Section,
    Segment,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.formats.excel.book import render_excel
from rectify_cli.views.papers.checklist import list_document

AS_OF = date(2020, 11, 5)
STATUSES = ["未启动", "整改中", "待销号", "已销号"]
HEADER_ROW = 4  # under the title, the line with the as-of day, and the summary


def event(day: str, kind: str, **more: object) -> Event:
    return Event.model_validate({"date": day, "event": kind, **more})


def make_issue(number: int = 1, *log: Event, **more: object) -> Issue:
    data: dict[str, object] = {
        "id": number,
        "category": "个性问题",
        "number": number,
        "title": f"短题{number}",
        "problem": "县政务服务中心场地为借用，难以满足“只进一扇门”的工作需求。",
        "measures": ["积极向上汇报，筹措资金，争取早日搬迁入住。"],
        "lead_unit": "甲局",
        "leader": "某某",
        "responsible_units": ["县级各部门", "各乡镇人民政府"],
        "deadline": "2020年10月底取得实效",
        "log": log,
    }
    return Issue.model_validate(data | more)


def list_page(issues: Iterable[Issue]) -> Document:
    source = SourceDocument(
        title="某县整改工作清单", issued_on=date(2020, 8, 12), compiled_by="县政务服务局"
    )
    checklist = Checklist(document=source, issues=tuple(issues))
    return list_document(checklist, states_of(checklist, AS_OF), as_of=AS_OF)


def opened(document: Document) -> Workbook:
    return load_workbook(io.BytesIO(render_excel(document)))


def list_sheet(*issues: Issue) -> Worksheet:
    book = opened(list_page(issues))
    assert book.sheetnames == ["整改工作清单"]
    return book.worksheets[0]


def column_of(sheet: Worksheet, title: str) -> int:
    titles = [cell.value for cell in sheet[HEADER_ROW]]
    return titles.index(title) + 1


def rules_of(sheet: Worksheet) -> dict[str, list[str]]:
    """Formulas of the conditional formats by cell range, in order of precedence."""
    return {
        str(area.sqref): [
            rule.formula[0] for rule in sorted(area.rules, key=lambda rule: rule.priority)
        ]
        for area in sheet.conditional_formatting
    }


def one_cell(text: str) -> Document:
    table = Table(columns=(Column("列"),), rows=((Cell(text),),))
    return Document(title="表", sections=(Section((table,)),))


def test_the_header_is_frozen_filtered_and_repeated_on_every_page() -> None:
    sheet = list_sheet(make_issue(1), make_issue(2))
    assert sheet.freeze_panes == f"A{HEADER_ROW + 1}"
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:P{HEADER_ROW + 2}"
    assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
    assert [cell.value for cell in sheet[HEADER_ROW]][:3] == ["序号", "类别", "存在问题"]


def test_the_title_stands_merged_above_the_table() -> None:
    sheet = list_sheet(make_issue())
    assert sheet["A1"].value == "某县整改工作清单"
    assert "A1:P1" in [str(area) for area in sheet.merged_cells.ranges]
    assert str(sheet["A2"].value).endswith("汇总单位：县政务服务局")
    assert str(sheet["A3"].value).startswith("截至2020年11月5日，应整改1项")


def test_the_page_is_a4_landscape_fitted_to_the_width_with_page_numbers() -> None:
    sheet = list_sheet(make_issue())
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize or 0) == 9
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"


def test_dates_and_numbers_are_values_and_not_text() -> None:
    sheet = list_sheet(make_issue())
    due = sheet.cell(HEADER_ROW + 1, column_of(sheet, "到期日"))
    assert due.value == datetime(2020, 10, 31)
    assert due.is_date
    assert due.number_format == "yyyy-mm-dd"
    assert sheet.cell(HEADER_ROW + 1, column_of(sheet, "距到期")).value == "逾期5天"
    assert sheet.cell(HEADER_ROW + 1, column_of(sheet, "序号")).value == 1


def test_the_status_is_a_drop_down_of_exactly_the_four_words() -> None:
    sheet = list_sheet(make_issue(1), make_issue(2))
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "list"
    assert str(rule.formula1).strip('"').split(",") == STATUSES
    assert str(rule.sqref) == f"K{HEADER_ROW + 1}:K{HEADER_ROW + 2}"
    assert sheet.cell(HEADER_ROW + 1, column_of(sheet, "状态")).value == "未启动"


def test_overdue_rows_are_marked_by_due_date_status_and_the_as_of_cell() -> None:
    sheet = list_sheet(make_issue(1), make_issue(2))
    first, last = HEADER_ROW + 1, HEADER_ROW + 2
    assert sheet["N2"].value == datetime(2020, 11, 5)
    assert "截止日" in sheet["N2"].number_format
    overdue, soon = rules_of(sheet)[f"A{first}:P{last}"]
    assert overdue == f'AND(ISNUMBER($J{first}),$J{first}-$N$2<=-1,$K{first}<>"已销号")'
    assert soon == f'AND(ISNUMBER($J{first}),$J{first}-$N$2<=7,$K{first}<>"已销号")'
    (area,) = [a for a in sheet.conditional_formatting if str(a.sqref).startswith("A")]
    assert [rule.dxf.fill.bgColor.rgb for rule in area.rules] == ["00FBDAD7", "00FFF2CC"]


def test_the_colour_of_a_status_is_a_rule_so_that_it_follows_the_choice() -> None:
    sheet = list_sheet(
        make_issue(1, event("2020-10-01", "done")), make_issue(2, deadline="立行立改")
    )
    first, last = HEADER_ROW + 1, HEADER_ROW + 2
    assert rules_of(sheet)[f"K{first}:K{last}"] == [f'K{first}="未启动"', f'K{first}="已销号"']


def test_text_wraps_in_rows_high_enough_for_it() -> None:
    sheet = list_sheet(make_issue(1), make_issue(2, measures=["落实整改措施。" * 60]))
    cell = sheet.cell(HEADER_ROW + 2, column_of(sheet, "整改措施"))
    assert cell.alignment.wrap_text
    short, tall = (sheet.row_dimensions[HEADER_ROW + n].height or 0 for n in (1, 2))
    assert 20 < short < tall <= 409


def test_a_text_too_long_for_the_tallest_row_gets_smaller_letters() -> None:
    sheet = list_sheet(make_issue(1, measures=["落实整改措施。" * 150]))
    cell = sheet.cell(HEADER_ROW + 1, column_of(sheet, "整改措施"))
    assert cell.font.size is not None
    assert 6 <= cell.font.size < 10
    assert (sheet.row_dimensions[HEADER_ROW + 1].height or 0) <= 409


def test_a_text_that_fits_no_row_is_shown_from_its_beginning() -> None:
    sheet = list_sheet(make_issue(1, problem="县政务服务中心场地为借用。" * 300))
    cell = sheet.cell(HEADER_ROW + 1, column_of(sheet, "存在问题"))
    assert cell.alignment.vertical == "top"
    assert sheet.row_dimensions[HEADER_ROW + 1].height == 409


def test_columns_are_wide_enough_for_their_kind_and_the_sheet_for_its_page() -> None:
    sheet = list_sheet(make_issue())
    widths = {
        str(sheet.cell(HEADER_ROW, index).value): sheet.column_dimensions[letter].width
        for index, letter in enumerate("ABCDEFGHIJKLMNOP", start=1)
    }
    assert widths["存在问题"] > widths["序号"]
    assert widths["责任领导"] >= 8
    assert widths["到期日"] >= len("2020-10-31") + 1
    assert 120 < sum(widths.values()) < 170


def test_fonts_have_chinese_names() -> None:
    sheet = list_sheet(make_issue())
    fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value}
    assert fonts == {"宋体", "黑体", "仿宋"}


@pytest.mark.parametrize(
    "text", ["=1+1", "+86", "-甲", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x","y")', "＝1+1"]
)
def test_text_that_looks_like_a_formula_is_stored_as_text(text: str) -> None:
    cell = opened(one_cell(text)).worksheets[0]["A3"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix


@pytest.mark.parametrize("text", ["普通文字", "#N/A", "2020-10-31", "007"])
def test_other_text_is_plain_text(text: str) -> None:
    cell = opened(one_cell(text)).worksheets[0]["A3"]
    assert (cell.value, cell.data_type) == (text, "s")
    assert not cell.quotePrefix


def test_formulas_hide_nowhere_in_a_whole_list() -> None:
    evil = "=cmd|'/c calc'!A0"
    issue = make_issue(1, event("2020-10-01", "progress", note=evil), problem=evil, leader=evil)
    data = render_excel(list_page([issue.model_copy(update={"lead_unit": (evil,)})]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_control_characters_do_not_break_the_file() -> None:
    sheet = opened(one_cell("甲\x00\x08\x1b[31m\ufffe乙")).worksheets[0]
    shown = str(sheet["A3"].value)
    assert shown.startswith("甲")
    assert shown.endswith("乙")
    assert all(c.isprintable() for c in shown)


def test_a_text_longer_than_a_cell_may_be_is_cut_and_says_so() -> None:
    shown = str(opened(one_cell("字" * 40_000)).worksheets[0]["A3"].value)
    assert len(shown) <= 32_767
    assert shown.endswith("以下从略）")


def test_the_same_document_gives_the_same_bytes_at_any_time() -> None:
    document = list_page([make_issue()])
    data = render_excel(document)
    assert render_excel(document) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert str(datetime.now().year) not in core


def test_the_properties_speak_of_the_document_and_of_no_clock() -> None:
    properties = opened(list_page([make_issue()])).properties
    assert (properties.title, properties.creator) == ("某县整改工作清单", "县政务服务局")
    assert properties.created == properties.modified == datetime(2020, 11, 5)


def test_zero_issues_make_a_sheet_that_says_so() -> None:
    sheet = list_sheet()
    assert sheet.cell(HEADER_ROW + 1, 1).value == "清单里还没有事项。"
    assert sheet.auto_filter.ref is None
    assert not sheet.data_validations.dataValidation


def test_an_all_done_list_has_no_days_left() -> None:
    sheet = list_sheet(*(make_issue(n, event("2020-10-01", "done")) for n in (1, 2)))
    column = column_of(sheet, "距到期")
    assert [sheet.cell(HEADER_ROW + n, column).value for n in (1, 2)] == [None, None]


def test_a_unit_name_of_sixty_characters_wraps_in_its_cell() -> None:
    name = "某某某某某某某某某某" * 6
    sheet = list_sheet(make_issue(1, lead_unit=name))
    cell = sheet.cell(HEADER_ROW + 1, column_of(sheet, "牵头单位"))
    assert cell.value == name
    assert (sheet.row_dimensions[HEADER_ROW + 1].height or 0) > 8 * 10


def test_three_hundred_issues_are_three_hundred_rows() -> None:
    log = [event(f"2020-09-{day:02}", "progress", note="持续推进") for day in range(1, 9)]
    sheet = list_sheet(*(make_issue(n, *log) for n in range(1, 301)))
    ids = [sheet.cell(HEADER_ROW + n, 1).value for n in range(1, 301)]
    assert ids == list(range(1, 301))
    assert sheet.auto_filter.ref == f"A{HEADER_ROW}:P{HEADER_ROW + 300}"


def several_tables() -> Document:
    rows = ((Cell("甲", Tone.BAD), Cell("1", value=1)),)
    table = Table(columns=(Column("名"), Column("数")), rows=rows)
    bars = Bars("完成情况", (Bar("甲局", (Segment("已销号", 2), Segment("未启动", 1)), "2/3"),))
    return Document(
        title="周报",
        subtitle=("第45周",),
        sections=(
            Section(
                (
                    Heading(1, "一、总体情况"),
                    Paragraph("说明。"),
                    Heading(1, "二、红榜（1个）"),
                    table,
                    Heading(2, "（一）红榜"),
                    table,
                    bars,
                    Trend("逐周变化", ((date(2020, 11, 1), 7),)),
                    Items(("其一", "其二")),
                    SignOff(("填报人", "审核人")),
                )
            ),
            Section((Heading(1, "附件：A/B:表"), table), landscape=True),
        ),
    )


def test_several_tables_are_a_sheet_of_text_and_a_sheet_each() -> None:
    book = opened(several_tables())
    assert book.sheetnames == ["正文", "红榜", "红榜（2）", "完成情况", "逐周变化", "AB表"]
    text = [row[0].value for row in book.worksheets[0].iter_rows()]
    assert text[:4] == ["周报", "第45周", "一、总体情况", "说明。"]
    assert "（见工作表“红榜（2）”）" in text
    assert "· 其二" in text
    assert str(text[-3]).startswith("填报人：____")
    assert book["AB表"].page_setup.orientation == "landscape"
    assert book["红榜"].page_setup.orientation == "portrait"


def test_the_text_leads_to_each_table() -> None:
    sheet = opened(several_tables()).worksheets[0]
    cells = [row[0] for row in sheet.iter_rows()]
    links = [cell.hyperlink.location for cell in cells if cell.hyperlink]
    assert [str(link).replace("'", "") for link in links] == [
        "红榜!A1",
        "红榜（2）!A1",
        "完成情况!A1",
        "逐周变化!A1",
        "AB表!A1",
    ]


def test_bars_and_trends_become_tables_of_their_figures() -> None:
    book = opened(several_tables())
    bars = [[cell.value for cell in row] for row in book["完成情况"].iter_rows(min_row=3)]
    assert bars == [["名称", "已销号", "未启动", "合计", "说明"], ["甲局", 2, 1, 3, "2/3"]]
    trend = [[cell.value for cell in row] for row in book["逐周变化"].iter_rows(min_row=3)]
    assert trend == [["日期", "数量"], [datetime(2020, 11, 1), 7]]


def test_a_document_of_text_alone_is_one_sheet() -> None:
    book = opened(Document(title="通知", sections=(Section((Paragraph("正文。"),)),)))
    assert book.sheetnames == ["正文"]
    assert book.worksheets[0]["A2"].value == "正文。"
