"""Where texts go into an entry of a list that may change, as a unit's contact: in place. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

import yaml

from rectify_cli.ledger.text.insertions import Edit
from rectify_cli.ledger.text.lines import break_before
from rectify_cli.ledger.text.yaml_text import (
    Tree,
    UnsupportedShapeError,
    after_comments,
    content_end,
    end_of,
    entries_of,
    find_pair,
    is_block,
    is_nothing,
    key_column,
    start_of,
)


class Setting(NamedTuple):
    """New texts for keys of an entry: the one at ``position`` (from 0) of the file's list
    ``key``. ``values`` are scalars of YAML, fit for flow style."""

    key: str
    position: int
    values: Mapping[str, str]


def plan_setting(tree: Tree, setting: Setting) -> list[Edit]:
    """What to replace, and what to add below the entry's last key.

    Raises ``UnsupportedShapeError`` where a key holds something else than a text.
    """
    mapping = entries_of(tree.root, setting.key)[setting.position]
    found = {key: find_pair(mapping, key) for key in setting.values}
    edits = [
        _replace(tree.text, key, pair, setting.values[key])
        for key, pair in found.items()
        if pair is not None
    ]
    missing = {key: setting.values[key] for key, pair in found.items() if pair is None}
    return [*edits, _add(tree.text, mapping, missing)] if missing else edits


def _replace(text: str, key: str, pair: tuple[yaml.Node, yaml.Node], value: str) -> Edit:
    name, old = pair
    if not isinstance(old, yaml.ScalarNode):
        raise UnsupportedShapeError(f"{key} 不是一段文字")
    end = content_end(text, old, end_of(name))
    if is_nothing(old):
        return Edit(end, end, f": {value}" if end == end_of(name) else f" {value}")
    return Edit(start_of(old), end, value)


def _add(text: str, mapping: yaml.Node, values: Mapping[str, str]) -> Edit:
    name, last = mapping.value[-1]
    end = content_end(text, last, end_of(name))
    if not is_block(mapping):
        # Not every reader takes a comma right after a colon.
        lead = " " if is_nothing(last) else ""
        return Edit(end, end, lead + "".join(f", {key}: {value}" for key, value in values.items()))
    column = key_column(text, mapping.value[0][0])
    place = after_comments(text, end, column)
    eol = break_before(text, place)
    lines = (f"{' ' * column}{key}: {value}{eol}" for key, value in values.items())
    return Edit(place, place, "".join(lines), depth=column)
