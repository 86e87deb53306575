"""Ledgers as people write them: the same content in every style of YAML that an office may use.

``write_ledger(pen)`` makes one; the pen makes every choice and remembers the ways of writing
that it used. What the ledger says is known beforehand, so that the reader is held to it too.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

_T = TypeVar("_T")
_Data = dict[str, Any]

# Simple things stand first everywhere: that is where a failing example is shrunk to.
_WORDS = ("甲", "召开会议", "印发200份", "abc", "a:b", "x#y", "It's", "-1 号", "注：一，二")
ODD_TEXTS = (
    *("甲: 乙", "甲 # 不是注", "- 像列表", "log: []", "[甲, 乙]", "it's", '他说"好"', "反\\斜杠"),
    *("{date: 2020-01-01, event: done}", "100%", "@甲", "`甲`", "*甲", "&甲", "!甲", "|", "> 甲"),
    *("? 甲", "no", "12:30", "0123", "~", "𠮷野家😀", "结尾有空格 ", "---"),
)
_LOOKALIKES = (
    "一是：召开会议。",
    "- {date: 2020-01-01, event: done}",
    "- id: 9",
    "log:",
    "# 注",
)
_COMMENTS = ("# 注", "#", "# log: []", "# ]} \"'", "#注：|-")
_KINDS = ("start", "progress", "submit", "done", "reopen", "inspect", "extend")
_INSIDE, _FREE, _TEXT, _KEPT = "inside", "free", "text", "kept"


class Pen:
    """One hand. ``pick(n)`` gives a number from 0 to n - 1; 0 is the plainest choice."""

    def __init__(self, pick: Callable[[int], int]) -> None:
        self._pick = pick
        self.styles: set[str] = set()

    def choose(self, options: Sequence[_T]) -> _T:
        """One of ``options``."""
        return options[self._pick(len(options))]

    def number(self, most: int) -> int:
        """A number from 0 to ``most``."""
        return self._pick(most + 1)

    def once_in(self, times: int) -> bool:
        """True about once in ``times``."""
        return self._pick(times) == times - 1

    def style(self, of: str, *options: str) -> str:
        """A way of writing, remembered."""
        chosen = self.choose(options)
        self.styles.add(f"{of}: {chosen}")
        return chosen


class Handwritten(NamedTuple):
    """A ledger's text, what it says, and the styles that it is written in."""

    text: str
    data: _Data
    styles: frozenset[str]


class _Line(NamedTuple):
    """A line without its break, and what a hand may put below and behind it.

    ``after``: ``free`` for comments and blank lines; ``text`` below a block text, which would
    swallow comments indented by ``limit`` or more; ``kept`` below a ``|+``, to which blank lines
    belong as well; ``inside`` for nothing at all.
    """

    text: str
    after: str = _FREE
    limit: int = 0
    tail: bool = True


def write_ledger(pen: Pen) -> Handwritten:
    """One ledger of one to three issues."""
    hand = _Hand(pen)
    lines, data = hand.file()
    return Handwritten(hand.assemble(lines), data, frozenset(pen.styles))


