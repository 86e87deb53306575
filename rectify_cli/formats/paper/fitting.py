"""Lines set a little closer, where an official document then ends on its second page.

GB/T 9704-2012 7.3.5.5: where the room that the text leaves does not hold seal and date, 可以采取
调整行距、字距的措施解决.
"""

from typing import NamedTuple

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
from rectify_cli.formats.paper.official import LINE_POINTS
from rectify_cli.formats.text import clean

HEAD_LINES = 6
"""Lines above the text: four of them empty in 版头, its 文号, and the one under the title."""
_PAGE_POINTS = 225 * 72 / 25.4
_CHARACTERS = 28  # of a line
_CLOSE, _CLOSEST, _STEP = 26.5, 24, 0.25  # points
_SPARE = 1  # line, for what another program or another face breaks otherwise
_SIGNATURE_LINES = 4  # with the two empty ones above
_MOST_PAGES = 2


class Fit(NamedTuple):
    """How the first section is set: the height of a line in points, and the empty lines that leave
    room for the seal."""

    line: float = LINE_POINTS
    lines_for_seal: int = 2


def fit_lines(document: Document, *, head_points: float) -> Fit:
    """As close as two pages want the first section; longer and shorter texts keep their lines.

    Above the text stand ``head_points`` and ``HEAD_LINES`` of the text's own height. One of the two
    lines that leave room for the seal is given up where closer lines alone are not enough.
    """
    blocks = document.sections[0].blocks
    lines = sum(map(_lines, blocks))
    if line := _widest(lines, head_points, closest=_CLOSE):
        return Fit(line)
    if isinstance(blocks[-1], Signature) and blocks[-1].sealed:
        for spare in (_SPARE, 0):
            if line := _widest(lines - 1 + spare, head_points, closest=_CLOSEST):
                return Fit(line, lines_for_seal=1)
    return Fit()


def _widest(lines: int, head_points: float, *, closest: float) -> float | None:
    """The widest line with which so many end on the second page; none where none does."""
    points = LINE_POINTS
    while points >= closest:
        first = int((_PAGE_POINTS - head_points) / points) - HEAD_LINES
        if first + (_MOST_PAGES - 1) * int(_PAGE_POINTS / points) >= lines:
            return points
        points -= _STEP
    return None


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
