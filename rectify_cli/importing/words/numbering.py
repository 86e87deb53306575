"""The numbers that open a paragraph of an official document: 一、 （一） 1. （1） ①."""

import re
from enum import IntEnum
from typing import NamedTuple

from rectify_cli.domain.numerals import read_numeral


class Kind(IntEnum):
    """Kinds of numbering; a smaller one stands above a larger (GB/T 9704-2012, 7.3.3)."""

    PART = 1  # 第一部分、第一章
    HAN = 2  # 一、
    HAN_BRACKET = 3  # （一）
    PROBLEM = 4  # 问题一：
    DIGIT = 5  # 1.
    DIGIT_BRACKET = 6  # （1） 1）
    CIRCLED = 7  # ①


class Mark(NamedTuple):
    """A numbering mark: its kind, its number, and how many characters of the line it takes."""

    kind: Kind
    number: int
    length: int


_HAN = r"[〇一二三四五六七八九十](?:\s?[一二三四五六七八九十]){0,2}"
_PATTERNS = (
    (Kind.PART, re.compile(rf"第\s*({_HAN}|\d{{1,2}})\s*(?:部分|章|节)\s*[：:、.．]?\s*")),
    (Kind.HAN, re.compile(rf"({_HAN})\s*[、.．]\s*")),
    # 一　党建方面: blanks alone only before the few words of a heading
    (Kind.HAN, re.compile(rf"({_HAN})[ 　]+(?=(?!是)[^，。；：:\s]{{3,24}}$)")),
    (Kind.HAN_BRACKET, re.compile(rf"[（(〔]\s*({_HAN})\s*[）)〕]\s*[、.．]?\s*")),
    (
        Kind.PROBLEM,
        re.compile(
            rf"[【\[]?\s*(?:存\s*在\s*)?问\s*题\s*({_HAN}|\d{{1,3}})"
            r"\s*[】\]]?(?:\s*[：:、.．]\s*|[ 　]+)"
        ),
    ),
    (Kind.PROBLEM, re.compile(rf"[【\[]\s*问\s*题\s*({_HAN}|\d{{1,3}})\s*[】\]]\s*")),
    # 1.5 is a quantity, 1.2020年 a first item that opens with a year.
    (Kind.DIGIT, re.compile(r"(\d(?:\s?\d){0,2})\s*(?:[．、]|\.(?!\d)|\.(?=\d{4}\s*年))\s*")),
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


_BULLET = re.compile(r"(?:——?|[-–•●◆■▪·○◇★※])\s*(?=[^\s—–-])")


def is_bullet(line: str) -> bool:
    """Whether ``line`` is an item of a list that has marks instead of numbers."""
    return _BULLET.match(line) is not None


_INLINE = (
    re.compile(r"(?:(?<=[。；;：:，,])|^)\s*(\d{1,2})\s*(?:[．、]|\.(?!\d))"),
    re.compile(r"(?:(?<=[。；;：:，,])|^)\s*[（(]\s*(\d{1,2})\s*[）)]"),
    re.compile(r"(?:(?<=[。；;：:，,])|^)\s*()[①-⑳]"),
    re.compile(r"(?:(?<=[。；;：:，,])|^)\s*[（(]\s*([一二三四五六七八九十]{1,3})\s*[）)]"),
)


def inline_items(text: str) -> list[int]:
    """Where the items of a list within one run begin (``1.…；2.…``): none, or at least two,
    numbered from 1 upward without a gap, the first at the very beginning."""
    for pattern in _INLINE:
        starts: list[int] = []
        for match in pattern.finditer(text):
            number = read_numeral(match[1]) if match[1] else None
            circled = ord(match[0].strip()[-1]) - ord("①") + 1
            if (number if number is not None else circled) == len(starts) + 1:
                starts.append(match.start())
        if len(starts) > 1 and starts[0] == 0:
            return starts
    return []
