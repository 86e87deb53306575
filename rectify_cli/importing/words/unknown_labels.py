"""Runs of text that stand where labels stand but are not known, and words that may mean several
fields: settled by the labels around them."""

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
        close = 0 < index < len(starts) and starts[index] - starts[index - 1] < _CLOSE
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
