"""The look of an official document, after GB/T 9704-2012 党政机关公文格式.

5.1 paper A4, type area 156 × 225 mm; 5.2.1 天头 37 mm, 订口 28 mm; 5.2.2 body 3号仿宋, about 22
lines a page and 28 characters a line; 7.3.1 title 2号小标宋 centred; 7.3.3 headings 黑体, 楷体,
仿宋; 7.5 page number 4号 宋体 with a dash on either side, odd pages right, even pages left.
"""

from typing import Any, NamedTuple

from rectify_cli.formats.paper.official import LINE_POINTS

TITLE_POINTS = 22
BODY_POINTS = 16
LINE_TWIPS = round(LINE_POINTS * 20)
_CONDENSED_TWIPS = -5
SERIF = "Times New Roman"


class Face(NamedTuple):
    """A type face by its official name, what stands in for it elsewhere, and its family."""

    name: str
    fallback: str
    family: str


TITLE = Face("方正小标宋简体", "华文中宋", "roman")
BODY = Face("仿宋_GB2312", "仿宋", "modern")
HEADING = Face("黑体", "SimHei", "swiss")
SUBHEADING = Face("楷体_GB2312", "楷体", "modern")
PAGE_NUMBER = Face("宋体", "SimSun", "roman")
FACES = (TITLE, BODY, HEADING, SUBHEADING, PAGE_NUMBER)


def set_font(
    target: Any, face: Face, points: float, *, bold: bool = False, ink: str = "000000"
) -> None:
    """Give a style or a run ``face``: East Asian text in it, Western text in a serif face;
    ``ink`` is its colour as RRGGBB."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    target.font.size = Pt(points)
    target.font.bold = bold
    target.font.italic = False
    target.font.color.rgb = RGBColor.from_string(ink)
    properties = target._element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for kind, name in (("ascii", SERIF), ("hAnsi", SERIF), ("eastAsia", face.name), ("cs", SERIF)):
        fonts.set(qn(f"w:{kind}"), name)
    fonts.set(qn("w:hint"), "eastAsia")
    properties.insert(0, fonts)


def set_paragraph(
    target: Any,
    *,
    indent_characters: int = 0,
    points: float = BODY_POINTS,
    line: float = LINE_POINTS,
) -> None:
    """Give a style or a paragraph its exact line spacing and first-line indent, in characters
    (so that it follows the type size) and in points (for programs that know no characters)."""
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt

    form = target.paragraph_format
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(line)
    form.space_before = form.space_after = Pt(0)
    form.first_line_indent = Pt(indent_characters * points)
    indent = target._element.get_or_add_pPr().find(qn("w:ind"))
    indent.set(qn("w:firstLineChars"), str(indent_characters * 100))


def indent_paragraph(
    paragraph: Any, *, left: float = 0, right: float = 0, first: float = 0
) -> None:
    """Indents in characters of the body, in points too for programs that know no characters;
    a negative ``first`` hangs the lines below the first."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = Pt(left * BODY_POINTS), Pt(right * BODY_POINTS)
    form.first_line_indent = Pt(first * BODY_POINTS)
    indent = paragraph._p.get_or_add_pPr().find(qn("w:ind"))
    for old in ("w:firstLineChars", "w:hangingChars", "w:leftChars", "w:rightChars"):
        indent.attrib.pop(qn(old), None)
    if first < 0:
        indent.set(qn("w:hangingChars"), str(round(-first * 100)))
    else:
        indent.set(qn("w:firstLineChars"), str(round(first * 100)))
    indent.set(qn("w:leftChars"), str(round(left * 100)))
    indent.set(qn("w:rightChars"), str(round(right * 100)))


def mark_east_asian(document: Any) -> None:
    """Have the quotation marks and dashes of every run drawn by its East Asian face: they are
    ambiguous, and Word asks each run, not its style."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for run in document.element.body.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.insert(0, fonts)
        fonts.set(qn("w:hint"), "eastAsia")


def define_styles(document: Any) -> None:
    """Restyle the built-in styles, so that Word's own navigation and contents work."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    styles = document.styles
    looks = (
        ("Normal", BODY, BODY_POINTS, False, 2),
        ("Title", TITLE, TITLE_POINTS, False, 0),
        ("Subtitle", SUBHEADING, BODY_POINTS, False, 0),
        ("Heading 1", HEADING, BODY_POINTS, False, 2),
        ("Heading 2", SUBHEADING, BODY_POINTS, False, 2),
        ("Heading 3", BODY, BODY_POINTS, True, 2),
    )
    for name, face, points, bold, indent in looks:
        style = styles[name]
        set_font(style, face, points, bold=bold)
        set_paragraph(style, indent_characters=indent, line=36 if points > 20 else LINE_POINTS)
        style.paragraph_format.keep_with_next = name.startswith("Heading")
        style.paragraph_format.widow_control = False  # each page has its 22 lines
        for spacing in style.element.rPr.findall(qn("w:spacing")) + style.element.rPr.findall(
            qn("w:kern")
        ):
            style.element.rPr.remove(spacing)
    for name in ("Title", "Subtitle"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for border in styles[name].element.pPr.findall(qn("w:pBdr")):
            styles[name].element.pPr.remove(border)
    styles["Title"].paragraph_format.space_after = Pt(8)
    for language in styles.element.iter(qn("w:lang")):  # line breaking and proofing follow it
        language.set(qn("w:eastAsia"), "zh-CN")
    styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _condense(styles["Normal"])


def _condense(style: Any) -> None:
    """28 characters of 16 points in a line of 156 mm: each gives up a quarter of a point.

    Word's own character grid would do it too, but LibreOffice sets that far too wide; so the
    page declares the grid, and the text keeps it without being snapped to it.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    spacing = parse_xml(f'<w:spacing {nsdecls("w")} w:val="{_CONDENSED_TWIPS}"/>')
    style.element.rPr.find(qn("w:sz")).addprevious(spacing)
    snap = parse_xml(f'<w:snapToGrid {nsdecls("w")} w:val="0"/>')
    style.element.pPr.find(qn("w:spacing")).addprevious(snap)


def add_font_fallbacks(document: Any) -> None:
    """Tell Word and WPS which face to take where an official one is not installed."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    for part in document.part.package.iter_parts():
        if part.partname.endswith("/fontTable.xml"):
            fonts = "".join(_font_entry(face) for face in FACES)
            namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            part._blob = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                f'<w:fonts xmlns:w="{namespace}">{fonts}</w:fonts>'
            ).encode()
            return
    raise LookupError(RELATIONSHIP_TYPE.FONT_TABLE)


def _font_entry(face: Face) -> str:
    return (
        f'<w:font w:name="{face.name}"><w:altName w:val="{face.fallback}"/>'
        f'<w:charset w:val="86"/><w:family w:val="{face.family}"/><w:pitch w:val="fixed"/></w:font>'
    )
