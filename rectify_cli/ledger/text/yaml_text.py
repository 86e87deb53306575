"""YAML text and its nodes, within the little YAML that a ledger uses. Pure.

Positions are indexes into ``Tree.text``: the text without a byte order mark (which libyaml does
not count), its last line completed (an addition is one of whole lines).
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

import yaml

from rectify_cli.ledger.text.lines import (
    Data,
    column_of,
    completed,
    line_end,
    line_start,
    next_line,
)

_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
MAX_DEPTH = 12
PLAIN_TAGS = frozenset(_TAGS.values())
_NULLS = ("", "~", "null")
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(#.*)?", re.DOTALL)
_FIRST_DASH = re.compile(r"[\n\r\x85\u2028\u2029] *-(?=\s)")

Pair: TypeAlias = tuple[yaml.Node, yaml.Node]


class LOADER(_BASE):  # type: ignore[misc]
    """Every scalar is a text. Its parent looks each up among no rules at all, and takes long."""

    def resolve(self, kind: type[yaml.Node], _value: object, _implicit: object) -> str:
        """The tag of a node that names none."""
        return _TAGS[kind]


class UnsoundError(Exception):
    """YAML that a ledger does not use: tags, aliases, doubled keys, deep nesting."""


class UnsupportedShapeError(Exception):
    """A way of writing that an addition cannot be fitted into; ``str()`` is the Chinese reason."""


class Tree(NamedTuple):
    """A parsed text, completed and without its byte order mark."""

    text: str
    root: yaml.Node


def compose(text: str) -> Tree:
    """The nodes of ``text``. Raises ``UnsoundError`` for a text that holds nothing, and for
    aliases: they would let a small file grow without bound, and an addition find two places."""
    text = completed(text.removeprefix("\ufeff"))
    root = yaml.compose(text, Loader=LOADER)
    if root is None or anchors(text):
        raise UnsoundError
    return Tree(text, root)


def anchors(text: str) -> list[int]:
    """Where in ``text`` something bears an anchor or is an alias."""
    if "&" not in text:  # an alias of no anchor is an error of its own
        return []
    events: Iterable[Any] = yaml.parse(text, Loader=LOADER)
    return [event.start_mark.index for event in events if getattr(event, "anchor", None)]


def plain_data(node: yaml.Node) -> Data:
    """Mappings, lists and texts; an empty plain scalar, ``~`` and ``null`` are none.

    Raises ``UnsoundError`` for what a ledger does not use.
    """
    if node.tag not in PLAIN_TAGS:
        raise UnsoundError
    if isinstance(node, yaml.MappingNode):
        data = {key_text(key): plain_data(value) for key, value in node.value}
        if len(data) != len(node.value):
            raise UnsoundError
        return data
    if isinstance(node, yaml.SequenceNode):
        return [plain_data(value) for value in node.value]
    assert isinstance(node, yaml.ScalarNode)
    return None if not node.style and node.value in _NULLS else str(node.value)


def key_text(key: yaml.Node) -> str:
    """The text of a mapping's key; a list or a mapping is none."""
    if not isinstance(key, yaml.ScalarNode):
        raise UnsoundError
    return str(key.value)


def is_nothing(node: yaml.Node) -> bool:
    """An empty place, as after ``log:``; ``''`` is a text and not nothing."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style in (None, "")


def is_block(node: yaml.Node) -> bool:
    """A list or mapping written line by line, without brackets."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def find_pair(mapping: yaml.Node, name: str) -> Pair | None:
    """The key and the value of ``name`` in a mapping."""
    return next(((key, value) for key, value in mapping.value if key.value == name), None)


def entries_of(root: yaml.Node, key: str) -> list[yaml.Node]:
    """The entries of the list ``key`` that a mapping has."""
    pair = find_pair(root, key)
    assert pair is not None
    return list(pair[1].value)


def start_of(node: yaml.Node) -> int:
    """Where ``node`` begins (its tag included)."""
    return int(node.start_mark.index)


def end_of(node: yaml.Node) -> int:
    """Where ``node`` ends; exact for scalars and flow collections only."""
    return int(node.end_mark.index)


def key_column(text: str, key: yaml.Node) -> int:
    """The indentation of the mapping that ``key`` belongs to (``? key`` starts at its mark)."""
    start = start_of(key)
    before = text[line_start(text, start) : start]
    return before.rindex("?") if before.rstrip().endswith("?") else len(before)


def dash_column(text: str, sequence: yaml.Node) -> int:
    """The indentation of the dashes of a block list."""
    start = start_of(sequence)
    if text[start] != "-":  # a tag stands before the first dash
        found = _FIRST_DASH.search(text, start)
        assert found is not None
        start = found.end() - 1
    return column_of(text, start)


def content_end(text: str, node: yaml.Node, after: int = 0) -> int:
    """Where the content of ``node`` ends, trailing comments and blank lines left out.

    ``after`` is where the key ends whose value ``node`` is; needed where that may be nothing.
    """
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            return _block_scalar_end(text, node)
        return nothing_end(text, node, after) if is_nothing(node) else end_of(node)
    if not is_block(node):
        return end_of(node)
    last = node.value[-1]
    if isinstance(node, yaml.MappingNode):
        key, value = last
        return content_end(text, value, end_of(key))
    return content_end(text, last)


def nothing_end(text: str, node: yaml.Node, after: int) -> int:
    """Where an empty place ends: at its colon or dash, else (``? key`` alone) at ``after``."""
    end = end_of(node)
    while text[end - 1] in " \t":  # in braces it ends at the next mark
        end -= 1
    return end if text[end - 1] in ":-" else after


def _block_scalar_end(text: str, node: yaml.ScalarNode) -> int:
    """The end of the last line of a ``|`` or ``>`` text.

    The loader's mark stands at the line after it and after the blank lines that follow. Those
    are part of the text where it keeps them (``|+``), or as far as it ends in spaces.
    """
    end = _break_start(text, end_of(node))
    if f"\n{node.value}".endswith("\n\n"):
        return end
    last = node.value.rstrip("\n").rpartition("\n")[2]
    while True:
        start = line_start(text, end)
        line = text[start:end]
        if line.strip() or (last and line.endswith(last)):
            return end
        end = _break_start(text, start)


def _break_start(text: str, line: int) -> int:
    """Where the line break right before the start of a line begins."""
    return line - (2 if text[line - 2 : line] == "\r\n" else 1)


def after_comments(text: str, index: int, column: int) -> int:
    """The start of the first line after ``index`` that is not a comment of the same block.

    Comments indented by ``column`` or more belong to the block before them, also across
    blank lines; blank lines that no such comment follows do not.
    """
    place = line = next_line(text, index)
    while line < len(text):
        end = line_end(text, line)
        found = _BLANK_OR_COMMENT.fullmatch(text, line, end)
        if found is None:
            break
        if found[1] is not None:
            if found.start(1) - line < column:
                break
            place = next_line(text, line)
        line = next_line(text, line)
    return place
