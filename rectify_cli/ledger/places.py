"""Where things stand in a ledger's text, as editors count: lines and columns from 1."""

import re
from typing import Any

import yaml

from rectify_cli.errors import Place, Problem
from rectify_cli.ledger.nodes import LOADER

_LONGEST_LINE = 10_000


class Places:
    """Positions in one text. Only ``\\n``, ``\\r\\n`` and ``\\r`` end a line, as in editors;
    a byte order mark takes no column."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        # libyaml does not count a byte order mark; the pure-Python loader does.
        skips_mark = text.startswith("\ufeff") and LOADER is not yaml.BaseLoader
        self._shift = int(skips_mark)
        self._starts = [0, *(match.end() for match in re.finditer("\r\n|\n|\r", text))]

    def lines(self) -> list[str]:
        """The lines without their ends and without a byte order mark."""
        return [self.line(number) for number in range(1, len(self._starts) + 1)]

    def start_of(self, number: int) -> int:
        """The index of the first character of line ``number``, a byte order mark left out."""
        return self._starts[number - 1] + int(number == 1 and self.text.startswith("\ufeff"))

    def line(self, number: int) -> str:
        """Line ``number`` without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n").removeprefix("\ufeff")

    def at_index(self, index: int) -> Place:
        """The place of a character of the text."""
        from bisect import bisect_right

        number = bisect_right(self._starts, index)
        start = self._starts[number - 1]
        mark = int(number == 1 and self.text.startswith("\ufeff"))
        return Place(self.file, number, max(1, index - start - mark + 1))

    def of_mark(self, mark: Any) -> Place:
        """The place of a mark of the YAML loader."""
        return self.at_index(min(mark.index + self._shift, len(self.text)))

    def of_node(self, node: Any) -> Place:
        """The place where a node begins."""
        return self.of_mark(node.start_mark)

    def problem(self, message: str, place: Place, hint: str | None = None) -> Problem:
        """A problem at ``place``, with the line that it is in."""
        line = self.line(place.line) if place.line else None
        return Problem(message, place, hint, line[:_LONGEST_LINE] if line else line)


def node_at(root: Any, location: tuple[int | str, ...]) -> Any:
    """The node that a path of keys and indexes leads to, or the nearest one above it."""
    node = root
    for step in location:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            found = node.value[step] if step < len(node.value) else None
        if found is None:
            return node
        node = found
    return node


def key_at(root: Any, location: tuple[int | str, ...]) -> Any:
    """The key node at the end of a path, or what ``node_at`` finds."""
    parent = node_at(root, location[:-1])
    if isinstance(parent, yaml.MappingNode):
        for key, _ in parent.value:
            if key.value == location[-1]:
                return key
    return node_at(root, location)
