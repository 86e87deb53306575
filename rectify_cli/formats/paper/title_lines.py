"""Where a long title breaks: lines of like length, and no word torn where that can be told.

GB/T 9704-2012 7.3.1: 回行时要做到词意完整，排列对称，长短适宜. Without a dictionary the ends of
quotations and brackets are the places that are surely between words.
"""

import math

from rectify_cli.formats.measure import CLOSING, OPENING, display_width

_DOUBTFUL = 6  # cells by which a line may be less even, so that it ends between words


def title_lines(text: str, *, most: int) -> list[str]:
    """``text`` in as few lines of ``most`` full-width characters as hold it."""
    lines = []
    while (count := math.ceil(display_width(text) / (2 * most))) > 1:
        at = _break(text, count, 2 * most)
        lines.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*lines, text]


def _break(text: str, count: int, most: int) -> int:
    """The best place to end the first of ``count`` lines of ``most`` cells."""
    total = display_width(text)
    allowed = [
        at
        for at in range(1, len(text))
        if (used := display_width(text[:at])) <= most
        and total - used <= (count - 1) * most
        and text[at] not in CLOSING
        and text[at - 1] not in OPENING
        and not (text[at - 1].isascii() and text[at].isascii())
    ]
    fitting = allowed or [max(1, most // 2)]
    return min(fitting, key=lambda at: _unevenness(text, at, total / count))


def _unevenness(text: str, at: int, even: float) -> float:
    between_words = text[at - 1] in CLOSING or text[at] in OPENING or text[at - 1] == " "
    return abs(display_width(text[:at]) - even) + (0 if between_words else _DOUBTFUL)
