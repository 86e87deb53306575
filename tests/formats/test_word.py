"""Word printouts, read back: an official document's measures, and nothing left to touch up."""

import io
from datetime import date, timedelta
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from samples import ALL, AS_OF, busy_checklist, busy_report, list_of, nasty_document

from rectify_cli.formats.blocks import Document, Section, Trend
from rectify_cli.formats.word.document import render_word


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(io.BytesIO(render_word(busy_report())))


def font(style: Any) -> tuple[str, float, bool]:
    """East Asian face, points, bold."""
    return style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt, style.font.bold


def test_the_page_is_a4_with_the_standards_margins(word: Any) -> None:
    page = word.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == (
        pytest.approx(210, 0.1),
        pytest.approx(297, 0.1),
    )
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_the_list_is_a_landscape_a4_section(word: Any) -> None:
    page = word.sections[-1]
    assert page.orientation is WD_ORIENT.LANDSCAPE
    assert page.page_width > page.page_height
    assert abs(page.page_width - Mm(297)) < Mm(0.1)
    titles = [cell.text.replace("\n", "") for cell in word.tables[-1].rows[0].cells]
    assert titles == [
        "序号", "类别", "存在问题", "整改措施", "牵头单位", "责任领导", "责任单位", "整改时限",
        "进展情况", "状态",
    ]  # fmt: skip


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(word: Any) -> None:
    assert word.settings.odd_and_even_pages_header_footer
    page = word.sections[0]
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        xml = paragraph._p.xml
        assert 'w:instr=" PAGE "' in xml
        assert f'<w:jc w:val="{side}"/>' in xml
        assert paragraph.text.startswith("— ")
        assert paragraph.text.endswith(" —")
        assert 'w:eastAsia="宋体"' in xml
        assert '<w:sz w:val="28"/>' in xml


def test_the_number_stands_one_character_in_and_seven_millimetres_under_the_text(word: Any) -> None:
    page = word.sections[0]
    assert 'w:rightChars="100"' in page.footer.paragraphs[0]._p.xml
    assert 'w:leftChars="100"' in page.even_page_footer.paragraphs[0]._p.xml
    number_height = Pt(14).mm
    gap = page.bottom_margin.mm - page.footer_distance.mm - number_height
    assert gap == pytest.approx(7, abs=0.5)


def test_a_long_title_breaks_where_a_word_ends(word: Any) -> None:
    assert word.paragraphs[0].style.name == "Title"
    assert word.paragraphs[0].text == "云龙县营商环境“红黑榜”\n评价存在问题整改工作周报"
    assert word.styles["Title"].paragraph_format.alignment is WD_ALIGN_PARAGRAPH.CENTER


def test_a_list_of_its_own_is_landscape_from_its_first_page() -> None:
    word = docx.Document(io.BytesIO(render_word(list_of(busy_checklist()))))
    assert [page.orientation for page in word.sections] == [WD_ORIENT.LANDSCAPE]
    assert word.paragraphs[0].text == "云龙县营商环境“红黑榜”评价存在问题整改工作清单"


