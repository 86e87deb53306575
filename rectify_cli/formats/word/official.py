"""What only an official document has, as Word paragraphs, after GB/T 9704-2012.

7.2: the issuer's name red and centred, 35 mm under the type area's upper edge; 文号 two lines
below, 签发人 on its line; a red rule 4 mm under it. 7.3: the title two lines below the rule, 主送
机关 a line below the title, 附件说明 a line below the text. 7.4: 版记 in 4号 between rules of
0.35, 0.25 and 0.35 mm, the last of them on the type area's lower edge.
"""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from rectify_cli.formats.blocks import (
    Addressees,
    AnnexNote,
    AnnexTitle,
    Imprint,
    Letterhead,
    Signature,
)
from rectify_cli.formats.measure import display_width, wrap
from rectify_cli.formats.paper.fitting import Fit
from rectify_cli.formats.paper.official import (
    LINE_POINTS,
    SIGNER,
    addressee_text,
    annex_lines,
    day_text,
    imprint_lines,
    signature_places,
)
from rectify_cli.formats.paper.title_lines import title_lines
from rectify_cli.formats.text import clean_line
from rectify_cli.formats.word.frame import add_frame, to_margin
from rectify_cli.formats.word.style import (
    BODY,
    BODY_POINTS,
    SUBHEADING,
    TITLE,
    TITLE_POINTS,
    indent_paragraph,
    set_font,
    set_paragraph,
)

RED = "FF0000"
_POINTS_PER_MM = 72 / 25.4
_MARK_POINTS = (22, 40)  # the issuer's name: never smaller, never larger
_MARK_LEADING = 1.05
_IMPRINT_POINTS, _IMPRINT_LINE = 14.0, 25.0
_IMPRINT_FRAME = 100
_SIGNATURE_PARAGRAPHS = 4  # two empty ones, who signs, the day
_RED_RULE, _THICK, _THIN = 12, 8, 6  # eighths of a point: 0.35 mm is 8, 0.25 mm is 6


def write_letterhead(word: Any, head: Letterhead, *, width: int) -> float:
    """版头 and the lines that stay empty under it; ``width`` of the type area in twips. Returns
    the height in points, without that of the ``HEAD_LINES`` that are as high as the text's."""
    line_points = width / 20
    above = 35 * _POINTS_PER_MM
    _empty_line(word, points=above)
    organ = clean_line(head.organ)
    least, most = _MARK_POINTS
    points = max(least, min(most, int(line_points / (display_width(organ) / 2))))
    mark = _line(word, line=points * _MARK_LEADING)
    _centre(mark)
    set_font(mark.add_run(organ), TITLE, points, ink=RED)
    _empty_line(word)
    _empty_line(word)
    number = _line(word)
    _write_number(number, head, line_points)
    # 4 mm, of which the leading of the line above is a part.
    below = 4 * _POINTS_PER_MM - (LINE_POINTS - BODY_POINTS) / 2
    _rule(word, _RED_RULE, line=below, ink=RED)
    _empty_line(word)
    _empty_line(word)
    return above + points * _MARK_LEADING + below


def write_addressees(word: Any, block: Addressees) -> None:
    """主送机关 at the margin, a line below the title."""
    _empty_line(word)
    _line(word).add_run(clean_line(addressee_text(block.names)))


def write_annex_note(word: Any, note: AnnexNote) -> None:
    """附件说明, a title's second line under the first."""
    _empty_line(word, keep=True)
    for label, title in annex_lines(note):
        paragraph = _line(word)
        paragraph.paragraph_format.keep_with_next = True
        hanging = display_width(label) / 2
        indent_paragraph(paragraph, left=2 + hanging, first=-hanging)
        paragraph.add_run(clean_line(label + title))


def write_signature(word: Any, signature: Signature) -> None:
    """署名 and 成文日期: sealed with room for the seal above them, else a line below the text."""
    places = signature_places(signature)
    for _ in range(2 if signature.sealed else 1):
        _empty_line(word, keep=True)
    day = day_text(signature.day)
    for text, place in ((clean_line(signature.organ), places.organ), (day, places.day)):
        paragraph = _line(word)
        paragraph.paragraph_format.keep_with_next = text is not day
        _align_right(paragraph)
        indent_paragraph(paragraph, right=place)
        paragraph.add_run(text)


