"""Word printouts, read back: an official document's measures, and nothing left to touch up."""

import io
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from samples import ALL, busy_report, long_list, nasty_document

from rectify_cli.printing.word import render_word


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
    titles = [cell.text for cell in word.tables[-1].rows[0].cells]
    assert titles == [
        "序号", "类别", "存在问题", "整改措施", "牵头单位", "责任领导", "责任单位", "整改时限",
        "进展情况", "状态",
    ]  # fmt: skip


def test_type_faces_and_sizes_are_those_of_official_documents(word: Any) -> None:
    styles = word.styles
    assert font(styles["Title"]) == ("方正小标宋简体", 22, False)
    assert font(styles["Normal"]) == ("仿宋_GB2312", 16, False)
    assert font(styles["Heading 1"]) == ("黑体", 16, False)
    assert font(styles["Heading 2"]) == ("楷体_GB2312", 16, False)
    assert font(styles["Heading 3"]) == ("仿宋_GB2312", 16, True)


def test_no_theme_face_or_colour_is_left_over(word: Any) -> None:
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        fonts = word.styles[name].element.rPr.rFonts
        assert not [key for key in fonts.attrib if "Theme" in key]
        assert str(word.styles[name].font.color.rgb) == "000000"


def test_lines_stand_exactly_28_points_apart_and_begin_two_characters_in(word: Any) -> None:
    form = word.styles["Normal"].paragraph_format
    assert form.line_spacing == Pt(28)
    assert form.first_line_indent == Pt(32)
    assert word.styles["Normal"].element.pPr.ind.get(qn("w:firstLineChars")) == "200"


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


def test_rows_do_not_break_across_pages_unless_they_are_tall() -> None:
    table = docx.Document(io.BytesIO(render_word(long_list()))).tables[-1]._tbl
    whole = [row for row in table.tr_lst if row.trPr.find(qn("w:cantSplit")) is not None]
    assert len(table.tr_lst) == 301
    assert len(table.tr_lst) // 2 < len(whole) < len(table.tr_lst)


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
