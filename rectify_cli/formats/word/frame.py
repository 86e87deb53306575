"""A box of text at a place of its own on the page, as WordprocessingML.

Drawn as a shape, which Word, WPS and LibreOffice all keep where it belongs; old-style text frames
and floating tables some of them do not.
"""

from typing import Any

_MM = 36_000  # in Word's units of length


def add_frame(
    paragraph: Any,
    *,
    number: int,
    across: str,
    down: str,
    size_mm: tuple[float, float],
    turned: bool = False,
) -> Any:
    """Anchor an empty box at ``paragraph`` and return its content, to which paragraphs are added.

    ``across`` and ``down`` are from ``from_page_edge`` or ``to_margin``; ``turned`` text runs
    downwards. ``number`` tells the shapes of a file apart.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    wide, high = (round(side * _MM) for side in size_mm)
    box = parse_xml(
        _FRAME.format(
            across=across,
            down=down,
            wide=wide,
            high=high,
            number=number,
            direction="vert" if turned else "horz",
            anchor="t" if turned else "b",
            wrap="wrapNone" if turned else "wrapTopAndBottom",
        )
    )
    paragraph._p.append(box)
    return next(box.iter(qn("w:txbxContent")))


def from_page_edge(axis: str, millimetres: float) -> str:
    """A place counted from the page's left or upper edge."""
    offset = f"<wp:posOffset>{round(millimetres * _MM)}</wp:posOffset>"
    return f'<wp:position{axis} relativeFrom="page">{offset}</wp:position{axis}>'


def to_margin(axis: str, align: str) -> str:
    """A place at a side of the type area."""
    aligned = f"<wp:align>{align}</wp:align>"
    return f'<wp:position{axis} relativeFrom="margin">{aligned}</wp:position{axis}>'


_FRAME = """\
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{number}"
 behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/>{across}{down}
<wp:extent cx="{wide}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}/>
<wp:docPr id="{number}" name="frame {number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent></w:txbxContent></wps:txbx>
<wps:bodyPr vert="{direction}" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""
