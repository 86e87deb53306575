"""Running text → which stretch of it is which issue, under which category.

No level of numbering is the issues' by nature. It is found out: the heading nearest above a
整改措施 (where the document has none, above a 责任单位) opens an issue; other headings of that
kind in the same section open one too, unless they continue the numbering of the measures.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.words.categories import heading_words, heads_no_issues, names_category
from rectify_cli.importing.words.labels import BLOCK_FIELDS, Field, find_labels
from rectify_cli.importing.words.names import looks_like_unit
from rectify_cli.importing.words.numbering import Kind, Mark, is_bullet, read_mark
from rectify_cli.importing.words.wording import tidy

_ATTACHMENT = re.compile(r"附\s*件\s*[:：]?\s*(1)\s*[.．、]")
_CLOSING_LINE = re.compile(
    r"附\s*件?\s*(?:[:：\d]|$)|抄\s*送\s*[:：]|主题词\s*[:：]|(?:19|20|二[〇○零])\S{2,3}\s*年.{2,8}日(?:\s*印发)?$"
)


class Heading(NamedTuple):
    """A numbered line: where it begins, its mark, and where its words begin and end."""

    offset: int
    mark: Mark
    body: int
    end: int


@dataclass
class Item:
    """The stretch of text that is one issue: from ``body`` (after its number) to ``end``.

    ``entries`` are the offsets of the numbered lines within it.
    """

    offset: int
    body: int
    kind: Kind | None
    number: int | None
    category: str | None = None
    end: int = 0
    entries: list[int] = field(default_factory=list)
    doubts: list[tuple[Field, str]] = field(default_factory=list)


def find_items(document: DocumentText) -> list[Item]:
    """The issues in ``document``, in order; none where its text is no plan."""
    return _Outline(document).items()


class _Outline:
    def __init__(self, document: DocumentText) -> None:
        self._document = document
        attached = _attachment_lines(document)
        marks = [
            Heading(start, mark, start + mark.length, start + len(line))
            for start, line in zip(document.starts, document.lines, strict=True)
            if start not in attached and (mark := read_mark(line))
        ]
        self._headings = self._without_labels(marks)
        self._offsets = [heading.offset for heading in self._headings]
        self._entries = [
            start
            for start, line in zip(document.starts, document.lines, strict=True)
            if read_mark(line) or is_bullet(line)
        ]
        self._anchors = self._anchor_starts()
        kinds = Counter(h.mark.kind for h in self._anchors.values() if h is not None)
        self._kind = kinds.most_common(1)[0][0] if kinds else None
        self._superiors = [
            h.offset for h in self._headings if self._kind is not None and h.mark.kind < self._kind
        ]
        self._sections = {self._section_of(offset) for offset in self._anchors}

    def items(self) -> list[Item]:
        items: list[Item] = []
        context: dict[Kind, str] = {}
        open_item: Item | None = None
        events = {h.offset: h for h in self._headings} | self._anchors
        for offset in sorted(events):
            heading = events[offset]
            if offset not in self._anchors and heading is not None:
                if open_item is not None and self._belongs_inside(heading, open_item):
                    continue
                if not self._opens_issue(heading):
                    if heading.mark.kind <= (self._kind or Kind.CIRCLED):
                        context = {k: v for k, v in context.items() if k < heading.mark.kind}
                        context[heading.mark.kind] = self._title_of(heading)
                        if open_item is not None:
                            open_item.end, open_item = offset, None
                    continue
            if open_item is not None:
                open_item.end = offset
            open_item = self._item(offset, heading, context)
            items.append(open_item)
        return self._closed(items)

    def _without_labels(self, headings: list[Heading]) -> list[Heading]:
        """``2. 整改措施：`` is a numbered label, no heading; then ``1. 存在问题：`` is one too."""
        labelled = {label.start: label.field for label in self._document.labels}
        kinds = {
            h.mark.kind for h in headings if labelled.get(h.body, Field.PROBLEM) != Field.PROBLEM
        }
        return [h for h in headings if not (h.body in labelled and h.mark.kind in kinds)]

    def _anchor_starts(self) -> dict[int, Heading | None]:
        """Where an issue certainly begins: offset → its heading, or none at a bare 存在问题："""
        labels = self._document.labels
        anchors = [label for label in labels if label.field is Field.MEASURES]
        if not anchors:
            anchors = [label for label in labels if label.field in BLOCK_FIELDS]
        starts: dict[int, Heading | None] = {}
        before = -1
        for anchor in anchors:
            problems = [
                label.start
                for label in self._document.labels_between(before + 1, anchor.start)
                if label.field is Field.PROBLEM
            ]
            limit = problems[0] if problems else anchor.start
            heading = self._last_heading(limit)
            if heading is not None and heading.offset > before:
                starts[heading.offset] = heading
            elif problems:
                starts[problems[0]] = None
            before = anchor.start
        return starts

    def _last_heading(self, limit: int) -> Heading | None:
        index = bisect_right(self._offsets, limit)
        return self._headings[index - 1] if index else None

    def _section_of(self, offset: int) -> int:
        """The offset of the heading above the issues' level that ``offset`` stands under."""
        index = bisect_right(self._superiors, offset)
        return self._superiors[index - 1] if index else -1

    def _opens_issue(self, heading: Heading) -> bool:
        """Whether a heading that no 整改措施 follows directly opens an issue all the same."""
        if heading.mark.kind != self._kind:
            return False
        section = self._section_of(heading.offset)
        if section not in self._sections:
            return False
        for index in range(bisect_right(self._offsets, heading.offset), len(self._headings)):
            other = self._headings[index]
            if other.mark.kind <= heading.mark.kind:
                break
            if other.offset in self._anchors:
                return False  # it heads a group of issues on a deeper level
        return True

    def _belongs_inside(self, heading: Heading, item: Item) -> bool:
        """Whether a heading continues the measures of ``item`` rather than leaving it."""
        kind = item.kind or self._kind
        if kind is None or heading.mark.kind > kind:
            return True
        if heading.mark.kind < kind:
            return False
        labels = self._document.labels_between(item.offset + 1, heading.offset)
        measures = [label.end for label in labels if label.field is Field.MEASURES]
        if not measures:
            return False
        number = heading.mark.number
        continues = number == self._last_number(kind, measures[-1], heading.offset) + 1
        follows = item.number is not None and number == item.number + 1
        closed = any(label.field in BLOCK_FIELDS and label.start > measures[-1] for label in labels)
        if continues and follows:
            item.doubts.append((Field.MEASURES, f"编号 {number} 既像下一项，又像下一条措施"))
        if closed and follows and not self._has_block_each(measures[-1]):
            return False
        return continues or not (follows or closed)

    def _has_block_each(self, since: int) -> bool:
        """Whether the first item of a list of measures ends in a block of its own."""
        first = self._first_line(since)
        return read_mark(first) is not None and any(
            label.field in BLOCK_FIELDS for label in find_labels(first)
        )

    def _last_number(self, kind: Kind, since: int, until: int) -> int:
        """The number of the last item of the list of measures, 0 before the first."""
        for index in range(bisect_left(self._offsets, until) - 1, -1, -1):
            heading = self._headings[index]
            if heading.offset <= since:
                break
            if heading.mark.kind is kind:
                return heading.mark.number
        first = read_mark(self._first_line(since))
        return first.number if first and first.kind is kind else 0

    def _first_line(self, since: int) -> str:
        """The first words after ``since`` (the end of a label), on its line or the next."""
        line = self._document.line_at(since)
        rest = self._document.lines[line][since - self._document.starts[line] :].lstrip()
        more = self._document.lines[line + 1] if line + 1 < len(self._document.lines) else ""
        return rest or more

    def _title_of(self, heading: Heading) -> str:
        return heading_words(self._document.text[heading.body : heading.end])

    def _item(self, offset: int, heading: Heading | None, context: dict[Kind, str]) -> Item:
        kind = heading.mark.kind if heading else None
        above = [text for k, text in sorted(context.items(), reverse=True) if not kind or k < kind]
        names = [text for text in above if names_category(text)]
        item = Item(
            offset,
            heading.body if heading else offset,
            kind,
            heading.mark.number if heading else None,
            category=names[0] if names else None,
        )
        if item.category and len(item.category) > 30:
            item.doubts.append((Field.CATEGORY, "类别取自上一级标题，偏长"))
        return item

    def _closed(self, items: list[Item]) -> list[Item]:
        length = len(self._document.text)
        closing = [
            start
            for start, line in zip(self._document.starts, self._document.lines, strict=True)
            if _CLOSING_LINE.match(line) and not self._document.follows_bare_label(start)
        ]
        for item in items:
            item.end = item.end or length
            after = bisect_right(closing, item.offset)
            if after < len(closing):
                item.end = min(item.end, closing[after])
            item.end = self._without_signature(item)
            entries = (bisect_left(self._entries, at) for at in (item.body, item.end))
            item.entries = self._entries[slice(*entries)]
        return [item for item in items if not self._in_other_section(item)]

    def _without_signature(self, item: Item) -> int:
        """The end of ``item`` before the units that sign the document above its date."""
        lines, starts = self._document.lines, self._document.starts
        index = self._document.line_at(item.end)
        if starts[index] != item.end or not re.search(r"日[）)]?$", lines[index]):
            return item.end
        while index and starts[index - 1] > item.body:
            name = tidy(lines[index - 1])
            if not looks_like_unit(name) or re.search(r"[，。：:；、]", name):
                break
            index -= 1
        return starts[index]

    def _in_other_section(self, item: Item) -> bool:
        """Whether an item without any label stands under 工作要求 or the like."""
        labelled = bool(self._document.labels_between(item.offset, item.end))
        return not labelled and bool(item.category and heads_no_issues(item.category))


def _attachment_lines(document: DocumentText) -> set[int]:
    """The offsets of lines that go on with the list of a line 附件：1.…"""
    lines: set[int] = set()
    number = 0
    for start, line in zip(document.starts, document.lines, strict=True):
        if match := _ATTACHMENT.match(line):
            number = int(match[1])
            continue
        mark = read_mark(line)
        follows = number and mark is not None and mark.number == number + 1
        if follows:
            lines.add(start)
        number = number + 1 if follows else 0
    return lines