def test_an_appendix_heading_stands_at_the_margin_the_others_two_characters_in(word: Any) -> None:
    headings = [p for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings[-1].paragraph_format.first_line_indent == Pt(0)
    assert headings[0].paragraph_format.first_line_indent is None, "as its style has it"
    assert word.styles["Heading 1"].paragraph_format.first_line_indent == Pt(32)


def test_chinese_is_set_as_chinese(word: Any) -> None:
    languages = list(word.styles.element.iter(qn("w:lang")))
    assert languages
    assert {language.get(qn("w:eastAsia")) for language in languages} == {"zh-CN"}


def test_quotation_marks_are_drawn_by_the_chinese_face_in_every_run(word: Any) -> None:
    runs = list(word.element.body.iter(qn("w:r")))
    assert any("“" in (text.text or "") for run in runs for text in run.iter(qn("w:t")))
    assert {run.rPr.rFonts.get(qn("w:hint")) for run in runs} == {"eastAsia"}


def sizes(table: Any) -> set[float]:
    return {int(size.get(qn("w:val"))) / 2 for size in table._tbl.iter(qn("w:sz"))}


def test_headers_are_black_type_and_cells_song_type_of_readable_size(word: Any) -> None:
    ruled = [t for t in word.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    for table in ruled:
        head, body = (
            {fonts.get(qn("w:eastAsia")) for fonts in row.iter(qn("w:rFonts"))}
            for row in table._tbl.tr_lst[:2]
        )
        assert (head, body) == ({"黑体"}, {"仿宋_GB2312"})
    assert sizes(ruled[0]) == {12.0}
    assert sizes(ruled[-1]) == {9.0}


def drawings(word: Any) -> list[Any]:
    return [t._tbl for t in word.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is None]


def test_bars_are_drawn_to_scale_from_dark_to_light_with_a_legend(word: Any) -> None:
    first = drawings(word)[0].tr_lst[0]
    parts = [
        (cell.grid_span, cell.tcPr.find(qn("w:shd")).get(qn("w:fill")))
        for cell in first.tc_lst
        if cell.tcPr.find(qn("w:shd")) is not None
    ]
    # 1 struck off, 1 under way, 3 not started of 5; the longest bar has 6 in 40 units.
    assert parts == [(7, "404040"), (6, "B8B8B8"), (20, "E4E4E4")]
    legend = next(p for p in word.paragraphs if p.text.startswith("■"))
    assert legend.text.split("　")[:4] == ["■已销号", "■待销号", "■整改中", "■未启动"]
    inks = [str(run.font.color.rgb) for run in legend.runs if run.text == "■"]
    assert inks == sorted(inks), "from dark to light"
    assert [fill for _, fill in parts] == sorted(fill for _, fill in parts)


def test_open_items_are_columns_with_their_count_and_day(word: Any) -> None:
    trend = drawings(word)[1]
    numbers, *_, days = trend.tr_lst
    counts = ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in numbers.tc_lst]
    assert counts[0] == "11"
    assert counts[-1] == "10"
    said = [text.text for text in days.iter(qn("w:t"))]
    assert (said[0], said[-1]) == ("08-16", "11-05")
    heights = [int(row.trPr.find(qn("w:trHeight")).get(qn("w:val"))) for row in trend.tr_lst[1:-1]]
    assert heights == [2 * 56, 22 * 56], "24 levels for 11 items, 22 for 10"


def test_a_burn_down_of_years_has_a_day_under_every_other_column() -> None:
    points = tuple((date(2020, 8, 16) + timedelta(weeks=n), 30 - n) for n in range(27))
    document = Document(title="题", sections=(Section((Trend("趋势", points),)),), as_of=AS_OF)
    table = docx.Document(io.BytesIO(render_word(document))).tables[0]._tbl
    assert [cell.grid_span for cell in table.tr_lst[-1].tc_lst] == [2] * 13 + [1]


def test_what_is_to_be_signed_has_a_rule_to_write_on(word: Any) -> None:
    line = next(p for p in word.paragraphs if p.text.startswith("填报人："))
    ruled = [run for run in line.runs if run.underline]
    assert len(ruled) == 3
    assert all(not run.text.endswith("　") for run in ruled), "trailing space is not underlined"
    # Its characters and rules fit the 28 characters of a line.
    assert len(line.text) <= 28


def test_headings_are_words_own(word: Any) -> None:
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "一、总体情况"
    assert headings[-1] == "附件：整改工作清单"


def test_every_table_with_borders_repeats_its_header_and_keeps_its_widths(word: Any) -> None:
    ruled = [t for t in word.tables if t._tbl.tblPr.find(qn("w:tblBorders")) is not None]
    assert len(ruled) >= 5
    for table in ruled:
        first = table._tbl.tr_lst[0]
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_tables_fit_the_type_area(word: Any) -> None:
    for table in word.tables:
        width = sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.gridCol_lst)
        assert width <= round((297 - 50) * 1440 / 25.4)


def test_a_line_to_sign_ends_the_portrait_part(word: Any) -> None:
    assert any("填报人：" in p.text and "审核人：" in p.text for p in word.paragraphs)


def test_properties_are_set_and_hold_no_clock(word: Any) -> None:
    properties = word.core_properties
    assert "周报" in properties.title
    assert properties.author == "县政务服务局"
    assert str(properties.created).startswith("2020-11-05")


def test_substitute_faces_are_named(word: Any) -> None:
    part = next(p for p in word.part.package.iter_parts() if p.partname.endswith("fontTable.xml"))
    xml = part.blob.decode("utf-8")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in xml


@pytest.mark.parametrize("name", ALL)
def test_any_document_becomes_a_file_that_opens_and_is_the_same_twice(name: str) -> None:
    content = render_word(ALL[name]())
    assert content == render_word(ALL[name]())
    docx.Document(io.BytesIO(content))


def test_control_characters_do_not_reach_the_file() -> None:
    document = docx.Document(io.BytesIO(render_word(nasty_document())))
    text = "".join(p.text for p in document.paragraphs)
    assert "<script>alert('x')</script> & [red]红[/]" in text
    assert "\x1b" not in document.element.xml
    assert "\u202e" not in document.element.xml
