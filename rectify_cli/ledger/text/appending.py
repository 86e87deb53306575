"""Ledger text + new entries, or texts in place of others → ledger text. Pure text surgery.

All of it is put in at once, at places found on the parsed text (``insertions``, ``replacing``);
every other character stays as it was. Of a text that can be cut at its issues only those that
change, and their neighbours, are parsed. ``prove`` holds the result to the old text and the
changes.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

import yaml

from rectify_cli.ledger.text.blocks import Blocks, split
from rectify_cli.ledger.text.insertions import Addition, Edit, Lines, plan_addition
from rectify_cli.ledger.text.lines import Data, completed
from rectify_cli.ledger.text.places import Places
from rectify_cli.ledger.text.replacing import Setting, plan_setting
from rectify_cli.ledger.text.yaml_text import (
    UnsoundError,
    UnsupportedShapeError,
    compose,
    plain_data,
)

Change: TypeAlias = Addition | Setting


class Appended(NamedTuple):
    """The new text, and where the first line of each entry stands in it: one list of line numbers
    (from 1, as editors count) for each change."""

    text: str
    lines: list[list[int]]


class RefusedError(Exception):
    """A change that cannot be fitted in: which (its position), and ``str()`` the Chinese reason."""

    def __init__(self, change: int, reason: str) -> None:
        super().__init__(reason)
        self.change = change


def append(text: str, blocks: Blocks | None, changes: Sequence[Change]) -> Appended:
    """Put all changes into ``text``, a valid ledger that was read in the parts ``blocks``.

    Raises ``RefusedError``.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    whole = completed(text.removeprefix(mark))
    planned = sorted(
        _planned(blocks, whole, changes),
        key=lambda pair: (pair[0].start, -pair[0].depth),
    )
    pieces: list[str] = []
    begins: list[list[int]] = [[] for _ in changes]
    position = length = 0
    for edit, at in planned:
        pieces += [whole[position : edit.start], edit.new]
        length += edit.start - position
        begins[at] += [length + offset for offset in edit.offsets]
        length += len(edit.new)
        position = edit.end
    new = "".join([*pieces, whole[position:]])
    places = Places(new)
    lines = [[places.number_at(begin) for begin in entries] for entries in begins]
    own = len(text) - len(mark)
    if own < len(whole) and all(edit.end <= own for edit, _ in planned):
        new = new[: own - len(whole)]  # nothing follows the last line: it stays unended
    return Appended(mark + new, lines)


def _planned(
    blocks: Blocks | None, whole: str, changes: Sequence[Change]
) -> Iterator[tuple[Edit, int]]:
    """The edits of ``whole`` that make each change, with its position."""
    kept: list[int] = []
    excerpt = whole
    if blocks is not None:
        # Neighbours show how lists are indented, the last ones where the list ends.
        near = {at + step for at in _touched(changes) for step in (-1, 0, 1)}
        last = len(blocks) - 1
        kept = sorted(at for at in {*near, last - 1, last} if 0 <= at <= last)
        excerpt = _excerpt(blocks, kept)
    tree = compose(excerpt)
    for number, change in enumerate(changes):
        try:
            if isinstance(change, Setting):
                edits = plan_setting(tree, change)
            else:
                edits = plan_addition(tree, _within(change, kept) if blocks else change)
        except UnsupportedShapeError as error:
            raise RefusedError(number, str(error)) from None
        for edit in edits:
            start, end = edit.start, edit.end
            if blocks is not None:
                start, end = _place_in(blocks, kept, start), _place_in(blocks, kept, end)
            yield edit._replace(start=start, end=end), number


def prove(old: str, blocks: Blocks | None, changes: Sequence[Change], new: str) -> bool:
    """Whether ``new`` says what ``old``, read in the parts ``blocks``, says with just the changes.

    Shares nothing with what made the text: the parser reads what could have changed, and the old
    and new content are compared; all other issues must be the same to the last character.
    """
    try:
        return _is_proved(old, blocks, changes, new)
    except (yaml.YAMLError, UnsoundError, RecursionError):
        return False


def _is_proved(old: str, before: Blocks | None, changes: Sequence[Change], new: str) -> bool:
    after = split(new)
    if before is None or after is None:
        return plain_data(compose(new).root) == _changed(plain_data(compose(old).root), changes)
    added = sum(len(c.entries) for c in changes if isinstance(c, Addition) and c.key == "issues")
    if len(after) != len(before) + added:
        return False
    # What goes in below the list of issues may set itself apart from the last by a blank line.
    touched = sorted({*_touched(changes), len(before) - 1})
    borders = [-1, *touched]
    if any(before.part(a + 1, b) != after.part(a + 1, b) for a, b in pairwise(borders)):
        return False
    inside = [c if isinstance(c, Setting) else _within(c, touched) for c in changes]
    expected = _changed(plain_data(compose(_excerpt(before, touched)).root), inside)
    kept = [*touched, *range(len(before), len(after))]
    return plain_data(compose(_excerpt(after, kept)).root) == expected


def entry_data(entry: Lines) -> Data:
    """What an entry says, read by itself."""
    return plain_data(compose("\n".join(entry)).root)


def _touched(changes: Sequence[Change]) -> set[int]:
    """The positions of the issues that change."""
    return {c.issue for c in changes if isinstance(c, Addition) and c.issue is not None}


def _within(addition: Addition, kept: Sequence[int]) -> Addition:
    """The addition to a text that keeps but some issues."""
    return (
        addition if addition.issue is None else addition._replace(issue=kept.index(addition.issue))
    )


def _excerpt(blocks: Blocks, kept: Collection[int]) -> str:
    """The text without most of its issues."""
    head, tail = blocks.text[: blocks.starts[0]], blocks.text[blocks.starts[-1] :]
    return "".join([head, *(blocks.part(at, at + 1) for at in kept), tail])


def _place_in(blocks: Blocks, kept: Sequence[int], index: int) -> int:
    """Where a place of the excerpt stands in the text. One between two pieces ends the former."""
    at = blocks.starts[0]
    if index <= at:
        return index
    for issue in kept:
        size = blocks.starts[issue + 1] - blocks.starts[issue]
        if index <= at + size:
            return blocks.starts[issue] + index - at
        at += size
    return blocks.starts[-1] + index - at


def _changed(data: Data, changes: Sequence[Change]) -> Data:
    """What a ledger must say after the changes."""
    for change in changes:
        if isinstance(change, Setting):
            owner = _owner(data, change.key, change.position)
            owner |= {key: plain_data(compose(value).root) for key, value in change.values.items()}
            continue
        owner = _owner(data, "issues", change.issue)
        entries = [entry_data(entry) for entry in change.entries]
        old = owner.get(change.key)
        owner[change.key] = [*old, *entries] if isinstance(old, list) else entries
    return data


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
