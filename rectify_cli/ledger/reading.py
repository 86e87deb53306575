"""A ledger file → Checklist: every scalar is the text that was typed.

The way of a sound file is short. What is wrong with another is found out by ``diagnosis``, which
loads only then.
"""

from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import ValidationError

from rectify_cli.domain.model import Checklist
from rectify_cli.errors import InvalidDataError
from rectify_cli.ledger.decoding import decode_ledger, read_bytes
from rectify_cli.ledger.text.yaml_text import Tree, UnsoundError, compose, plain_data


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
    return read_with_tree(path)[0]


def read_with_tree(path: Path) -> tuple[Ledger, Tree]:
    """Like ``read_ledger``, with the nodes that the ledger was read from."""
    text = decode_ledger(read_bytes(path), str(path))
    checklist, tree = _parse(text, str(path))
    return Ledger(path, text, checklist), tree


def parse_ledger_text(text: str, file: str) -> Checklist:
    """Parse and validate ledger text; ``file`` is the name that messages show.

    Raises ``InvalidDataError`` with every problem found.
    """
    return _parse(text, file)[0]


def _parse(text: str, file: str) -> tuple[Checklist, Tree]:
    try:
        tree = compose(text)
        checklist = Checklist.model_validate(plain_data(tree.root))
        if len(checklist.issues_by_id()) == len(checklist):
            return checklist, tree
    except (yaml.YAMLError, ValidationError, UnsoundError, RecursionError):
        pass
    from rectify_cli.ledger.problems.diagnosis import diagnose

    raise InvalidDataError("清单文件有误", problems=diagnose(text, file))
