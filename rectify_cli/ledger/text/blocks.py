"""A ledger's text cut at its issues, so that a part of it can be parsed without the rest. Pure.

Issues stand one below the other, each beginning with a dash at one indentation. No other line of
an issue can begin so: block text is indented further. But where a quote or a bracket is open over
several lines anything may stand; then there are more blocks than issues, and parts that cannot be
parsed alone. That, and every doubt met here, is a reason to parse the whole: the reader finds it
out, and others cut a text only where it was read so.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rectify_cli.ledger.text.lines import completed

_LIST = re.compile(r"issues:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-[ \t\r\n]")
_TOP_KEY = re.compile(r"\n(?=[^\s#-])")
# Marks of documents; line ends that only YAML knows; characters that it does not take.
_DOUBTFUL = ("\n---", "\n...", "\x85", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")

FEW = 20
"""So many issues are changed and looked up as one text."""


class Blocks(NamedTuple):
    """A text, completed and without its byte order mark, cut at its issues.

    Their list is the value of the key at ``key``, their dashes stand at ``column``. Issue ``n``
    stands from ``starts[n]`` to ``starts[n + 1]``, what follows it on lines of its own included;
    the last number is where the list ends.
    """

    text: str
    key: int
    column: int
    starts: list[int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def are_many(self) -> bool:
        """Whether they are worth to be changed and looked up one by one."""
        return len(self) > FEW

    @property
    def rest(self) -> str:
        """The text without its issues."""
        return self.text[: self.starts[0]] + self.text[self.starts[-1] :]

    @property
    def largest(self) -> int:
        """How many characters the longest issue has."""
        return max(end - start for start, end in pairwise(self.starts))

    def part(self, first: int, last: int) -> str:
        """The issues from ``first`` to before ``last``: a list by itself."""
        return self.text[self.starts[first] : self.starts[last]]


def parts_of(text: str) -> Blocks | None:
    """``text`` cut at its issues, where they are many."""
    blocks = split(text)
    return blocks if blocks is not None and blocks.are_many else None


@lru_cache(maxsize=2)
def split(text: str) -> Blocks | None:
    """``text`` cut at its issues; none where that is in doubt."""
    text = completed(text.removeprefix("\ufeff"))
    if any(mark in text for mark in _DOUBTFUL) or text.startswith(("---", "%")):
        return None
    if "\r" in text and text.count("\r") != text.count("\r\n"):
        return None
    lists = [m for m in _LIST.finditer(text) if text[m.start() - 1 : m.start()] in ("", "\n")]
    if len(lists) != 1:
        return None
    begin, column = lists[0].start(1), len(lists[0][1])
    found = _TOP_KEY.search(text, begin)
    end = found.end() if found else len(text)
    item = re.compile(rf"\n {{{column}}}-[ \t\r\n]")
    starts = [match.start() + 1 for match in item.finditer(text, begin - 1, end)]
    return Blocks(text, lists[0].start(), column, [*starts, end])
