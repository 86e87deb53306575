"""A ledger file → Checklist: every scalar is the text that was typed.

The way of a sound file is short. What is wrong with another is found out by ``diagnosis``, which
loads only then.
"""

from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from rectify_cli.errors import InvalidDataError
from rectify_cli.ledger.decoding import decode_ledger, read_bytes
from rectify_cli.model import Checklist

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_DEPTH = 12
PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
_NULLS = ("", "~", "null")


class Ledger(NamedTuple):
    """A ledger file as read: where it is, its exact text, and what it says."""

    path: Path
    text: str
    checklist: Checklist


class UnsoundError(Exception):
    """YAML that a ledger does not use: tags, aliases, doubled keys, deep nesting."""


def read_ledger(path: Path) -> Ledger:
    """Read and validate the ledger at ``path``.

    Raises ``NotFoundError`` when there is no such file, ``StorageError`` when it cannot be
    read, ``InvalidDataError`` with every problem found when it is not a valid ledger.
    """
    text = decode_ledger(read_bytes(path), str(path))
    return Ledger(path, text, parse_ledger_text(text, str(path)))


def parse_ledger_text(text: str, file: str) -> Checklist:
    """Parse and validate ledger text; ``file`` is the name that messages show.

    Raises ``InvalidDataError`` with every problem found.
    """
    try:
        checklist = Checklist.model_validate(plain_data(compose(text)))
        if len(checklist.issues_by_id()) == len(checklist):
            return checklist
    except (yaml.YAMLError, ValidationError, UnsoundError, RecursionError):
        pass
    from rectify_cli.ledger.diagnosis import diagnose

    raise InvalidDataError("清单文件有误", problems=diagnose(text, file))


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
