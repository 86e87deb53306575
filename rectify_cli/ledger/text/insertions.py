"""Where new entries go into a ledger's text, whatever style a list is written in. Pure.

Handles block and flow style, any indentation, comments, line ends and block scalars; a shape
that an entry cannot be fitted into is refused with the reason.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import yaml

from rectify_cli.ledger.text.lines import break_before, line_end, line_start, next_line
from rectify_cli.ledger.text.yaml_text import (
    Pair,
    Tree,
    UnsupportedShapeError,
    after_comments,
    content_end,
    dash_column,
    end_of,
    entries_of,
    find_pair,
    is_block,
    is_nothing,
    key_column,
    nothing_end,
    start_of,
)

_EMPTY_BRACKETS = re.compile(r"\[[ \t]*\]")

Lines: TypeAlias = Sequence[str]
"""An entry as the lines of a mapping, without dash and indentation; in flow style it is one."""


class Addition(NamedTuple):
    """Entries for the end of the list ``key``: of the issue at position ``issue`` (from 0), or of
    the file where that is none."""

    key: str
    entries: tuple[Lines, ...]
    issue: int | None = None


class Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new``; the entries begin at ``offsets`` in ``new``.

    ``depth`` orders edits at one place: what is indented further belongs to what is above.
    """

    start: int
    end: int
    new: str
    offsets: tuple[int, ...] = ()
    depth: float = 0


def plan_addition(tree: Tree, addition: Addition) -> list[Edit]:
    """Where the entries go in. Raises ``UnsupportedShapeError``."""
    key, entries, text = addition.key, addition.entries, tree.text
    mapping = tree.root
    if addition.issue is not None:
        mapping = entries_of(tree.root, "issues")[addition.issue]
    pair = find_pair(mapping, key)
    if not is_block(mapping):
        return _to_flow_mapping(text, mapping, pair, key, entries)
    column = key_column(text, mapping.value[0][0])
    if pair is None:
        indent = column + _list_offset(tree.root, addition.issue)
        return [_new_key(text, mapping, column, key, entries, indent)]
    name, value = pair
    is_last = name is mapping.value[-1][0]
    least = column if is_last else column + 1  # a comment by the next key is the next key's
    if is_nothing(value):
        indent = column + _list_offset(tree.root, addition.issue)
        return [_first_items(text, pair, indent, max(least, indent), entries)]
    if not isinstance(value, yaml.SequenceNode):
        raise UnsupportedShapeError(f"{key} 不是列表")
    if is_block(value):
        return [_next_items(text, value, least, entries)]
    if value.value:
        return _to_flow_list(text, value, entries)
    return _open_flow_list(text, value, column + _list_offset(tree.root, addition.issue), entries)


def _items(
    entries: Sequence[Lines], column: int, place: int, eol: str, lead: str = "", gap: str = ""
) -> Edit:
    """Entries as items of a block list, below ``lead``, each led by ``gap``."""
    new, offsets, indent = lead, [], " " * column
    for first, *others in entries:
        offsets.append(len(new) + len(gap) + column)
        new += f"{gap}{indent}- {first}{eol}"
        new += "".join(f"{indent}  {line}{eol}" if line else eol for line in others)
    return Edit(place, place, new, tuple(offsets), column)


def _next_items(text: str, value: yaml.Node, least: int, entries: Sequence[Lines]) -> Edit:
    """More entries below those of a block list."""
    dash = dash_column(text, value)
    end = content_end(text, value)
    place = after_comments(text, end, max(least, dash))
    eol = break_before(text, place)
    gap = eol if len(entries[0]) > 1 and _is_spaced(text, value) else ""
    return _items(entries, dash, place, eol, gap=gap)


def _is_spaced(text: str, value: yaml.Node) -> bool:
    """Whether the entries of a list stand apart by blank lines; one alone would like to."""
    if _keeps_blank_lines(text, value):
        return False
    if len(value.value) == 1:
        return True
    before, last = value.value[-2:]
    between = text[content_end(text, before) : start_of(last)]
    return any(not line.strip() for line in between.splitlines()[1:-1])


