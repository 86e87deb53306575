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

_CLOSE = 1500  # characters: longer than the parts of an issue
_LISTS = (Field.PROBLEM, Field.GOAL, Field.MEASURES)
CHOICE = "?"
"""The doubt of a label that may mean each of its fields."""
_RUN = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[（(][\u4e00-\u9fff\d]{1,4}[）)])?")
_NO_LABEL = re.compile(
    r"(?:加强|强化|健全|完善|建立|建设|开展|落实|推进|推动|提高|提升|严格|加大|加快|规范|优化|深化|细化|压实|明确"
    r"|组织|严肃|坚持|着力|全面|进一步|认真|及时|制定|修订|清理|抓|做(?!法)|对(?!策)|要(?!求|点)|是|把|将|按|请|各|全|即|如|其中|例|附|注|抄送"
    r"|主送|签发|包括|比如|同时|此外|另外|分别|如下|一是|二是|三是|四是|第[一二三四五六七八九十])|.*(?:如下|例如|包括|同志)$"
)
_THIN = re.compile(
    r"时间|单位|任务|内容|事项|情形|事实|现象|成效|效果|成果|说明|注|单位名称|整改|完成|办结|责任|要求"
    r"|总?牵头|主办|主责|配合|协办|协同|协助|承办|经办"
)


def may_be_label(word: str) -> bool:
    """Whether a short run that stands where labels stand may be one that is not known."""
    return _RUN.fullmatch(word) is not None and _NO_LABEL.match(word) is None


def is_thin(word: str) -> bool:
    """Whether a known word says too little alone: it must come again."""
    return _THIN.fullmatch(word) is not None


def accept_unknown(
    unknown: list[Label], found: Mapping[int, Label], lines: list[Line], text: str
) -> Iterator[Label]:
    """Of the ``unknown`` those that come again, or stand between the labels ``found``."""
    often = Counter(label.word for label in unknown)
    starts = sorted(found)
    bodies = {line.body: line.kind for line in lines}
    counting = {label.kind for label in found.values()}
    for label in unknown if starts else ():
        if label.start in found or (label.field is Field.OTHER and _names(label.word)):
            continue
        index = bisect_right(starts, label.start)
        above = found[starts[index - 1]] if index else None
        kind = bodies.get(label.start)
        counts = kind is not None and kind not in counting
        if above and above.field in _LISTS and counts:
            continue  # 1.健全制度：… is an item of the list above
        before = starts[index - 1] if index else label.start
        close = index < len(starts) and starts[index] - before < _CLOSE
        if label.form is Form.ALONE or label.form is Form.BLANK:
            ours = label.field is not Field.OTHER
            accepted = (close or ours) and often[label.word] > 1
        else:
            begun = above is not None and text[above.end : label.start].strip() != ""
            single = label.form is Form.BOXED or (begun and label.start in bodies and not counts)
            accepted = often[label.word] > 1 or (close and single)
        if accepted:
            yield _guessed(label)


def _names(word: str) -> bool:
    """Whether a word is rather a unit's or a person's name."""
    if guess_label(word):
        return False
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


def may_be_value(field: Field, rest: str) -> bool:
    """Whether what follows right behind a label without a colon is a value of its kind."""
    first = re.split(r"[、，,；;。（( 　]", rest, maxsplit=1)[0]
    if field is Field.DEADLINE:
        return re.match(r"\d|立[行即]|长期|[一二三四五六七八九十]+月|今年|年底", rest) is not None
    if field in (Field.LEADER, Field.PERSON, Field.CONTACT):
        return is_person(first) and len(rest) <= 12
    return looks_like_unit(first) and len(first) >= 3
