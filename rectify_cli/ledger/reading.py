"""A ledger file → Checklist: every scalar is the text that was typed.

The way of a sound file is short, and in small parts: some issues at a time, so that the nodes of
a large file are never in memory together. Where the text cannot be cut without doubt it is parsed
whole. What is wrong with a file is found out by ``diagnosis``, which loads only then.
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
from rectify_cli.ledger.text.blocks import PART, Blocks, split
from rectify_cli.ledger.text.log_lines import take_logs
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
    """A ledger file as read: where it is, its exact text, and what it says."""

    path: Path
    text: str
    checklist: Checklist


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
    with _no_collector(large=len(text) > _LARGE):
        blocks = split(text)
        for data in (_parts_data, _whole_data) if blocks else (_whole_data,):
            refuse_large_ledger(text, blocks if data is _parts_data else None, file)
            try:
                checklist = Checklist.model_validate(data(text, blocks))
            except _UNREADABLE:
                continue
            if len(checklist.issues_by_id()) == len(checklist):
                return checklist
    from rectify_cli.ledger.problems.diagnosis import diagnose

    raise InvalidDataError("清单文件有误", problems=diagnose(text, file))


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


def _whole_data(text: str, _: Blocks | None) -> Data:
    return plain_data(compose(text).root)


def _parts_data(_: str, blocks: Blocks | None) -> dict[str, Any]:
    """What a ledger says, its issues parsed some at a time.

    Raises ``UnsoundError`` and ``YAMLError`` where a part is nothing by itself.
    """
    assert blocks is not None
    data = plain_data(compose(blocks.rest).root)
    if not isinstance(data, dict) or data.get("issues", "") is not None:
        raise UnsoundError
    if len(blocks) <= PART:  # a small file needs no schema but that of the whole
        return {**data, "issues": issues_data(blocks, 0, len(blocks))}
    issues: list[Issue] = []
    for first in range(0, len(blocks), PART):
        last = min(first + PART, len(blocks))
        issues += map(Issue.model_validate, issues_data(blocks, first, last))
    return {**data, "issues": issues}


def issues_data(blocks: Blocks, first: int, last: int) -> list[Data]:
    """What the issues from ``first`` to before ``last`` say.

    Raises ``UnsoundError`` and ``YAMLError`` where they are no list of that length by themselves.
    """
    part = blocks.part(first, last)
    taken = take_logs(part)
    nodes = _entries(taken.text, last - first)
    data = [plain_data(node, 2) for node in nodes]
    logs = dict(taken.logs)
    for node, issue in zip(nodes, data, strict=True):
        pair = find_pair(node, "log") if isinstance(issue, dict) else None
        if pair is not None and start_of(pair[0]) in logs and is_nothing(pair[1]):
            assert isinstance(issue, dict)
            issue["log"] = logs.pop(start_of(pair[0]))
    if logs:  # what looked like a log was none, or has more below it
        return [plain_data(node, 2) for node in _entries(part, last - first)]
    return data


def _entries(text: str, count: int) -> list[yaml.Node]:
    root = compose(text).root
    if not isinstance(root, yaml.SequenceNode) or len(root.value) != count:
        raise UnsoundError
    return list(root.value)
