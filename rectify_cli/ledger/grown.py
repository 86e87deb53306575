"""What a ledger must say after an addition, so that the added text can be held against it. Pure.

Built on the nodes of the old text, and not from the text that the writer makes: the proof shares
nothing with what it proves.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from rectify_cli.ledger import positions
from rectify_cli.ledger.positions import compose, plain


def says(text: str, expected: Any) -> bool:
    """Whether ``text`` says what ``expected`` (plain content) does."""
    try:
        return bool(plain(compose(text).root) == expected)
    except (yaml.YAMLError, RecursionError):
        return False


def entries_of(root: Any, key: str) -> list[Any]:
    """The nodes of the top-level list ``key``."""
    index = positions.find_key(root, key)
    return [] if index is None else root.value[index][1].value


def with_entry(root: Any, key: str, entry: str, within: tuple[str, int] | None = None) -> Any:
    """The old tree with the entry in its place, built on nodes and not on text."""
    added = compose(entry).root
    if within is None:
        return _grown(root, key, added)
    outer, index = within
    issues = list(entries_of(root, outer))
    issues[index] = _grown(issues[index], key, added)
    pairs = [
        (name, yaml.SequenceNode(value.tag, issues) if name.value == outer else value)
        for name, value in root.value
    ]
    return yaml.MappingNode(root.tag, pairs)


def _grown(mapping: Any, key: str, added: Any) -> Any:
    pairs = list(_grown_pairs(mapping, key, added))
    if positions.find_key(mapping, key) is None:
        name = yaml.ScalarNode("tag:yaml.org,2002:str", key)
        pairs.append((name, yaml.SequenceNode("tag:yaml.org,2002:seq", [added])))
    return yaml.MappingNode(mapping.tag, pairs)


def _grown_pairs(mapping: Any, key: str, added: Any) -> Iterator[tuple[Any, Any]]:
    for name, value in mapping.value:
        if name.value == key:
            old = value.value if isinstance(value, yaml.SequenceNode) else []
            yield name, yaml.SequenceNode("tag:yaml.org,2002:seq", [*old, added])
        else:
            yield name, value
