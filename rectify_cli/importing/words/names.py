"""Lists of units as documents write them → names, and what was doubtful about it."""

import re
from collections import Counter
from typing import NamedTuple

from rectify_cli.importing.words.wording import CLOSING, END_MARKS, OPENING, tidy

_LONGEST_LIST = 3000
_UNIT_END = re.compile(
    r"(?:[局委办府门位心院司站所队会部行社厅处构校场团区镇乡道县市室组企股科联协馆园厂矿店台]|公司|企业|街道|监委|专班|中学|小学|集团)$"
)
_GROUP = re.compile(r"各|全[县市州区省乡镇]|有关|相关|所有")
_BRACKETS = re.compile(rf"[{re.escape(OPENING)}]([^{re.escape(CLOSING)}]*)[{re.escape(CLOSING)}]")
_AND_SO_ON = re.compile(
    r"等(?:\d+|[一二三四五六七八九十]+|有关|相关|县级|市级|各|责任|成员|多)*[个家]?"
    r"(?:部门|单位|乡镇|地方|机构)?$"
)
_ROLE = re.compile(
    r"^(?:由)?(.+?)(?:按照?(?:职责|各自职责)(?:分工)?)?(?:负责)?(牵头|配合|参与|协助|负责|具体负责|共同负责|分别负责)(?:负责|落实|实施)?$"
)
_IN_FRONT = re.compile(
    r"(?:(总?牵头|主办|主责|配合|协办|协同|参与)(?:责任)?(?:单位|部门)?|(责任|承办|落实)(?:单位|部门))[：:]?(.{3,})"
)
_ROLE_WORD = re.compile(
    r"(?:为)?(?:(总?牵头|主办|主责)|(配合|协办|协同|参与|协助)|(责任|承办|主管|监管|属地|包保))(?:责任)?(?:单位|部门|局)?"
)  # fmt: skip
_TOGETHER = re.compile(
    r"(?<=[\u4e00-\u9fff）)])(?:会同|联合|会商|协同|商(?=[县市区州省镇]))(?=[\u4e00-\u9fff]{2})"
    r"|^(?:会同|联合|协同)"
)
_NUMBERED = re.compile(
    r"(?:^|(?<=[\u4e00-\u9fff）)；;，,、。\s]))\s*(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[）)]"
    r"|\d{1,2}\s*[.．、)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、)\s*"
)
_AND = re.compile(r"(?<=[局委办府门位心院司站所队会部行社厅处镇乡])[和及与](?=[\u4e00-\u9fff]{2})")
_BARE = frozenset({"政府", "党委", "人民政府", "党组"})
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,8}?[县市区州省乡镇旗])(?:[\u4e00-\u9fff]*[委局府办会院部])$"
)
_INNER_OFFICE = re.compile(r"(?:办公室|[股科处]室?)$")
_SURNAME_LIKE = re.compile(r"[\u4e00-\u9fff]{2,4}")


class UnitList(NamedTuple):
    """Units of one label: those that the words say lead (县发改局牵头), and the rest; and the
    people who stand beside their units."""

    leads: tuple[str, ...]
    names: tuple[str, ...]
    people: tuple[str, ...]
    doubts: tuple[str, ...]


def is_group(name: str) -> bool:
    """Whether a name's words mean several units: 各乡镇, 县级各部门, 全县各级."""
    return _GROUP.search(name) is not None


def looks_like_unit(name: str) -> bool:
    """Whether a name ends as the names of offices do; brackets at its end do not count."""
    bare = _BRACKETS.sub("", name)
    return _UNIT_END.search(bare or name) is not None and 2 <= len(name) <= 40


def split_units(text: str) -> UnitList:
    """Take a list of units apart at 、，；, at numbers, at spaces and line ends between whole
    names, and at 会同 and 联合."""
    reading = _Units()
    if len(text) > _LONGEST_LIST:
        reading.doubts.append(f"这一栏有 {len(text)} 个字，只读了前 {_LONGEST_LIST} 个")
    reading.read(text[:_LONGEST_LIST])
    names = _told_apart([*reading.leads, *reading.names], reading.doubts)
    leads = names[: len(reading.leads)]
    doubts = tuple(dict.fromkeys(reading.doubts))
    people = tuple(dict.fromkeys(reading.people))
    return UnitList(_unique(leads), _unique(names[len(leads) :]), people, doubts)


