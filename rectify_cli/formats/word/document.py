"""Blocks → a Word file ready to be printed as it is. Same document, same bytes."""

import re
from datetime import datetime, time
from io import BytesIO
from typing import Any

from rectify_cli.formats.blocks import (
    Addressees,
    AnnexNote,
    AnnexTitle,
    Bars,
    Block,
    Document,
    Fields,
    Heading,
    Imprint,
    Items,
    PageTitle,
    Paragraph,
    Section,
    Signature,
    SignOff,
    Table,
    Tone,
    Trend,
)
from rectify_cli.formats.measure import wrap
from rectify_cli.formats.paper.fitting import fit_lines
from rectify_cli.formats.paper.layout import lay_out
from rectify_cli.formats.paper.title_lines import title_lines
from rectify_cli.formats.text import clean, clean_line
from rectify_cli.formats.word.official import (
    set_closer,
    write_addressees,
    write_annex_note,
    write_annex_title,
    write_imprint,
    write_letterhead,
    write_signature,
)
from rectify_cli.formats.word.page import begin_section, text_width
from rectify_cli.formats.word.style import (
    BODY_POINTS,
    HEADING,
    TITLE_POINTS,
    add_font_fallbacks,
    define_styles,
    mark_east_asian,
    set_font,
    set_paragraph,
)
from rectify_cli.formats.word.table import fields_xml, keep_last_rows, table_xml
from rectify_cli.formats.zip_bytes import rewrite_zip

_TWIPS_PER_POINT = 20
_LINES_WITH_SIGNATURE = 3
_OFFICIAL_TITLE_LINE = 31  # points
# LibreOffice does not break between them, and would stretch the line before to its full width.
_LONG_NUMBERS = re.compile(r"(?:\d+、){7}")
_UNDATED = datetime(2000, 1, 1)


def render_word(document: Document) -> bytes:
    """The whole printout as a .docx file."""
    import docx

    document = lay_out(document)
    word = docx.Document()
    define_styles(word)
    add_font_fallbacks(word)
    _set_properties(word, document)
    word.settings.odd_and_even_pages_header_footer = True
    for index, section in enumerate(document.sections):
        begin_section(word, section, is_first=index == 0)
        head = _write_title(word, document, section) if index == 0 else 0
        blocks = section.blocks
        for place, block in enumerate(blocks):
            is_last = place == len(blocks) - 1
            _write_block(word, block, section, is_last=is_last)
            if isinstance(block, Signature) and not is_last:
                word.paragraphs[-1].paragraph_format.keep_with_next = True  # a 回执 is never alone
            if index and not place and isinstance(block, Heading):
                set_paragraph(word.paragraphs[-1], indent_characters=0)  # 附件 stands 顶格
        if index == 0 and document.letterhead is not None:
            set_closer(word, fit_lines(document, head_points=head))
    mark_east_asian(word)
    stream = BytesIO()
    word.save(stream)
    return rewrite_zip(stream.getvalue(), {})


def _set_properties(word: Any, document: Document) -> None:
    properties = word.core_properties
    properties.title = clean_line(document.title)[:255]
    properties.subject = clean_line(document.subject)[:255]
    properties.author = properties.last_modified_by = clean_line(document.author)[:255]
    properties.keywords = clean_line("、".join(document.keywords))[:255]
    properties.comments = ""
    properties.language = "zh-CN"
    properties.revision = 1
    made = datetime.combine(document.as_of, time()) if document.as_of else _UNDATED
    properties.created = properties.modified = made


def _write_title(word: Any, document: Document, section: Section) -> float:
    """The head of the first page; returns the height of what has lines of its own in points."""
    width = text_width(section)
    points = 0.0
    if document.letterhead is not None:
        points = write_letterhead(word, document.letterhead, width=width)
    lines = _write_page_title(word, PageTitle(document.title, document.subtitle), section)
    if document.letterhead is not None:
        set_paragraph(word.paragraphs[-1], line=_OFFICIAL_TITLE_LINE)
    return points + lines * _OFFICIAL_TITLE_LINE


def _write_page_title(word: Any, head: PageTitle, section: Section) -> int:
    """Returns how many lines the title has."""
    most = int(text_width(section) / _TWIPS_PER_POINT / TITLE_POINTS)
    lines = title_lines(clean_line(head.title), most=most)
    word.add_paragraph("\n".join(lines), style="Title")
    most = int(text_width(section) / _TWIPS_PER_POINT / BODY_POINTS)
    for line in head.subtitle:
        word.add_paragraph("\n".join(title_lines(clean_line(line), most=most)), style="Subtitle")
    return len(lines)


