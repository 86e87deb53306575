"""Where things stand in a ledger's text, as editors count: lines and columns from 1."""

from bisect import bisect_right
from io import StringIO
from itertools import accumulate

import yaml

from rectify_cli.errors import Place, Problem

_LONGEST_LINE = 10_000


class Places:
    """Positions in one text without its byte order mark. Only ``\\n``, ``\\r\\n`` and ``\\r``
    end a line, as in editors."""

    def __init__(self, text: str, file: str = "") -> None:
        self.text = text.removeprefix("\ufeff")
        self.file = file
        lines = StringIO(self.text, newline="")
        # No line begins behind the last: what is wrong at the end of the text is shown on it.
        self._starts = [0, *accumulate(map(len, lines))][:-1] or [0]

    def lines(self) -> list[str]:
        """The lines without their ends."""
        return [self.line(number) for number in range(1, len(self._starts) + 1)]

    def start_of(self, number: int) -> int:
        """The index of the first character of line ``number``."""
        return self._starts[number - 1]

    def line(self, number: int) -> str:
        """Line ``number`` without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def number_at(self, index: int) -> int:
        """The number of the line that holds a character of the text."""
        return bisect_right(self._starts, index)

    def at_index(self, index: int) -> Place:
        """The place of a character of the text; the end of its line for the break that ends it."""
        number = self.number_at(index)
        column = min(index - self._starts[number - 1], len(self.line(number)))
        return Place(self.file, number, column + 1)

    def of_mark(self, mark: yaml.Mark) -> Place:
        """The place of a mark of the YAML loader."""
        return self.at_index(mark.index)

    def of_node(self, node: yaml.Node) -> Place:
        """The place where a node begins."""
        return self.of_mark(node.start_mark)

    def problem(self, message: str, place: Place, hint: str | None = None) -> Problem:
        """A problem at ``place``, with the line that it is in."""
        assert place.line is not None
        return Problem(message, place, hint, self.line(place.line)[:_LONGEST_LINE])


def node_at(root: yaml.Node, location: tuple[int | str, ...]) -> yaml.Node:
    """The node that a path of keys and indexes leads to, or the nearest one above it."""
    node = root
    for step in location:
        found: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            found = node.value[step]
        if found is None:
            return node
        node = found
    return node


def key_at(root: yaml.Node, location: tuple[int | str, ...]) -> yaml.Node:
    """The key node at the end of a path that there is."""
    *above, last = location
    pairs: list[tuple[yaml.Node, yaml.Node]] = node_at(root, tuple(above)).value
    return next(key for key, _ in pairs if key.value == last)