def set_closer(word: Any, fit: Fit) -> None:
    """Give the lines written so far, which end in the signature, the height that ``fit`` says."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    if fit.lines_for_seal < 2:
        empty = word.paragraphs[-_SIGNATURE_PARAGRAPHS]._p
        empty.getparent().remove(empty)
    if fit.line == LINE_POINTS:
        return
    whole = Pt(LINE_POINTS)
    for paragraph in word.paragraphs:
        form = paragraph.paragraph_format
        if form.line_spacing in (None, whole) and paragraph.style.name != "Title":
            form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            form.line_spacing = Pt(fit.line)


def write_annex_title(word: Any, block: AnnexTitle, *, width: int) -> None:
    """附件 on the page's first line, its title centred on the third."""
    label = _line(word)
    label.style = word.styles["Heading 1"]
    indent_paragraph(label)
    label.add_run(clean_line(block.label))
    _empty_line(word, keep=True)
    most = int(width / 20 / TITLE_POINTS)
    title = _line(word, line=36)
    _centre(title)
    title.paragraph_format.keep_with_next = True
    title.paragraph_format.space_after = 0
    text = "\n".join(title_lines(clean_line(block.title), most=most))
    set_font(title.add_run(text), TITLE, TITLE_POINTS)
    _empty_line(word, points=LINE_POINTS / 2, keep=True)


def write_imprint(word: Any, imprint: Imprint, *, width: int) -> None:
    """版记 in a frame at the foot of the page that the text ends on."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    cc, organ, day = map(clean_line, imprint_lines(imprint))
    inset = _IMPRINT_POINTS / BODY_POINTS
    room = width / 20 / _IMPRINT_POINTS * 2
    lines = 1 + (len(wrap(cc, room - 10)) if cc else 0)
    height = (lines * _IMPRINT_LINE + 6) / _POINTS_PER_MM
    anchor = _line(word, line=1)
    content = add_frame(
        anchor,
        number=_IMPRINT_FRAME,
        across=to_margin("H", "center"),
        down=to_margin("V", "bottom"),
        size_mm=(width / 20 / _POINTS_PER_MM, height),
    )
    content.append(_rule(word, _THICK, line=1)._p)
    if cc:
        paragraph = _line(word, line=_IMPRINT_LINE)
        indent_paragraph(paragraph, left=4 * inset, right=inset, first=-3 * inset)
        set_font(paragraph.add_run(cc), BODY, _IMPRINT_POINTS)
        content.extend((paragraph._p, _rule(word, _THIN, line=1)._p))
    paragraph = _line(word, line=_IMPRINT_LINE)
    indent_paragraph(paragraph, left=inset, right=inset)
    stop = Pt(width / 20 - _IMPRINT_POINTS)
    paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.RIGHT)
    set_font(paragraph.add_run(f"{organ}\t{day}"), BODY, _IMPRINT_POINTS)
    content.extend((paragraph._p, _rule(word, _THICK, line=1)._p))


def _rule(word: Any, eighths: int, *, line: float, ink: str = "000000") -> Any:
    """A rule as wide as the type area, at the foot of a line of its own."""
    paragraph = _line(word, line=line)
    rule = f'<w:bottom w:val="single" w:sz="{eighths}" w:space="0" w:color="{ink}"/>'
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{rule}</w:pBdr>"),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )
    return paragraph


def _write_number(paragraph: Any, head: Letterhead, line_points: float) -> None:
    number = clean_line(head.number)
    if head.signer is None:
        _centre(paragraph)
        paragraph.add_run(number)
        return
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    signer = clean_line(head.signer) or "　　　"
    indent_paragraph(paragraph, left=1, right=1)
    stop = line_points - BODY_POINTS
    paragraph.paragraph_format.tab_stops.add_tab_stop(Pt(stop), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{number}\t{SIGNER}")
    set_font(paragraph.add_run(signer), SUBHEADING, BODY_POINTS)


def _line(word: Any, *, line: float = LINE_POINTS) -> Any:
    paragraph = word.add_paragraph()
    set_paragraph(paragraph, line=line)
    return paragraph


def _empty_line(word: Any, *, points: float = LINE_POINTS, keep: bool = False) -> None:
    _line(word, line=points).paragraph_format.keep_with_next = keep


def _centre(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _align_right(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
