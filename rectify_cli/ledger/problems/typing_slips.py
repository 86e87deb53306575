"""The slips of Chinese typing that YAML cannot forgive: full-width marks, tabs, odd spaces.

Lines inside a literal text (``problem: |-``) are left alone: there every mark is right.
"""

import re

from rectify_cli.domain.model import Checklist, Document, Event, Issue, Unit
from rectify_cli.errors import Problem
from rectify_cli.ledger.text.places import Places

_RECORDS = (Checklist, Document, Unit, Issue, Event)
_KEY = "|".join(sorted({key for record in _RECORDS for key in record.model_fields}))
_LITERAL = re.compile(r"^(\s*)(?:- )*[\w\"']+\s*:\s*[|>][-+0-9]*\s*(?:#.*)?$")
_LISTS = "lead_unit|responsible_units|members|aliases|measures|evidence|log"
_COLON, _SPACE = "改成半角冒号加一个空格，如 title: 内容。", "在冒号后加一个空格。"
_BRACKETS, _BRACES, _QUOTES = (
    "改成半角 [ ] 和半角逗号。",
    "改成半角 { }。",
    "改成半角引号，或去掉引号。",
)
_RULES = (
    (re.compile(rf"^\s*(?:-\s*)?(?:{_KEY})\s*(：)"), "键后面是全角冒号“：”", _COLON),
    (re.compile(rf"[{{,，]\s*(?:{_KEY})\s*(：)"), "键后面是全角冒号“：”", _COLON),
    (re.compile(rf"^\s*(?:-\s*)?(?:{_KEY})(:)[^\s:]"), "冒号后面缺一个空格", _SPACE),
    (re.compile(rf"[{{,]\s*(?:{_KEY})(:)[^\s:,}}]"), "冒号后面缺一个空格", _SPACE),
    (re.compile(r"^\s*(-)\{"), "短横线后面缺一个空格", "改成短横线加一个空格：- {…}。"),
    (re.compile(rf"\{{.*(，)\s*(?:{_KEY})\s*[:：]"), "两项之间是全角逗号“，”", "改成半角逗号。"),
    (re.compile(rf"(?:{_LISTS})\s*[:：]\s*(［|【)"), "用了全角方括号", _BRACKETS),
    (re.compile(r":\s*\[.*(］|】)\s*$"), "用了全角方括号", _BRACKETS),
    (re.compile(r"^\s*-\s*(｛)"), "用了全角花括号", _BRACES),
    (re.compile(r"^\s*-\s*\{.*(｝)\s*$"), "用了全角花括号", _BRACES),
    (re.compile(r"\b(?:date|to|due|issued_on|event)\s*[:：]\s*([“‘＂])"), "用了全角引号", _QUOTES),
    (re.compile(r"^\s*(－|—|–)\s*\S"), "列表用了全角短横线", "改成半角短横线加一个空格。"),
)
_ODD_SPACES = {
    "\t": ("缩进里有制表符（Tab）", "改用空格缩进。"),
    "\u3000": ("缩进里有全角空格", "改用半角空格缩进。"),
    "\xa0": ("缩进里有不间断空格（多由网页或 Word 粘贴而来）", "改用普通空格缩进。"),
}
_MEANT = str.maketrans(
    {
        **{"：": ": ", ":": ": ", "，": ", ", "［": "[", "【": "[", "］": "]", "】": "]"},
        **{"｛": "{", "｝": "}", "“": "", "‘": "", "＂": "", "－": "- ", "—": "- ", "–": "- "},
        **{"-": "- ", "\t": "    ", "\u3000": "  ", "\xa0": " "},
    }
)
_MOST_SLIPS = 50  # in one line
_SPACES = "".join(_ODD_SPACES) + " "


def find_slips(places: Places) -> list[Problem]:
    """Every such slip, at most one a line, in file order."""
    found = []
    literal_indent: int | None = None
    for number, line in enumerate(places.lines(), start=1):
        start = places.start_of(number)
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if literal_indent is not None and len(_indent_of(line)) > literal_indent:
            continue
        match = _LITERAL.match(line)
        literal_indent = len(match[1]) if match else None
        slip = _slip_in(line)
        if slip is not None:
            column, message, hint = slip
            found.append(places.problem(message, places.at_index(start + column), hint))
    return found


def without_slips(places: Places, slips: list[Problem]) -> str:
    """The text as it was probably meant, line for line: what else is wrong shows only then."""
    pieces, position = [], 0
    for slip in slips:
        number = slip.place.line or 1
        start, line = places.start_of(number), places.line(number)
        pieces += [places.text[position:start], _as_meant(line)]
        position = start + len(line)
    return "".join([*pieces, places.text[position:]])


def _as_meant(line: str) -> str:
    for _ in range(_MOST_SLIPS):
        slip = _slip_in(line)
        if slip is None:
            break
        column = slip[0]
        line = line[:column] + line[column].translate(_MEANT) + line[column + 1 :]
    return line


def _indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip(_SPACES))]


def _slip_in(line: str) -> tuple[int, str, str] | None:
    for column, character in enumerate(_indent_of(line)):
        if character in _ODD_SPACES:
            return column, *_ODD_SPACES[character]
    found = (
        (match.start(1), message, hint)
        for pattern, message, hint in _RULES
        if (match := pattern.search(line))
    )
    return min(found, default=None)
