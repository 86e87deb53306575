"""The rows of a list, one after another → issues, one a row or one a merged cell."""

import re
from collections.abc import Iterable, Iterator

from rectify_cli.domain.numerals import read_numeral
from rectify_cli.importing.files.source import Cell, Paragraph, Row
from rectify_cli.importing.plan.draft import DraftIssue, Span
from rectify_cli.importing.plan.tables.cell_labels import (
    bracketed_parts,
    labelled_parts,
    parts_of_cell,
)
from rectify_cli.importing.plan.tables.table_headers import (
    Column,
    Header,
    cell_at,
)
from rectify_cli.importing.words.labels import LONG_FIELDS, Field, LabelWords
from rectify_cli.importing.words.numbering import read_mark
from rectify_cli.importing.words.people import share_out
from rectify_cli.importing.words.wording import END_MARKS, plain_line, tidy

_FOOT = re.compile(
    r"(?:填报|填表|制表|打印|审核|审批|联系|备注|说明|注|合计|总计)[^：:]{0,6}[：:]|合\s*计|总\s*计"
)
_WHO_AND_WHEN = (Field.LEAD, Field.RESPONSIBLE, Field.LEADER, Field.PERSON, Field.DEADLINE)
_NUMBERED_CATEGORY = re.compile(r"(.+?)第(\d{1,3})项")
_CATEGORY_AND_NUMBER = re.compile(r"([共个]性)(?:问题)?[-—－第]?(\d{1,3})[项条]?")
_HAN_NUMBER = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)]?、?")
_LONGEST_TITLE = 20
_COUNT = re.compile(r"[（(][^）)]*\d+[^）)]*[）)]$")
_CONTINUED = re.compile(r"\d*\s*[（(]?\s*(?:续|接上[表页行])\s*[）)]?")
_TOTAL = re.compile(r"[合总小共]\s*计")


