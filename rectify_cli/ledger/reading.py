"""A ledger file → Checklist: every scalar is the text that was typed.

The way of a sound file is short, and one issue at a time, so that the nodes of a large file are
never in memory together. Where the text cannot be cut without doubt it is parsed whole. What is
wrong with a file is found out by ``diagnosis``, which loads only then.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from rectify_cli.domain.model import Checklist, Issue
from rectify_cli.errors import InvalidDataError
from rectify_cli.ledger.decoding import decode_ledger, read_bytes
from rectify_cli.ledger.limits import refuse_large_ledger
from rectify_cli.ledger.text.blocks import Blocks, parts_of
from rectify_cli.ledger.text.yaml_text import (
    Data,
    UnsoundError,
    compose,
    find_pair,
    is_nothing,
    plain_data,
    start_of,
)

_LARGE = 1_000_000  # characters
_UNREADABLE = (yaml.YAMLError, ValidationError, UnsoundError, RecursionError)


class Ledger(NamedTuple):
    """A ledger file as read: where it is, its exact text, what it says, and the parts in which it
    was read (none where it had to be read as one)."""

    path: Path
    text: str
    checklist: Checklist
    blocks: Blocks | None


def read_ledger(path: Path) -> Ledger:
    """Read and validate the ledger at ``path``.

    Raises ``NotFoundError`` when there is no such file, ``StorageError`` when it cannot be
    read, ``InvalidDataError`` with every problem found when it is not a valid ledger.
    """
    return ledger_of(decode_ledger(read_bytes(path), str(path)), path)


def parse_ledger_text(text: str, file: str) -> Checklist:
    """Parse and validate ledger text; ``file`` is the name that messages show.

    Raises ``InvalidDataError`` with every problem found.
    """
    return ledger_of(text, Path(file)).checklist


def ledger_of(text: str, path: Path) -> Ledger:
    """The ledger of which ``text`` was read at ``path``.

    Raises ``InvalidDataError`` with every problem found.
    """
    with _no_collector(large=len(text) > _LARGE):
        parts = parts_of(text)
        for blocks in (parts, None) if parts is not None else (None,):
            refuse_large_ledger(text, blocks, str(path))
            try:
                checklist = Checklist.model_validate(
                    plain_data(compose(text).root) if blocks is None else _parts_data(blocks)
                )
            except _UNREADABLE:
                continue
            if len(checklist.issues_by_id()) == len(checklist):
                return Ledger(path, text, checklist, blocks)
    from rectify_cli.ledger.problems.diagnosis import diagnose

    raise InvalidDataError("清单文件有误", problems=diagnose(text, str(path)))


@contextmanager
def _no_collector(*, large: bool) -> Iterator[None]:
    """A large ledger is a million new objects with no rubbish among them: looking for it takes
    most of the time, also afterwards."""
    if not large or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _parts_data(blocks: Blocks) -> dict[str, Any]:
    """What a ledger says, its issues read one by one.

    Raises ``UnsoundError`` and ``YAMLError`` where a part is nothing by itself.
    """
    root = compose(blocks.rest).root
    data = plain_data(root)
    pair = find_pair(root, "issues") if isinstance(data, dict) else None
    # The key must be the one below which the text was cut, and not stand in a quote.
    if pair is None or start_of(pair[0]) != blocks.key or not is_nothing(pair[1]):
        raise UnsoundError
    assert isinstance(data, dict)
    issues = [Issue.model_validate(issue_data(blocks, at)) for at in range(len(blocks))]
    return {**data, "issues": issues}


def issue_data(blocks: Blocks, at: int) -> Data:
    """What the issue at position ``at`` says.

    Raises ``UnsoundError`` and ``YAMLError`` where its text is not one issue by itself.
    """
    from rectify_cli.ledger.text.own_form import read_issue

    data = read_issue(blocks.text, blocks.starts[at], blocks.starts[at + 1], blocks.column)
    if data is not None:
        return data
    root = compose(blocks.part(at, at + 1)).root
    if not isinstance(root, yaml.SequenceNode) or len(root.value) != 1:
        raise UnsoundError
    return plain_data(root.value[0], 2)
