"""Text → lines of at most so many terminal cells, broken as Chinese typesetting breaks them.

A line ends anywhere between two characters, but never within a number or a Latin word, never
before a closing mark and never after an opening one (避头尾). Cells are those of a terminal: two
for a CJK character, one for a Latin letter.
"""

import re
from collections.abc import Iterator

from rich.cells import cell_len

CLOSING = "，。、；：！？）》〉」』】〕”’…％%"
"""Marks that may not open a line."""

_OPENING = "（《〈「『【〔“‘"
_REMARK = "（[^（）\\s]{1,5}）"  # （个性4） is one word
_UNBREAKABLE = re.compile(rf"(?:{_REMARK}|[{_OPENING}]*(?:[!-~]+|.))[{CLOSING}]*", re.DOTALL)


def wrap(text: str, width: int) -> list[str]:
    """``text`` as lines of at most ``width`` cells (at least 2); its own line breaks stay."""
    return [line for paragraph in text.split("\n") for line in _filled(paragraph, max(width, 2))]


def widest_piece(text: str) -> int:
    """The cells of the longest run in ``text`` that should not be broken."""
    return max((cell_len(piece) for piece in _UNBREAKABLE.findall(text)), default=0)


def _filled(paragraph: str, width: int) -> Iterator[str]:
    line, used = "", 0
    for piece in _pieces(paragraph, width):
        taken = cell_len(piece)
        if line and used + taken > width:
            yield line.rstrip(" ")
            line, used = "", 0
            if piece == " ":
                continue
        line += piece
        used += taken
    yield line


def _pieces(paragraph: str, width: int) -> Iterator[str]:
    """What stays together; a run that no line can hold falls into characters after all."""
    for piece in _UNBREAKABLE.findall(paragraph):
        if cell_len(piece) <= width:
            yield piece
        else:
            yield from piece
