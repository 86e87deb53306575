"""What a ledger says, as facts that can be compared between any two commits.

A fact is one event, one paper, one unit, or one field of the official text. It is read from the
plain data and not from the model, so that ledgers of earlier versions compare as well; moving,
quoting, line breaks and encoding do not change it. Facts are numbered as they turn up, each with
its text as it stood when first seen.
"""

from collections.abc import Hashable, Iterator
from typing import NamedTuple, TypeAlias

import yaml

from rectify_cli.domain.dates import parse_date
from rectify_cli.domain.model import join_lines
from rectify_cli.files.encodings import guess_encoding
from rectify_cli.history.past.splitting import issue_pieces_of, pieces_of
from rectify_cli.ledger.limits import MAX_BYTES
from rectify_cli.ledger.render import scalar
from rectify_cli.ledger.text.lines import Data
from rectify_cli.ledger.text.yaml_text import UnsoundError, compose, plain_data

LOG, PAPERS, UNITS = "log", "papers", "units"
_DAYS = frozenset({"date", "to", "recorded", "reply_by", "due", "added", "issued_on", "until"})

Facts: TypeAlias = frozenset[int]
"""Numbers of facts."""


class Fact(NamedTuple):
    """``issue`` is an id, none for what belongs to the file; ``field`` a key of the official
    text, or ``LOG``, ``PAPERS``, ``UNITS``; ``value`` what is said, in one form."""

    issue: str | None
    field: str
    value: Hashable

    @property
    def is_line(self) -> bool:
        """An event or a paper."""
        return self.field in (LOG, PAPERS)

    @property
    def is_one_of_many(self) -> bool:
        """Whether several may stand under its field: of lines and units, not of texts."""
        return self.field in (LOG, PAPERS, UNITS)


class _UnreadableError(Exception):
    """Data that is no ledger."""


