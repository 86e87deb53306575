"""Cells that label what they hold themselves: 牵头单位：… 责任单位：… in a column 责任分工."""

import re
from typing import NamedTuple

from rectify_cli.importing.plan.draft import Span
from rectify_cli.importing.plan.tables.table_headers import Column
from rectify_cli.importing.words.label_places import find_labels
from rectify_cli.importing.words.label_types import Form
from rectify_cli.importing.words.labels import BLOCK_FIELDS, LONG_FIELDS, Field, LabelWords
from rectify_cli.importing.words.names import looks_like_unit
from rectify_cli.importing.words.wording import tidy

_ROLES = {
    "牵头": Field.LEAD,
    "主办": Field.LEAD,
    "主责": Field.LEAD,
    "责任": Field.RESPONSIBLE,
    "配合": Field.HELPING,
    "协办": Field.HELPING,
    "协助": Field.HELPING,
    "协同": Field.HELPING,
}
_DUTIES = re.compile(r"分工|责任|职责")
_BRACKET = re.compile(r"[（(]([^（()）]*)[）)]")


class Labelled(NamedTuple):
    """A stretch of a cell's text: the fields that its label names, and where its value stands."""

    fields: tuple[Field, ...]
    start: int
    end: int


def labelled_parts(text: str, known: LabelWords) -> list[Labelled]:
    """The parts of a cell that begins with a label of units, people or a deadline, and that labels
    nothing else; none where it is a text like any other."""
    if "：" not in text and ":" not in text:
        return []
    words = {**_ROLES, **known}
    labels = [label for label in find_labels(text, words) if label.form is Form.COLON]
    if not labels or text[: labels[0].start].strip():
        return []
    if not all(label.known and {*label.fields} <= BLOCK_FIELDS for label in labels):
        return []
    ends = [label.start for label in labels[1:]] + [len(text)]
    return [Labelled(label.fields, label.end, end) for label, end in zip(labels, ends, strict=True)]


def parts_of_cell(text: str, column: Column, known: LabelWords) -> list[Labelled]:
    """The parts of a cell in a column of units, people or days that it labels itself; of one in a
    column 责任分工, which says nothing more, all that may be units."""
    duties = _DUTIES.search(column.title) is not None
    if not duties and not LONG_FIELDS.isdisjoint(column.fields):
        return []
    parts = labelled_parts(text, known)
    if not parts and duties and column.fields == (Field.OTHER,) and looks_like_unit(tidy(text)):
        return [Labelled((Field.RESPONSIBLE,), 0, len(text))]
    return parts


def bracketed_parts(text: str, known: LabelWords) -> list[Span]:
    """Where brackets stand in ``text`` that hold labelled parts and nothing else."""
    return [
        Span(-1, match.start(), match.end())
        for match in _BRACKET.finditer(text)
        if labelled_parts(match[1], known)
    ]
