"""公文 in Word and HTML, read back: the parts in the standard's order, each in its place."""

import io
import re
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Twips

from rectify_cli.formats.blocks import (
    Addressees,
    AnnexNote,
    AnnexTitle,
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Imprint,
    Letterhead,
    Paragraph,
    Section,
    Signature,
    Table,
)
from rectify_cli.formats.html.page import render_html
from rectify_cli.formats.markdown import render_markdown
from rectify_cli.formats.paper.official import day_text, signature_places
from rectify_cli.formats.word.document import render_word

ORGAN = "青石县优化营商环境领导小组办公室"
DAY = date(2031, 6, 2)
PARTS = (
    ORGAN, "青营商办通〔2031〕3号", "关于整改进展情况的通报", "各乡镇人民政府，县级各单位：",
    "现将有关情况通报如下：", "附件：1.情况表", "2.认定办法", ORGAN, "2031年6月2日",
    "附件1", "情况表", "附件2", "认定办法", "抄送：县委办公室，县政协办公室。", "2031年6月2日印发",
)  # fmt: skip


def made(*, signer: str | None = None, sealed: bool = True, landscape: bool = False) -> Document:
    body: tuple[Block, ...] = (
        Addressees(("各乡镇人民政府", "县级各单位")),
        Paragraph("现将有关情况通报如下："),
        Heading(1, "一、总体情况"),
        *(Paragraph("整改工作按时限推进，佐证材料齐全。" * 4) for _ in range(12)),
        AnnexNote(("情况表", "认定办法")),
        Signature(ORGAN, DAY, sealed),
    )
    table = Table((Column("单位"),), ((Cell("柳溪镇"),),))
    imprint = Imprint(("县委办公室", "县政协办公室"), ORGAN, DAY)
    return Document(
        "关于整改进展情况的通报",
        (
            Section(body),
            Section((AnnexTitle("附件1", "情况表"), table)),
            Section((AnnexTitle("附件2", "认定办法"), table, imprint), landscape=landscape),
        ),
        as_of=DAY,
        letterhead=Letterhead(ORGAN, "青营商办通〔2031〕3号", signer),
    )


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(render_word(document)))