class _Units:
    def __init__(self) -> None:
        self.leads: list[str] = []
        self.names: list[str] = []
        self.people: list[str] = []
        self.doubts: list[str] = []
        self._role = ""

    def read(self, text: str) -> None:
        waiting: list[str] = []
        for piece in self._pieces(_without_numbers(text)):
            front = _IN_FRONT.fullmatch(piece)
            if front and looks_like_unit(front[3]):
                self._take(waiting)
                waiting = []
                self._role, piece = front[1] or front[2], front[3]
                self.doubts.append(f"“{front[0]}”按字面分出{self._role}单位")
            name, role = self._named(piece)
            if role:
                self._take(waiting)
                waiting = []
                (self.leads if role == "牵头" else self.names).append(name)
                continue
            match = _ROLE.fullmatch(name)
            if match and looks_like_unit(_AND_SO_ON.sub("", match[1])):
                self.doubts.append(f"“{name}”按字面分出{match[2]}单位")
                self._take([*waiting, self._without_others(match[1])], match[2])
                waiting = []
            elif name:
                if not looks_like_unit(name):
                    self.doubts.append(f"“{name}”不像单位名称")
                waiting.append(name)
        self._take(waiting)

    def _take(self, names: list[str], role: str = "") -> None:
        leads = (role or self._role) in ("牵头", "总牵头", "主办", "主责")
        (self.leads if leads else self.names).extend(names)

    def _pieces(self, text: str) -> list[str]:
        pieces: list[str] = []
        for part in _split_outside_brackets(text, "、，,；;/／|"):
            pieces += self._split_at_blanks(part)
        parted: list[str] = []
        for piece in pieces:
            if parted and piece in _BARE:
                parted[-1] += f"、{piece}"  # 各乡镇党委、政府 are one group
                continue
            for together in _TOGETHER.split(piece):
                halves = _AND.split(together)
                whole = all(len(half) > 2 and looks_like_unit(half) for half in halves)
                if len(halves) > 1 and whole:
                    self.doubts.append(f"“{together}”里的“和、及、与”按并列分开")
                    parted += halves
                elif together:
                    parted.append(together)
        return parted

    def _split_at_blanks(self, part: str) -> list[str]:
        """Names apart from each other by nothing but blanks, or one name torn by them."""
        words = part.split()
        if len(words) < 2:
            return [tidy(part)]
        grouped = [words[0]]
        for word in words[1:]:
            before = grouped[-1]
            whole = looks_like_unit(before) and len(before) > 2
            if whole and looks_like_unit(word) and len(word) > 2:
                self.doubts.append(f"“{before}”和“{word}”之间没有标点，按两个单位读")
                grouped.append(word)
            elif whole and 2 <= len(word) <= 3 and not looks_like_unit(word):
                self.doubts.append(f"“{word}”像是姓名，没有当作单位名称的一部分")
                self.people.append(word)
            else:
                if whole and len(word) > 1:
                    self.doubts.append(f"“{before}”和“{word}”之间没有标点，连成了一个")
                grouped[-1] += word
        return [tidy(word) for word in grouped]

    def _named(self, piece: str) -> tuple[str, str]:
        """A unit's name without what its brackets say, and the role that they give it."""
        name, role = piece.strip(END_MARKS + " 　"), ""
        for inside in _BRACKETS.findall(name):
            if match := _ROLE_WORD.fullmatch(inside):
                name, role = _BRACKETS.sub("", name), "牵头" if match[1] else "配合"
            elif _INNER_OFFICE.search(inside):
                self.doubts.append(f"“{name}”括号里像是内设机构，没有分开")
            elif _SURNAME_LIKE.fullmatch(inside) and not looks_like_unit(inside):
                self.doubts.append(f"“{name}”括号里像是姓名，没有当作单位名称的一部分")
                self.people.append(inside)
                name = _BRACKETS.sub("", name)
        return self._without_others(name), role

    def _without_others(self, name: str) -> str:
        """A name without 等部门 behind it; 等10个部门 stays."""
        match = _AND_SO_ON.search(name)
        if match is None:
            return name
        self.doubts.append(f"“{name}”的“等”字后面没有写明是哪些单位")
        counted = re.search(r"\d|[一二三四五六七八九十]", match[0])
        return name if counted else name[: match.start()]


def _without_numbers(text: str) -> str:
    """1.县城管局2.县公安局 with its numbers as separators; one number alone is none."""
    return _NUMBERED.sub("、", text).lstrip("、") if len(_NUMBERED.findall(text)) > 1 else text


def _told_apart(names: list[str], doubts: list[str]) -> list[str]:
    """柳河县委、县政府，松岭县委、县政府: a name that comes again takes the place before it."""
    again = {name for name, count in Counter(names).items() if count > 1}
    places = {match[1] for name in names if (match := _PLACE.fullmatch(name))}
    if not again or len(places) < 2:
        return names
    place, told = "", []
    for name in names:
        if name not in again:
            match = _PLACE.fullmatch(name)
            place = match[1] if match else place
            told.append(name)
            continue
        full = place[:-1] + name if place and name[0] == place[-1] else place + name
        if place and full not in told:
            doubts.append(f"“{name}”不止一次出现，按前面的地名写成“{full}”")
            told.append(full)
        else:
            told.append(name)
    return told


def _split_outside_brackets(text: str, marks: str) -> list[str]:
    parts, depth = [""], 0
    for character in text:
        depth += (character in OPENING) - (character in CLOSING)
        if character in marks and depth <= 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
