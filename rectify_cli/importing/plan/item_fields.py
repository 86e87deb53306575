"""The stretch of text that is one issue → its fields, as far as labels and brackets tell them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from rectify_cli.importing.plan.draft import DraftIssue, Value
from rectify_cli.importing.plan.outline import Item
from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.words.labels import LONG_FIELDS, Field, Label
from rectify_cli.importing.words.numbering import read_mark
from rectify_cli.importing.words.wording import END_MARKS, OPENING, tidy, unmatched_close

_GOES_ON = tuple("、，,；;和及与（(“")
_LONGEST_TORN = 40
_MISREAD_MARK = re.compile(r"[lI|oO]\s*[.．、]\s*")
_TORN_VERB = re.compile(r"(?:明确|落实|压实|细化|确定|各|的|由|将|与|和|及)$")


class _Stretch(NamedTuple):
    """From where to where something stands."""

    start: int
    end: int


def read_item(document: DocumentText, item: Item) -> Iterator[DraftIssue]:
    """The issue in ``item``; several where a number was lost, the first ones first."""
    left: Item | None = item
    while left is not None:
        reading = _Reading(document, left)
        yield reading.issue
        left = reading.lost


class _Reading:
    def __init__(self, document: DocumentText, item: Item) -> None:
        self._document, self._item = document, item
        self._labels = document.labels_between(item.body, item.end)
        self._in_bracket = False
        self._measures: _Stretch | None = None
        self._keeps_blocks = False
        self._block_end = item.body
        self.lost: Item | None = None
        self.issue = DraftIssue(document.place_at(item.offset), item.category, item.number)
        for name, reason in item.doubts:
            self.issue.doubt(name, reason)
        self._read()

    def _read(self) -> None:
        labels = self._labels
        first = labels[0].start if labels else self._item.end
        self._head(self._item.body, self._before(first))
        for index, label in enumerate(labels):
            until = labels[index + 1].start if index + 1 < len(labels) else self._item.end
            if label.doubt:
                self._doubt(label.field, label.doubt, label.start)
            if self._bracket_before(label.start) is not None:
                self._in_bracket = True
            tail = self._value(label, until)
            follows = labels[index + 1] if index + 1 < len(labels) else None
            if tail is not None and self._lost_issue(tail, follows):
                break
            if tail is not None:
                self._tail(tail)
        if self._in_bracket and labels:
            self._doubt(labels[-1].field, "责任栏的括号没有合上", labels[-1].start)
        if self._measures is not None:
            if self._keeps_blocks:
                self._measures = self._measures._replace(end=self._block_end)
            self._add_measures(self._measures)

    def _head(self, start: int, end: int) -> None:
        text = self._document.text[start:end]
        if any(label.field is Field.PROBLEM for label in self._labels):
            self.issue.heading = tidy(text).strip(END_MARKS + "：:")
            if len(self.issue.heading) > 30:
                self._doubt(Field.PROBLEM, "编号后的文字没有放进存在问题", start)
        else:
            self.issue.add(Field.PROBLEM, text, self._document.place_at(start))

    def _value(self, label: Label, until: int) -> _Stretch | None:
        """Keep the value of ``label``; returns the text after it that belongs to none, if any."""
        start, end = label.end, self._before(until)
        if label.field in LONG_FIELDS and not self._in_bracket:
            self._long(label, start, end)
            return None
        value = self._document.text[start:end]
        close = unmatched_close(value)
        if close is not None:
            self._in_bracket = False
            self._keep(label, start, start + close)
            self._block_end = start + close + 1
            return self._rest(start + close + 1, end)
        if self._in_bracket and until < self._item.end:
            self._keep(label, start, end)
            return None
        cut = self._end_of_short(label, start, end)
        self._keep(label, start, cut)
        self._block_end = cut
        return self._rest(cut, end)

    def _long(self, label: Label, start: int, end: int) -> None:
        if _TORN_VERB.search(self._document.text[start:end].rstrip()):
            self._doubt(label.field, "到下一个栏目名前没有说完", max(start, end - 1))
        if label.field is Field.MEASURES:
            if self._measures is not None:
                self._doubt(label.field, "这一项里“整改措施”出现不止一次，已前后相接", start)
                self._add_measures(self._measures)
            self._measures = _Stretch(start, end)
        else:
            self._keep(label, start, end)

    def _keep(self, label: Label, start: int, end: int) -> None:
        if label.field in self.issue.values and label.field is not Field.OTHER:
            self._doubt(label.field, f"“{label.word}”出现不止一次，已合并", start)
        self.issue.add(label.field, self._document.text[start:end], self._document.place_at(start))

    def _end_of_short(self, label: Label, start: int, end: int) -> int:
        """Where a unit's, a person's or a deadline's text ends that no bracket closes."""
        at, cut = start, start
        for line in self._document.text[start:end].split("\n"):
            so_far = self._document.text[start:cut].strip()
            if line.strip() and so_far and not so_far.endswith(_GOES_ON):
                sentence = len(line) > 12 and line.rstrip().endswith("。")
                too_long = len(line) > _LONGEST_TORN
                if at in self._item.entries or too_long or sentence or so_far.endswith("。"):
                    break
                self._doubt(label.field, "换行处连接而成", at)
            stop = line.find("。")
            if stop >= 0:
                return at + stop + 1
            cut = at + len(line)
            at = cut + 1
        return cut

    def _rest(self, start: int, end: int) -> _Stretch | None:
        text = self._document.text[start:end].strip().strip(END_MARKS + OPENING + "）)").strip()
        return _Stretch(start, end) if len(text) > 1 else None

    def _lost_issue(self, tail: _Stretch, follows: Label | None) -> bool:
        """Text between the end of one issue's block and another 整改措施 is an issue whose own
        number cannot be read."""
        if self._measures is None or follows is None or follows.field is not Field.MEASURES:
            return False
        self.lost = replace(
            self._item, offset=tail.start, body=tail.start, number=None,
            entries=[e for e in self._item.entries if e >= tail.start],
            doubts=[(Field.NUMBER, "编号缺失或认不出"), (Field.PROBLEM, "编号缺失，起止请核对")],
        )  # fmt: skip
        start = tail.start
        while start < tail.end and self._document.text[start] in END_MARKS + " \n":
            start += 1
        if match := _MISREAD_MARK.match(self._document.text, start):
            start = match.end()
        self.lost.offset = self.lost.body = start
        self._item.end = tail.start
        return True

    def _tail(self, tail: _Stretch) -> None:
        """Text after a block: with several blocks, the measures keep theirs, word for word."""
        reason = "责任栏后面还有文字"
        if self._measures is not None:
            self._keeps_blocks = True
            self._block_end = max(self._block_end, tail.end)
            self._doubt(Field.MEASURES, f"{reason}，连同责任栏原样留在整改措施里", tail.start)
        else:
            excerpt = tidy(self._document.text[tail.start : tail.end])[:20]
            self._doubt(Field.PROBLEM, f"{reason}，没有归入任何一栏：“{excerpt}”", tail.start)

    def _add_measures(self, stretch: _Stretch) -> None:
        """Cut at numbered lines; a list may begin right after the label."""
        text = self._document.text
        cuts = [e for e in self._item.entries if stretch.start < e < stretch.end]
        start = stretch.start
        while start < stretch.end and text[start].isspace():
            start += 1
        bounds = sorted({start, *cuts, stretch.end})
        for begin, finish in pairwise(bounds):
            piece = text[begin:finish]
            if piece.strip():
                self.issue.measures.append(Value(piece, self._document.place_at(begin)))
        numbers = [m.number for e in cuts if (m := read_mark(text[e : e + 8]))]
        if numbers != sorted(numbers):
            self._doubt(Field.MEASURES, "措施的编号不连续", start)

    def _before(self, offset: int) -> int:
        """``offset``, or the opening bracket or the number that leads to it."""
        if (bracket := self._bracket_before(offset)) is not None:
            return bracket
        line = self._document.text.rfind("\n", 0, offset) + 1
        mark = read_mark(self._document.text[line:offset])
        numbered = line in self._item.entries and mark is not None and mark.length == offset - line
        return line if numbered else offset

    def _bracket_before(self, offset: int) -> int | None:
        at = offset
        while at > 0 and self._document.text[at - 1].isspace():
            at -= 1
        return at - 1 if at > self._item.body and self._document.text[at - 1] in OPENING else None

    def _doubt(self, name: Field, reason: str, offset: int) -> None:
        self.issue.doubt(name, reason, self._document.place_at(offset))