class FactReader:
    """Reads many versions of one ledger; what they share is read once."""

    def __init__(self) -> None:
        self._numbers: dict[Fact, int] = {}
        self._facts: list[Fact] = []
        self._texts: list[str] = []
        # The pieces of the version read before: a commit changes few of them.
        self._pieces: dict[str, tuple[str, Facts]] = {}
        self._rest: dict[tuple[str, str], Facts] = {}
        self._heads: dict[str, tuple[str, Facts] | None] = {}
        self._events: dict[tuple[str, str], int] = {}

    def fact(self, number: int) -> Fact:
        """The fact of a number."""
        return self._facts[number]

    def text(self, number: int) -> str:
        """How a fact stood in the file when it was first seen; of a field its value alone."""
        return self._texts[number]

    def read(self, data: bytes) -> Facts | None:
        """What a version says; none where it is no ledger that can be read."""
        encoding = guess_encoding(data) if len(data) <= MAX_BYTES else None
        if encoding is None:
            return None
        text = data.decode(encoding).removeprefix("\ufeff")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text if text.endswith("\n") else text + "\n"
        try:
            try:
                return self._read_pieces(text)
            except (_UnreadableError, yaml.YAMLError, UnsoundError):
                return self._read_whole(_plain(text))
        except (_UnreadableError, yaml.YAMLError, UnsoundError, RecursionError):
            return None

    def _read_pieces(self, text: str) -> Facts:
        pieces = pieces_of(text)
        if pieces is None:
            raise _UnreadableError
        rest = (pieces.before, pieces.after)
        if rest not in self._rest:
            self._rest[rest] = self._read_rest([_mapping(_plain(part)) for part in rest])
        before, self._pieces = self._pieces, {}
        for piece in pieces.issues:
            self._pieces[piece] = before.get(piece) or self._read_issue(piece)
        if len({issue for issue, _ in self._pieces.values()}) < len(pieces.issues):
            raise _UnreadableError
        return self._rest[rest].union(*(facts for _, facts in self._pieces.values()))

    def _read_issue(self, text: str) -> tuple[str, Facts]:
        pieces = issue_pieces_of(text)
        head = self._read_head(pieces.head, bare_log=True) if pieces else None
        if pieces is None or head is None:
            head = self._read_head(text, bare_log=False)
            if head is None:
                raise _UnreadableError
            return head
        issue, facts = head
        return issue, facts | {self._read_event(issue, line) for line in pieces.events}

    def _read_head(self, text: str, *, bare_log: bool) -> tuple[str, Facts] | None:
        if text not in self._heads:
            entries = _plain(text)
            if not isinstance(entries, list) or len(entries) != 1:
                raise _UnreadableError
            entry = _mapping(entries[0])
            whole = not bare_log or (list(entry)[-1:] == [LOG] and entry[LOG] is None)
            self._heads[text] = self._issue_facts(entry) if whole else None
        return self._heads[text]

    def _read_event(self, issue: str, line: str) -> int:
        key = (issue, line)
        if key not in self._events:
            data = _mapping(_plain(line))
            self._events[key] = self._number(Fact(issue, LOG, one_form(data)), line)
        return self._events[key]

    def _read_whole(self, data: Data) -> Facts:
        root = dict(_mapping(data))
        issues = _list(root.pop("issues", None))
        found = set(self._read_rest([root]))
        read = [self._issue_facts(_mapping(entry)) for entry in issues]
        if len({issue for issue, _ in read}) < len(read):
            raise _UnreadableError
        return frozenset(found.union(*(facts for _, facts in read)))

    def _read_rest(self, parts: list[dict[str, Data]]) -> Facts:
        keys = [key for part in parts for key in part]
        if len(keys) > len(set(keys)) or "issues" in keys:
            raise _UnreadableError
        root = {key: value for part in parts for key, value in part.items()}
        found = {*self._fields(None, _mapping(root.get("document")))}
        for field in (PAPERS, UNITS):
            for entry in _list(root.get(field)):
                found.add(self._number(Fact(None, field, one_form(entry)), as_text(entry)))
        return frozenset(found)

    def _issue_facts(self, entry: dict[str, Data]) -> tuple[str, Facts]:
        issue = _id(entry)
        found = set(self._fields(issue, {k: v for k, v in entry.items() if k not in ("id", LOG)}))
        for event in _list(entry.get(LOG)):
            found.add(self._number(Fact(issue, LOG, one_form(event)), as_text(event)))
        return issue, frozenset(found)

    def _fields(self, issue: str | None, data: dict[str, Data]) -> Iterator[int]:
        for key, value in data.items():
            form = one_form(value, key)
            if form:
                yield self._number(Fact(issue, key, form), as_text(value, bare=True))

    def _number(self, fact: Fact, text: str) -> int:
        number = self._numbers.setdefault(fact, len(self._facts))
        if number == len(self._facts):
            self._facts.append(fact)
            self._texts.append(text)
        return number


def one_form(value: Data, key: str = "") -> Hashable:
    """``value`` in the one form in which equal things are equal: ``甲`` and ``[甲]``, a text on
    one line or on several, ``2020-9-1`` and ``2020-09-01``. Nothing is false."""
    if isinstance(value, dict):
        pairs = ((name, one_form(part, name)) for name, part in value.items())
        return frozenset(pair for pair in pairs if pair[1])
    if isinstance(value, list):
        parts = tuple(one_form(part) for part in value)
        return parts[0] if len(parts) == 1 else parts
    if value is None:
        return ""
    text = join_lines(value)
    return _one_day(text) if key in _DAYS else text


def as_text(value: Data, *, bare: bool = False) -> str:
    """``value`` on one line; ``bare``: without the quotes and brackets of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {as_text(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        parts = [as_text(part, bare=bare) for part in value]
        return "；".join(parts) if bare else f"[{', '.join(parts)}]"
    text = join_lines(value or "")
    return text if bare else scalar(text)


def _one_day(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except ValueError:
        return text


def _plain(text: str) -> Data:
    if not text.strip() or all(line.lstrip()[:1] in ("", "#") for line in text.split("\n")):
        return None
    return plain_data(compose(text).root)


def _mapping(data: Data) -> dict[str, Data]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise _UnreadableError
    return data


def _list(data: Data) -> list[Data]:
    if data is None:
        return []
    return data if isinstance(data, list) else [data]


def _id(entry: dict[str, Data]) -> str:
    typed = entry.get("id")
    if not isinstance(typed, str):
        raise _UnreadableError
    return str(int(typed)) if typed.isdecimal() else typed
