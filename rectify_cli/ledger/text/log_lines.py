"""The lines of a log in the form that this program writes, read without a YAML parser. Pure.

The pattern is strict: whatever it takes libyaml reads the same way (held by property tests), and
whatever it does not take is left to libyaml. Most of a large ledger is such lines.
"""

import re
from datetime import date
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.ledger.text.yaml_text import Data

# Characters that mean nothing to YAML in a plain text inside braces: those that may stand in it,
# and of these the ones that may begin it or end it.
_NEVER = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
_INSIDE = rf"[^,\[\]{{}}:#?{_NEVER}]"
_LAST = rf"[^ ,\[\]{{}}:#?{_NEVER}]"
_FIRST = rf"[^ ,\[\]{{}}:#?\-&*!|>'\"%@`=<~{_NEVER}]"
_TEXT = rf"(?:{_FIRST}(?:{_INSIDE}*{_LAST})?|'(?:[^'{_NEVER}]|'')*')"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ITEM = re.compile(_TEXT)
_LOG = re.compile(r"^ *(log):\r?\n", re.MULTILINE)


class Taken(NamedTuple):
    """A text without the log lines that were read, and these by the place of their ``log`` key."""

    text: str
    logs: dict[int, list[Data]]


def _kinds(annotation: Any) -> set[Any]:
    """The types that an annotation is made of."""
    parts = get_args(annotation)
    return {get_origin(annotation) or annotation}.union(*map(_kinds, parts))


_FIELDS = {key: _kinds(field.annotation) for key, field in Event.model_fields.items()}
_DAYS = frozenset(key for key, kinds in _FIELDS.items() if date in kinds)


def _line() -> re.Pattern[str]:
    """The form of a line: the keys in the order of the model, those that may be missing optional.

    A key whose value is a record (``of``) is left out: a line with it is read by libyaml.
    """
    pairs = ""
    for key, kinds in _FIELDS.items():
        if any(isinstance(kind, type) and issubclass(kind, BaseModel) for kind in kinds):
            continue
        value = _TEXT
        if key in _DAYS:
            value = _DAY
        elif EventKind in kinds:
            value = "[a-z]+"
        elif tuple in kinds:
            value = rf"\[{_TEXT}(?:, {_TEXT})*\]"
        pair = f"{', ' if pairs else ''}{key}: (?P<{key}>{value})"
        pairs += pair if Event.model_fields[key].is_required() else f"(?:{pair})?"
    return re.compile(rf"(?P<_indent> +)- \{{{pairs}\}}\r?\n")


_LINE = _line()
_KEYS = tuple(key for key in _LINE.groupindex if key != "_indent")


def take_logs(text: str) -> Taken:
    """Take the log lines out of a list of issues."""
    pieces: list[str] = []
    logs: dict[int, list[Data]] = {}
    position = removed = 0
    for found in _LOG.finditer(text):
        events, end = _events(text, found.end(), found.start(1) - found.start())
        if events:
            logs[found.start(1) - removed] = events
            pieces.append(text[position : found.end()])
            removed += end - found.end()
            position = end
    return Taken("".join([*pieces, text[position:]]), logs)


def _events(text: str, position: int, column: int) -> tuple[list[Data], int]:
    """The events on the lines from ``position`` on, none indented less than ``column``, and where
    the first other line begins."""
    events: list[Data] = []
    indent = ""
    while (line := _LINE.match(text, position)) is not None:
        if line["_indent"] != indent if events else len(line["_indent"]) < column:
            break
        indent = line["_indent"]
        events.append(_event(line))
        position = line.end()
    return events, position


def _event(line: re.Match[str]) -> dict[str, Data]:
    pairs = zip(_KEYS, line.groups()[1:], strict=True)
    return {
        key: value if value[0] not in "'[n" else _said(value)
        for key, value in pairs
        if value is not None
    }


def _said(written: str) -> Data:
    """What a text or a list of texts says; of the plain texts only ``null`` says nothing."""
    if written[0] == "[":
        return [_said(item) for item in _ITEM.findall(written, 1, len(written) - 1)]
    if written[0] == "'":
        return written[1:-1].replace("''", "'")
    return None if written == "null" else written
