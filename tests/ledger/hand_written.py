"""Random ledgers as people write them by hand, and random events: for the writer's proof.

Everything comes from one ``random.Random``, so that hypothesis and a long run share it.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple, TypeVar

from rectify_cli.model import Event, EventKind

# A block text is followed by lines that only look like YAML.
LOOKS_LIKE_YAML = (
    "log:", "- {date: 2020-01-01, event: done}", "- id: 9", "# 不是注释", "log: []", "--- 甲",
    "a: [b", "'单", "甲：乙，丙", "}", "issues:", "  深一层", "- - x",
)  # fmt: skip
NASTY = (
    *(
        "甲",
        "：",
        ": ",
        " #",
        "#",
        ",",
        "，",
        "[",
        "]",
        "{",
        "}",
        "'",
        '"',
        "\\",
        "\n",
        "\r\n",
        "\t",
    ),
    *("- ", "? ", "&a", "*a", "!t", "|", ">", "%", "@", "`", "~", "null", "no", "12:30", "0123"),
    *("\u3000", "\xa0", "\u2028", "\x85", "\x1b[31m", "\x07", "\ufeff", "𠮷", "é", "e\u0301", " "),
    *("{date: 2020-01-01, event: done}", "«»", "---", "...", "<<<<<<< ", "1_000", "=", "\ufffe"),
)
FIRST_DAY = date(2020, 8, 12)
T = TypeVar("T")


class HandWritten(NamedTuple):
    """A ledger's text, the ids of its issues, and the names of the styles that are in it."""

    text: str
    ids: list[int]
    styles: frozenset[str]


