"""YAML text → its nodes, and nodes → plain data, within the little YAML that a ledger uses."""

from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_DEPTH = 12
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_NULLS = ("", "~", "null")


class UnsoundError(Exception):
    """YAML that a ledger does not use: tags, aliases, doubled keys, deep nesting."""


def compose(text: str) -> Any:
    """The root node of ``text``. Aliases and several documents are refused: they would let a
    small file grow without bound, and an append find two places."""
    node = yaml.compose(text, Loader=LOADER)
    if "*" in text or "&" in text:
        _refuse_anchors(text)
    return node


def plain_data(node: Any, depth: int = 0) -> Any:
    """Mappings, lists and texts; an empty plain scalar, ``~`` and ``null`` are none."""
    if node is None:
        return None
    if depth > MAX_DEPTH or node.tag not in PLAIN_TAGS:
        raise UnsoundError
    if isinstance(node, yaml.MappingNode):
        data = {key_text(key): plain_data(value, depth + 1) for key, value in node.value}
        if len(data) != len(node.value):
            raise UnsoundError
        return data
    if isinstance(node, yaml.SequenceNode):
        return [plain_data(value, depth + 1) for value in node.value]
    return None if not node.style and node.value in _NULLS else node.value


def key_text(key: Any) -> str:
    """The text of a mapping's key; a list or a mapping is none."""
    if not isinstance(key, yaml.ScalarNode):
        raise UnsoundError
    return str(key.value)


def _refuse_anchors(text: str) -> None:
    for event in yaml.parse(text, Loader=LOADER):
        if getattr(event, "anchor", None) is not None:
            raise UnsoundError
