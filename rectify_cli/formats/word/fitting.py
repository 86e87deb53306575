"""Lines set a little closer, where an official document then ends on its second page.

GB/T 9704-2012 7.3.5.5: where the room that the text leaves does not hold seal and date, 可以采取
调整行距、字距的措施解决.
"""

from typing import Any

from rectify_cli.formats.blocks import (
    Addressees,
    AnnexNote,
    Block,
    Document,
    Heading,
    Items,
    Paragraph,
    Signature,
)
from rectify_cli.formats.measure import display_width, seams_in, wrap
from rectify_cli.formats.text import clean
from rectify_cli.formats.word.official import HEAD_LINES
from rectify_cli.formats.word.style import LINE_POINTS

_PAGE_POINTS = 225 * 72 / 25.4
_CHARACTERS = 28  # of a line
_CLOSE, _CLOSEST, _STEP = 26.5, 24, 0.25  # points
_SPARE = 1  # line, for what another program or another face breaks otherwise
_SIGNATURE_LINES = 4  # with the two empty ones above
_MOST_PAGES = 2


def close_lines(word: Any, document: Document, *, head_points: float) -> None:
    """Set the first section of ``word``, which holds that of ``document``, as close as two pages
    want it; longer and shorter texts keep their lines.

    Above the text stand ``head_points`` and ``HEAD_LINES`` of the text's own height. One of the two
    lines that leave room for the seal is given up where that is not enough.
    """
    blocks = document.sections[0].blocks
    lines = sum(map(_lines, blocks))
    is_sealed = isinstance(blocks[-1], Signature) and blocks[-1].sealed
    if pitch := _pitch(lines, head_points, closest=_CLOSE):
        _set_lines(word, pitch)
        return
    fewer = lines - 1
    tight = (_pitch(fewer + spare, head_points, closest=_CLOSEST) for spare in (_SPARE, 0))
    if is_sealed and (pitch := next(filter(None, tight), None)):
        empty = word.paragraphs[-_SIGNATURE_LINES]._p
        empty.getparent().remove(empty)
        _set_lines(word, pitch)


def _pitch(lines: int, head_points: float, *, closest: float) -> float | None:
    """The widest line with which so many end on the second page; none where none does."""
    pitch = LINE_POINTS
    while pitch >= closest:
        first = int((_PAGE_POINTS - head_points) / pitch) - HEAD_LINES
        if first + (_MOST_PAGES - 1) * int(_PAGE_POINTS / pitch) >= lines:
            return pitch
        pitch -= _STEP
    return None


def _set_lines(word: Any, pitch: float) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.shared import Pt

    whole = Pt(LINE_POINTS)
    if pitch == LINE_POINTS:
        return
    for paragraph in word.paragraphs:
        form = paragraph.paragraph_format
        if form.line_spacing in (None, whole) and paragraph.style.name != "Title":
            form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            form.line_spacing = Pt(pitch)


def _lines(block: Block) -> int:
    """The lines that a block takes, the empty ones above it too."""
    match block:
        case Paragraph():
            return _wrapped(block.text)
        case Items():
            return sum(map(_wrapped, block.items))
        case Heading():
            return 1
        case Addressees():
            return len(wrap("，".join(block.names), 2 * _CHARACTERS))
        case AnnexNote():
            return 1 + len(block.titles)
        case Signature():
            return _SIGNATURE_LINES
    return 0


def _wrapped(text: str) -> int:
    return sum(
        len(wrap(f"　　{part}", 2 * _CHARACTERS, _measure)) for part in clean(text).split("\n")
    )


def _measure(text: str) -> float:
    """Cells of a line as word processors set it: a quarter of an em between Chinese and digits."""
    return display_width(text) + seams_in(text) / 2
