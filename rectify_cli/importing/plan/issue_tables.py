"""Tables whose columns are the parts of an issue → issues, one a row or one a merged cell."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify_cli.domain.numerals import read_numeral
from rectify_cli.importing.files.source import Cell, Paragraph, Row, Source, Table
from rectify_cli.importing.plan.draft import DraftIssue
from rectify_cli.importing.words.categories import heading_words, heads_no_issues, names_category
from rectify_cli.importing.words.labels import Field, column_fields
from rectify_cli.importing.words.numbering import read_mark
from rectify_cli.importing.words.wording import END_MARKS, plain_line, tidy

_FOOT = re.compile(
    r"(?:填报|填表|制表|审核|审批|联系|备注|说明|注|合计|总计)[^：:]{0,6}[：:]|合\s*计|总\s*计"
)
_WHO_AND_WHEN = (Field.LEAD, Field.RESPONSIBLE, Field.LEADER, Field.PERSON, Field.DEADLINE)
_NUMBERED_CATEGORY = re.compile(r"(.+?)第(\d{1,3})项")
_COUNT = re.compile(r"[（(][^）)]*\d+[^）)]*[）)]$")


class TableIssues(NamedTuple):
    """Issues found in tables, and the texts that stood in the tables around them."""

    issues: list[DraftIssue]
    before: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]


class _Column(NamedTuple):
    position: int
    fields: tuple[Field, ...]
    title: str


def read_tables(source: Source) -> TableIssues:
    """Every issue that the tables of ``source`` hold, in order; a table without a header
    continues the one before it when it has as many columns."""
    issues: list[DraftIssue] = []
    before: list[Paragraph] = []
    after: list[Paragraph] = []
    columns: list[_Column] = []
    width = 0
    above = ""
    for part in source.parts:
        if isinstance(part, Paragraph):
            above = plain_line(part.text) or above
            continue
        table, heading = part, above
        above = ""
        header = _find_header(table)
        rows: Iterable[Row]
        if header is not None:
            columns, first = header
            width = len(table.rows[first - 1].cells)
            before += _texts(table.rows[: first - 1])
            rows = table.rows[first:]
        elif columns and table.rows and len(table.rows[0].cells) == width:
            rows = table.rows
        else:
            continue
        reading = _Rows(columns, issues, _category_of(heading))
        for row in rows:
            reading.take(row)
        after += reading.feet
    return TableIssues(issues, tuple(before), tuple(after))


def _category_of(line: str) -> str | None:
    """The category that a numbered heading right above a table names."""
    mark = read_mark(line)
    words = heading_words(line[mark.length :]) if mark else ""
    return words if names_category(words) and not heads_no_issues(words) else None


def _find_header(table: Table) -> tuple[list[_Column], int] | None:
    """The columns, and the index of the first row below the header (of one or two rows)."""
    for index, row in enumerate(table.rows[:30]):
        titles = [_title(cell) for cell in row.cells]
        columns = _columns(titles)
        if not _is_header(columns):
            continue
        below = table.rows[index + 1] if index + 1 < len(table.rows) else None
        if below is not None and len(below.cells) == len(titles):
            named = [_title(cell) for cell in below.cells]
            if any(named) and all(column_fields(title) for title in named if title):
                lower = [name or upper for name, upper in zip(named, titles, strict=True)]
                return _columns(lower), index + 2
        return columns, index + 1
    return None


def _title(cell: Cell) -> str:
    return tidy(cell.text)


def _columns(titles: list[str]) -> list[_Column]:
    columns: list[_Column] = []
    for index, title in enumerate(titles):
        fields = tuple(column_fields(title))
        if index and title == titles[index - 1] and columns and columns[-1].title == title:
            continue
        if fields:
            columns.append(_Column(index, fields, title))
    return columns


def _is_header(columns: list[_Column]) -> bool:
    fields = {field for column in columns for field in column.fields}
    return len(fields) >= 3 and Field.PROBLEM in fields and bool(fields & {
        Field.MEASURES, Field.RESPONSIBLE, Field.LEAD, Field.DEADLINE
    })  # fmt: skip


class _Rows:
    """Takes the rows below a header one after another."""

    def __init__(
        self, columns: list[_Column], issues: list[DraftIssue], category: str | None
    ) -> None:
        self._columns = columns
        self._issues = issues
        self._category = category or (issues[-1].category if issues else None)
        self.feet: list[Paragraph] = []

    def take(self, row: Row) -> None:
        texts = {tidy(cell.text) for cell in row.cells if cell.text.strip()}
        if not texts or texts <= {column.title for column in self._columns}:
            return
        if len(texts) == 1 and not any(cell.text.strip() for cell in row.cells[:2]):
            self._more(row)
        elif len(texts) == 1:
            self._lone(next(iter(texts)), row)
        elif any(_FOOT.match(text) for text in texts) and not self._cell(row, Field.PROBLEM):
            self.feet += _texts([row])
        elif self._continues(row):
            self._more(row)
        else:
            self._open(row)

    def _lone(self, text: str, row: Row) -> None:
        """A row with one text is the title of a category, or stands below the list."""
        mark = read_mark(text)
        words = _COUNT.sub("", text[mark.length :] if mark else text).strip(END_MARKS + "：:")
        if _FOOT.match(text) or re.search(r"[。；]", text) or len(words) > 40:
            self.feet += _texts([row])
            if self._issues and not _FOOT.match(text):
                self._issues[-1].doubt(Field.PROBLEM, f"下面一行没有归入：“{text[:20]}”", row.place)
        else:
            self._category = words

    def _continues(self, row: Row) -> bool:
        """Whether a row goes on with the issue above it: its 问题 is the merged cell above, or
        both its number and its 问题 are empty."""
        if not self._issues:
            return False
        problem = self._cell_of(row, Field.PROBLEM)
        number = self._cell_of(row, Field.NUMBER)
        if problem is not None and problem.merged and problem.text.strip():
            return number is None or number.merged or not number.text.strip()
        unnumbered = number is None or not number.text.strip()
        if problem is None or not problem.text.strip():
            return unnumbered
        says_who = any(self._cell(row, field) for field in _WHO_AND_WHEN)
        return number is not None and unnumbered and not says_who and self._has_numbers()

    def _has_numbers(self) -> bool:
        return bool(self._issues) and self._issues[-1].number is not None

    def _open(self, row: Row) -> None:
        draft = DraftIssue(row.place, self._category)
        self._issues.append(draft)
        for column in self._columns:
            text = self._text(row, column)
            if Field.NUMBER in column.fields:
                draft.number = _number(text)
                if draft.number is None and text.strip():
                    draft.doubt(Field.NUMBER, f"“{tidy(text)}”不是编号")
            elif Field.CATEGORY in column.fields:
                self._set_category(draft, text)
            else:
                self._put(draft, column, text, row.place)

    def _set_category(self, draft: DraftIssue, text: str) -> None:
        if text.strip():
            words = tidy(text)
            if match := _NUMBERED_CATEGORY.fullmatch(words):
                words, draft.number = match[1], int(match[2])
            draft.category = self._category = words
        elif self._category:
            draft.category = self._category
            draft.doubt(Field.CATEGORY, "类别一格是空的，沿用上一行的类别")

    def _put(self, draft: DraftIssue, column: _Column, text: str, place: str) -> None:
        if not text.strip() or tidy(text) in ("/", "—", "-", "无", "——"):
            if text.strip():
                draft.doubt(column.fields[0], f"“{tidy(text)}”按没有写处理", place)
            return
        field = column.fields[0]
        if len(column.fields) > 1:
            known = [f for f in column.fields if f not in (Field.PROBLEM,)]
            field = known[0] if known else field
            for other in column.fields:
                draft.doubt(
                    other, f"“{column.title}”一栏写了几样内容，都放在{field.label}里", place
                )
        if field is Field.MEASURES:
            for line in text.split("\n"):
                draft.add_measure(plain_line(line) or line, place)
        else:
            draft.add(field, text, place)

    def _more(self, row: Row) -> None:
        """Add what a further row says of the last issue; merged cells say nothing new."""
        draft = self._issues[-1] if self._issues else None
        if draft is None:
            return
        torn = not any(cell.merged and cell.text.strip() for cell in row.cells)
        for column in self._columns:
            cell = row.cells[column.position] if column.position < len(row.cells) else Cell("")
            text = cell.text.strip()
            field = column.fields[0]
            if cell.merged or not text or field in (Field.NUMBER, Field.CATEGORY):
                continue
            had = bool(draft.values.get(field)) or (
                field is Field.MEASURES and bool(draft.measures)
            )
            if any(tidy(v.text) == tidy(text) for v in draft.values.get(field, [])):
                continue
            if had and (torn or field is not Field.MEASURES):
                why = "接着上一行（可能是换页断开）" if torn else "同一项分几行写，已合并"
                draft.doubt(field, why, row.place)
            if torn and field is Field.MEASURES and draft.measures:
                draft.join_measure(text)
            else:
                self._put(draft, column, text, row.place)

    def _text(self, row: Row, column: _Column) -> str:
        return row.cells[column.position].text if column.position < len(row.cells) else ""

    def _cell_of(self, row: Row, field: Field) -> Cell | None:
        for column in self._columns:
            if column.fields[0] is field and column.position < len(row.cells):
                return row.cells[column.position]
        return None

    def _cell(self, row: Row, field: Field) -> str:
        cell = self._cell_of(row, field)
        return cell.text.strip() if cell else ""


def _number(text: str) -> int | None:
    text = tidy(text).strip(END_MARKS + "（）()")
    return read_numeral(text)


def _texts(rows: Iterable[Row]) -> Iterator[Paragraph]:
    for row in rows:
        for text in dict.fromkeys(cell.text.strip() for cell in row.cells):
            if text:
                yield Paragraph(text, row.place)
