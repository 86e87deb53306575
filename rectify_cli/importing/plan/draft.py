"""An issue as its document words it: texts by field, before any of them is understood."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.numbering import read_mark

_ENDS_IN = {Field.PERSON: Field.LEADER, Field.HELPING: Field.RESPONSIBLE}
_SENTENCE_ENDS = tuple("。；;！？")


class Doubt(NamedTuple):
    """What is uncertain about a field of an issue, and where in the source to look."""

    field: Field
    place: str
    reason: str


class Span(NamedTuple):
    """Characters of the source: of its text number ``at``, from ``start`` to ``end``."""

    at: int
    start: int
    end: int


class Value(NamedTuple):
    """A field's text as it stands in the source, and where."""

    text: str
    place: str


@dataclass
class DraftIssue:
    """One issue as found: by a heading and its labels, or by a table row.

    ``measures`` are the pieces that the document itself numbers or sets apart; a piece may still
    hold several sentences. ``taken`` are the characters of the source that each field came from.
    """

    place: str
    category: str | None = None
    number: int | None = None
    heading: str = ""
    values: dict[Field, list[Value]] = field(default_factory=dict)
    measures: list[Value] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    taken: list[tuple[Field, Span]] = field(default_factory=list)

    def add(self, name: Field, text: str, place: str, spans: Iterable[Span] = ()) -> None:
        """Keep one more text for a field; an empty one is none."""
        if text.strip():
            self.values.setdefault(name, []).append(Value(text, place))
            self.mark(name, spans)

    def add_piece(self, text: str, place: str, spans: Iterable[Span] = ()) -> None:
        """Keep one more piece of the measures."""
        self.measures.append(Value(text, place))
        self.mark(Field.MEASURES, spans)

    def add_measure(self, text: str, place: str, spans: Iterable[Span] = ()) -> None:
        """Keep one more line of the measures; one that opens with no number goes on with the
        sentence before it where that has not ended."""
        if not text.strip():
            return
        ended = not self.measures or self.measures[-1].text.rstrip().endswith(_SENTENCE_ENDS)
        if ended or read_mark(text) is not None:
            self.add_piece(text, place, spans)
        else:
            self.join_measure(text, spans)

    def join_measure(self, text: str, spans: Iterable[Span] = ()) -> None:
        """Go on with the last piece of the measures."""
        last = self.measures[-1]
        self.measures[-1] = last._replace(text=f"{last.text}\n{text}")
        self.mark(Field.MEASURES, spans)

    def mark(self, name: Field, spans: Iterable[Span]) -> None:
        """Note which characters of the source a field was taken from."""
        self.taken += [(name, span) for span in spans]

    def doubt(self, name: Field, reason: str, place: str | None = None) -> None:
        """Note an uncertainty under the field that it ends in; one noted twice counts once."""
        doubt = Doubt(_ENDS_IN.get(name, name), place or self.place, reason)
        if doubt not in self.doubts:
            self.doubts.append(doubt)
