"""A ledger's text cut at its issues, so that a part of it can be parsed without the rest. Pure.

Issues stand one below the other, each beginning with a dash at one indentation. No other line of
an issue can begin so: block text is indented further. But where a quote or a bracket is open over
several lines anything may stand; then there are more blocks than issues, and parts that cannot be
parsed alone. That, and every doubt met here, is a reason to parse the whole: the reader finds it
out, and others cut a text only where it was read so.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rectify_cli.ledger.text.yaml_text import completed

_LIST = re.compile(
    r"^issues:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)-[ \t\r\n]", re.M
)
_TOP_KEY = re.compile(r"\n(?=[^\s#-])")
# Marks of documents, and line ends that only YAML knows.
_DOUBTFUL = ("\n---", "\n...", "\x85", "\u2028", "\u2029")


PART = 20
"""How many issues are parsed at a time."""


class Blocks(NamedTuple):
    """A text, completed and without its byte order mark, cut at its issues.

    Issue ``n`` stands from ``starts[n]`` to ``starts[n + 1]``, what follows it on lines of its own
    included; the last number is where the list ends.
    """

    text: str
    starts: list[int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def rest(self) -> str:
        """The text without its issues."""
        return self.text[: self.starts[0]] + self.text[self.starts[-1] :]

    @property
    def largest(self) -> int:
        """How many characters the longest part has of those that are parsed at once."""
        return max(self.starts[last] - self.starts[first] for first, last in self.spans())

    def spans(self) -> Iterator[tuple[int, int]]:
        """The issues that are parsed at once: from the first to before the last."""
        for first in range(0, len(self), PART):
            yield first, min(first + PART, len(self))

    def part(self, first: int, last: int) -> str:
        """The issues from ``first`` to before ``last``: a list by itself."""
        return self.text[self.starts[first] : self.starts[last]]


def parts_of(text: str) -> Blocks | None:
    """``text`` cut at its issues, where it is large enough to be parsed in parts."""
    blocks = split(text)
    return blocks if blocks is not None and len(blocks) > PART else None


@lru_cache(maxsize=2)
def split(text: str) -> Blocks | None:
    """``text`` cut at its issues; none where that is in doubt."""
    text = completed(text.removeprefix("\ufeff"))
    if any(mark in text for mark in _DOUBTFUL) or text.startswith(("---", "%")):
        return None
    if text.count("\r") != text.count("\r\n"):
        return None
    lists = list(_LIST.finditer(text))
    if len(lists) != 1:
        return None
    begin = lists[0].start(1)
    found = _TOP_KEY.search(text, begin)
    end = found.end() if found else len(text)
    item = re.compile(rf"\n {{{len(lists[0][1])}}}-[ \t\r\n]")
    starts = [match.start() + 1 for match in item.finditer(text, begin - 1, end)]
    return Blocks(text, [*starts, end])
