"""The lines of a ledger's text, and the kinds of data that it can say. Pure."""

import re
from typing import TypeAlias

Data: TypeAlias = dict[str, "Data"] | list["Data"] | str | None

# As YAML 1.1 knows line breaks.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def completed(text: str) -> str:
    """``text`` with a break after its last line."""
    return text if text.endswith(("\n", "\r")) else text + break_before(text, len(text))


def column_of(text: str, index: int) -> int:
    """How many characters stand before ``index`` on its line."""
    return index - line_start(text, index)


def line_start(text: str, index: int) -> int:
    """Where the line that holds ``index`` begins."""
    start = 0
    for found in _BREAK.finditer(text, _near(text, index), index):
        start = found.end()
    return start


def _near(text: str, index: int) -> int:
    """A place from which the last line break before ``index`` can be looked for; found quickly."""
    return max(0, text.rfind("\n", 0, index) - 1)  # a "\r" may belong to it


def line_end(text: str, index: int) -> int:
    """Where the line that holds ``index`` ends, before its break."""
    found = _BREAK.search(text, index)
    return found.start() if found else len(text)


def next_line(text: str, index: int) -> int:
    """Where the line after the one that holds ``index`` begins, or the text ends."""
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def break_before(text: str, index: int) -> str:
    """The line break to write before or after a line put in at ``index``: its neighbour's."""
    before = list(_BREAK.finditer(text, _near(text, index), index))
    found = before[-1] if before else _BREAK.search(text)
    return found[0] if found and found[0] in ("\r\n", "\r") else "\n"
