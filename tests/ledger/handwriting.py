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
_WORDS = (
    "甲",
    "召开会议",
    "县政务局",
    "印发200份",
    "abc",
    "a:b",
    "x#y",
    "It's",
    "-1 号",
    "注：一，二",
)
ODD_TEXTS = (
    "甲: 乙",
    "甲 # 不是注",
    "- 像列表",
    "log: []",
    "[甲, 乙]",
    "{date: 2020-01-01, event: done}",
    "it's",
    '他说"好"',
    "反\\斜杠",
    "100%",
    "@甲",
    "`甲`",
    "*甲",
    "&甲",
    "!甲",
    "|",
    "> 甲",
    "? 甲",
    "no",
    "12:30",
    "0123",
    "~",
    "𠮷野家😀",
    "结尾有空格 ",
    "---",
)
_YAML_LOOKALIKES = (
    "一是：召开会议。",
    "- {date: 2020-01-01, event: done}",
    "- id: 9",
    "log:",
    "log: []",
    "# 不是注",
    "issues:",
    "]}",
)
_COMMENTS = (
    "# 注",
    "#",
    "# log: []",
    "#   - {date: 2020-09-01, event: start}",
    "# ]} \"'",
    "#注：|-",
)
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

    def style(self, of: str, options: Sequence[str]) -> str:
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
        self.list_indent = int(pen.style("issues indented by", ("2", "0", "4")))
        self.dash = pen.style("dash", ("- ", "-   "))
        self.offset = int(pen.style("lists in an issue indented by", ("2", "0", "4")))
        self.quotes = pen.style("keys", ("plain", "quoted", "mixed"))
        self.comments = pen.style("comments", ("none", "few", "everywhere"))
        self.blanks = pen.style("blank lines", ("none", "few"))

    # The file.

    def file(self) -> tuple[list[_Line], _Data]:
        pen = self.pen
        document = {"title": "清单", "issued_on": "2020-08-12"}
        data: _Data = {"document": document}
        issues = [self.issue_data(number + 1) for number in range(1 + pen.number(2))]
        shape = pen.style(
            "file", ("block", "block", "block", "block", "issues in brackets", "all in braces")
        )
        if shape == "all in braces":
            written = ", ".join(self.flow_issue(issue) for issue in issues)
            whole = f"{{document: {self.flow(document)}, issues: [{written}]}}"
            return [_Line(whole)], data | {"issues": issues}
        head = self.document(document)
        if pen.once_in(3):
            pen.styles.add("units: yes")
            data["units"] = [{"name": "县政务局", "aliases": ["局"]}]
            head += [_Line("units:"), _Line("  - {name: 县政务局, aliases: [局]}")]
        if shape == "issues in brackets":
            body = self.bracketed(issues)
        else:
            body = [_Line(f"{self.key('issues')}:")]
            for issue in issues:
                body += self.issue(issue)
        order = pen.style("document stands", ("first", "last"))
        lines = [*head, *body] if order == "first" else [*body, *head]
        return self.marked(lines), data | {"issues": issues}

    def marked(self, lines: list[_Line]) -> list[_Line]:
        marks = self.pen.style("document marks", ("none", "none", "---", "--- and ...", "%YAML"))
        if marks == "none":
            return lines
        start = [_Line("%YAML 1.1", after=_INSIDE, tail=False)] if marks == "%YAML" else []
        end = [_Line("...")] if marks == "--- and ..." else []
        return [*start, _Line("---"), *lines, *end]

    def document(self, document: _Data) -> list[_Line]:
        if self.pen.style("document", ("flow", "block")) == "flow":
            return [_Line(f"{self.key('document')}: {self.flow(document)}")]
        pairs = [_Line(f"  {self.key(key)}: {value}") for key, value in document.items()]
        return [_Line(f"{self.key('document')}:"), *pairs]

    # An issue.

    def issue_data(self, number: int) -> _Data:
        pen = self.pen
        data: _Data = {"id": str(number), "title": "事项", "problem": "问题"}
        for key in ("contact", "goal", "leader", "measures", "lead_unit"):
            if pen.once_in(4):
                data[key] = ["甲", "乙"] if key in ("measures", "lead_unit") else "甲"
        return data

    def bracketed(self, issues: list[_Data]) -> list[_Line]:
        if self.pen.style("brackets", ("one line", "lines")) == "one line":
            return [_Line(f"issues: [{', '.join(self.flow_issue(issue) for issue in issues)}]")]
        lines = [_Line(f"  {self.flow_issue(issue)},") for issue in issues]
        return [_Line("issues: ["), *lines, _Line("  ]")]

    def issue(self, data: _Data) -> list[_Line]:
        pen = self.pen
        indent = " " * self.list_indent
        shape = pen.style(
            "issue", ("block", "block", "block", "block", "braces", "braces over lines")
        )
        if shape == "braces":
            return [_Line(f"{indent}- {self.flow_issue(data)}")]
        if shape == "braces over lines":
            pairs = self.flow_pairs(data)
            lines = [_Line(f"{indent}    {pair},") for pair in pairs[1:-1]]
            last = _Line(f"{indent}    {pairs[-1]}")
            return [_Line(f"{indent}- {{{pairs[0]},"), *lines, last, _Line(f"{indent}  }}")]
        column = self.list_indent + len(self.dash)
        keys = (
            [*data, "log"] if pen.style("log", ("last", "anywhere")) == "last" else self.mixed(data)
        )
        lines = []
        for key in keys:
            lines += self.log(data, column) if key == "log" else self.pair(data, key, column)
        if not lines[0].text.lstrip().startswith("?") and pen.once_in(6):
            pen.styles.add("dash: alone")
            return [_Line(indent + "-"), *lines]
        first = lines[0]._replace(text=indent + self.dash + lines[0].text[column:])
        return [first, *lines[1:]]

    def mixed(self, data: _Data) -> list[str]:
        keys = list(data)
        keys.insert(self.pen.number(len(keys)), "log")
        return keys

    def key(self, name: str) -> str:
        """A key, perhaps in quotes."""
        quoted = self.quotes == "quoted" or (self.quotes == "mixed" and self.pen.once_in(2))
        return self.pen.choose((f'"{name}"', f"'{name}'")) if quoted else name

    def pair(self, data: _Data, key: str, column: int) -> list[_Line]:
        """One key of a block mapping; what it says in the end goes into ``data``."""
        pad = " " * column
        if isinstance(data[key], list):
            return self.list_pair(data, key, column)
        if key == "id":
            number = data[key] if self.pen.once_in(2) else f'"{data[key]}"'
            return [_Line(f"{pad}{self.key(key)}: {number}")]
        if key in ("contact", "leader") and self.pen.once_in(5):
            self.pen.styles.add("value: nothing")
            data[key] = None
            return [_Line(f"{pad}{self.key(key)}:")]
        if key in ("contact", "leader") and self.pen.once_in(8):
            self.pen.styles.add("key: ? key")
            return [_Line(f"{pad}? {key}"), _Line(f"{pad}: {data[key]}")]
        written, data[key] = self.text(column)
        first = written[0]._replace(text=f"{pad}{self.key(key)}: {written[0].text}")
        return [first, *written[1:]]

    def list_pair(self, data: _Data, key: str, column: int) -> list[_Line]:
        pad = " " * column
        shape = self.pen.style("list", ("flow", "block", "unindented", "flow over lines"))
        if shape == "flow":
            return [_Line(f"{pad}{self.key(key)}: [{', '.join(data[key])}]")]
        if shape == "flow over lines":
            items = [_Line(f"{pad}  {item},") for item in data[key]]
            return [_Line(f"{pad}{self.key(key)}: ["), *items, _Line(f"{pad}  ]")]
        deeper = column + (0 if shape == "unindented" else self.offset)
        lines = [_Line(f"{pad}{self.key(key)}:")]
        values = []
        for _ in data[key]:
            written, value = self.text(deeper)
            lines += [written[0]._replace(text=f"{' ' * deeper}- {written[0].text}"), *written[1:]]
            values.append(value)
        data[key] = values
        return lines

    # Texts.

    def text(self, column: int) -> tuple[list[_Line], str]:
        """A text in any style below a key or dash at ``column``: its lines (the first without what
        stands before it), and what it says."""
        pen = self.pen
        shape = pen.style(
            "text", ("plain", "quoted", "block", "folded", "plain over lines", "quoted over lines")
        )
        deep = " " * (column + 2)
        if shape == "plain":
            word = pen.choose(_WORDS)
            return [_Line(word)], word
        if shape == "quoted":
            text = pen.choose(_WORDS + ODD_TEXTS)
            return [_Line(self.quoted(text))], text
        if shape == "plain over lines":
            first, second = pen.choose(_WORDS), pen.choose(("乙", "log", "[乙", "- 乙"))
            return [_Line(first, _INSIDE, tail=False), _Line(deep + second)], f"{first} {second}"
        if shape == "quoted over lines":
            lines = [
                _Line('"甲 # 不是注', _INSIDE, tail=False),
                _Line("", _INSIDE, tail=False),
                _Line(f'{deep}- log: []"'),
            ]
            return lines, "甲 # 不是注\n- log: []"
        return self.block_text(column, folded=shape == "folded")

    def block_text(self, column: int, *, folded: bool) -> tuple[list[_Line], str]:
        pen = self.pen
        chomp = pen.style("end of block text", ("-", "", "+"))
        indicator = pen.style("indent of block text", ("found", "given"))
        room = 2 + pen.number(2)
        deep = " " * (column + room)
        written = [pen.choose(_YAML_LOOKALIKES) for _ in range(1 if folded else 1 + pen.number(2))]
        head = (">" if folded else "|") + (str(room) if indicator == "given" else "") + chomp
        lines = [_Line(head, _INSIDE)]
        lines += [_Line(deep + line, _INSIDE, tail=False) for line in written]
        said = "\n".join(written)
        if chomp == "+":
            empty = pen.number(2)
            lines += [_Line("", _INSIDE, tail=False)] * empty
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
            return "{" + ", ".join(self.flow_pairs(value)) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(item) for item in value) + "]"
        if value is None:
            return ""
        plain = value in _WORDS[:5] or str(value).replace("-", "").isalnum()
        return str(value) if plain and not self.pen.once_in(3) else self.quoted(str(value))

    def flow_pairs(self, data: _Data) -> list[str]:
        return [f"{self.key(key)}: {self.flow(value)}" for key, value in data.items()]

    def flow_issue(self, data: _Data) -> str:
        """An issue in braces; its log is made here, and goes into ``data``."""
        pen = self.pen
        shape = pen.style(
            "log in braces", ("missing", "empty", "events", "nothing", "comma at end")
        )
        if shape == "missing":
            return self.flow(data)
        events = [self.event_data() for _ in range(1 + pen.number(1))]
        data["log"] = events if shape in ("events", "comma at end") else []
        if shape == "nothing":
            return "{" + ", ".join([*self.flow_pairs(data | {"log": None})]) + " }"
        if shape == "comma at end":
            return self.flow(data)[:-2] + ", ]}"
        return self.flow(data)

    # The log.

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
        pad = " " * column
        shape = pen.style(
            "log",
            (
                *("events", "events", "events", "missing", "nothing", "[]", "[ ]"),
                *(
                    "[ over lines",
                    "one-line list",
                    "list over lines",
                    "? log",
                    "? log alone",
                    "null",
                ),
            ),
        )
        if shape == "missing":
            return []
        data["log"] = []
        key = self.key("log")
        if shape == "nothing":
            return [_Line(f"{pad}{key}{pen.choose((':', ' :', ':  '))}")]
        if shape in ("[]", "[ ]"):
            return [_Line(f"{pad}{key}:{pen.choose((' ', '  '))}{shape}")]
        if shape == "[ over lines":
            return [_Line(f"{pad}{key}: ["), _Line(f"{pad}  ]")]
        if shape == "null":
            return [_Line(f"{pad}{key}: {pen.choose(('~', 'null'))}")]
        if shape == "? log alone":
            return [_Line(f"{pad}? log")]
        events = [self.event_data() for _ in range(1 + pen.number(2))]
        data["log"] = events
        if shape == "one-line list":
            comma = pen.choose(("", ",", " , "))
            return [_Line(f"{pad}{key}: [{', '.join(self.flow(e) for e in events)}{comma}]")]
        if shape == "list over lines":
            return self.flow_log(events, f"{pad}{key}: [", column)
        if shape == "? log":
            return [_Line(f"{pad}? log"), _Line(f"{pad}:"), *self.block_log(events, column + 2)]
        return [_Line(f"{pad}{key}:"), *self.block_log(events, column + self.offset)]

    def flow_log(self, events: list[_Data], opening: str, column: int) -> list[_Line]:
        shape = self.pen.style("list over lines", ("one each", "closed at once", "comma at end"))
        pad = " " * (column + self.pen.choose((2, 4)))
        lines = [_Line(f"{pad}{self.flow(event)},") for event in events]
        last = f"{pad}{self.flow(events[-1])}"
        if shape == "closed at once":
            return [_Line(opening), *lines[:-1], _Line(last + "]")]
        comma = "," if shape == "comma at end" else ""
        return [_Line(opening), *lines[:-1], _Line(last + comma), _Line(" " * column + "  ]")]

    def block_log(self, events: list[_Data], column: int) -> list[_Line]:
        lines: list[_Line] = []
        for event in events:
            lines += self.event(event, column)
        return lines

    def event(self, data: _Data, column: int) -> list[_Line]:
        pen = self.pen
        pad = " " * column
        shape = pen.style("event", ("flow", "flow", "flow over lines", "block"))
        if shape == "flow":
            return [_Line(f"{pad}{self.dash}{self.flow(data)}")]
        if shape == "flow over lines":
            pairs = self.flow_pairs(data)
            lines = [_Line(f"{pad}   {pair},") for pair in pairs[1:]]
            return [_Line(f"{pad}- {{{pairs[0]},"), *lines, _Line(f"{pad}  }}")]
        inner = column + len(self.dash)
        lines = []
        for key in data:
            plain = key in ("date", "event", "to")
            lines += (
                [_Line(f"{' ' * inner}{self.key(key)}: {data[key]}")]
                if plain
                else self.pair(data, key, inner)
            )
        if pen.style("dash of a block event", ("with the first key", "alone")) == "alone":
            return [_Line(pad + "-"), *lines]
        return [lines[0]._replace(text=pad + self.dash + lines[0].text[inner:]), *lines[1:]]

    # Lines to text.

    def assemble(self, lines: list[_Line]) -> str:
        pen = self.pen
        eol = pen.style("line ends", ("LF", "CRLF", "CR", "mixed"))
        parts = [*self.gap(_FREE, 0, allowed=lines[0].text[:1] != "%")]
        for line in lines:
            parts.append(line.text + (self.tail(line) if line.tail else ""))
            parts += self.gap(line.after, line.limit, allowed=True)
        ends = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}
        breaks = [ends[eol] if eol in ends else pen.choose(("\n", "\r\n")) for _ in parts]
        kept = lines[-1].after == _KEPT  # its last break is part of what it says
        if pen.style("final newline", ("yes", "no")) == "no" and not kept:
            breaks[-1] = ""
        mark = "\ufeff" if pen.style("byte order mark", ("no", "yes")) == "yes" else ""
        return mark + "".join(part + end for part, end in zip(parts, breaks, strict=True))

    def tail(self, line: _Line) -> str:
        """Spaces and a comment behind a line. YAML takes no tab after a lone dash or colon."""
        if self.comments == "none" or not self.pen.once_in(4):
            return ""
        tab = " " if line.text.strip() in ("-", ":") else "\t"
        return self.pen.choose(("  ", tab, "  # 注", f"{tab}# 注: [", " #"))

    def gap(self, after: str, limit: int, *, allowed: bool) -> list[str]:
        """Comments and blank lines between two lines."""
        pen = self.pen
        gap: list[str] = []
        if after == _INSIDE or not allowed:
            return gap
        if self.blanks != "none" and after != _KEPT and pen.once_in(4):
            gap.append("" if after == _TEXT else pen.choose(("", "", "  ", "        ")))
        often = {"none": 0, "few": 6, "everywhere": 2}[self.comments]
        if often and pen.once_in(often):
            most = 10 if after == _FREE else limit - 1
            gap.append(" " * pen.number(most) + pen.choose(_COMMENTS))
            if self.blanks != "none" and pen.once_in(3):
                gap.append("")
        return gap
