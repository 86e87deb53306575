"""A ledger file → Checklist: every scalar is the text that was typed.

The way of a sound file is short, and one issue at a time, so that the nodes of a large file are
never in memory together. Where the text cannot be cut without doubt it is parsed whole. What is
wrong with a file is found out by ``diagnosis``, which loads only then.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from rectify_cli.domain.model import Checklist, Issue
from rectify_cli.errors import InvalidDataError
from rectify_cli.ledger.decoding import decode_ledger, read_bytes
from rectify_cli.ledger.limits import refuse_large_ledger
from rectify_cli.ledger.text.blocks import Blocks, split
from rectify_cli.ledger.text.lines import Data
from rectify_cli.ledger.text.own_form import read_entry, read_rest

_LARGE = 1_000_000  # characters


class Ledger(NamedTuple):
    """A ledger file as read: where it is, its exact text, what it says, and the parts in which it
    may be written to (none where it is changed as one)."""

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
        cut = split(text)
        for blocks in (cut, None) if cut is not None else (None,):
            refuse_large_ledger(text, blocks, str(path))
            checklist = _read_whole(text) if blocks is None else _read_in_parts(blocks)
            if checklist is not None and len(checklist.issues_by_id()) == len(checklist):
                many = blocks is not None and blocks.are_many
                return Ledger(path, text, checklist, blocks if many else None)
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


def _read_in_parts(blocks: Blocks) -> Checklist | None:
    """What a ledger says, its issues read one by one; none where a part is nothing by itself."""
    rest = read_rest(blocks) or _parsed_rest(blocks)
    if rest is None:
        return None
    starts, column = blocks.starts, blocks.column
    try:
        issues = [
            Issue.model_validate(
                read_entry(blocks.text, starts[at], starts[at + 1], column)
                or _parsed_issue(blocks, at)
            )
            for at in range(len(blocks))
        ]
        return Checklist.model_validate({**rest, "issues": issues})
    except ValidationError:
        return None


# The parser loads only for what is not in the program's own form.


def _parsed_rest(blocks: Blocks) -> dict[str, Data] | None:
    from rectify_cli.ledger.parsing import rest_data

    return rest_data(blocks)


def _parsed_issue(blocks: Blocks, at: int) -> Data:
    from rectify_cli.ledger.parsing import issue_data

    return issue_data(blocks, at)


def _read_whole(text: str) -> Checklist | None:
    from rectify_cli.ledger.parsing import whole_data

    try:
        return Checklist.model_validate(whole_data(text))
    except ValidationError:
        return None