class _Hand:
    """The habits that hold for a whole file, and the writing of its parts."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.list_indent = int(pen.style("issues indented by", "2", "0", "4"))
        self.dash = pen.style("dash", "- ", "-   ")
        self.offset = int(pen.style("lists in an issue indented by", "2", "0", "4"))
        self.quoted_keys = pen.style("keys", "plain", "quoted") == "quoted"
        self.comments = pen.style("comments", "none", "few", "everywhere")
        self.blanks = pen.style("blank lines", "none", "few")

    def file(self) -> tuple[list[_Line], _Data]:
        pen = self.pen
        document = {"title": "清单", "issued_on": "2020-08-12"}
        issues = [self.issue_data(number + 1) for number in range(1 + pen.number(5))]
        data: _Data = {"document": document, "issues": issues}
        shape = pen.style("file", "block", "block", "block", "issues in brackets", "all in braces")
        if shape == "all in braces":
            written = ", ".join(self.flow_issue(issue) for issue in issues)
            return [_Line(f"{{document: {self.flow(document)}, issues: [{written}]}}")], data
        head = [_Line(f"{self.key('document')}: {self.flow(document)}")]
        if pen.once_in(3):
            pen.styles.add("units: yes")
            data["units"] = [{"name": "县政务局", "aliases": ["局"]}]
            head += [_Line("units:"), _Line("  - {name: 县政务局, aliases: [局]}")]
        if shape == "issues in brackets":
            body = [_Line(f"issues: [{', '.join(self.flow_issue(issue) for issue in issues)}]")]
        else:
            body = [_Line(f"{self.key('issues')}:")]
            body += [line for issue in issues for line in self.issue(issue)]
        lines = [*head, *body] if pen.style("document", "first", "last") == "first" else body + head
        marks = pen.style("document marks", "none", "none", "---", "--- and ...")
        start = [] if marks == "none" else [_Line("---")]
        return [*start, *lines, *([_Line("...")] if "..." in marks else [])], data

    def issue_data(self, number: int) -> _Data:
        data: _Data = {"id": str(number), "title": "事项", "problem": "问题"}
        for key in ("contact", "goal", "measures", "lead_unit"):
            if self.pen.once_in(4):
                data[key] = ["甲", "乙"] if key in ("measures", "lead_unit") else "甲"
        return data

    def issue(self, data: _Data) -> list[_Line]:
        pen, indent = self.pen, " " * self.list_indent
        if pen.style("issue", "block", "block", "block", "braces") == "braces":
            return [_Line(f"{indent}- {self.flow_issue(data)}")]
        column = self.list_indent + len(self.dash)
        keys = list(data)
        anywhere = pen.style("log", "last", "anywhere") == "anywhere"
        keys.insert(pen.number(len(keys)) if anywhere else len(keys), "log")
        lines = []
        for key in keys:
            lines += self.log(data, column) if key == "log" else self.pair(data, key, column)
        first = lines[0]._replace(text=indent + self.dash + lines[0].text[column:])
        return [first, *lines[1:]]

    def key(self, name: str) -> str:
        return f'"{name}"' if self.quoted_keys else name

    def pair(self, data: _Data, key: str, column: int) -> list[_Line]:
        """One key of a block mapping; what it says in the end goes into ``data``."""
        lead = f"{' ' * column}{self.key(key)}:"
        if isinstance(data[key], list):
            return self.list_pair(data, key, column, lead)
        if key == "id":
            return [_Line(f"{lead} {data[key]}")]
        if key == "contact" and self.pen.once_in(3):
            self.pen.styles.add("value: nothing")
            data[key] = None
            return [_Line(lead)]
        written, data[key] = self.text(column)
        return [written[0]._replace(text=f"{lead} {written[0].text}"), *written[1:]]

    def list_pair(self, data: _Data, key: str, column: int, lead: str) -> list[_Line]:
        if self.pen.style("list", "flow", "block") == "flow":
            return [_Line(f"{lead} [{', '.join(data[key])}]")]
        deeper = column + self.offset
        lines, values = [_Line(lead)], []
        for _ in data[key]:
            written, value = self.text(deeper)
            lines += [written[0]._replace(text=f"{' ' * deeper}- {written[0].text}"), *written[1:]]
            values.append(value)
        data[key] = values
        return lines

    def text(self, column: int) -> tuple[list[_Line], str]:
        """A text in any style below a key or dash at ``column``: its lines (the first without what
        stands before it), and what it says."""
        pen = self.pen
        shape = pen.style("text", "plain", "quoted", "block", "folded", "over lines")
        deep = " " * (column + 2)
        if shape == "plain":
            word = pen.choose(_WORDS)
            return [_Line(word)], word
        if shape == "quoted":
            text = pen.choose(_WORDS + ODD_TEXTS)
            return [_Line(self.quoted(text))], text
        if shape == "over lines":
            first = _Line('"甲 # 不是注', _INSIDE, tail=False)
            return [first, _Line(f'{deep}- log: []"')], "甲 # 不是注 - log: []"
        return self.block_text(column, mark=">" if shape == "folded" else "|")

    def block_text(self, column: int, mark: str) -> tuple[list[_Line], str]:
        pen = self.pen
        chomp = pen.style("end of block text", "-", "", "+")
        deep = " " * (column + 2 + pen.number(2))
        written = [pen.choose(_LOOKALIKES) for _ in range(1 if mark == ">" else 2)]
        lines = [_Line(mark + chomp, _INSIDE)]
        lines += [_Line(deep + line, _INSIDE, tail=False) for line in written]
        said = "\n".join(written)
        if chomp == "+":
            lines += [_Line("", _INSIDE, tail=False)] * (empty := pen.number(2))
            lines[-1] = lines[-1]._replace(after=_KEPT, limit=len(deep))
            return lines, said + "\n" * (1 + empty)
        lines[-1] = lines[-1]._replace(after=_TEXT, limit=len(deep))
        return lines, said + ("" if chomp else "\n")

    def quoted(self, text: str) -> str:
        if self.pen.once_in(2):
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False)

    def flow(self, value: Any) -> str:
        """A value inside brackets or braces, on one line."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(k)}: {self.flow(v)}" for k, v in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item) for item in value) + "]"
        plain = value in _WORDS[:4] or str(value).replace("-", "").isalnum()
        return str(value) if plain and not self.pen.once_in(3) else self.quoted(str(value))

    def flow_issue(self, data: _Data) -> str:
        """An issue in braces; its log is made here, and goes into ``data``."""
        shape = self.pen.style("log in braces", "missing", "empty", "events", "nothing")
        if shape == "missing":
            return self.flow(data)
        data["log"] = [self.event_data()] if shape == "events" else []
        written = self.flow(data)
        return written.replace("[]}", " }") if shape == "nothing" else written

    def event_data(self) -> _Data:
        pen = self.pen
        kind = pen.choose(_KINDS)
        data: _Data = {"date": f"2020-09-0{1 + pen.number(8)}", "event": kind}
        if kind == "extend":
            data["to"] = "2020-12-31"
        if pen.once_in(2):
            data["note"] = pen.choose(_WORDS + ODD_TEXTS)
        if pen.once_in(3):
            data["evidence"] = ["evidence/1/甲.pdf", "evidence/1/乙 (1).pdf"]
        return data

    def log(self, data: _Data, column: int) -> list[_Line]:
        pen = self.pen
        shapes = ("missing", "nothing", "[]", "one-line list", "list over lines", "null")
        shape = pen.style("log", "events", "events", "events", *shapes)
        lead = f"{' ' * column}{self.key('log')}:"
        if shape == "missing":
            return []
        data["log"] = []
        if shape in ("nothing", "[]", "null"):
            return [_Line(lead if shape == "nothing" else f"{lead} {shape}")]
        events = [self.event_data() for _ in range(1 + pen.number(2))]
        data["log"] = events
        if shape == "one-line list":
            return [_Line(f"{lead} [{', '.join(map(self.flow, events))}{pen.choose(('', ','))}]")]
        if shape == "list over lines":
            pad, comma = " " * (column + 2), pen.choose(("", ","))
            lines = [_Line(f"{pad}{self.flow(event)},") for event in events[:-1]]
            last = _Line(f"{pad}{self.flow(events[-1])}{comma}")
            return [_Line(f"{lead} ["), *lines, last, _Line(f"{pad}]")]
        lines = [line for event in events for line in self.event(event, column + self.offset)]
        return [_Line(lead), *lines]

    def event(self, data: _Data, column: int) -> list[_Line]:
        pad = " " * column
        if self.pen.style("event", "flow", "flow", "block") == "flow":
            return [_Line(f"{pad}{self.dash}{self.flow(data)}")]
        inner = column + len(self.dash)
        lines = []
        for key in data:
            plain = [_Line(f"{' ' * inner}{self.key(key)}: {data[key]}")]
            lines += plain if key in ("date", "event", "to") else self.pair(data, key, inner)
        return [lines[0]._replace(text=pad + self.dash + lines[0].text[inner:]), *lines[1:]]

    def assemble(self, lines: list[_Line]) -> str:
        """Lines to text."""
        pen = self.pen
        eol = pen.style("line ends", "LF", "CRLF", "mixed")
        parts = self.gap(_FREE, 0)
        for line in lines:
            parts.append(line.text + (self.tail() if line.tail else ""))
            parts += self.gap(line.after, line.limit)
        ends = {"LF": ("\n",), "CRLF": ("\r\n",), "mixed": ("\n", "\r\n")}[eol]
        breaks = [pen.choose(ends) for _ in parts]
        kept = lines[-1].after == _KEPT  # its last break is part of what it says
        if pen.style("final newline", "yes", "no") == "no" and not kept:
            breaks[-1] = ""
        mark = "\ufeff" if pen.style("byte order mark", "no", "yes") == "yes" else ""
        return mark + "".join(part + end for part, end in zip(parts, breaks, strict=True))

    def tail(self) -> str:
        """Spaces and a comment behind a line."""
        if self.comments == "none" or not self.pen.once_in(4):
            return ""
        return self.pen.choose(("  ", "  # 注", " # 注: [", " #"))

    def gap(self, after: str, limit: int) -> list[str]:
        """Comments and blank lines between two lines."""
        pen = self.pen
        gap: list[str] = []
        if after == _INSIDE:
            return gap
        if self.blanks != "none" and after != _KEPT and pen.once_in(4):
            gap.append("" if after == _TEXT else pen.choose(("", "", "  ")))
        often = {"none": 0, "few": 6, "everywhere": 2}[self.comments]
        if often and pen.once_in(often):
            most = 10 if after == _FREE else limit - 1
            gap.append(" " * pen.number(most) + pen.choose(_COMMENTS))
        return gap
