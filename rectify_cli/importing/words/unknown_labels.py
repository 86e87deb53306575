"""Runs of text that stand where labels stand but are not known, and words that may mean several
fields: settled by the labels around them."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

from rectify_cli.importing.words.label_types import Form, Label, Line
from rectify_cli.importing.words.labels import Field, guess_label
from rectify_cli.importing.words.names import looks_like_unit
from rectify_cli.importing.words.people import is_person

_NOUN = re.compile(
    r".*(?:分析|原因|情况|部位|来源|依据|等级|类型|资金|进展|结果|成效|标准|说明|地点|位置|内容|意见|建议|要求|描述"
    r"|时间|日期|事项|任务|表现|责任|成因|根源|类别|编号|名称|方式|保障|经费|投入|步骤|要点|重点|方向|思路|安排"
    r"|方案|单位|人)"
)
_CLOSE = 1500  # characters: longer than the parts of an issue
CHOICE = "?"
"""The doubt of a label that may mean each of its fields."""


def accept_unknown(
    unknown: list[Label], found: Mapping[int, Label], lines: list[Line]
) -> Iterator[Label]:
    """Of the ``unknown`` those that come again, or stand between the labels ``found``."""
    often = Counter(label.word for label in unknown)
    starts = sorted(found)
    bodies = {line.body for line in lines}
    for label in unknown if starts else ():
        if label.start in found or (label.field is Field.OTHER and _names(label.word)):
            continue
        between = _is_between(label, starts)
        again = often[label.word] > 1 and (label.form in (Form.COLON, Form.BOXED) or between)
        named = label.form is Form.BOXED or (
            label.form is Form.COLON and _NOUN.fullmatch(label.word)
        )
        if again or (between and named and label.start in bodies):
            yield _guessed(label)


def _names(word: str) -> bool:
    """Whether a word is rather a unit's or a person's name."""
    return looks_like_unit(word) or (len(word) < 4 and is_person(word))


def _guessed(label: Label) -> Label:
    """The label with a guess at its field, from its last words or from what is thin evidence."""
    if label.doubt == CHOICE:
        return label._replace(known=True)
    guess = guess_label(label.word) if label.field is Field.OTHER else None
    if label.field is Field.OTHER and guess is None:
        return label
    fields = guess.fields if guess else label.fields
    doubt = f"“{label.word}”不是常见的栏目名，当作{fields[0].label}读"
    return label._replace(fields=fields, known=True, doubt=doubt)


def _is_between(label: Label, starts: list[int]) -> bool:
    """Whether known labels stand close before and after."""
    index = bisect_right(starts, label.start)
    return 0 < index < len(starts) and starts[index] - starts[index - 1] < _CLOSE


def settle_choices(labels: list[Label]) -> list[Label]:
    """A word that may mean several fields means the one that no other label names."""
    given = {field for label in labels if label.doubt != CHOICE for field in label.fields}
    settled: list[Label] = []
    for label in labels:
        if label.doubt != CHOICE:
            settled.append(label)
            continue
        left = [f for f in label.fields if f not in given and f is not Field.OTHER]
        if label.kind is None and {Field.PROBLEM, Field.MEASURES} <= {*left}:
            left.remove(Field.PROBLEM)  # the heading above it says what is wrong
        field = left[0] if left else Field.OTHER
        open_ = len(left) > 1 or field is Field.GOAL
        doubt = f"“{label.word}”当作{field.label}读" if open_ else ""
        settled.append(
            label._replace(
                fields=(field,), doubt=doubt, known=bool(left) or Field.OTHER in label.fields
            )
        )
    return settled
