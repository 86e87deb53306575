"""Pages of a Word file: A4, the type area of GB/T 9704-2012, its grid, and the page numbers.

Type area 156 × 225 mm with 22 lines of 28 characters (5.2.1, 5.2.2); the page number in 4号 with a
dash on either side, 7 mm under it, odd pages right and even pages left by one character (7.5). A
landscape page is a turned portrait one: its number stands where the portrait page would have it
(8), which is at its left edge.
"""

from typing import Any

from rectify_cli.formats.blocks import PageTitle, Section
from rectify_cli.formats.word.frame import add_frame, from_page_edge
from rectify_cli.formats.word.style import (
    LINE_TWIPS,
    PAGE_NUMBER,
    indent_paragraph,
    set_font,
    set_paragraph,
)

_A4_MM = (210, 297)
# top, bottom, left, right; on a landscape page the binding edge is at the top.
_PORTRAIT_MARGINS_MM = (37, 35, 28, 26)
_LANDSCAPE_MARGINS_MM = (28, 26, 35, 25)
_TWIPS_PER_MM = 1440 / 25.4
# 28 characters of 16 points in 156 mm; Word counts what a character gives up in 4096ths of a point.
_CHARACTER_SPACE = -852
_NUMBER_UNDER_TEXT_MM = 7
_TURNED_MM = 8  # the height of a turned number's line


def begin_section(word: Any, section: Section, *, is_first: bool) -> None:
    """A new page of the section's kind."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm

    page = word.sections[0] if is_first else word.add_section(WD_SECTION.NEW_PAGE)
    short, long = _A4_MM
    page.orientation = WD_ORIENT.LANDSCAPE if section.landscape else WD_ORIENT.PORTRAIT
    page.page_width = Mm(long if section.landscape else short)
    page.page_height = Mm(short if section.landscape else long)
    margins = _margins(section)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = map(Mm, margins)
    # The number's own height comes on top of what is between it and the text.
    page.footer_distance = Mm(margins[1] - _NUMBER_UNDER_TEXT_MM - 5)
    if section.blocks and isinstance(section.blocks[0], PageTitle):
        _number_anew(page)
    _set_grid(page, landscape=section.landscape)
    for footer, is_odd in ((page.footer, True), (page.even_page_footer, False)):
        footer.is_linked_to_previous = False
        if section.landscape:
            _write_turned_number(footer, is_odd=is_odd)
        else:
            _write_number(footer, at_right=is_odd)


def text_width(section: Section) -> int:
    """The width of the type area in twips."""
    margins = _margins(section)
    page = _A4_MM[1] if section.landscape else _A4_MM[0]
    return int((page - margins[2] - margins[3]) * _TWIPS_PER_MM)


def _margins(section: Section) -> tuple[int, int, int, int]:
    return _LANDSCAPE_MARGINS_MM if section.landscape else _PORTRAIT_MARGINS_MM


def _number_anew(page: Any) -> None:
    """A further paper in the same file has pages of its own."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    page._sectPr.find(qn("w:pgMar")).addnext(number)


def _set_grid(page: Any, *, landscape: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    grid = page._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        page._sectPr.append(grid)
    grid.attrib.clear()
    grid.set(qn("w:linePitch"), str(LINE_TWIPS))
    if not landscape:
        grid.set(qn("w:type"), "linesAndChars")
        grid.set(qn("w:charSpace"), str(_CHARACTER_SPACE))


def _write_number(footer: Any, *, at_right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = footer.paragraphs[0]
    set_paragraph(paragraph, line=16)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if at_right else WD_ALIGN_PARAGRAPH.LEFT
    indent_paragraph(paragraph, left=not at_right, right=at_right)  # 居右空一字 / 居左空一字
    _append_number(paragraph)


def _append_number(paragraph: Any) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.text.run import Run

    set_font(paragraph.add_run("— "), PAGE_NUMBER, 14)
    field: Any = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(field)
    set_font(Run(field[0], paragraph), PAGE_NUMBER, 14)
    set_font(paragraph.add_run(" —"), PAGE_NUMBER, 14)


def _write_turned_number(footer: Any, *, is_odd: bool) -> None:
    """A frame at the left edge whose text runs downwards: at its lower end on odd pages, at the
    upper on even ones."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    set_paragraph(footer.paragraphs[0], line=16)
    top, bottom, left, _ = _LANDSCAPE_MARGINS_MM
    content = add_frame(
        footer.paragraphs[0],
        number=1 + is_odd,
        across=from_page_edge("H", left - _NUMBER_UNDER_TEXT_MM - _TURNED_MM),
        down=from_page_edge("V", top),
        size_mm=(_TURNED_MM, _A4_MM[0] - top - bottom),
        turned=True,
    )
    paragraph = footer.add_paragraph()
    content.append(paragraph._p)
    set_paragraph(paragraph, line=16)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if is_odd else WD_ALIGN_PARAGRAPH.LEFT
    indent_paragraph(paragraph, left=not is_odd, right=is_odd)
    _append_number(paragraph)
