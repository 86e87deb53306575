"""A ledger in the form that this program writes, read without a YAML parser. Pure.

The patterns are strict: whatever they take libyaml reads the same way (held by property tests),
and an issue, or what stands around the issues, of which they do not take every line is left to
libyaml. Characters beyond Latin-1
that YAML does not take as they are need not be looked for: no text that holds one is cut.
"""

import re
from functools import lru_cache
from typing import NamedTuple, get_origin

from rectify_cli.domain.model import Event
from rectify_cli.ledger.text.blocks import Blocks
from rectify_cli.ledger.text.lines import Data

_NEVER = r"\x00-\x1f\x7f-\xa0"
_EOL = r"\r?\n"
_FIRST = rf"[^ ,\[\]{{}}:#?\-&*!|>'\"%@`=<~{_NEVER}]"
_QUOTED = rf"'(?:[^'{_NEVER}]|'')*'"


def _text(never_inside: str) -> str:
    """A plain text without the characters that mean something to YAML where it stands, or a
    quoted one."""
    return f"(?:{_FIRST}[^{never_inside}{_NEVER}]*(?<! )|{_QUOTED})"


_IN_LINE = _text(":#")
_IN_BRACKETS = _text(r",\[\]{}:#?")
_LIST = rf"\[(?:{_IN_BRACKETS}(?:, {_IN_BRACKETS})*)?\]"
_ITEM = re.compile(_IN_BRACKETS)
_SECTIONS = re.compile(r"^(?=[^\s#-])", re.MULTILINE)
_SECTION = re.compile(rf"(?P<name>document|units|issues):(?P<nothing> \[\])?{_EOL}")
_UNITS = re.compile(r"^(?=  -)", re.MULTILINE)


class _Patterns(NamedTuple):
    """The lines of an entry whose dash stands at one column: a field with the lines that belong to
    it; an item of a list of texts; the blank lines and comments below a field."""

    field: re.Pattern[str]
    item: re.Pattern[str]
    gap: re.Pattern[str]
    key_column: int


@lru_cache(maxsize=4)
def _patterns(column: int) -> _Patterns:
    key_column = column + 2
    line = f"[^ {_NEVER}][^{_NEVER}]*{_EOL}"
    item = f"- ({_IN_LINE}){_EOL}"
    values = (
        rf" (?P<text>{_IN_LINE}){_EOL}",
        rf" \|-{_EOL}(?P<lines>(?P<margin> {{{key_column + 1},}}){line}(?:(?P=margin){line})*)",
        rf" (?P<list>{_LIST}){_EOL}",
        rf"{_EOL}(?P<items>(?P<offset> {{{key_column},}}){item}(?:(?P=offset){item})*)",
        rf"(?P<none>{_EOL})",
    )
    gap = rf"(?:{_EOL}| {{0,{key_column}}}#[^{_NEVER}]*{_EOL})+"
    key = rf"{' ' * column}[ -] (?P<key>[a-z_]{{1,40}})"
    field = f"{key}:(?:{'|'.join(values)})"
    return _Patterns(re.compile(field), re.compile(item), re.compile(gap), key_column)


def _log_line() -> re.Pattern[str]:
    """A line of a log: the keys in the order of the model, those that may be missing optional.

    A key whose value is a record (``of``) is not taken: an issue that has it is read by libyaml.
    """
    pairs = ""
    for key, field in Event.model_fields.items():
        value = _LIST if get_origin(field.annotation) is tuple else _IN_BRACKETS
        pair = f"{', ' if pairs else ''}{key}: (?P<{key}>{value})"
        pairs += pair if field.is_required() else f"(?:{pair})?"
    return re.compile(rf"(?P<_indent> *)- \{{{pairs}\}}{_EOL}")


_LOG_LINE = _log_line()
_KEYS = tuple(key for key in _LOG_LINE.groupindex if key != "_indent")


def read_rest(blocks: Blocks) -> dict[str, Data] | None:
    """What a ledger says beside its issues; none where that is not, line for line, in the form
    that this program writes, or more than the document and the units."""
    data: dict[str, Data] = {}
    head, *sections = _SECTIONS.split(blocks.rest)
    if not _is_blank(head):
        return None
    position = len(head)
    for section in sections:
        found = _SECTION.match(section)
        if found is None or found["name"] in data:
            return None
        name, body = found["name"], section[found.end() :]
        # The text must have been cut below this key, and not in a quote.
        if (name == "issues") is not (position == blocks.key):
            return None
        said: Data = None
        if found["nothing"]:
            said = [] if _is_blank(body) else None
        elif name == "units":
            said = _units(body)
        elif "\n-" not in f"\n{body}":  # of the issues, remarks are left
            said = read_entry(body, 0, len(body), 0)
        if said is None:
            return None
        data[name] = said
        position += len(section)
    del data["issues"]
    return data


def _is_blank(text: str) -> bool:
    return not text or _patterns(0).gap.fullmatch(text) is not None


def _units(text: str) -> Data:
    lead, *entries = _UNITS.split(text)
    units = [read_entry(entry, 0, len(entry), 2) for entry in entries]
    return None if lead or None in units else [*units]


def read_entry(text: str, start: int, end: int, column: int) -> dict[str, Data] | None:
    """What the entry of a list says that is ``text[start:end]``, its dash at ``column``; none where
    it is not, line for line, in the form that this program writes. No field goes on behind ``end``:
    there the next line is indented less."""
    field, item, gap, key_column = _patterns(column)
    data: dict[str, Data] = {}
    position, count = start, 0
    while position < end:
        found = field.match(text, position)
        if found is None:
            blank = gap.match(text, position)
            if blank is None:
                return None
            position = blank.end()
            continue
        count, position = count + 1, found.end()
        kind = str(found.lastgroup)
        key, written = found.group("key", kind)
        if kind in ("text", "list"):
            data[key] = _said(written)
        elif kind == "lines":
            margin, lines = found["margin"], written.replace("\r\n", "\n")
            data[key] = lines[len(margin) : -1].replace(f"\n{margin}", "\n")
        elif kind == "items":
            data[key] = [_said(text) for text in item.findall(written)]
        else:
            events, position = _events(text, position, key_column)
            data[key] = events or None
    return data if count == len(data) else None  # a key that stands twice is an error


def _events(text: str, position: int, column: int) -> tuple[list[Data], int]:
    """The events on the lines from ``position`` on, none indented less than ``column``, and where
    the first other line begins."""
    events: list[Data] = []
    indent = ""
    while (line := _LOG_LINE.match(text, position)) is not None:
        spaces, *values = line.groups()
        if spaces != indent if events else len(spaces) < column:
            break
        indent, position = spaces, line.end()
        events.append(
            {
                key: _said(value)
                for key, value in zip(_KEYS, values, strict=True)
                if value is not None
            }
        )
    return events, position


def _said(written: str) -> Data:
    """What a text or a list of texts says; of the plain texts only ``null`` says nothing."""
    first = written[0]
    if first not in "['n":
        return written
    if first == "[":
        return [_said(item) for item in _ITEM.findall(written)]
    if first == "'":
        return written[1:-1].replace("''", "'")
    return None if written == "null" else written
