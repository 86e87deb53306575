"""Ledger text + one event (or one issue, or one unit) → ledger text. Pure text surgery.

What is new goes in at a place found by parsing; every other character stays as it was. The
result is parsed again, and must say what the old text said plus exactly what was added.
Handles block and flow style, any indentation, comments, line ends and block scalars; a shape
that it cannot fit an entry into is refused with the reason, never damaged.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from rectify_cli.errors import ConflictError
from rectify_cli.ledger import positions
from rectify_cli.ledger.grown import entries_of, says, with_entry
from rectify_cli.ledger.positions import Tree, UnsupportedShapeError, compose, plain


class Appended(NamedTuple):
    """The new text, and the entry's first line in it: its number (from 1) and its characters."""

    text: str
    line: int
    line_text: str


class _Edit(NamedTuple):
    """Replace ``text[start:end]`` by ``new``; the entry begins at ``offset`` in ``new``."""

    start: int
    end: int
    new: str
    offset: int | None = None


def append_event(text: str, index: int, event: str, *, name: str = "") -> Appended:
    """Append ``event`` (a flow mapping of one line) to the log of issue ``index`` (from 0).

    ``text`` must be a valid ledger; ``name`` is what messages call the issue. Raises
    ``ConflictError`` where the issue is written in a way that cannot be added to safely.
    """

    def plan(tree: Tree, indent: int | None) -> list[_Edit]:
        issue = entries_of(tree.root, "issues")[index]
        return _to_mapping(tree, issue, "log", [event], indent or _list_offset(tree.root, index))

    def expect(root: Any) -> Any:
        return plain(with_entry(root, "log", event, within=("issues", index)))

    return _apply(text, plan, expect, f"{name or f'第 {index + 1} 个事项'}的 log")


def append_record(text: str, key: str, record: str) -> Appended:
    """Append ``record`` to the top-level list ``key``.

    ``record`` is a block-style list entry (``- name: …``) of whole lines, not indented. Raises
    ``ConflictError`` as ``append_event`` does.
    """
    lines = [line[2:] for line in record.split("\n")[:-1]]

    def plan(tree: Tree, indent: int | None) -> list[_Edit]:
        return _to_mapping(tree, tree.root, key, lines, indent or 2)

    def expect(root: Any) -> Any:
        return plain(with_entry(root, key, "\n".join(lines) + "\n"))

    return _apply(text, plan, expect, key)


def _apply(text: str, plan: Any, expect: Any, what: str) -> Appended:
    """Try the fast loader's positions, then the exact one's; only a proven text is returned."""
    # A last line without its break is completed first: an event is one whole line.
    ended = text if text.endswith(("\n", "\r")) else text + positions.break_before(text, len(text))
    reason = "写法太特殊，程序不能保证改对"
    expected: Any = None
    for exact, indent in ((False, None), (True, None), (False, 2), (True, 2)):
        try:
            tree = compose(ended, exact=exact)
        except yaml.YAMLError:
            if exact:  # it refuses some of what the fast loader takes, as a tab behind a value
                continue
            raise
        if expected is None:
            expected = expect(tree.root)
        try:
            edits = plan(tree, indent)
        except UnsupportedShapeError as error:
            reason = str(error)
            continue
        appended = _make(tree.text, edits)
        if says(appended.text, expected):
            return _without_added_break(text, ended, edits, appended)
    raise ConflictError(
        f"不能自动写入{what}：{reason}。文件没有改动",
        hint="把这一处改成逐行写法（log: 下面一行一个“- {date: …}”）再试，或手工添加。",
    )


def _without_added_break(text: str, ended: str, edits: list[_Edit], appended: Appended) -> Appended:
    """Take the completed last line's break off again where the entry does not follow it."""
    if ended == text or any(edit.end > len(text) for edit in edits):
        return appended
    return appended._replace(text=appended.text[: len(text) - len(ended)])


