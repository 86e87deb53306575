"""A document's paragraphs as one text in which every offset knows its place and its labels."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rectify_cli.importing.files.source import Paragraph
from rectify_cli.importing.plan.draft import Span
from rectify_cli.importing.words.categories import boxed_heading
from rectify_cli.importing.words.label_places import find_labels
from rectify_cli.importing.words.label_types import Label, Line, split_lines
from rectify_cli.importing.words.labels import Field, LabelWords
from rectify_cli.importing.words.numbering import read_spoken_mark
from rectify_cli.importing.words.wording import OPENING, is_page_number, plain_line

_TITLE = re.compile(r"[^：:。；]{2,60}(?:方案|清单|台账|一览表|通知|报告|文件)")


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
        """Join paragraphs, without Markdown marks, page numbers, running heads and empty lines."""
        lines, starts, places, origins, at = [], [], [], [], 0
        paragraphs = list(paragraphs)
        heads = _running_heads(line for part in paragraphs for line in part.text.split("\n"))
        seen: set[str] = set()
        for paragraph in paragraphs:
            begins = 0
            for line in paragraph.text.split("\n"):
                plain = plain_line(line)
                again = plain in heads and plain in seen
                seen.add(plain)
                if plain and not again:
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
        lines = split_lines(self.text) if self.starts else []
        spoken = self._spoken_heads(lines)
        return [spoken.get(line.start, line) for line in lines]

    def _spoken_heads(self, lines: list[Line]) -> dict[int, Line]:
        """The lines 一是…, 二是… by where they begin, if each has measures labelled below it: they
        open issues. Anywhere else they are the items of a list."""
        found: dict[int, Line] = {}
        for line in lines:
            mark = None if line.mark else read_spoken_mark(self.text[line.start : line.end])
            if mark:
                found[line.start] = line._replace(mark=mark, body=line.start + mark.length)
        bounds = [*found, len(self.text)]
        measured = [
            any(Field.MEASURES in label.fields for label in self.labels_between(start, end))
            for start, end in pairwise(bounds)
        ]
        return found if len(found) > 1 and all(measured) else {}

    @cached_property
    def labels(self) -> list[Label]:
        """Every label of the text, in order."""
        return find_labels(self.text, self.known)

    @cached_property
    def _label_starts(self) -> list[int]:
        return [label.start for label in self.labels]

    @cached_property
    def boxed_headings(self) -> list[tuple[int, str]]:
        """The lines that are only a heading in 【】 and no label: where, and their words."""
        labelled = {label.start for label in self.labels}
        pairs = zip(self.starts, map(boxed_heading, self.lines), strict=True)
        return [(start, words) for start, words in pairs if words and start not in labelled]

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

    def bracket_before(self, offset: int, least: int) -> int | None:
        """Where the opening bracket stands right before ``offset``, blanks aside, and after
        ``least``; none where there is none."""
        at = offset
        while at > 0 and self.text[at - 1].isspace():
            at -= 1
        return at - 1 if at > least and self.text[at - 1] in OPENING else None

    def line_at(self, offset: int) -> int:
        """The index of the line that holds ``offset``."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def place_at(self, offset: int) -> str:
        """The place of the line that holds ``offset``, for a person."""
        return self.places[self.line_at(offset)] if self.places else ""


def _running_heads(lines: Iterable[str]) -> set[str]:
    """What stands beside a page number every time but the first: the title printed on each page."""
    said = [(plain_line(line), is_page_number(line)) for line in lines if line.strip()]
    turns = [page for _, page in said]
    beside: dict[str, list[bool]] = {}
    for index, (plain, _) in enumerate(said):
        near = any(turns[max(0, index - 1) : index + 2])
        beside.setdefault(plain, []).append(near)
    return {
        plain
        for plain, near in beside.items()
        if _TITLE.fullmatch(plain) and len(near) > 1 and all(near[1:])
    }


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
