"""Where things stand in a YAML text: its nodes with exact positions, its lines and comments.

Pure. Positions are indexes into the text. The fast loader of libyaml is exact save that it
does not count a byte order mark; the pure Python loader is there for whoever doubts it.
"""

import re
from typing import Any, NamedTuple

import yaml

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""A line break as YAML 1.1 knows it."""

_C_LOADER: Any = getattr(yaml, "CBaseLoader", None)
_BLANK_OR_COMMENT = re.compile(r"[ \t]*(#.*)?", re.DOTALL)


class UnsupportedShapeError(Exception):
    """A way of writing that an append cannot be fitted into; ``str()`` is the Chinese reason."""


class Tree(NamedTuple):
    """A parsed text. ``shift`` is what the loader left out of its indexes (a BOM)."""

    text: str
    root: Any
    shift: int

    def start(self, node: Any) -> int:
        """Where ``node`` begins (its anchor or tag included)."""
        return int(node.start_mark.index) + self.shift

    def end(self, node: Any) -> int:
        """Where ``node`` ends; exact for scalars and flow collections only."""
        return int(node.end_mark.index) + self.shift


def compose(text: str, *, exact: bool = False) -> Tree:
    """Parse ``text``; ``exact`` asks for the slow pure-Python loader."""
    if exact or _C_LOADER is None:
        return Tree(text, yaml.compose(text, Loader=yaml.BaseLoader), 0)
    return Tree(text, yaml.compose(text, Loader=_C_LOADER), int(text.startswith("\ufeff")))


def plain(node: Any) -> Any:
    """A node's content without its style: pairs, lists, texts, ``None`` for nothing at all."""
    if isinstance(node, yaml.MappingNode):
        return {"pairs": [(plain(key), plain(value)) for key, value in node.value]}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    return None if is_nothing(node) else node.value


def is_nothing(node: Any) -> bool:
    """An empty place, as after ``log:``; ``''`` is a text and not nothing."""
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style in (None, "")


def is_block(node: Any) -> bool:
    """A list or mapping written line by line, without brackets."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def find_key(mapping: Any, name: str) -> int | None:
    """The position of the pair ``name`` in a mapping node's value."""
    for index, (key, _) in enumerate(mapping.value):
        if key.value == name:
            return index
    return None


def column_of(text: str, index: int) -> int:
    """How many characters stand before ``index`` on its line."""
    return index - line_start(text, index)


def line_start(text: str, index: int) -> int:
    """Where the line that holds ``index`` begins (a BOM is no part of it)."""
    start = 1 if text.startswith("\ufeff") else 0
    for found in BREAK.finditer(text, _near(text, index), index):
        start = found.end()
    return start


def _near(text: str, index: int) -> int:
    """Where the last line break before ``index``, or one before that, begins; found quickly."""
    found = text.rfind("\n", 0, max(0, index - 1))
    return max(0, found - 1 if text[found - 1 : found] == "\r" else found)


def line_end(text: str, index: int) -> int:
    """Where the line that holds ``index`` ends, before its break."""
    found = BREAK.search(text, index)
    return found.start() if found else len(text)


def next_line(text: str, index: int) -> int:
    """Where the line after the one that holds ``index`` begins, or the text ends."""
    found = BREAK.search(text, index)
    return found.end() if found else len(text)


def break_before(text: str, index: int) -> str:
    """The line break to write before or after a line put in at ``index``: its neighbour's."""
    before = list(BREAK.finditer(text, _near(text, index), index))
    found = before[-1] if before else BREAK.search(text)
    return found[0] if found and found[0] in ("\r\n", "\n", "\r") else "\n"


def line_number(text: str, index: int) -> int:
    """The line that holds ``index``, from 1, as editors count."""
    return len(re.findall(r"\r\n|\n|\r", text[:index])) + 1


def key_column(tree: Tree, key: Any) -> int:
    """The indentation of the mapping that ``key`` belongs to (``? key`` starts at its mark)."""
    start = tree.start(key)
    before = tree.text[line_start(tree.text, start) : start]
    if before.rstrip().endswith("?"):
        return before.rindex("?")
    return len(before)


def dash_column(tree: Tree, sequence: Any) -> int:
    """The indentation of the dashes of a block list."""
    start = tree.start(sequence)
    if tree.text[start] != "-":  # an anchor or a tag stands before the first dash
        found = re.compile(r"[\n\r\x85\u2028\u2029] *-(?=\s)").search(tree.text, start)
        if found is None:
            raise UnsupportedShapeError("列表前带有 YAML 锚点或标签（& 或 !）")
        start = found.end() - 1
    return column_of(tree.text, start)


def content_end(tree: Tree, node: Any, after: int) -> int:
    """Where the content of ``node`` ends, trailing comments and blank lines left out.

    ``after`` is a place before the node (its key, its dash): a node that says it begins
    earlier is an alias, and its own place is not known.
    """
    if tree.start(node) < after:
        raise UnsupportedShapeError("这里用了 YAML 别名（*）")
    if isinstance(node, yaml.ScalarNode):
        if node.style in ("|", ">"):
            return _block_scalar_end(tree, node)
        return nothing_end(tree, node, after) if is_nothing(node) else tree.end(node)
    if node.flow_style:
        return tree.end(node)
    last = node.value[-1]
    if isinstance(node, yaml.MappingNode):
        key, value = last
        return content_end(tree, value, content_end(tree, key, tree.start(node)))
    return content_end(tree, last, tree.start(node))


def nothing_end(tree: Tree, node: Any, after: int) -> int:
    """Where an empty place ends: at its colon or dash, else (``? key`` alone) at ``after``."""
    end = tree.end(node)
    while end > after and tree.text[end - 1] in " \t":  # in braces it ends at the next mark
        end -= 1
    return end if end > after and tree.text[end - 1] in ":-" else after


def _block_scalar_end(tree: Tree, node: Any) -> int:
    """The end of the last line of a ``|`` or ``>`` text.

    The loader's mark stands at the line after it and after the blank lines that follow. Those
    are part of the text where it keeps them (``|+``), or as far as it ends in spaces.
    """
    text, end = tree.text, tree.end(node)
    kept = node.value.rstrip("\n")
    spaces = kept[len(kept.rstrip()) :].rpartition("\n")[2]
    while end > 0:
        if column_of(text, end) or end == len(text):
            line = text[line_start(text, end) : end]
            if line.strip() or (line and spaces and line.endswith(spaces)):
                return end
        end = line_start(text, end)
        if not kept or node.value.endswith("\n\n"):
            return _break_start(text, end)
        end = _break_start(text, end)
    return end


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