def _make(text: str, edits: list[_Edit]) -> Appended:
    pieces: list[str] = []
    position = length = begin = 0
    for edit in sorted(edits):
        pieces += [text[position : edit.start], edit.new]
        length += edit.start - position
        if edit.offset is not None:
            begin = length + edit.offset
        length += len(edit.new)
        position = edit.end
    new = "".join([*pieces, text[position:]])
    line = new[positions.line_start(new, begin) : positions.line_end(new, begin)]
    return Appended(new, positions.line_number(new, begin), line)


def _to_mapping(
    tree: Tree, mapping: Any, key: str, entry: Sequence[str], offset: int
) -> list[_Edit]:
    """Append ``entry`` to the list ``key`` of ``mapping``; a new list is indented by ``offset``."""
    index = positions.find_key(mapping, key)
    if not positions.is_block(mapping):
        return _to_flow_mapping(tree, mapping, index, key, entry)
    column = positions.key_column(tree, mapping.value[0][0])
    if index is None:
        return [_new_key(tree, mapping, column, key, entry, offset)]
    name, value = mapping.value[index]
    is_last = index == len(mapping.value) - 1
    least = column if is_last else column + 1  # a comment by the next key is the next key's
    if positions.is_nothing(value):
        return [_first_item(tree, name, value, column + offset, max(least, column + offset), entry)]
    if not isinstance(value, yaml.SequenceNode):
        raise UnsupportedShapeError(f"{key} 不是列表")
    if positions.is_block(value):
        dash = positions.dash_column(tree, value)
        return [_next_item(tree, value, dash, max(least, dash), entry)]
    if value.value:
        return _to_flow_list(tree, value, entry)
    return _open_flow_list(tree, value, column + offset, entry)


def _item(entry: Sequence[str], column: int, eol: str) -> str:
    """``entry`` as a block list item, each line with its break."""
    lines = [f"- {entry[0]}", *(f"  {line}" if line else "" for line in entry[1:])]
    return "".join((" " * column + line if line else "") + eol for line in lines)


def _next_item(tree: Tree, value: Any, dash: int, least: int, entry: Sequence[str]) -> _Edit:
    text = tree.text
    place = positions.after_comments(
        text, positions.content_end(tree, value, tree.start(value)), least
    )
    eol = positions.break_before(text, place)
    gap = eol if len(entry) > 1 and _is_spaced(tree, value) else ""
    return _Edit(place, place, gap + _item(entry, dash, eol), len(gap) + dash)


def _is_spaced(tree: Tree, value: Any) -> bool:
    """Whether the entries of a list stand apart by blank lines; one alone would like to."""
    if _keeps_blank_lines(tree, value):
        return False
    if len(value.value) == 1:
        return True
    before, last = value.value[-2:]
    between = tree.text[positions.content_end(tree, before, 0) : tree.start(last)]
    return any(not line.strip() for line in between.splitlines()[1:-1])


def _keeps_blank_lines(tree: Tree, node: Any) -> bool:
    """Whether ``node`` ends in a text (``|+``) that takes a blank line after it for its own."""
    while isinstance(node, yaml.CollectionNode) and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    if not isinstance(node, yaml.ScalarNode) or node.style not in ("|", ">"):
        return False
    start = tree.start(node)
    return "+" in tree.text[start : positions.line_end(tree.text, start)].partition("#")[0]


def _first_item(
    tree: Tree, name: Any, value: Any, column: int, least: int, entry: Sequence[str]
) -> _Edit:
    """The first entry under ``log:`` with nothing after it."""
    text = tree.text
    end = positions.nothing_end(tree, value, tree.end(name))
    place = positions.after_comments(text, end, least)
    eol = positions.break_before(text, place)
    if end == tree.end(name):  # `? log`, and no colon
        column = positions.key_column(tree, name)
        lead = " " * column + ": "
        new = _item(entry, column + 2, eol).removeprefix(" " * (column + 2))
        return _Edit(place, place, lead + new, len(lead))
    return _Edit(place, place, _item(entry, column, eol), column)


