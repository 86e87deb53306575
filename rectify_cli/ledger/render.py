"""Checklist → YAML text in the one style that this project writes.

Every value is text to the reader, yet quotes stand wherever another YAML tool would see a
number, a boolean or a date, so that the file means the same to everyone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rectify_cli.domain.model import Document, Event, Issue, Unit
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


def event_text(event: Event) -> str:
    """An event as the flow mapping that makes up its one line, keys in the model's order."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in _event_pairs(event)) + "}"


def _event_pairs(event: Event) -> Iterator[tuple[str, str]]:
    for key in Event.model_fields:
        value = getattr(event, key)
        if isinstance(value, Event):
            yield key, event_text(value)
        elif isinstance(value, date):
            yield key, value.isoformat()
        elif isinstance(value, tuple):
            if value:
                yield key, _flow_list(value)
        elif value:
            yield key, scalar(one_line(value))


def issue_text(issue: Issue, *, indent: str = "  ", remarks: Iterable[str] = ()) -> str:
    """An issue as a block-style list entry, every line led by ``indent``, final newline included.

    ``remarks`` become comments under its id. An empty log is written as a bare ``log:``, so that
    the first event is one inserted line too.
    """
    first, *rest = _issue_lines(issue)
    rest = [*map(_comment, remarks), *rest]
    return "".join(
        [f"{indent}- {first}\n", *(f"{indent}  {line}\n" if line else "\n" for line in rest)]
    )


def unit_text(unit: Unit, *, indent: str = "  ") -> str:
    """A unit as a block-style list entry, every line led by ``indent``, final newline included."""
    return "".join(f"{indent}{line}\n" for line in _unit_lines(unit))


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
    lines += [f"  {key}: {value}" for key, value in _plain_pairs(document)]
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
    yield f"id: {issue.id}"
    for key, value in _plain_pairs(issue, "category", "number", "title"):
        yield f"{key}: {value}"
    yield from _run_lines("problem", issue.problem)
    if issue.goal:
        yield from _run_lines("goal", issue.goal)
    if issue.measures:
        yield "measures:"
        yield from (f"  - {scalar(measure)}" for measure in issue.measures)
    if issue.lead_unit:
        yield f"lead_unit: {_name_or_list(issue.lead_unit)}"
    for key, value in _plain_pairs(issue, "leader"):
        yield f"{key}: {value}"
    if issue.responsible_units:
        yield f"responsible_units: {_flow_list(issue.responsible_units)}"
    for key, value in _plain_pairs(issue, "office", "contact", "deadline", "due", "added"):
        yield f"{key}: {value}"
    yield "log:"
    yield from (f"  - {event_text(event)}" for event in issue.log)


def _unit_lines(unit: Unit) -> Iterator[str]:
    yield f"- name: {scalar(unit.name)}"
    if unit.aliases:
        yield f"  aliases: {_flow_list(unit.aliases)}"
    if unit.members is not None:
        yield f"  members: {_flow_list(unit.members)}"
    for key, value in _plain_pairs(unit, "head", "leader", "office", "contact", "phone"):
        yield f"  {key}: {value}"


def _run_lines(key: str, text: str) -> Iterator[str]:
    """Official text as a literal block, cut after its clauses; joined again when read."""
    if _UNPRINTABLE.search(text) or text != text.strip() or "  " in text:
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


def _plain_pairs(record: Document | Issue | Unit, *keys: str) -> Iterator[tuple[str, str]]:
    for key in keys or type(record).model_fields:
        value = getattr(record, key)
        if value is None or value in ("", ()):
            continue
        if isinstance(value, tuple):
            yield key, _flow_list(value)
        else:
            yield key, str(value) if isinstance(value, int | date) else scalar(value)


def _name_or_list(names: tuple[str, ...]) -> str:
    return scalar(names[0]) if len(names) == 1 else _flow_list(names)


def _flow_list(names: Iterable[str]) -> str:
    return "[" + ", ".join(scalar(name) for name in names) + "]"
