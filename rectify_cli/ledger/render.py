"""Checklist → YAML text in the one style that this project writes.

Every value is text to the reader, yet quotes stand wherever another YAML tool would see a
number, a boolean or a date, so that the file means the same to everyone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any

from pydantic import BaseModel

from rectify_cli.domain.model import Document, Issue, Unit
from rectify_cli.errors import InvalidDataError

# Characters that may neither open a plain scalar nor stand inside one in flow style; anything
# not plainly safe is quoted, which costs a reader nothing.
_UNSAFE_START = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`=<~]|\.\.\.|---")
_UNSAFE_INSIDE = re.compile(r"[,?\[\]{}]|:(?=\s|$)|\s#|\s$|[:#](?=[,\[\]{}])")
_OTHER_TYPE = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null)|[-+.\d][-+.,:\deExXoOa-fA-F_\sTtZz]*|\.inf|\.nan"
)
_UNPRINTABLE = re.compile("[\\x00-\\x1f\\x7f-\\xa0\\u2028\\u2029\\ufeff\\ufffe\\uffff]")
_UNREADABLE = re.compile("[\\ud800-\\udfff]")
_CLAUSE_END = re.compile(r"(?<=[。；！？])(?![”’）」』])|(?<=，)")
_CLAUSE_WIDTH = 24
_RUNS = ("problem", "goal")


def one_line(text: str) -> str:
    """A note typed with line breaks or tabs, folded into the one line that an event is."""
    return " ".join(text.split())


def scalar(text: str) -> str:
    """``text`` as a YAML scalar that stays text in block and in flow style.

    Raises ``InvalidDataError`` for bytes that Python could not read as text (lone surrogates):
    YAML cannot hold them.
    """
    if _UNREADABLE.search(text):
        shown = _UNREADABLE.sub("\ufffd", text)
        raise InvalidDataError(
            f"“{shown}”里有不能当作文字读的字节，没有写",
            hint="多半是终端的编码不是 UTF-8：改好后重新输入这段文字。",
        )
    if _UNPRINTABLE.search(text):
        return '"' + _UNPRINTABLE.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"')) + '"'
    plain = not (
        text == ""
        or _UNSAFE_START.match(text)
        or _UNSAFE_INSIDE.search(text)
        or _OTHER_TYPE.fullmatch(text)
    )
    return text if plain else "'" + text.replace("'", "''") + "'"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def record_text(record: BaseModel) -> str:
    """An event or a paper as a flow mapping on one line, keys in the order of the model."""
    return "{" + ", ".join(f"{key}: {_flow(value)}" for key, value in _pairs(record)) + "}"


def issue_text(issue: Issue, *, indent: str = "  ", remarks: Iterable[str] = ()) -> str:
    """An issue as a block-style list entry, every line led by ``indent``, final newline included.

    ``remarks`` become comments under its id. An empty log is written as a bare ``log:``, so that
    the first event is one inserted line too.
    """
    first, *rest = _issue_lines(issue)
    rest = [*map(_comment, remarks), *rest]
    return "".join([f"{indent}- {first}\n", *(f"{indent}  {line}\n" for line in rest)])


def unit_text(unit: Unit) -> str:
    """A unit as a block-style list entry that is not indented, final newline included."""
    return "".join(f"{line}\n" for line in _unit_lines(unit))


def ledger_text(
    document: Document,
    units: Iterable[Unit],
    issues: Iterable[Issue],
    *,
    comment: str = "",
    unit_remarks: Iterable[str] = (),
    issue_remarks: Mapping[int, Sequence[str]] | None = None,
) -> str:
    """A whole ledger file, led by ``comment`` (its lines without the ``#``).

    ``unit_remarks`` become comments below the units, ``issue_remarks`` (by id) under an issue's id.
    """
    lines = [_comment(line) for line in comment.splitlines()]
    lines.append("document:")
    lines += [f"  {key}: {_flow(value)}" for key, value in _pairs(document)]
    units, issues = list(units), list(issues)
    lines += ["", "units:" if units else "units: []"]
    for unit in units:
        lines += [f"  {line}" for line in _unit_lines(unit)]
    lines += [f"  {_comment(remark)}" for remark in unit_remarks]
    remarks = issue_remarks or {}
    head = "\n".join(lines) + "\n\n" + ("issues:\n" if issues else "issues: []\n")
    texts = (issue_text(issue, remarks=remarks.get(issue.id, ())) for issue in issues)
    return head + "\n".join(texts)


def _comment(text: str) -> str:
    """``text`` as one comment line; what a YAML file may not hold even there becomes ``?``."""
    return f"# {_UNPRINTABLE.sub('?', one_line(text))}".rstrip()


def _issue_lines(issue: Issue) -> Iterator[str]:
    """The keys in the order of the model, what tells issues apart first and the log last."""
    for key in dict.fromkeys(("id", "category", "number", "title", *Issue.model_fields)):
        value = getattr(issue, key)
        if key == "log" or _is_nothing(value):
            continue
        if key in _RUNS:
            yield from _run_lines(key, value)
        elif key == "measures":
            yield "measures:"
            yield from (f"  - {scalar(measure)}" for measure in value)
        elif key == "lead_unit" and len(value) == 1:
            yield f"{key}: {scalar(value[0])}"
        else:
            yield f"{key}: {_flow(value)}"
    yield "log:"
    yield from (f"  - {record_text(event)}" for event in issue.log)


def _unit_lines(unit: Unit) -> Iterator[str]:
    for number, (key, value) in enumerate(_pairs(unit)):
        yield f"{'  ' if number else '- '}{key}: {_flow(value)}"


def _run_lines(key: str, text: str) -> Iterator[str]:
    """Official text as a literal block, cut after its clauses; joined again when read."""
    if _UNPRINTABLE.search(text):
        yield f"{key}: {scalar(text)}"
        return
    yield f"{key}: |-"
    yield from (f"  {line}" for line in _clauses(text))


def _clauses(text: str) -> list[str]:
    """Cut after sentence ends, and after a comma once a line is long enough to deserve it."""
    lines = [""]
    for piece in _CLAUSE_END.split(text):
        if lines[-1] and (lines[-1][-1] != "，" or len(lines[-1]) >= _CLAUSE_WIDTH):
            lines.append("")
        lines[-1] += piece
    # A cut at a space would lose the space on joining; keep such text in one piece.
    whole = any(line != line.strip() for line in lines)
    return [text] if whole else [line for line in lines if line]


def _pairs(record: BaseModel) -> Iterator[tuple[str, Any]]:
    """Keys and values in the order of the model. A group without listed members stays one."""
    for key, value in record:
        if not _is_nothing(value) or (key == "members" and value is not None):
            yield key, value


def _is_nothing(value: Any) -> bool:
    return value is None or value == "" or value == ()


def _flow(value: Any) -> str:
    """A value on one line, as it may stand inside brackets and braces."""
    if isinstance(value, BaseModel):
        return record_text(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return str(value) if isinstance(value, int | date | Enum) else scalar(value)