def _new_key(
    tree: Tree, mapping: Any, column: int, key: str, entry: Sequence[str], offset: int
) -> _Edit:
    """A mapping without the key gets it as its last line, and the entry below."""
    text = tree.text
    end = positions.content_end(tree, mapping, tree.start(mapping))
    place = positions.after_comments(text, end, column)
    eol = positions.break_before(text, place)
    lead = ("" if column or len(entry) == 1 else eol) + " " * column + f"{key}:" + eol
    indent = column + offset
    return _Edit(place, place, lead + _item(entry, indent, eol), len(lead) + indent)


def _open_flow_list(tree: Tree, value: Any, column: int, entry: Sequence[str]) -> list[_Edit]:
    """``log: []`` loses its brackets, and the entry goes below; a comment after it stays."""
    text, end = tree.text, tree.end(value)
    start = text.rfind("[", tree.start(value), end)
    simple = text[start + 1 : end - 1].strip(" \t") == "" and start == tree.start(value)
    if not simple and len(entry) > 1:
        raise UnsupportedShapeError("列表写在一对方括号里")
    if not simple:
        return [_Edit(end - 1, end - 1, entry[0], 0)]
    while text[start - 1] in " \t":
        start -= 1
    place = positions.next_line(text, end)
    eol = positions.break_before(text, place)
    return [_Edit(start, end, ""), _Edit(place, place, _item(entry, column, eol), column)]


def _to_flow_mapping(
    tree: Tree, mapping: Any, index: int | None, key: str, entry: Sequence[str]
) -> list[_Edit]:
    """An issue in braces: its list grows inside them."""
    if len(entry) > 1:
        raise UnsupportedShapeError("整份清单写在一对花括号里")
    if index is None:
        name, value = mapping.value[-1]
        end = positions.content_end(tree, value, tree.end(name))
        # Not every reader takes a comma right after a colon.
        lead = f"{' ' if positions.is_nothing(value) else ''}, {key}: ["
        return [_Edit(end, end, f"{lead}{entry[0]}]", len(lead))]
    name, value = mapping.value[index]
    if positions.is_nothing(value):
        end = positions.nothing_end(tree, value, tree.end(name))
        lead = ": [" if end == tree.end(name) else " ["
        return [_Edit(end, end, f"{lead}{entry[0]}]", len(lead))]
    return _to_flow_list(tree, value, entry)


def _to_flow_list(tree: Tree, value: Any, entry: Sequence[str]) -> list[_Edit]:
    """``[{…}]`` gets one more: on a line of its own where the last one has one."""
    if len(entry) > 1:
        raise UnsupportedShapeError("列表写在一对方括号里")
    text, new = tree.text, entry[0]
    if not value.value:
        end = tree.end(value) - 1
        return [_Edit(end, end, new, 0)]
    last = value.value[-1]
    start, end = tree.start(last), positions.content_end(tree, last, tree.start(value))
    lead = text[positions.line_start(text, start) : start]
    if lead.strip(" \t"):
        return [_Edit(end, end, f", {new}", 2)]
    eol = positions.break_before(text, start)
    rest = text[end : positions.line_end(text, end)].lstrip(" \t")
    comma = rest.startswith(",")
    after = rest.removeprefix(",").lstrip(" \t")
    if after and not after.startswith("#"):  # the bracket closes on this line
        return [_Edit(end, end, f",{eol}{lead}{new}", 1 + len(eol) + len(lead))]
    place = positions.after_comments(text, end, len(lead))
    line = lead + new + ("," if comma else "") + eol
    edits = [_Edit(place, place, line, len(lead))]
    return edits if comma else [_Edit(end, end, ","), *edits]


def _list_offset(root: Any, index: int) -> int:
    """How far the lists in this file are indented from their key: like the nearest log's."""
    issues = entries_of(root, "issues")
    nearest = sorted(range(len(issues)), key=lambda other: abs(other - index))
    for key in ("log", "measures"):
        for issue in (issues[other] for other in nearest):
            found = positions.find_key(issue, key) if positions.is_block(issue) else None
            if found is None or not positions.is_block(issue.value[found][1]):
                continue
            name, value = issue.value[found]
            offset = value.start_mark.column - name.start_mark.column
            if value.start_mark.line > name.start_mark.line and 0 <= offset <= 8:
                return int(offset)
    return 2
