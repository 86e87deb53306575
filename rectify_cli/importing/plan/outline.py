"""Running text → the tree of its numbered headings, with the labels that stand under each.

No kind of numbering stands above another by nature: what comes up within another is below it. A
number within the value of a label is an item of a list there and no heading, as long as it counts
on from the one before; where it counts on from the headings as well, it is a heading once the
issue's units or its deadline have been named.
"""

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.words.label_types import Form, Label, Line
from rectify_cli.importing.words.labels import LONG_FIELDS, Field
from rectify_cli.importing.words.numbering import Kind, Mark, inline_items, read_mark
from rectify_cli.importing.words.wording import CLOSING, OPENING

_ATTACHMENT = re.compile(r"附\s*件\s*[:：]?\s*(1)\s*[.．、]")
_ANNEX = re.compile(r"附\s*件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*[:：]?")
_CORE = (Field.PROBLEM, Field.MEASURES)


@dataclass(eq=False)
class Heading:
    """A numbered line and what stands under it up to ``end``: deeper headings, and the labels
    that are its own. ``offset`` is where it begins, ``body`` where its words do. The document
    itself is the one without a mark.
    """

    offset: int
    body: int
    mark: Mark | None
    parent: "Heading | None" = None
    end: int = 0
    words_end: int = 0
    children: list["Heading"] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)

    @property
    def all_labels(self) -> list[Label]:
        """Its own labels and those of the headings under it."""
        below = [label for child in self.children for label in child.all_labels]
        return sorted([*self.labels, *below], key=lambda label: label.start)


def outline(document: DocumentText) -> Heading:
    """The document as a tree."""
    return _Outline(document).root


class _Outline:
    def __init__(self, document: DocumentText) -> None:
        self._text = document.text
        self.root = Heading(0, 0, None, end=len(document.text))
        self._stack = [self.root]
        self._labels = document.labels
        self._label_at = {label.start: label for label in self._labels}
        self._counting = _label_numbers(document)
        self._forget()
        attached = _attachment_lines(document)
        at = 0
        for line in document.marked:
            if _ANNEX.fullmatch(self._text, line.start, line.end):
                self._begin_anew(line.start)
            if line.mark and line.start not in attached and not self._numbers_label(line):
                self._mark(line, line.mark)
            while at < len(self._labels) and self._labels[at].start < line.end:
                if self._labels[at].start >= line.start:
                    self._label(self._labels[at])
                at += 1
        while self._stack:
            self._stack.pop().end = len(self._text)

    def _begin_anew(self, offset: int) -> None:
        """An annex begins: no heading of what stands before it goes on."""
        while len(self._stack) > 1:
            self._stack.pop().end = offset
        self._forget()

    def _forget(self) -> None:
        """A new heading: no label is open, and no list is being counted."""
        self._open: Label | None = None
        self._lists: dict[Kind, int] = {}
        self._closed = False

    def _numbers_label(self, line: Line) -> bool:
        """Whether the number of a line is that of a label: 2. 整改措施："""
        label = self._label_at.get(line.body)
        if label is None or label.kind is None:
            return False
        return label.form is Form.ALONE or label.kind in self._counting

    def _label(self, label: Label) -> None:
        self._stack[-1].labels.append(label)
        if label.field in LONG_FIELDS or label.form is Form.ALONE:
            self._open, self._closed = label, False
            rest = self._text[label.end : label.end + 600].split("\n")[0].strip()
            self._lists = _listed(rest) if rest else {}
        elif not _in_bracket(self._text, label.start):
            self._open, self._closed = label, True

    def _mark(self, line: Line, mark: Mark) -> None:
        kind, number = mark.kind, mark.number
        outer = next((h for h in reversed(self._stack) if h.mark and h.mark.kind is kind), None)
        follows = outer is not None and outer.mark is not None and number == outer.mark.number + 1
        counts = kind in self._lists and number == self._lists[kind] + 1
        if counts and not (follows and self._closed):
            if follows:
                self._stack[-1].doubtful.append(number)
            self._lists[kind] = number
        elif follows and outer is not None:
            self._open_heading(line, mark, outer.parent)
        elif self._opens_list(mark, line):
            self._lists[kind] = number
            self._closed = False
        elif outer is not None:
            self._open_heading(line, mark, outer.parent)
        else:
            self._open_heading(line, mark, self._parent_of(kind))

    def _opens_list(self, mark: Mark, line: Line) -> bool:
        """Whether a number that nothing counts up to begins a list in the open label's value."""
        if self._open is None:
            return False
        known = {h.mark.kind for h in self._stack if h.mark}
        value = self._text[self._open.end : line.start].strip()
        if self._open.field in LONG_FIELDS and self._open.field is not Field.OTHER:
            deeper = mark.kind not in known and all(mark.kind > kind for kind in known)
            return (mark.number == 1 and (bool(known) or not self._closed)) or deeper
        if not value:
            return True
        deeper = bool(known) and all(mark.kind > kind for kind in known)
        return deeper and not self._has_issue_after(line)

    def _has_issue_after(self, line: Line) -> bool:
        """Whether the labels of an issue come next under a heading that named only units."""
        if any(label.field in _CORE for label in self._stack[-1].labels):
            return False
        after = bisect_right(self._labels, line.start, key=lambda label: label.start)
        return after < len(self._labels) and self._labels[after].field in _CORE

    def _parent_of(self, kind: Kind) -> Heading:
        """What a kind of number that is not open belongs under: below the last heading, unless
        that has its labels already and its kind commonly stands below."""
        for heading in reversed(self._stack):
            if heading.mark is None or heading.mark.kind < kind or not heading.all_labels:
                return heading
        return self.root

    def _open_heading(self, line: Line, mark: Mark, parent: Heading | None) -> None:
        while self._stack[-1] is not parent and len(self._stack) > 1:
            self._stack.pop().end = line.start
        heading = Heading(line.start, line.body, mark, self._stack[-1], words_end=line.end)
        self._stack[-1].children.append(heading)
        self._stack.append(heading)
        self._forget()


def _label_numbers(document: DocumentText) -> set[Kind]:
    """The kinds of number that count labels (1. 问题： 2. 措施：), not issues that each begin with
    the same label (1. 问题：… 2. 问题：…)."""
    words: dict[Kind, Counter[str]] = {}
    for label in document.labels:
        if label.kind is not None:
            words.setdefault(label.kind, Counter())[label.word] += 1
    return {
        kind
        for kind, counts in words.items()
        if len(counts) > 1 and max(counts.values()) < 0.7 * counts.total()
    }


def _listed(text: str) -> dict[Kind, int]:
    """The lists that a value begins on its label's line, with the number of their last item."""
    mark = read_mark(text)
    if mark is None:
        return {}
    return {mark.kind: max(mark.number, len(inline_items(text)))}


def _in_bracket(text: str, offset: int) -> bool:
    """Whether ``offset`` stands within a bracket that opened a little before."""
    for at in range(offset - 1, max(-1, offset - 300), -1):
        if text[at] in OPENING:
            return True
        if text[at] in CLOSING:
            return False
    return False


def _attachment_lines(document: DocumentText) -> set[int]:
    """The offsets of lines that go on with the list of a line 附件：1.…"""
    lines: set[int] = set()
    number = 0
    for line in document.marked:
        text = document.text[line.start : line.end]
        if match := _ATTACHMENT.match(text):
            number = int(match[1])
            continue
        follows = number and line.mark is not None and line.mark.number == number + 1
        if follows:
            lines.add(line.start)
        number = number + 1 if follows else 0
    return lines