class RowReader:
    """Takes the rows below a header one after another; the issues that they hold are added to
    ``issues``, the columns that are not known to ``unknown``."""

    def __init__(
        self,
        header: Header,
        issues: list[DraftIssue],
        unknown: dict[str, Paragraph],
        *,
        category: str | None,
        known: LabelWords,
    ) -> None:
        self._columns, self._titles = header.columns, header.texts
        self._known = known
        self._issues, self._unknown = issues, unknown
        last = self._issues[-1].category if self._issues else None
        self._category = category or last
        self.feet: list[Paragraph] = []

    def take(self, row: Row) -> None:
        """Read the next row: an issue, more of the one above, a category, a foot, or the header
        again."""
        texts = {tidy(cell.text) for cell in row.cells if cell.text.strip()}
        if not texts or texts <= self._titles:
            return
        foot = any(_FOOT.match(text) for text in texts)
        if len(texts) == 1 and not foot and not any(c.text.strip() for c in row.cells[:2]):
            self._more(row)
        elif len(texts) == 1:
            self._lone(next(iter(texts)), row)
        elif words := self._category_title(row):
            self._category = words
        elif any(_TOTAL.fullmatch(text) for text in texts) or (
            foot and not self._cell(row, Field.PROBLEM)
        ):
            self.feet += texts_of([row])
        elif self._continues(row):
            self._more(row)
        else:
            self._open(row)

    def _category_title(self, row: Row) -> str:
        """The title of a category whose number has a cell of its own (一 | 共性问题), nothing else
        in its row; empty for any other row."""
        said = [tidy(cell.text) for cell in row.cells if cell.text.strip() and not cell.merged]
        plain = len(said) == 2 and len(said[1]) <= _LONGEST_TITLE
        if plain and _HAN_NUMBER.fullmatch(said[0]) and not re.search(r"[。；，]", said[1]):
            return _COUNT.sub("", said[1])
        return ""

    def _lone(self, text: str, row: Row) -> None:
        """A row with one text is the title of a category, or stands below the list."""
        mark = read_mark(text)
        words = _COUNT.sub("", text[mark.length :] if mark else text).strip(END_MARKS + "：:")
        bare = words
        for bracket in reversed(bracketed_parts(words, self._known)):
            bare = bare[: bracket.start] + bare[bracket.end :]
        if _FOOT.match(text) or re.search(r"[。；]", bare) or len(bare) > 40:
            self.feet += texts_of([row])
            if self._issues and not _FOOT.match(text):
                self._issues[-1].doubt(Field.PROBLEM, f"下面一行没有归入：“{text[:20]}”", row.place)
        else:
            self._category = words

    def _continues(self, row: Row) -> bool:
        """Whether a row goes on with the issue above it: its 问题 is the merged cell above, the
        same or empty, and where it has a number the measures are what is counted."""
        if not self._issues:
            return False
        problem = self._cell_of(row, Field.PROBLEM)
        number = self._cell_of(row, Field.NUMBER)
        unnumbered = number is None or number.merged or not number.text.strip()
        if number is not None and _CONTINUED.fullmatch(tidy(number.text)):
            return True
        if problem is not None and problem.merged and problem.text.strip():
            return True
        if problem is None or not problem.text.strip():
            return unnumbered or bool(self._cell(row, Field.MEASURES))
        last = self._issues[-1].values.get(Field.PROBLEM, [])
        if last and tidy(last[0].text) == tidy(problem.text) and unnumbered:
            return True
        says_who = any(self._cell(row, field) for field in _WHO_AND_WHEN)
        return number is not None and unnumbered and not says_who and self._has_numbers()

    def _has_numbers(self) -> bool:
        return bool(self._issues) and self._issues[-1].number is not None

    def _open(self, row: Row) -> None:
        draft = DraftIssue(row.place, self._category)
        self._issues.append(draft)
        for column in self._columns:
            cell = cell_at(row, column)
            text = cell.text
            if Field.NUMBER in column.fields:
                draft.mark(Field.NUMBER, _span(cell))
                self._set_number(draft, tidy(text).strip(END_MARKS))
            elif Field.CATEGORY in column.fields:
                draft.mark(Field.CATEGORY, _span(cell))
                self._set_category(draft, text)
            else:
                self._put(draft, column, cell, row.place)

    def _set_number(self, draft: DraftIssue, words: str) -> None:
        """3, （3）, ③, 三; 共性3 names the category too."""
        if match := _CATEGORY_AND_NUMBER.fullmatch(words):
            draft.category = self._category = f"{match[1]}问题"
            words = match[2]
        mark = read_mark(words)
        whole = mark.number if mark and mark.length == len(words) else None
        draft.number = read_numeral(words) if whole is None else whole
        if draft.number is None and words:
            draft.doubt(Field.NUMBER, f"“{words}”不是编号")

    def _set_category(self, draft: DraftIssue, text: str) -> None:
        if text.strip():
            words = tidy(text)
            if match := _NUMBERED_CATEGORY.fullmatch(words):
                words, draft.number = match[1], int(match[2])
            draft.category = self._category = words
        elif self._category:
            draft.category = self._category
            draft.doubt(Field.CATEGORY, "类别一格是空的，沿用上一行的类别")

    def _put(self, draft: DraftIssue, column: Column, cell: Cell, place: str) -> None:
        text = cell.text
        if not text.strip():
            return
        mark = read_mark(tidy(text))
        if mark and mark.length == len(tidy(text)) and draft.number is None:
            draft.number = mark.number  # 任务一, alone in its cell
        elif not column.fields and not column.position and draft.number is None:
            draft.number = read_numeral(tidy(text))  # 一, under a title that says nothing
        if parts := parts_of_cell(text, column, self._known):
            for fields, start, end in parts:
                span = [Span(cell.at, start, end)] if cell.at >= 0 else []
                self._put_shared(draft, fields, text[start:end], place, span)
        elif not column.fields:
            self._unknown.setdefault(column.title, Paragraph(tidy(text)[:20], place))
        elif len(column.fields) > 1:
            self._share(draft, column, cell, place)
        elif column.fields[0] is Field.MEASURES:
            self._add_measures(draft, cell, place)
        else:
            draft.add(column.fields[0], text, place, _span(cell))

    def _share(self, draft: DraftIssue, column: Column, cell: Cell, place: str) -> None:
        """The text of a column that speaks of several fields."""
        long = [field for field in column.fields if field in LONG_FIELDS]
        if not long:
            sure = self._put_shared(draft, column.fields, cell.text, place, _span(cell))
            reason = "" if sure else f"“{column.title}”一栏写了几样内容，分得对不对请核对"
        else:
            field = next((field for field in long if field is not Field.PROBLEM), long[0])
            if field is Field.MEASURES:
                self._add_measures(draft, cell, place)
            else:
                draft.add(field, cell.text, place, _span(cell))
            reason = f"“{column.title}”一栏写了几样内容，都放在{field.label}里"
        for other in column.fields if reason else ():
            draft.doubt(other, reason, place)

    def _put_shared(
        self,
        draft: DraftIssue,
        fields: tuple[Field, ...],
        text: str,
        place: str,
        spans: list[Span],
    ) -> bool:
        """Keep what a text says of each field; whether that was sure."""
        if len(fields) == 1:
            draft.add(fields[0], text, place, spans)
            return True
        shared, sure = share_out(text, fields)
        for name, part in shared.items():
            draft.add(name, part, place, spans)
        return sure

    def _add_measures(
        self, draft: DraftIssue, cell: Cell, place: str, *, apart: bool = False
    ) -> None:
        """Keep the lines of a cell; ``apart`` from what the rows above say."""
        start, text = 0, cell.text
        for bracket in bracketed_parts(text, self._known):
            inside = text[bracket.start + 1 : bracket.end - 1]
            for fields, begin, end in labelled_parts(inside, self._known):
                self._put_shared(draft, fields, inside[begin:end], place, [])
            blank = " " * (bracket.end - bracket.start)
            text = text[: bracket.start] + blank + text[bracket.end :]
        for line in text.split("\n"):
            span = [Span(cell.at, start, start + len(line))] if cell.at >= 0 else []
            words = plain_line(line) or line
            if apart and words.strip():
                draft.add_piece(words, place, span)
                apart = False
            else:
                draft.add_measure(words, place, span)
            start += len(line) + 1

    def _more(self, row: Row) -> None:
        """Add what a further row says of the last issue; merged cells say nothing new."""
        draft = self._issues[-1] if self._issues else None
        if draft is None:
            return
        number = self._cell_of(row, Field.NUMBER)
        said = number is not None and _CONTINUED.fullmatch(tidy(number.text)) is not None
        merged = any(cell.merged and cell.text.strip() for cell in row.cells)
        torn = said or not (merged or self._says_who_and_when(row))
        for column in self._columns:
            cell = cell_at(row, column)
            text = cell.text.strip()
            field = column.fields[0] if column.fields else Field.OTHER
            if cell.merged or not text or field in (Field.NUMBER, Field.CATEGORY):
                continue
            if any(tidy(v.text) == tidy(text) for v in draft.values.get(field, [])):
                continue
            if field is Field.MEASURES and draft.measures:
                whole = draft.measures[-1].text.rstrip().endswith(("。", "；", ";", "！"))
                if said or (torn and not whole and read_mark(text) is None):
                    draft.join_measure(text, _span(cell))
                    if not said:
                        draft.doubt(field, "接着上一行（可能是换页断开）", row.place)
                else:
                    self._add_measures(draft, cell, row.place, apart=True)
                continue
            if draft.values.get(field) and not said and field is not Field.OTHER:
                why = "接着上一行（可能是换页断开）" if torn else "同一项分几行写，已合并"
                draft.doubt(field, why, row.place)
            self._put(draft, column, cell, row.place)

    def _says_who_and_when(self, row: Row) -> bool:
        """Whether a row is that of a measure with units and a deadline of its own."""
        who = self._cell(row, Field.LEAD) or self._cell(row, Field.RESPONSIBLE)
        return bool(who and self._cell(row, Field.DEADLINE))

    def _cell_of(self, row: Row, field: Field) -> Cell | None:
        for column in self._columns:
            if column.fields[:1] == (field,) and column.position < len(row.cells):
                return row.cells[column.position]
        return None

    def _cell(self, row: Row, field: Field) -> str:
        cell = self._cell_of(row, field)
        return cell.text.strip() if cell else ""


def _span(cell: Cell) -> list[Span]:
    return [Span(cell.at, 0, len(cell.text))] if cell.at >= 0 and cell.text.strip() else []


def texts_of(rows: Iterable[Row]) -> Iterator[Paragraph]:
    """The texts of rows that are no items, each once a row (a merged cell repeats it)."""
    for row in rows:
        texts = {cell.text.strip(): cell for cell in reversed(row.cells) if cell.text.strip()}
        for text, cell in reversed(texts.items()):
            yield Paragraph(text, row.place, cell.at)
