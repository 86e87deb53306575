"""The numbers that Word itself puts before paragraphs: they stand in no text, only in the rules of
``numbering.xml`` and ``styles.xml``."""

import re
from collections import defaultdict
from collections.abc import Mapping

from rectify_cli.domain.numerals import chinese_numeral
from rectify_cli.importing.files.archive import Archive, Handler

_HAN_FORMATS = frozenset(
    {
        *("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"),
        *("taiwaneseCounting", "taiwaneseCountingThousand", "japaneseDigitalTenThousand"),
    }
)
_MAX_LEVELS = 9


class _Level:
    """How one level of a list is numbered."""

    def __init__(self) -> None:
        self.format = "decimal"
        self.text = ""
        self.start = 1


class NumberedLists:
    """Numbers paragraphs in the order in which they are asked about."""

    def __init__(self, archive: Archive) -> None:
        rules = _Rules()
        archive.parse("word/numbering.xml", rules)
        styles = _Styles()
        archive.parse("word/styles.xml", styles)
        self._rules, self._styles = rules, styles
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _MAX_LEVELS)

    def mark(self, style: str | None, list_id: str | None, level: str | None) -> str:
        """The number before the next paragraph (``（一）``); empty where it has none."""
        if list_id is None and style is not None:
            list_id, inherited = self._styles.list_of(style)
            level = level or inherited
        if list_id is None or list_id == "0":
            return ""
        abstract = self._rules.abstract_of.get(list_id)
        depth = int(level) if level and level.isdecimal() else 0
        if abstract is None or depth >= _MAX_LEVELS:
            return ""
        levels = self._rules.levels.get(abstract, {})
        counts = self._counts[list_id if list_id in self._rules.restarted else abstract]
        rule = levels.get(depth)
        if rule is None:
            return ""
        start = self._rules.starts.get((list_id, depth), rule.start)
        counts[depth] = counts[depth] + 1 if counts[depth] else start
        for deeper in range(depth + 1, _MAX_LEVELS):
            counts[deeper] = 0
        return self._spelled(rule, levels, counts)

    @staticmethod
    def _spelled(rule: _Level, levels: Mapping[int, _Level], counts: list[int]) -> str:
        if rule.format in ("bullet", "none"):
            return ""

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            format = levels[depth].format if depth in levels else "decimal"
            return _number_text(counts[depth] or 1, format)

        text = re.sub(r"%([1-9])", number, rule.text)
        return text + " " if text else ""


class _Rules(Handler):
    """Collects ``numbering.xml``."""

    def __init__(self) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self.abstract_of: dict[str, str] = {}
        self.starts: dict[tuple[str, int], int] = {}
        self.restarted: set[str] = set()
        self._abstract = self._list = ""
        self._level: _Level | None = None
        self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val", "")
        if name == "abstractNum":
            self._abstract, self._list = attributes.get("abstractNumId", ""), ""
            self.levels[self._abstract] = {}
        elif name == "num":
            self._list = attributes.get("numId", "")
            self._level = None
        elif name == "abstractNumId":
            self.abstract_of[self._list] = value
        elif name == "lvl" and not self._list:
            self._level = _Level()
            self.levels[self._abstract][_whole(attributes.get("ilvl"), 0)] = self._level
        elif name == "lvlOverride":
            self._depth = _whole(attributes.get("ilvl"), 0)
            self.restarted.add(self._list)
        elif name == "startOverride":
            self.starts[self._list, self._depth] = _whole(value, 1)
        elif self._level is not None and name == "numFmt":
            self._level.format = value
        elif self._level is not None and name == "lvlText":
            self._level.text = value
        elif self._level is not None and name == "start":
            self._level.start = _whole(value, 1)

    def end(self, name: str) -> None:
        if name == "lvl":
            self._level = None


class _Styles(Handler):
    """Collects which paragraph styles number their paragraphs."""

    def __init__(self) -> None:
        self._lists: dict[str, tuple[str | None, str | None]] = {}
        self._based_on: dict[str, str] = {}
        self._style = ""

    def list_of(self, style: str) -> tuple[str | None, str | None]:
        """The list and level of a style, its own or inherited."""
        for _ in range(20):
            if style in self._lists:
                return self._lists[style]
            style = self._based_on.get(style, "")
        return None, None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        value = attributes.get("val")
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "basedOn" and value:
            self._based_on[self._style] = value
        elif name == "ilvl":
            self._lists[self._style] = (self._lists.get(self._style, (None, None))[0], value)
        elif name == "numId":
            self._lists[self._style] = (value, self._lists.get(self._style, (None, None))[1])


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() else default


def _number_text(number: int, format: str) -> str:
    if format in _HAN_FORMATS:
        return chinese_numeral(number)
    if format == "decimalEnclosedCircle" and number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)