class _Writer:
    """Writes one ledger; each choice that shapes it is noted by name."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.styles: set[str] = set()
        self.indent = self.pick("issues indented", {"0": 0, "2": 2, "4": 4})
        self.offset = self.pick("lists indented", {"0": 0, "2": 2, "4": 4})
        self.dash = self.pick("dash", {"narrow": "- ", "wide": "-   "})
        self.quote = self.pick("keys", {"plain": "", "plain ": "", "single": "'", "double": '"'})
        self.comments = self.pick("comments", {"none": 0.0, "some": 0.15, "many": 0.5})
        self.blanks = self.pick("blank lines", {"none": 0.0, "some": 0.2, "with spaces": 0.21})

    def pick(self, name: str, choices: dict[str, T]) -> T:
        """One of ``choices``, noted under ``name``."""
        label = self.chance.choice(list(choices))
        self.styles.add(f"{name}: {label.strip()}")
        return choices[label]

    def happens(self, probability: float) -> bool:
        return self.chance.random() < probability

    def day(self) -> str:
        return (FIRST_DAY + timedelta(days=self.chance.randrange(60))).isoformat()

    def around(self, column: int) -> list[str]:
        """What may stand between two lines of a block: comments and blank lines."""
        lines = []
        if self.happens(self.blanks):
            lines.append("   " if self.blanks == 0.21 else "")
        if self.happens(self.comments):
            deep = self.pick("comment stands", {"at its block": column, "at the margin": 0,
                                                "deeper": column + 2})  # fmt: skip
            lines.append(" " * deep + self.chance.choice(("# 注", "#- {date: x}", "# log: []")))
        return lines

    def tail(self) -> str:
        """What may stand after a value on its line."""
        if not self.happens(self.comments):
            return ""
        return self.pick("line ends in", {"spaces": "  ", "comment": "  # 注: {", "tab": "\t# 注"})

    def key(self, name: str) -> str:
        return f"{self.quote}{name}{self.quote}"

    def value(self, column: int) -> list[str]:
        """A text as the value of a key that stands at ``column``: its first line, and others."""
        inner = " " * (column + self.chance.choice((1, 2, 4)))
        like_yaml = [self.chance.choice(LOOKS_LIKE_YAML) for _ in range(self.chance.randint(1, 3))]
        block = [inner + "甲", *(inner + line for line in like_yaml)]
        kind: Callable[[], list[str]] = self.pick(
            "text",
            {
                "plain": lambda: [f" 甲乙{self.tail()}"],
                "plain with marks": lambda: [f" 甲：乙，［丙］“丁”#戊{self.tail()}"],
                "plain over lines": lambda: [" 甲", f"{inner}乙"],
                "single quotes": lambda: [f" '甲: ''乙'' # 丙'{self.tail()}"],
                "double quotes": lambda: [f' "甲\\n\\"乙\\" # 丙"{self.tail()}'],
                "double quotes over lines": lambda: [' "甲', "", f'{inner}乙 # 丙"{self.tail()}'],
                "literal": lambda: [" |", *block],
                "literal, chomped": lambda: [" |-", *block],
                "literal, kept": lambda: [" |+", *block, ""],
                "literal, indent told": lambda: [f" |{len(inner) - column}-", *block],
                "literal, comment": lambda: [" |- # 注", *block],
                "folded": lambda: [" >-", *block],
                "folded, kept": lambda: [" >+", *block, "", ""],
                "literal, blank inside": lambda: [" |-", block[0], "", *block[1:]],
                "literal, spaces at its end": lambda: [" |", *block, inner + "  "],
            },
        )
        return kind()

    def pairs(self, column: int, items: list[tuple[str, list[str]]]) -> list[str]:
        lines: list[str] = []
        for name, (first, *others) in items:
            if lines:
                lines += self.around(column)
            # YAML takes no tab after such a colon.
            if self.happens(0.03) and not first.startswith("\t"):
                self.styles.add("key: question mark")
                lines += [f"{' ' * column}? {self.key(name)}", f"{' ' * column}:{first}", *others]
            else:
                lines += [f"{' ' * column}{self.key(name)}:{first}", *others]
        return lines

    def dashed(self, column: int, lines: list[str]) -> list[str]:
        """``lines``, indented for the dash already, with the dash in front."""
        return [" " * column + self.dash + lines[0].lstrip(" "), *lines[1:]]

    def event(self, column: int, *, flow: bool = False) -> list[str]:
        """One event of a log whose dashes stand at ``column``."""
        inner = column + len(self.dash)
        pad = " " * column + self.dash
        day = self.day()
        style = "in braces" if flow else self.pick(
            "event", {name: name for name in (
                "in braces", "in braces ", "in braces, spaced", "in braces over lines", "block",
                "block with a list", "block with a text", "block, empty at its end", "dash alone",
            )}
        ).strip()  # fmt: skip
        base = [("date", [f" {day}"]), ("event", [" start"])]
        match style:
            case "in braces, spaced":
                return [f"{pad}{{ date: '{day}' , event: \"start\" , note: }}{self.tail()}"]
            case "in braces over lines":
                deeper = " " * (inner + 2)
                return [f"{pad}{{date: {day}, # 注 }}", f"{deeper}event: start", f"{deeper}}}"]
            case "block":
                return self.dashed(column, self.pairs(inner, base))
            case "block with a list":
                at = " " * (inner + self.offset)
                listed = ("evidence", ["", f"{at}- evidence/1/甲.pdf", f"{at}- evidence/1/乙.pdf"])
                return self.dashed(column, self.pairs(inner, [*base, listed]))
            case "block with a text":
                return self.dashed(column, self.pairs(inner, [*base, ("note", self.value(inner))]))
            case "block, empty at its end":
                return self.dashed(column, self.pairs(inner, [*base, ("by", [""])]))
            case "dash alone":
                return [" " * column + "-", *self.pairs(inner, base)]
        return [f"{pad}{{date: {day}, event: start, note: '甲, ]}} # 乙'}}{self.tail()}"]

    def log(self, column: int) -> list[str] | None:
        """The value of a ``log`` key that stands at ``column``, or none."""
        kind = self.pick(
            "log", {name: name for name in (
                "missing", "empty brackets", "spaced brackets", "nothing", "nothing and a comment",
                "list", "list ", "list  ", "list   ", "in brackets", "in brackets over lines",
                "in brackets, comma at its end",
            )}
        ).strip()  # fmt: skip
        at = column + self.offset
        day = self.day()
        match kind:
            case "missing":
                return None
            case "empty brackets":
                return [f" []{self.tail()}"]
            case "spaced brackets":
                return [f"  [ ]{self.tail()}"]
            case "nothing":
                return [self.tail()]
            case "nothing and a comment":
                return ["", " " * at + "# 暂无"]
            case "in brackets":
                return [f" [{{date: {day}, event: start}}]{self.tail()}"]
            case "in brackets over lines":
                inner = " " * (column + 2)
                one = f"{{date: {day}, event: start}}"
                return [
                    " [",
                    f"{inner}  {one}, # 注 ]",
                    f"{inner}  {one}{self.tail()}",
                    f"{inner}]",
                ]
            case "in brackets, comma at its end":
                inner = " " * (column + 2)
                return [" [", f"{inner}{{date: {day}, event: start}},", f"{inner}]"]
        lines = [self.tail()]
        for _ in range(self.chance.randint(1, 3)):
            lines += self.around(at)
            lines += self.event(at)
        return [*lines, *self.around(at)]

    def issue(self, number: int) -> list[str]:
        column = self.indent + len(self.dash)
        if self.happens(0.12):
            return self.flow_issue(number)
        items = [
            ("id", [f" {number}{self.tail()}"]),
            ("title", [f" 事项{number}"]),
            ("problem", self.value(column)),
        ]
        if self.happens(0.3):
            at = " " * (column + self.offset)
            items.append(("measures", ["", f"{at}- 甲", f"{at}- 乙"]))
        if self.happens(0.3):
            items.append(("contact", self.value(column)))
        if self.happens(0.2):
            items.append(("office", [self.tail()]))
        log = self.log(column)
        if log is not None:
            place = self.pick("log stands", {"last": len(items), "last ": len(items),
                                             "among others": 2, "first": 0})  # fmt: skip
            items.insert(place, ("log", log))
        return self.dashed(self.indent, self.pairs(column, items))

    def flow_issue(self, number: int) -> list[str]:
        day = self.day()
        log = self.pick(
            "issue in braces, log",
            {
                "missing": "",
                "empty": ", log: []",
                "nothing": ", log: ",
                "events": f", log: [{{date: {day}, event: start}}]",
            },
        )
        pad = " " * self.indent + self.dash
        text = f"{pad}{{id: {number}, title: '事项, {number}', problem: 甲：乙{log}}}"
        if self.happens(0.4):
            self.styles.add("issue in braces: over lines")
            deeper = " " * (self.indent + len(self.dash) + 2)
            return text.replace(", problem", f", # 注\n{deeper}problem").split("\n")
        return [text + self.tail()]

    def ledger(self) -> HandWritten:
        ids = self.chance.sample(range(1, 40), self.chance.randint(1, 4))
        issues = [f"{self.key('issues')}:"]
        for number in ids:
            issues += self.around(self.indent)
            issues += self.issue(number)
        document = [f"{self.key('document')}: {{title: 清单, issued_on: {FIRST_DAY}}}"]
        units = ["units: [{name: 甲, members: [乙, 丙]}]"]
        parts = self.pick(
            "order", {"issues last": [document, units, issues],
                      "issues first": [issues, document], "issues last ": [document, issues]}
        )  # fmt: skip
        lines = [line for part in parts for line in [*self.around(0), *part]]
        if self.happens(0.1):
            self.styles.add("file: begins with ---")
            lines.insert(0, "---")
        if self.happens(0.1):
            self.styles.add("file: ends with ...")
            lines.append("...")
        eol = self.pick("line end", {"LF": "\n", "LF ": "\n", "CRLF": "\r\n", "CR": "\r"})
        text = eol.join(lines) + self.pick("final line end", {"there": eol, "missing": ""})
        return HandWritten(
            self.pick("byte order mark", {"no": "", "no ": "", "yes": "\ufeff"}) + text,
            ids,
            frozenset(self.styles),
        )


def hand_written(chance: Random) -> HandWritten:
    """A random ledger in a random style."""
    return _Writer(chance).ledger()


def nasty_text(chance: Random) -> str:
    """A text that YAML, terminals or line counting might stumble over."""
    return "".join(chance.choice(NASTY) for _ in range(chance.randint(1, 8)))


def nasty_event(chance: Random) -> Event:
    """A random event with texts of that kind."""
    kind = chance.choice(list(EventKind))
    day = FIRST_DAY + timedelta(days=chance.randrange(90))
    return Event(
        date=day,
        event=kind,
        to=day + timedelta(days=30) if kind is EventKind.EXTEND else None,
        by=nasty_text(chance) if chance.random() < 0.4 else None,
        unit=nasty_text(chance) if chance.random() < 0.4 else None,
        note=nasty_text(chance) if chance.random() < 0.8 else None,
        evidence=tuple(
            f"evidence/1/{nasty_text(chance)}" for _ in range(chance.choice((0, 0, 0, 1, 2)))
        ),
    )
