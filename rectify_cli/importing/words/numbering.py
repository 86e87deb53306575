"""The numbers that open a paragraph of an official document: 一、 （一） 1. 1.1 （1） ①."""

import re
from enum import IntEnum
from typing import NamedTuple

from rectify_cli.domain.numerals import read_numeral


class Kind(IntEnum):
    """Kinds of numbering; a smaller one stands above a larger (GB/T 9704-2012, 7.3.3)."""

    PART = 1  # 第一部分、第一章
    HAN = 2  # 一、
    HAN_BRACKET = 3  # （一）
    PROBLEM = 4  # 问题一： 第二项
    DIGIT = 5  # 1.
    DECIMAL = 6  # 1.1
    DEEP_DECIMAL = 7  # 1.1.1
    DIGIT_BRACKET = 8  # （1） 1）
    CIRCLED = 9  # ①
    SPOKEN = 10  # 一是, where issues open with it


class Mark(NamedTuple):
    """A numbering mark: its kind, its number, and how many characters of the line it takes."""

    kind: Kind
    number: int
    length: int


_HAN = r"[〇一二三四五六七八九十](?:\s?[一二三四五六七八九十]){0,2}"
# 问题一： 整改任务2 隐患编号：5, 第三项 第四个问题
_ITEM = (
    r"(?:存\s*在|整改|反馈|督察|巡察|重点|具体)?\s*"
    r"(?:问\s*题|任务|事项|隐患|案例|线索|缺陷)(?:(?:编号|序号)\s*[：:]?)?"
)
_NTH = r"(?:项|条|个问题|类问题|个)(?:整改)?(?:任务|事项|问题|内容)?"
_AFTER_ITEM = r"(?:\s*[：:、.．]\s*|[ 　]+|$)"
# 共性问题1： 【个性问题二】: the number of an item, and its category
_COMMON_OR_OWN = r"[【\[]?\s*(?:共性|个性)(?:问题)?"
# 1.1 numbers a heading; 1.28万元 and 5.20前 are quantities and days that a line's end tore, and
# 1.3家企业 is the first item of a list.
_NO_QUANTITY = (
    r"(?![\d.．]|\s*(?:[%％万亿元吨亩倍日—–～~-]|公[里顷斤分]|平方|立方|[千厘毫]?米|千瓦|小时"
    r"|个百分点|以[上下]|前(?!期|置)|至\s?\d))(?:\s*[、：:]\s*|[ 　]+|(?=[\u4e00-\u9fff“《【])"
    r"(?![家名户条处座件次份起宗批类种辆台套所位年月度号级层天]|[个人项](?![别员目])))"
)
_COUNT = r"\d{1,4}\s?(?:[家名户条处座件宗台辆所位项]|个(?!月|百分点|小时)|人(?!次))"
_STEP = r"\d{1,2}\s?[.．]\s?"
_PATTERNS = (
    (Kind.PART, re.compile(rf"第\s*({_HAN}|\d{{1,2}})\s*(?:部分|章|节|类|方面)\s*[：:、.．]?\s*")),
    (Kind.HAN, re.compile(rf"({_HAN})\s*[、.．]\s*")),
    # 一　党建方面: blanks alone only before the few words of a heading
    (Kind.HAN, re.compile(rf"({_HAN})[ 　]+(?=(?!是)[^，。；：:\s]{{3,24}}$)")),
    (Kind.HAN_BRACKET, re.compile(rf"[（(〔]\s*({_HAN})\s*[）)〕]\s*[、.．]?\s*")),
    (Kind.PROBLEM, re.compile(rf"[【\[]?\s*{_ITEM}\s*({_HAN}|\d{{1,3}})\s*[】\]]?{_AFTER_ITEM}")),
    (Kind.PROBLEM, re.compile(rf"序号\s?(\d{{1,3}}){_AFTER_ITEM}")),
    (Kind.PROBLEM, re.compile(rf"[【\[]\s*{_ITEM}\s*({_HAN}|\d{{1,3}})\s*[】\]]\s*")),
    (Kind.PROBLEM, re.compile(rf"{_ITEM}\s*[（(]\s*({_HAN}|\d{{1,3}})\s*[）)]{_AFTER_ITEM}")),
    (Kind.PROBLEM, re.compile(rf"{_COMMON_OR_OWN}\s*({_HAN}|\d{{1,3}})\s*[】\]]?{_AFTER_ITEM}")),
    (
        Kind.PROBLEM,
        re.compile(rf"{_COMMON_OR_OWN}\s*[（(]\s*({_HAN}|\d{{1,3}})\s*[）)]{_AFTER_ITEM}?"),
    ),
    (Kind.PROBLEM, re.compile(rf"第\s*({_HAN}|\d{{1,3}})\s*{_NTH}{_AFTER_ITEM}")),
    (
        Kind.DECIMAL,
        re.compile(r"\d{1,2}\s?[-－—–]\s?(\d{1,2})\s*(?:[.．、：:](?!\d)|[ 　]{2,})\s*"),
    ),
    (Kind.DECIMAL, re.compile(rf"{_STEP}(\d{{1,2}}){_NO_QUANTITY}")),
    (Kind.DEEP_DECIMAL, re.compile(rf"(?:{_STEP}){{2,3}}(\d{{1,2}}){_NO_QUANTITY}")),
    # 1.5 is a quantity; 1.2020年 and 1.3家企业 are first items that open with a year or a number.
    (
        Kind.DIGIT,
        re.compile(rf"(\d(?:\s?\d){{0,2}})\s*(?:[．、]|\.(?!\d)|\.(?=\d{{4}}\s*年|{_COUNT}))\s*"),
    ),
    (Kind.DIGIT, re.compile(r"(\d{1,3})[ 　]+(?=[\u4e00-\u9fff]{2,10}[：:])")),
    # 1 党的建设方面: blanks alone only before what is surely a heading
    (
        Kind.DIGIT,
        re.compile(r"(\d{1,2})[ 　]+(?=(?![年月日时])[^，。；：:\s]{2,40}(?:方面|领域|问题)$)"),
    ),
    (Kind.DIGIT_BRACKET, re.compile(r"[（(]\s*(\d{1,2})\s*[）)]\s*[、.．]?\s*")),
    (Kind.DIGIT_BRACKET, re.compile(r"(\d{1,2})\s*[）)]\s*")),
)
_CIRCLED = re.compile(r"([①-⑳])\s*[、.．]?\s*")


