"""The stretch of text that is one issue → its fields, as far as labels and brackets tell them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, zip_longest

from rectify_cli.importing.plan.draft import DraftIssue
from rectify_cli.importing.plan.items import Item
from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.words.label_types import Label
from rectify_cli.importing.words.labels import LONG_FIELDS, Field
from rectify_cli.importing.words.numbering import bullet_length, read_mark
from rectify_cli.importing.words.people import share_out
from rectify_cli.importing.words.tone import sounds_done
from rectify_cli.importing.words.wording import (
    CLOSING,
    END_MARKS,
    OPENING,
    excerpt,
    tidy,
    unmatched_close,
)

_GOES_ON = tuple("、，,；;和及与（(“")
_LONGEST_TORN = 40
_MISREAD_MARK = re.compile(r"[lI|oO]\s*[.．、]\s*")
_TORN_VERB = re.compile(r"(?:明确|落实|压实|细化|确定|各|的|由|将|与|和|及)$")
_Stretch = tuple[int, int]


def read_item(document: DocumentText, item: Item) -> Iterator[DraftIssue]:
    """The issue in ``item``; several where a number was lost, the first ones first."""
    left: Item | None = item
    while left is not None:
        reading = _Reading(document, left)
        yield reading.draft
        left = reading.lost


class _Reading:
    def __init__(self, document: DocumentText, item: Item) -> None:
        self._document, self._text, self._item = document, document.text, item
        self._labels = item.labels
        self._in_bracket = False
        self._measures: list[_Stretch] = []
        self._measured = False
        self._last_long = Field.PROBLEM
        self.lost: Item | None = None
        self.draft = DraftIssue(document.place_at(item.offset), item.category, item.number)
        for name, reason in item.doubts:
            self.draft.doubt(name, reason)
        self._read()

    def _read(self) -> None:
        labels = self._labels
        first = labels[0].start if labels else self._item.end
        self.draft.mark(Field.NUMBER, self._document.spans(self._item.offset, self._item.body))
        self._head(self._item.body, self._before(first))
        for label, follows in zip_longest(labels, labels[1:]):
            until = follows.start if follows else self._item.end
            self.draft.mark(label.field, self._document.spans(label.start, label.end))
            if label.doubt:
                self._doubt(label.field, label.doubt, label.start)
            if self._document.bracket_before(label.start, self._item.body) is not None:
                self._in_bracket = True
            tail = self._value(label, until)
            if tail is not None and self._lost_issue(tail, follows):
                break
            if tail is not None:
                self._tail(tail, label)
        self._share()
        if self._in_bracket and labels:
            self._doubt(labels[-1].field, "责任栏的括号没有合上", labels[-1].start)
        self._add_measures()

    def _share(self) -> None:
        """What stands above the issue for all issues there, where it does not say it itself."""
        for label, end in self._item.shared:
            if self.draft.values.keys().isdisjoint(label.fields):
                close = unmatched_close(self._text[label.end : end])
                self._short(label, label.end, end if close is None else label.end + close)

    def _head(self, start: int, end: int) -> None:
        """The text before the first label: what is wrong, or only its title."""
        text = self._text[start:end]
        if any(Field.PROBLEM in label.fields for label in self._labels):
            self._title(start, end)
            if len(self.draft.heading) > 30:
                self._doubt(Field.PROBLEM, "编号后的文字没有放进存在问题", start)
            return
        line = text.find("\n")
        title = tidy(text[: max(line, 0)])
        deeds = self._listed_deeds(start, end)
        if deeds:
            self._take_deeds(deeds, end)
            end = deeds
        elif (
            self._item.listed
            and 0 < line < len(text.rstrip())
            and title
            and title[-1] not in "。；："
        ):
            self._title(start, start + line)
            start += line
        self._keep(Field.PROBLEM, start, end)

    @property
    def _says_measures(self) -> bool:
        return any(Field.MEASURES in label.fields for label in self._labels)

    def _listed_deeds(self, start: int, end: int) -> int:
        """Where the numbered lines below what is wrong begin, if they say what is to be done and
        no label says that anything else does; 0 where they do not."""
        if self._says_measures:
            return 0
        begins = [entry for entry in self._item.entries if start < entry < end]
        lines = [self._text[at:end].split("\n")[0] for at in begins]
        marks = [read_mark(line) for line in lines]
        done = [sounds_done(line[m.length :]) for line, m in zip(lines, marks, strict=True) if m]
        return begins[0] if len(done) == len(lines) and lines and all(done) else 0

    def _take_deeds(self, start: int, end: int) -> None:
        self._measures.append((start, end))
        self._measured = True
        self._doubt(Field.MEASURES, "没有写整改措施，按编号的各条读", start)

    def _title(self, start: int, end: int) -> None:
        self.draft.heading = tidy(self._text[start:end]).strip(END_MARKS + "：:")
        self.draft.mark(Field.TITLE, self._document.spans(start, end))

    def _value(self, label: Label, until: int) -> _Stretch | None:
        """Keep the value of ``label``; returns the text after it that belongs to none, if any."""
        start, end = label.end, self._before(until)
        if label.field in LONG_FIELDS and not self._in_bracket:
            self._long(label, start, end)
            return None
        close = unmatched_close(self._text[start:end])
        if close is not None:
            self._in_bracket = False
            self._short(label, start, start + close)
            return self._rest(start + close + 1, end)
        if self._in_bracket and until < self._item.end:
            self._short(label, start, end)
            return None
        cut = self._end_of_short(label, start, end)
        self._short(label, start, cut)
        return self._rest(cut, end)

    def _long(self, label: Label, start: int, end: int) -> None:
        if _TORN_VERB.search(self._text[start:end].rstrip()):
            self._doubt(label.field, "到下一个栏目名前没有说完", max(start, end - 1))
        if not label.known and label.start == self._item.body and not self.draft.heading:
            self._title(start, end)
            return
        if not label.known:
            value = tidy(self._text[start:end])
            if value.strip(END_MARKS):
                reason = (
                    f"“{label.word}”不是认识的栏目，没有导入：“{excerpt(value)}”"
                    f"（要导入就加 --label {label.word}=measures 之类，不要就写 =ignore）"
                )
                self._doubt(self._last_long, reason, label.start)
            return
        if label.field is Field.MEASURES:
            if len(label.fields) > 1:
                self._several(label, start)
            self._measures.append((start, end))
            self._measured = True
        else:
            self._keep(label.field, start, end, word=label.word)
        if label.field is not Field.OTHER:
            self._last_long = label.field

    def _several(self, label: Label, start: int) -> None:
        for other in label.fields:
            reason = f"“{label.word}”一栏写了几样内容，都放在{label.field.label}里"
            self._doubt(other, reason, start)

    def _short(self, label: Label, start: int, end: int) -> None:
        """Keep the value of a label in its field, or shared out among its several fields."""
        if len(label.fields) == 1:
            self._keep(label.field, start, end, word=label.word)
            return
        shared, sure = share_out(self._text[start:end], label.fields)
        for name, text in shared.items():
            spans = self._document.spans(start, end)
            self.draft.add(name, text, self._document.place_at(start), spans)
        if not sure:
            for name in label.fields:
                self._doubt(name, f"“{label.word}”一栏写了几样内容，分得对不对请核对", start)

    def _keep(self, name: Field, start: int, end: int, word: str = "") -> None:
        if name in self.draft.values and name not in (Field.OTHER, Field.PROBLEM):
            self._doubt(name, f"“{word or name.label}”出现不止一次，已合并", start)
        place, spans = self._document.place_at(start), self._document.spans(start, end)
        self.draft.add(name, self._text[start:end], place, spans)

    def _end_of_short(self, label: Label, start: int, end: int) -> int:
        """Where a unit's, a person's or a deadline's text ends that no bracket closes."""
        at, cut = start, start
        listed: int | None = None
        for line in self._text[start:end].split("\n"):
            so_far = self._text[start:cut].strip()
            mark = read_mark(line) if at in self._item.entries else None
            if line.strip() and not so_far and mark and mark.number == 1:
                listed = 1
            elif line.strip() and so_far and not so_far.endswith(_GOES_ON):
                if listed is not None and mark and mark.number == listed + 1:
                    listed = mark.number
                elif self._is_apart(line, at, so_far):
                    break
                else:
                    self._doubt(label.field, "换行处连接而成", at)
            stop = line.find("。")
            if stop >= 0 and listed is None:
                return at + stop + 1
            cut = at + len(line)
            at = cut + 1
        return cut

    def _is_apart(self, line: str, at: int, so_far: str) -> bool:
        sentence = len(line) > 12 and line.rstrip().endswith("。")
        too_long = len(line) > _LONGEST_TORN
        return at in self._item.entries or too_long or sentence or so_far.endswith("。")

    def _rest(self, start: int, end: int) -> _Stretch | None:
        text = self._text[start:end].strip().strip(END_MARKS + OPENING + CLOSING).strip()
        return (start, end) if len(text) > 1 else None

    def _lost_issue(self, tail: _Stretch, follows: Label | None) -> bool:
        """Text between the end of one issue's block and another 整改措施 is an issue whose own
        number cannot be read."""
        if not self._measured or follows is None or follows.field is not Field.MEASURES:
            return False
        start, end = tail
        self.lost = replace(
            self._item, number=None, kind=None,
            labels=[label for label in self._labels if label.start >= follows.start],
            entries=[entry for entry in self._item.entries if entry >= start],
            doubts=[(Field.NUMBER, "编号缺失或认不出"), (Field.PROBLEM, "编号缺失，起止请核对")],
        )  # fmt: skip
        while start < end and self._text[start] in END_MARKS + " \n":
            start += 1
        if match := _MISREAD_MARK.match(self._text, start):
            start = match.end()
        self.lost.offset = self.lost.body = start
        return True

    def _tail(self, tail: _Stretch, label: Label) -> None:
        """Text after the units and the deadline of one measure: the next measure, as a rule."""
        start, end = tail
        begins = start
        while begins < end and self._text[begins] in END_MARKS + " 　\n" + CLOSING:
            begins += 1
        if not self._measured and begins in self._item.entries and not self._says_measures:
            self._take_deeds(begins, end)
            self._doubt(Field.PROBLEM, "责任栏后面编号的各条放在整改措施里", begins)
        elif self._measured:
            listed = begins in self._item.entries or read_mark(self._text[begins:end]) is not None
            self._measures.append((begins, end))
            if not listed:
                self._doubt(Field.MEASURES, "责任栏后面还有文字，放在整改措施里", begins)
                if any(Field.CONTACT in other.fields for other in self._labels):
                    self._doubt(Field.CONTACT, "也许是全文的联系人", begins)
        elif label.field is not Field.OTHER:
            rest = tidy(self._text[begins:end])[:20]
            reason = f"责任栏后面还有文字，没有归入任何一栏：“{rest}”"
            self._doubt(Field.PROBLEM, reason, begins)

    def _add_measures(self) -> None:
        """Cut at numbered lines; a list may begin right after the label."""
        numbers: list[int] = []
        for start, end in self._measures:
            while start < end and self._text[start].isspace():
                start += 1
            cuts = [entry for entry in self._item.entries if start < entry < end]
            for begin, finish in pairwise(sorted({start, *cuts, end})):
                piece = self._text[begin:finish]
                if piece.strip():
                    spans = self._document.spans(begin, finish)
                    self.draft.add_piece(piece, self._document.place_at(begin), spans)
                mark = read_mark(piece[:8])
                numbers += [mark.number] if mark and begin in self._item.entries else []
        if numbers != sorted(numbers) and self._measures:
            self._doubt(Field.MEASURES, "措施的编号不连续", self._measures[0][0])

    def _before(self, offset: int) -> int:
        """``offset``, or the opening bracket or the number that leads to it."""
        if (bracket := self._document.bracket_before(offset, self._item.body)) is not None:
            return bracket
        line = self._text.rfind("\n", 0, offset) + 1
        lead = self._text[line:offset]
        mark = read_mark(lead)
        length = mark.length if mark else bullet_length(lead + "一")
        numbered = line in self._item.entries and length and length >= len(lead)
        return line if numbered else offset

    def _doubt(self, name: Field, reason: str, offset: int) -> None:
        self.draft.doubt(name, reason, self._document.place_at(offset))
