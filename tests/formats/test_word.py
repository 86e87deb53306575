"""Word printouts, read back: an official document's measures, and nothing left to touch up."""

import io
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from samples import ALL, busy_checklist, busy_report, list_of, nasty_document

from rectify_cli.formats.blocks import Cell, Column, Document, Section, Table
from rectify_cli.formats.word.document import render_word


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(io.BytesIO(render_word(busy_report())))


def test_the_page_is_a4_with_the_standards_margins(word: Any) -> None:
    page = word.sections[0]
    assert (page.page_width.mm, page.page_height.mm) == (
        pytest.approx(210, 0.1),
        pytest.approx(297, 0.1),
    )
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


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


def test_a_row_too_tall_for_a_page_is_cut_into_parts_that_bear_its_number() -> None:
    columns = (Column("序号", fixed=True), Column("措施", 4), Column("单位", names=True))
    text = "落实整改措施，按时报送。" * 60
    table = Table(
        columns, ((Cell("1"), Cell("短"), Cell("甲局")), (Cell("2"), Cell(text), Cell("乙局")))
    )
    word = docx.Document(io.BytesIO(render_word(Document("题", (Section((table,)),)))))
    first, whole, *parts = ([cell.text for cell in row.cells] for row in word.tables[0].rows)
    assert (first[0], whole[0], parts[0][0]) == ("序号", "1", "2")
    assert {part[0] for part in parts[1:]} == {"2\n续"}
    assert "".join(part[1] for part in parts) == text
    assert all(part[1].endswith("。") for part in parts[:-1]), "cut after a sentence"
    assert len(list(word.tables[0]._tbl.iter(qn("w:cantSplit")))) == 2 + len(parts)


def test_names_are_never_broken_and_headers_fold_evenly() -> None:
    columns = (Column("牵头单位", names=True), Column("责任领导", fixed=True), Column("问题", 9))
    units = "县政务服务中心、各乡镇人民政府、县发改局"
    table = Table(columns, ((Cell(units), Cell("某某"), Cell("问题表述。" * 80)),))
    word = docx.Document(io.BytesIO(render_word(Document("题", (Section((table,)),)))))
    names, _, _ = (cell.text for cell in word.tables[0].rows[1].cells)
    assert names.split("\n") == ["县政务服务中心、", "各乡镇人民政府、", "县发改局"]
    assert [cell.text for cell in word.tables[0].rows[0].cells][1] == "责任\n领导"


def test_figures_that_are_drawn_are_left_to_screens(word: Any) -> None:
    text = "".join(p.text for p in word.paragraphs)
    assert "逐周变化" not in text
    assert all(t._tbl.tblPr.find(qn("w:tblBorders")) is not None for t in word.tables)