def _write_block(word: Any, block: Block, section: Section, *, is_last: bool) -> None:
    match block:
        case Heading():
            word.add_paragraph(clean_line(block.text), style=f"Heading {min(block.level, 3)}")
        case Paragraph():
            _write_paragraph(word, block.text, tone=block.tone)
        case Items():
            for item in block.items:
                _write_paragraph(word, item)
        case Table():
            _write_table(word, block, section)
        case Fields():
            _append_xml(word, fields_xml(block, width=text_width(section), points=10.5))
            set_paragraph(word.add_paragraph(), line=1)
        case Bars() | Trend():
            pass  # drawn figures are for screens; paper has the tables
        case SignOff():
            _write_sign_off(word, block, is_above=not is_last)
        case Addressees():
            write_addressees(word, block)
        case AnnexNote():
            _keep_last_lines_together(word)
            write_annex_note(word, block)
        case Signature():
            _keep_last_lines_together(word)
            write_signature(word, block)
        case PageTitle():
            _write_page_title(word, block, section)
        case AnnexTitle():
            write_annex_title(word, block, width=text_width(section))
        case Imprint():
            _keep_last_lines_together(word)
            write_imprint(word, block, width=text_width(section))


def _write_sign_off(word: Any, sign_off: SignOff, *, is_above: bool) -> None:
    """A line to be signed, each name with a rule to write on; never alone on a page. ``is_above``
    tells that a table follows."""
    if not is_above:
        _keep_last_lines_together(word)
        _write_paragraph(word, "")
        word.paragraphs[-1].paragraph_format.keep_with_next = True
    _write_paragraph(word, "", indent=0)
    word.paragraphs[-1].paragraph_format.keep_with_next = is_above
    for index, name in enumerate(sign_off.fields):
        paragraph = word.paragraphs[-1]
        paragraph.add_run(f"{'　' if index else ''}{clean_line(name)}：")
        # A space that does not break keeps the last rule from being cut off as trailing space.
        paragraph.add_run("　" * 4 + "\u00a0").underline = True


def _keep_last_lines_together(word: Any) -> None:
    """What closes a page (a line to sign, 署名) is never alone on it: at least three lines of text,
    or the last rows of a table, go with it."""
    from docx.text.paragraph import Paragraph as WordParagraph

    width = text_width(Section(())) / _TWIPS_PER_POINT / BODY_POINTS * 2
    lines = 0
    for element in reversed(word.element.body[:-1]):
        if lines >= _LINES_WITH_SIGNATURE:
            return
        if element.tag.endswith("}tbl"):
            keep_last_rows(element)
            return
        paragraph = WordParagraph(element, word)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.keep_together = True
        lines += len(wrap(paragraph.text, width)) if paragraph.text else 0


def _write_paragraph(word: Any, text: str, *, tone: Tone = Tone.PLAIN, indent: int = 2) -> None:
    """A paragraph a line: a line broken within one would be spread to its full width."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import RGBColor

    for line in clean(text).split("\n"):
        paragraph = word.add_paragraph()
        if indent != 2:
            set_paragraph(paragraph, indent_characters=indent)
        if _LONG_NUMBERS.search(line):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        run = paragraph.add_run(line)
        if tone is Tone.BAD:
            run.bold = True
            run.font.color.rgb = RGBColor(0xC0, 0, 0)


def _write_caption(word: Any, text: str) -> Any:
    """A small line over a table or drawing; empty, it keeps the text off what stands above."""
    paragraph = word.add_paragraph()
    set_paragraph(paragraph, line=20 if text else 8)
    paragraph.paragraph_format.keep_with_next = bool(text)
    if text:
        set_font(paragraph.add_run(clean_line(text)), HEADING, 12)
    return paragraph


def _write_table(word: Any, table: Table, section: Section) -> None:
    if not table.rows:
        _write_paragraph(word, table.empty)
        return
    if table.caption:
        _write_caption(word, table.caption)
    else:
        _space_after_text(word)
    points = 9.0 if section.landscape else 10.5
    _append_xml(word, table_xml(table, width=text_width(section), points=points))
    _write_caption(word, "")


def _space_after_text(word: Any) -> None:
    """A line of text does not touch the table under it."""
    from docx.shared import Pt

    if len(word.element.body) > 1 and word.element.body[-2].tag.endswith("}p"):
        word.paragraphs[-1].paragraph_format.space_after = Pt(5)


def _append_xml(word: Any, xml: str) -> None:
    from docx.oxml import parse_xml

    word.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