def read_mark(line: str) -> Mark | None:
    """The numbering mark that opens ``line``, if any."""
    for kind, pattern in _PATTERNS:
        if match := pattern.match(line):
            number = read_numeral(match[1])
            if number is not None:
                return Mark(kind, number, match.end())
    if match := _CIRCLED.match(line):
        return Mark(Kind.CIRCLED, ord(match[1]) - ord("①") + 1, match.end())
    return None


_SPOKEN_HEAD = re.compile(r"([一二三四五六七八九十]{1,2})是(?!否)")


def read_spoken_mark(line: str) -> Mark | None:
    """The 一是 that opens ``line``, if any: the number of an issue in few documents."""
    match = _SPOKEN_HEAD.match(line)
    number = read_numeral(match[1]) if match else None
    return Mark(Kind.SPOKEN, number, match.end()) if match and number else None


_BULLET = re.compile(r"(?:——?|[-–•●◆■▪·○◇★※])\s*(?=[^\s—–-])")


def bullet_length(line: str) -> int:
    """The characters of the mark of an item in a list without numbers; 0 without one."""
    match = _BULLET.match(line)
    return match.end() if match else 0


_AT = r"(?:(?<=[。；;：:，,、！])|^)\s*"
_INLINE = (
    re.compile(_AT + rf"(\d{{1,2}})\s*(?:[．、]|\.(?!\d)|\.(?={_COUNT}))"),
    re.compile(_AT + r"[（(]\s*(\d{1,2})\s*[）)]"),
    re.compile(r"\s*()[①-⑳]"),
    re.compile(_AT + r"[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]"),
    re.compile(_AT + r"(\d{1,2})[）)]"),
    re.compile(_AT + r"([一二三四五六七八九十]{1,3})、"),
)
_RUN_ON = re.compile(r"(?<![\d.．])(\d{1,2})[.．、](?=[\u4e00-\u9fff“《])")  # 1.甲2.乙
_SPOKEN = re.compile(_AT + r"([一二三四五六七八九十]{1,2})(?:是(?!否)|要)")


def inline_items(text: str) -> list[int]:
    """Where the items of a list within one run begin (``1.…；2.…``): none, or at least two,
    numbered from 1 upward without a gap; words that lead to the list may stand before it."""
    for pattern in _INLINE:
        if starts := _counted(text, pattern):
            return starts
    starts = _counted(text, _RUN_ON)
    return starts if starts[:1] == [0] else []


def spoken_items(text: str) -> list[int]:
    """The same for 一是…；二是…."""
    return _counted(text, _SPOKEN)


def _counted(text: str, pattern: re.Pattern[str]) -> list[int]:
    starts: list[int] = []
    for match in pattern.finditer(text):
        circled = ord(match[0].strip()[-1]) - ord("①") + 1
        number = read_numeral(match[1]) if match[1] else circled
        if number == len(starts) + 1:
            starts.append(match.start())
    return starts if len(starts) > 1 else []