def _keeps_blank_lines(text: str, node: yaml.Node) -> bool:
    """Whether ``node`` ends in a text (``|+``) that takes a blank line after it for its own."""
    while isinstance(node, yaml.CollectionNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if not isinstance(node, yaml.ScalarNode) or node.style not in ("|", ">"):
        return False
    start = start_of(node)
    return "+" in text[start : line_end(text, start)].partition("#")[0]


def _first_items(text: str, pair: Pair, column: int, least: int, entries: Sequence[Lines]) -> Edit:
    """The first entries under ``log:`` with nothing after it."""
    name, value = pair
    end = nothing_end(text, value, end_of(name))
    place = after_comments(text, end, least)
    eol = break_before(text, place)
    if end == end_of(name):  # `? log`, and no colon
        column = key_column(text, name)
        items = _items(entries, column + 2, place, eol)
        return items._replace(new=" " * column + ": " + items.new[column + 2 :])
    return _items(entries, column, place, eol)


def _new_key(
    text: str, mapping: yaml.Node, column: int, key: str, entries: Sequence[Lines], indent: int
) -> Edit:
    """A mapping without the key gets it as its last line, and the entries below."""
    end = content_end(text, mapping)
    place = after_comments(text, end, column)
    eol = break_before(text, place)
    lead = ("" if column or len(entries[0]) == 1 else eol) + " " * column + f"{key}:" + eol
    return _items(entries, indent, place, eol, lead)._replace(depth=column - 0.5)


def _open_flow_list(
    text: str, value: yaml.Node, column: int, entries: Sequence[Lines]
) -> list[Edit]:
    """``log: []`` loses its brackets, and the entries go below; a comment after it stays."""
    start, end = start_of(value), end_of(value)
    if _EMPTY_BRACKETS.fullmatch(text, start, end) is None:  # with a tag, a comment, over lines
        return [_in_flow(entries, end - 1, "")]
    while text[start - 1] in " \t":
        start -= 1
    place = next_line(text, end)
    return [Edit(start, end, ""), _items(entries, column, place, break_before(text, place))]


def _in_flow(
    entries: Sequence[Lines], place: int, lead: str, end: str = "", between: str = ", "
) -> Edit:
    """Entries of a list in brackets."""
    if any(len(entry) > 1 for entry in entries):
        raise UnsupportedShapeError("列表写在一对方括号里")
    new = lead
    offsets: list[int] = []
    for entry in entries:
        new += between if offsets else ""
        offsets.append(len(new))
        new += entry[0]
    return Edit(place, place, new + end, tuple(offsets))


def _to_flow_mapping(
    text: str, mapping: yaml.Node, pair: Pair | None, key: str, entries: Sequence[Lines]
) -> list[Edit]:
    """An issue in braces: its list grows inside them."""
    if len(entries[0]) > 1:
        raise UnsupportedShapeError("整份清单写在一对花括号里")
    if pair is None:
        name, value = mapping.value[-1]
        end = content_end(text, value, end_of(name))
        # Not every reader takes a comma right after a colon.
        lead = f"{' ' if is_nothing(value) else ''}, {key}: ["
        return [_in_flow(entries, end, lead, "]")]
    name, value = pair
    if is_nothing(value):
        end = nothing_end(text, value, end_of(name))
        return [_in_flow(entries, end, ": [" if end == end_of(name) else " [", "]")]
    if not isinstance(value, yaml.SequenceNode):
        raise UnsupportedShapeError(f"{key} 不是列表")
    return _to_flow_list(text, value, entries)


def _to_flow_list(text: str, value: yaml.Node, entries: Sequence[Lines]) -> list[Edit]:
    """``[{…}]`` gets more: on lines of their own where the last one has one."""
    if not value.value:
        return [_in_flow(entries, end_of(value) - 1, "")]
    last = value.value[-1]
    start, end = start_of(last), end_of(last)
    lead = text[line_start(text, start) : start]
    if lead.strip():
        return [_in_flow(entries, end, ", ")]
    eol = break_before(text, start)
    between = f",{eol}{lead}"
    rest = text[end : line_end(text, end)].lstrip()
    after = rest.removeprefix(",").lstrip()
    if after and not after.startswith("#"):  # the bracket closes on this line
        return [_in_flow(entries, end, between, between=between)]
    place = after_comments(text, end, len(lead))
    if rest.startswith(","):
        return [_in_flow(entries, place, lead, f",{eol}", between)]
    return [Edit(end, end, ","), _in_flow(entries, place, lead, eol, between)]


def _list_offset(root: yaml.Node, index: int | None) -> int:
    """How far the lists in an issue are indented from their key: like the nearest log's."""
    if index is None:
        return 2
    issues = entries_of(root, "issues")
    nearest = sorted(range(len(issues)), key=lambda other: abs(other - index))
    for key in ("log", "measures"):
        for issue in (issues[other] for other in nearest):
            pair = find_pair(issue, key)
            if pair is None or not is_block(pair[1]):
                continue
            name, value = pair[0].start_mark, pair[1].start_mark
            if value.line > name.line and value.column >= name.column:
                return int(value.column - name.column)
    return 2