def text_of(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def paragraph_of(word: Any, text: str) -> Any:
    return next(p for p in word.element.body.iter(qn("w:p")) if text_of(p) == text)


def indents(paragraph: Any) -> dict[str, float]:
    """Indents in characters."""
    found = paragraph.pPr.find(qn("w:ind")).attrib
    return {
        key.partition("}")[2].removesuffix("Chars"): int(value) / 100
        for key, value in found.items()
        if key.endswith("Chars")
    }


def assert_in_order(text: str, *, parts: tuple[str, ...] = PARTS) -> None:
    at = 0
    for part in parts:
        found = text.find(part, at)
        assert found >= 0, part
        at = found + len(part)


def test_the_parts_stand_in_the_standards_order_in_every_format() -> None:
    document = made()
    assert_in_order(text_of(opened(document).element.body))
    page = re.sub(r"<[^>]+>|\s", "", render_html(document).partition("<body>")[2])
    assert_in_order(page)
    assert_in_order(re.sub(r"\\(.)", r"\1", render_markdown(document)))


def test_the_issuers_name_is_red_and_begins_35_millimetres_down() -> None:
    word = opened(made())
    room, mark = word.paragraphs[:2]
    assert room.paragraph_format.line_spacing.mm == pytest.approx(35, abs=0.2)
    assert str(mark.runs[0].font.color.rgb) == "FF0000"
    inks = {str(run.font.color.rgb) for p in word.paragraphs[2:] for run in p.runs}
    assert inks <= {"None", "000000"}, "all else is black"


def test_between_the_name_the_number_the_rule_and_the_title_lines_stay_empty() -> None:
    texts = [p.text for p in opened(made()).paragraphs[1:9]]
    assert texts == [
        *(ORGAN, "", "", "青营商办通〔2031〕3号", "", "", "", "关于整改进展情况的通报"),
    ]


def test_a_report_upwards_has_its_number_left_and_who_signs_right() -> None:
    word = opened(made(signer="段某某"))
    line = paragraph_of(word, "青营商办通〔2031〕3号签发人：段某某")
    assert (indents(line)["left"], indents(line)["right"]) == (1, 1)
    assert line.pPr.find(qn("w:tabs"))[0].get(qn("w:val")) == "right"
    name = list(line.iter(qn("w:rFonts")))[-1]
    assert name.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_a_page_has_22_lines_of_28_characters() -> None:
    word = opened(made())
    page = word.sections[0]
    form = word.styles["Normal"].paragraph_format
    high = page.page_height - page.top_margin - page.bottom_margin
    wide = page.page_width - page.left_margin - page.right_margin
    assert high // form.line_spacing == 22
    condensed = int(word.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val")))
    assert wide // Twips(16 * 20 + condensed) == 28
    assert page._sectPr.find(qn("w:docGrid")).get(qn("w:type")) == "linesAndChars"


def test_the_annexes_are_told_hanging_under_each_other_and_without_a_closing_mark() -> None:
    word = opened(made())
    first, second = (paragraph_of(word, text) for text in ("附件：1.情况表", "　　　2.认定办法"))
    assert indents(first) == indents(second)
    assert indents(first)["hanging"] == 4


@pytest.mark.parametrize(
    ("organ", "sealed", "places"),
    [
        ("青石县人民政府", True, (3.5, 4)),  # 7 characters centred over a date of 6
        ("青石县优化营商环境领导小组办公室会议", True, (0, 6)),
        ("青石县优化营商环境领导小组办公室", False, (2, 10)),
        ("青石县", False, (7, 2)),  # the date is the longer one
    ],
)
def test_the_name_and_the_date_stand_where_the_seal_or_its_lack_wants_them(
    organ: str, sealed: bool, places: tuple[float, float]
) -> None:
    assert tuple(signature_places(Signature(organ, DAY, sealed))) == places
    assert day_text(DAY) == "2031年6月2日"


def test_the_signature_keeps_at_least_three_lines_of_the_text_with_it() -> None:
    paragraphs = opened(made()).paragraphs
    at = next(i for i, p in enumerate(paragraphs) if p.text.startswith("附件：1."))
    before = [p for p in paragraphs[:at] if p.text][-2:]
    assert before[-1].paragraph_format.keep_with_next
    signed = next(i for i, p in enumerate(paragraphs) if i > at and p.text == ORGAN)
    assert all(p.paragraph_format.keep_with_next for p in paragraphs[at : signed + 1])


def test_an_annex_begins_a_page_its_title_is_on_the_third_line() -> None:
    word = opened(made())
    at = next(i for i, p in enumerate(word.paragraphs) if p.text == "附件1")
    assert [p.text for p in word.paragraphs[at : at + 3]] == ["附件1", "", "情况表"]
    assert indents(word.paragraphs[at]._p)["firstLine"] == 0
    assert len(word.sections) == 3


@pytest.mark.parametrize("landscape", [False, True])
def test_the_imprint_is_at_the_foot_of_the_last_page(landscape: bool) -> None:
    word = opened(made(landscape=landscape))
    frame = list(word.element.body.iter(qn("wp:anchor")))[-1]
    assert [align.text for align in frame.iter(qn("wp:align"))] == ["center", "bottom"]
    lines = list(frame.iter(qn("w:p")))
    rules = [int(rule.get(qn("w:sz"))) for p in lines for rule in p.iter(qn("w:bottom"))]
    assert rules == [8, 6, 8], "0.35, 0.25 and 0.35 mm"


def test_a_landscape_page_has_its_number_turned_at_its_left_edge() -> None:
    word = opened(made(landscape=True))
    page = next(section for section in word.sections if section.page_width > section.page_height)
    for footer, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        (frame,) = footer._element.iter(qn("wp:anchor"))
        offsets = [int(place.text) for place in frame.iter(qn("wp:posOffset"))]
        assert offsets[0] < page.left_margin
        assert 'vert="vert"' in footer._element.xml
        assert f'<w:jc w:val="{side}"/>' in footer._element.xml
