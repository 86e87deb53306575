"""Ledger text + new entries → ledger text. Pure text surgery.

All entries are put in at once, at places found on the parsed text (``insertions``); every other
character stays as it was. ``prove`` holds the result to the old text and the entries.
"""

from collections.abc import Sequence
from typing import NamedTuple

import yaml

from rectify_cli.ledger.text.insertions import Addition, Lines, plan
from rectify_cli.ledger.text.places import Places
from rectify_cli.ledger.text.yaml_text import Data, Tree, UnsoundError, compose, plain_data


class Appended(NamedTuple):
    """The new text, and where the first line of each entry stands in it: one list of line numbers
    (from 1, as editors count) for each addition."""

    text: str
    lines: list[list[int]]


def append(text: str, tree: Tree, additions: Sequence[Addition]) -> Appended:
    """Put all entries into ``text``, which ``tree`` was made from and which is a valid ledger.

    Raises ``UnsupportedShapeError`` where a list is written in a way that cannot be added to.
    """
    planned = [
        (edit, number) for number, addition in enumerate(additions) for edit in plan(tree, addition)
    ]
    planned.sort(key=lambda pair: (pair[0].start, -pair[0].depth))
    pieces: list[str] = []
    begins: list[list[int]] = [[] for _ in additions]
    position = length = 0
    for edit, number in planned:
        pieces += [tree.text[position : edit.start], edit.new]
        length += edit.start - position
        begins[number] += [length + offset for offset in edit.offsets]
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


def prove(tree: Tree, additions: Sequence[Addition], text: str) -> bool:
    """Whether ``text`` says what ``tree`` says plus exactly the entries.

    Shares nothing with what made the text: the parser reads all of it, and the old and new
    content are compared.
    """
    expected = plain_data(tree.root)
    for addition in additions:
        assert isinstance(expected, dict)
        owner = expected
        if addition.issue is not None:
            issues = expected["issues"]
            assert isinstance(issues, list)
            issue = issues[addition.issue]
            assert isinstance(issue, dict)
            owner = issue
        entries = [entry_data(entry) for entry in addition.entries]
        old = owner.get(addition.key)
        owner[addition.key] = [*old, *entries] if isinstance(old, list) else entries
    try:
        return plain_data(compose(text).root) == expected
    except (yaml.YAMLError, UnsoundError, RecursionError):
        return False


def entry_data(entry: Lines) -> Data:
    """What an entry says, read by itself."""
    return plain_data(compose("\n".join(entry)).root)
