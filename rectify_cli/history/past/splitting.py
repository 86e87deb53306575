"""A ledger's text in pieces that can be read each by itself, so that what two commits share is
read once. Pure.

Cutting goes by indentation alone and may be fooled by odd files. Each piece is therefore parsed
by itself: a piece cut at a wrong place (inside quotes or brackets) is no YAML, and whoever reads
it falls back to the whole text.
"""

import re
from typing import NamedTuple

_TOP_KEY = re.compile(r"^(?![ #\-\n])", re.MULTILINE)
_ISSUES = re.compile(r"issues:[ \t]*(?:#[^\n]*)?\n")
_NO_CONTENT = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
_FIRST_ITEM = re.compile(r"( *)- ")
_LOG = re.compile(r"^( +)log:[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)
_EVENT = re.compile(r"( *)- (\{.*\})[ \t]*")
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(?:#.*)?")


class Pieces(NamedTuple):
    """What stands before the issues, each issue as a list of one, and what stands after."""

    before: str
    issues: tuple[str, ...]
    after: str


class IssuePieces(NamedTuple):
    """An issue down to the bare ``log:`` that ends it, and its events in braces, a line each."""

    head: str
    events: tuple[str, ...]


def pieces_of(text: str) -> Pieces | None:
    """Cut a ledger's text; none where it is not written line by line. Lines end with ``\\n``."""
    starts = [match.start() for match in _TOP_KEY.finditer(text)]
    for at, end in zip(starts, [*starts[1:], len(text)], strict=False):
        heading = _ISSUES.match(text, at, end)
        if heading:
            issues = _items(text[heading.end() : end])
            return Pieces(text[:at], issues, text[end:]) if issues is not None else None
    return None


def _items(text: str) -> tuple[str, ...] | None:
    lead = _NO_CONTENT.match(text)
    first = _FIRST_ITEM.match(text, lead.end() if lead else 0)
    if first is None:
        return None
    starts = [m.start() for m in re.finditer(f"^{first[1]}- ", text, re.MULTILINE)]
    ends = [*starts[1:], len(text)]
    return tuple(text[at:end] for at, end in zip(starts, ends, strict=True))


def issue_pieces_of(text: str) -> IssuePieces | None:
    """Cut the text of an issue; none where its log does not come last, or is no plain list."""
    found = list(_LOG.finditer(text))
    if not found:
        return None
    events = []
    for line in text[found[-1].end() :].split("\n"):
        event = _EVENT.fullmatch(line)
        if event is not None and len(event[1]) >= len(found[-1][1]):
            events.append(event[2])
        elif not _BLANK_OR_COMMENT.fullmatch(line):
            return None
    return IssuePieces(text[: found[-1].end()], tuple(events))
