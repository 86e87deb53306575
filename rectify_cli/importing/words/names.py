"""Lists of units and people as documents write them → names, and what was doubtful about it."""

import re
from itertools import pairwise
from typing import NamedTuple

from rectify_cli.importing.words.wording import CLOSING, END_MARKS, OPENING, tidy

_LONGEST_LIST = 3000
_UNIT_END = re.compile(
    r"(?:[局委办府门位心院司站所队会部行社厅处构校场团区镇乡道县市室组企股科]|公司|企业|街道|监委|专班)$"
)
_GROUP = re.compile(r"各|全[县市州区省乡镇]|有关|相关|所有")
_BRACKETS = re.compile(rf"[{re.escape(OPENING)}]([^{re.escape(CLOSING)}]*)[{re.escape(CLOSING)}]")
_AND_SO_ON = re.compile(r"等(?:有关|相关|县级|各|责任|成员)*(?:部门|单位|乡镇)?$")
_ROLE = re.compile(r"^(?:由)?(.+?)(?:负责)?(牵头|配合|参与|协助|负责|具体负责|共同负责)(?:负责)?$")
_AND = re.compile(r"(?<=[局委办府门位心院司站所队会部行社厅处镇乡])[和及与](?=[\u4e00-\u9fff]{2})")
_BARE = frozenset({"政府", "党委", "人民政府", "党组"})
_POST = re.compile(r"(?:长|主任|书记|主席|调研员|经理|委员|组员|常委)$")
_INNER_OFFICE = re.compile(r"(?:办公室|[股科处]室?)$")
_SURNAME_LIKE = re.compile(r"[\u4e00-\u9fff]{2,4}")


class UnitList(NamedTuple):
    """Units of one label: those that the words say lead (县发改局牵头), and the rest."""

    leads: tuple[str, ...]
    names: tuple[str, ...]
    doubts: tuple[str, ...]


def is_group(name: str) -> bool:
    """Whether a name's words mean several units: 各乡镇, 县级各部门, 全县各级."""
    return _GROUP.search(name) is not None


def looks_like_unit(name: str) -> bool:
    """Whether a name ends as the names of offices do; brackets at its end do not count."""
    bare = _BRACKETS.sub("", name)
    return _UNIT_END.search(bare or name) is not None and 2 <= len(name) <= 40


def split_units(text: str) -> UnitList:
    """Take a list of units apart at 、，；, at spaces and line ends between whole names."""
    doubts: list[str] = []
    if len(text) > _LONGEST_LIST:
        doubts.append(f"这一栏有 {len(text)} 个字，只读了前 {_LONGEST_LIST} 个")
        text = text[:_LONGEST_LIST]
    leads: list[str] = []
    names: list[str] = []
    waiting: list[str] = []
    for raw in _pieces(text, doubts):
        name = _named(raw, doubts)
        role = _ROLE.fullmatch(name)
        if role and looks_like_unit(role[1]):
            doubts.append(f"“{name}”按字面分出{role[2]}单位")
            waiting.append(role[1])
            target = leads if role[2] == "牵头" else names
            target += waiting
            waiting = []
        elif name:
            if not looks_like_unit(name):
                doubts.append(f"“{name}”不像单位名称")
            waiting.append(name)
    names += waiting
    return UnitList(_unique(leads), _unique(names), tuple(dict.fromkeys(doubts)))


def read_people(text: str) -> tuple[str, tuple[str, ...]]:
    """A 责任领导 as the document words it; 张　三 is one name, 张三　李四 are two."""
    stripped = text.strip(END_MARKS + " 　\n")
    words = stripped.split()
    if len(words) > 1 and all(_SURNAME_LIKE.fullmatch(word) for word in words):
        return _join_people(words), ("几个姓名之间只有空格",)
    name = tidy(stripped)
    if not name:
        return "", ()
    people = re.sub(r"[（(].*?[）)]", "", name)
    if re.search(r"\d|[。；：]", people) or len(people) > 30:
        return name, (f"“{_short(name)}”不像姓名",)
    if looks_like_unit(people) and len(people) > 4:
        return name, (f"“{_short(name)}”像单位，不像姓名",)
    return name, ()


def _join_people(words: list[str]) -> str:
    """副局长　何平 are a post and its holder, 何平　张敏 two people."""
    joined = words[0]
    for before, word in pairwise(words):
        joined += word if _POST.search(before) else f"、{word}"
    return joined


def _pieces(text: str, doubts: list[str]) -> list[str]:
    pieces: list[str] = []
    for part in _split_outside_brackets(text, "、，,；;/|"):
        pieces += _split_at_blanks(part, doubts)
    parted: list[str] = []
    for piece in pieces:
        if parted and piece in _BARE:
            parted[-1] += f"、{piece}"  # 各乡镇党委、政府 are one group
            continue
        halves = _AND.split(piece)
        if len(halves) > 1 and all(len(half) > 2 and looks_like_unit(half) for half in halves):
            doubts.append(f"“{piece}”里的“和、及、与”按并列分开")
            parted += halves
        else:
            parted.append(piece)
    return parted


def _split_at_blanks(part: str, doubts: list[str]) -> list[str]:
    """Names apart from each other by nothing but blanks, or one name torn by them."""
    words = part.split()
    if len(words) < 2:
        return [tidy(part)]
    grouped = [words[0]]
    for word in words[1:]:
        whole = looks_like_unit(grouped[-1]) and looks_like_unit(word)
        if whole and len(grouped[-1]) > 2 and len(word) > 2:
            doubts.append(f"“{grouped[-1]}”和“{word}”之间没有标点，按两个单位读")
            grouped.append(word)
        else:
            if looks_like_unit(grouped[-1]) and len(grouped[-1]) > 2 and len(word) > 1:
                doubts.append(f"“{grouped[-1]}”和“{word}”之间没有标点，连成了一个")
            grouped[-1] += word
    return [tidy(word) for word in grouped]


def _split_outside_brackets(text: str, marks: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in OPENING) - (character in CLOSING)
        if character in marks and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _named(raw: str, doubts: list[str]) -> str:
    name = raw.strip(END_MARKS + " 　")
    for inside in _BRACKETS.findall(name):
        if inside in ("牵头", "配合"):
            name = _BRACKETS.sub("", name) + inside
        elif _INNER_OFFICE.search(inside):
            doubts.append(f"“{name}”括号里像是内设机构，没有分开")
        elif _SURNAME_LIKE.fullmatch(inside) and not looks_like_unit(inside):
            doubts.append(f"“{name}”括号里像是姓名，没有当作单位名称的一部分")
            name = _BRACKETS.sub("", name)
    if match := _AND_SO_ON.search(name):
        doubts.append(f"“{name}”的“等”字后面没有写明是哪些单位")
        name = name[: match.start()]
    return name


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
