"""Ledger text + new entries, or texts in place of others → ledger text. Pure text surgery.

All of it is put in at once, at places found on the parsed text (``insertions``, ``replacing``);
every other character stays as it was. ``prove`` holds the result to the old text and the changes.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import yaml

from rectify_cli.ledger.text.insertions import Addition, Edit, Lines, plan_addition
from rectify_cli.ledger.text.places import Places
from rectify_cli.ledger.text.replacing import Setting, plan_setting
from rectify_cli.ledger.text.yaml_text import Data, Tree, UnsoundError, compose, plain_data

Change: TypeAlias = Addition | Setting


class Appended(NamedTuple):
    """The new text, and where the first line of each entry stands in it: one list of line numbers
    (from 1, as editors count) for each change."""

    text: str
    lines: list[list[int]]


def append(text: str, tree: Tree, changes: Sequence[Change]) -> Appended:
    """Put all changes into ``text``, which ``tree`` was made from and which is a valid ledger.

    Raises ``UnsupportedShapeError`` where something is written in a way that cannot be changed.
    """
    planned = [(edit, at) for at, change in enumerate(changes) for edit in plan(tree, change)]
    planned.sort(key=lambda pair: (pair[0].start, -pair[0].depth))
    pieces: list[str] = []
    begins: list[list[int]] = [[] for _ in changes]
    position = length = 0
    for edit, at in planned:
        pieces += [tree.text[position : edit.start], edit.new]
        length += edit.start - position
        begins[at] += [length + offset for offset in edit.offsets]
        length += len(edit.new)
        position = edit.end
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    new = "".join([*pieces, tree.text[position:]])
    places = Places(new, "")
    lines = [[places.number_at(begin) for begin in entries] for entries in begins]
    own = len(text) - len(mark)
    if own < len(tree.text) and all(edit.end <= own for edit, _ in planned):
        new = new[: own - len(tree.text)]  # nothing follows the last line: it stays unended
    return Appended(mark + new, lines)


def plan(tree: Tree, change: Change) -> list[Edit]:
    """The edits that make a change. Raises ``UnsupportedShapeError``."""
    if isinstance(change, Setting):
        return plan_setting(tree, change)
    return plan_addition(tree, change)


def prove(tree: Tree, changes: Sequence[Change], text: str) -> bool:
    """Whether ``text`` says what ``tree`` says with exactly the changes.

    Shares nothing with what made the text: the parser reads all of it, and the old and new
    content are compared.
    """
    expected = plain_data(tree.root)
    for change in changes:
        if isinstance(change, Setting):
            owner = _owner(expected, change.key, change.position)
            owner |= {key: plain_data(compose(value).root) for key, value in change.values.items()}
            continue
        owner = _owner(expected, "issues", change.issue)
        entries = [entry_data(entry) for entry in change.entries]
        old = owner.get(change.key)
        owner[change.key] = [*old, *entries] if isinstance(old, list) else entries
    try:
        return plain_data(compose(text).root) == expected
    except (yaml.YAMLError, UnsoundError, RecursionError):
        return False


def entry_data(entry: Lines) -> Data:
    """What an entry says, read by itself."""
    return plain_data(compose("\n".join(entry)).root)


def _owner(data: Data, key: str, index: int | None) -> dict[str, Data]:
    """The mapping that is changed: the file itself, or an entry of one of its lists."""
    assert isinstance(data, dict)
    if index is None:
        return data
    entries = data[key]
    assert isinstance(entries, list)
    entry = entries[index]
    assert isinstance(entry, dict)
    return entry
