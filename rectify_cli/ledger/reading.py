"""Ledger text → Checklist, every scalar taken as the text that was typed."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from rectify_cli.errors import InvalidDataError, NotFoundError, Place, Problem
from rectify_cli.model import Checklist

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


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
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise NotFoundError(f"找不到清单文件：{path}") from None
    return Ledger(path, text, parse_ledger_text(text, str(path)))


def parse_ledger_text(text: str, file: str) -> Checklist:
    """Parse and validate ledger text; ``file`` is the name that messages show."""
    node = yaml.compose(text, Loader=_Loader)
    data = _plain(node)
    try:
        return Checklist.model_validate(data)
    except ValidationError as error:
        problems = [Problem(e["msg"], Place(file)) for e in error.errors()]
        raise InvalidDataError("清单文件有误", problems=problems) from None


def _plain(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value) for value in node.value]
    return None if node.value == "" and not node.style else node.value
