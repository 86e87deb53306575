"""What a label in a text is, and the lines that labels stand on."""

from enum import Enum, auto
from typing import NamedTuple

from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.numbering import Kind, Mark, bullet_length, read_mark


class Form(Enum):
    """How a label is set apart from its value."""

    COLON = auto()
    BOXED = auto()
    BLANK = auto()
    ALONE = auto()
    BARE = auto()


class Label(NamedTuple):
    """A label in a text: ``start`` is where it begins (its torn half included), ``end`` where its
    value begins; ``kind`` that of the number before it; ``doubt`` says why it may be none.

    ``fields`` are several where one label speaks of several; OTHER alone is what no issue holds,
    and when it is not ``known`` nobody knows what.
    """

    fields: tuple[Field, ...]
    start: int
    end: int
    word: str
    form: Form = Form.COLON
    kind: Kind | None = None
    known: bool = True
    doubt: str = ""

    @property
    def field(self) -> Field:
        """The first of its fields."""
        return self.fields[0]


class Line(NamedTuple):
    """A line of the text: where it begins and ends, its number, and where its words begin."""

    start: int
    end: int
    mark: Mark | None
    body: int

    @property
    def kind(self) -> Kind | None:
        """The kind of its number, if it has one."""
        return self.mark.kind if self.mark else None


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` with the numbers that open them."""
    lines, at = [], 0
    for line in text.split("\n"):
        mark = read_mark(line)
        length = mark.length if mark else bullet_length(line)
        lines.append(Line(at, at + len(line), mark, at + length))
        at += len(line) + 1
    return lines
