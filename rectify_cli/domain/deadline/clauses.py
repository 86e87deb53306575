"""The third stage: what each day in the words is for.

A time limit may name other days than the one by which the work is done: when it starts, when
others look again, how long it may be put off, what was decided when. Only completion counts.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from rectify_cli.domain.deadline.days import Found
from rectify_cli.domain.deadline.place import BLOT
from rectify_cli.domain.deadline.spans import starts_span
from rectify_cli.domain.deadline.words import pattern


class Part(Enum):
    """What a day is for."""

    DONE = auto()  # by then the work is done, says the clause: 6月底前完成整改
    PLAIN = auto()  # the clause says nothing more: 6月底前
    STEP = auto()  # something is done that the clause names, and that may be the work or a part
    ELSE = auto()  # nothing known is done: 12月到现场看一遍
    OTHER = auto()  # an act after the work: 12月回头看, 7月15日前上报
    AGAIN = auto()  # a second look at what is long done: never a time limit of the work
    BEGIN = auto()  # a range or a span begins
    START = auto()  # the work starts, and no end is named: 4月起, 4月—长期坚持
    PAST = auto()  # 已于1月完成, 按5月20日会议要求, 纳入2021年计划


class Sentence(NamedTuple):
    """The words around one day: those ``before`` and ``after`` it in its own clause; ``then``,
    the clause after; ``link``, all up to the next day, if there is one in the sentence."""

    before: str
    after: str
    then: str
    link: str


_STOPS = r"[;。!?]"
_COMMAS = r"[,、:()]"
_NO_DAY = r"长期|常态|持续|永|今|[一-龥]{0,8}(?:为?止|完成|结束)"


def has_event(clause: str) -> bool:
    """Whether a clause hangs on an event: 国庆前, 两会召开前."""
    return pattern("event").search(clause) is not None


def hangs_on_events(rest: str) -> bool:
    """Whether a clause that names no day, and no act after the work, hangs on an event.

    An event that explains a day, or is explained by one, does no harm: 国庆前（9月30日前）.
    """
    if "前" not in rest:
        return False
    rest = re.sub(rf"({BLOT}(?:[之以]?前)?)\([^(){BLOT}]*前\)", r"\1", rest)
    rest = re.sub(rf"[^,;。、(){BLOT}]+前\((?=[^()]*{BLOT}[^()]*\))", "(", rest)
    return any(
        BLOT not in clause
        and has_event(clause)
        and not pattern("again").search(clause)
        and not pattern("after work").search(clause)
        for clause in re.split(f"{_STOPS}|{_COMMAS}", rest)
    )


def parts_of(found: list[Found], rest: str) -> list[tuple[Part, Sentence]]:
    """What each of the days found is for, with the words around it; ``rest`` is the text without
    the days."""
    parts: list[tuple[Part, Sentence]] = []
    following: Found | None = None
    for index in range(len(found) - 1, -1, -1):
        words = _sentence_around(rest, found, index)
        part = _part_of(found[index], words, following)
        if part is Part.BEGIN and parts[-1][0] is Part.PAST:
            part = Part.PAST  # 2020年5月至12月检查发现的问题
        parts.append((part, words))
        following = found[index]
    return parts[::-1]


def _sentence_around(rest: str, found: list[Found], index: int) -> Sentence:
    day = found[index]
    clause = re.split(f"{_STOPS}|{_COMMAS}", rest[: day.start].removesuffix(":"))[-1]
    following = found[index + 1].start if index + 1 < len(found) else len(rest)
    sentence, *later = re.split(_STOPS, rest[day.end : following])
    has_next = following < len(rest) and not later
    own, *then = re.split(_COMMAS, sentence)
    if has_next:
        then = then[:-1]  # the last belongs to the next day
    before = clause.rpartition(BLOT)[2]
    return Sentence(before, own, then[0] if then else "", sentence if has_next else "")


def _part_of(day: Found, words: Sentence, next_day: Found | None) -> Part:
    after = words.after
    if re.fullmatch(r"(?:起|开始|[之以]?后)?,?(?:一?直|持续)?[至到-]+", words.link):
        return Part.BEGIN
    if next_day is not None and next_day.rule.name == "span" and starts_span(words.link):
        return Part.BEGIN
    if re.match(rf"起?,?(?:[至-]|到(?={_NO_DAY}))", after) or words.before.endswith(("自", "从")):
        return Part.START
    if pattern("past").search(words.before) or pattern("has passed").match(after):
        return Part.PAST
    if _is_reference(day, words):
        return Part.PAST
    if pattern("start").match(after):
        return Part.START
    return _act(words)


def leaves_open(day: Found, words: Sentence) -> bool:
    """Whether the words around a day leave open which is meant: a day after it, one before the
    period that it names, or before an event in it."""
    after = words.after
    if re.match("及?[之以往今]?后", after) or (
        day.rule.name != "span" and words.before.endswith("后")
    ):
        return True
    if re.match("[之以]?前(?![期置往端提])" if day.is_period else "前后", after):
        return True
    if day.rule.name == "year" and not pattern("done in a year").match(after):
        return True
    return has_event(after) or (day.is_period and pattern("season").match(after) is not None)


def _is_reference(day: Found, words: Sentence) -> bool:
    """纳入2022年计划, 按2021年5月20日会议要求: a day of something else, long decided."""
    if day.is_last_day or re.match("[之以]?前|止", words.after):
        return False
    if day.rule.name == "year" and pattern("of a year").match(words.after):
        return True
    heads, tails = pattern("decided"), pattern("of a meeting")
    return bool(heads.search(words.before) or tails.match(words.after))


def _act(words: Sentence) -> Part:
    """What is done by the day: said after it, in the clause that follows, or before it."""
    for said in (words.after, words.then, words.before):
        if not pattern("plain").fullmatch(said):
            for name, part in _ACTS:
                if pattern(name).search(said):
                    return part
            if said is words.after:
                return Part.ELSE
    return Part.PLAIN


_ACTS = (
    ("done", Part.DONE),
    ("again", Part.AGAIN),
    ("after work", Part.OTHER),
    ("step", Part.STEP),
)
