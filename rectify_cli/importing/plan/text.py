"""A document's paragraphs as one text in which every offset knows its place and its labels."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rectify_cli.importing.files.source import Paragraph
from rectify_cli.importing.plan.draft import Span
from rectify_cli.importing.words.label_places import find_labels
from rectify_cli.importing.words.label_types import Label, Line, split_lines
from rectify_cli.importing.words.labels import LabelWords
from rectify_cli.importing.words.wording import plain_line


@dataclass(frozen=True)
class DocumentText:
    """Paragraphs as one text, a line each; ``starts`` are the lines' offsets, ``origins`` where
    each stands in the source: in which of its texts, and which of its characters are kept."""

    text: str
    starts: tuple[int, ...]
    places: tuple[str, ...]
    origins: tuple[tuple[int, Sequence[int]], ...]
    known: LabelWords

    @classmethod
    def of(cls, paragraphs: Iterable[Paragraph], known: LabelWords) -> "DocumentText":
        """Join paragraphs, without Markdown marks, page numbers and empty lines."""
        lines, starts, places, origins, at = [], [], [], [], 0
        for paragraph in paragraphs:
            begins = 0
            for line in paragraph.text.split("\n"):
                if plain := plain_line(line):
                    lines.append(plain)
                    starts.append(at)
                    places.append(paragraph.place)
                    origins.append((paragraph.at, _kept(line, plain, begins)))
                    at += len(plain) + 1
                begins += len(line) + 1
        return cls("\n".join(lines), tuple(starts), tuple(places), tuple(origins), known)

    def spans(self, start: int, end: int) -> Iterator[Span]:
        """The characters of the source that stand between two offsets, line by line."""
        first = self.line_at(start)
        for index in range(first, len(self.starts)):
            begins = self.starts[index]
            if begins >= end:
                break
            finish = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
            at, columns = self.origins[index]
            left, right = max(start, begins) - begins, min(end, finish) - begins
            if right > left and self.text[begins + left : begins + right].strip():
                yield Span(at, columns[left], columns[right - 1] + 1)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines, in order."""
        return tuple(self.text.split("\n")) if self.starts else ()

    @cached_property
    def marked(self) -> list[Line]:
        """The lines with the numbers that open them."""
        return split_lines(self.text) if self.starts else []

    @cached_property
    def labels(self) -> list[Label]:
        """Every label of the text, in order."""
        return find_labels(self.text, self.known)

    @cached_property
    def _label_starts(self) -> list[int]:
        return [label.start for label in self.labels]

    def labels_between(self, start: int, end: int) -> list[Label]:
        """The labels that begin at ``start`` or after it and before ``end``."""
        first, last = bisect_left(self._label_starts, start), bisect_left(self._label_starts, end)
        return self.labels[first:last]

    def follows_bare_label(self, offset: int) -> bool:
        """Whether the line at ``offset`` is the value of a label that ends the line before."""
        index = self.line_at(offset)
        if not index:
            return False
        labels = self.labels_between(self.starts[index - 1], offset)
        return bool(labels) and not self.text[labels[-1].end : offset].strip()

    def line_at(self, offset: int) -> int:
        """The index of the line that holds ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def place_at(self, offset: int) -> str:
        """The place of the line that holds ``offset``, for a person."""
        return self.places[self.line_at(offset)] if self.places else ""


def _kept(line: str, plain: str, begins: int) -> Sequence[int]:
    """Where each character of ``plain`` stands in the text that ``line`` begins at ``begins``."""
    start = line.find(plain)
    if start >= 0:
        return range(begins + start, begins + start + len(plain))
    columns: list[int] = []
    at = 0
    for character in plain:
        found = line.find(character, at)
        at = found if found >= 0 else min(at, len(line) - 1)
        columns.append(begins + at)
        at += 1
    return columns
