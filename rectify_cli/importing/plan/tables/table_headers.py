"""The header of a table whose columns are the parts of an issue."""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_cli.domain.numerals import read_numeral
from rectify_cli.importing.files.source import Cell, Row, Table
from rectify_cli.importing.words.labels import Field, LabelWords, Meaning, read_column
from rectify_cli.importing.words.wording import END_MARKS, tidy

_SEARCHED = 30
_TELLS = {Field.MEASURES, Field.RESPONSIBLE, Field.LEAD, Field.DEADLINE}


class Column(NamedTuple):
    """A column: which it is, what it holds (nothing known: no fields), and its title."""

    position: int
    fields: tuple[Field, ...]
    title: str


class Header(NamedTuple):
    """A table's columns, and its rows below them; ``before`` are the rows above."""

    columns: tuple[Column, ...]
    before: tuple[Row, ...]
    rows: tuple[Row, ...]
    width: int


def find_header(table: Table, known: LabelWords) -> Header | None:
    """The header of a table, of one or two rows; none where it has none."""
    for index, row in enumerate(table.rows[:_SEARCHED]):
        titles = [tidy(cell.text) for cell in row.cells]
        columns = _columns(titles, known)
        if not _is_header(columns):
            continue
        first = index + 1
        below = table.rows[first] if first < len(table.rows) else None
        if below is not None and len(below.cells) == len(titles):
            named = [tidy(cell.text) for cell in below.cells]
            if any(named) and all(read_column(title, known) for title in named if title):
                titles = [name or upper for name, upper in zip(named, titles, strict=True)]
                columns, first = _columns(titles, known), first + 1
        return Header(columns, table.rows[:index], table.rows[first:], len(titles))
    return None


def side_by_side(table: Table, known: LabelWords) -> Table:
    """A table printed in two halves beside each other, as one below the other."""
    for index, row in enumerate(table.rows[:_SEARCHED]):
        titles = [tidy(cell.text) for cell in row.cells]
        half = len(titles) // 2
        if len(titles) % 2 or half < 3 or titles[:half] != titles[half:]:
            continue
        if not _is_header(_columns(titles[:half], known)):
            continue
        left = [row._replace(cells=row.cells[:half]) for row in table.rows[index:]]
        right = [row._replace(cells=row.cells[half:]) for row in table.rows[index + 1 :]]
        rows = [*left[1:], *right]
        numbers = [read_numeral(tidy(row.cells[0].text).strip(END_MARKS)) for row in rows]
        if all(number is not None for number in numbers):
            rows = [row for _, row in sorted(zip(numbers, rows, strict=True), key=_first)]
        return Table((*table.rows[:index], left[0], *rows))
    return table


def _first(pair: tuple[int | None, Row]) -> int:
    return pair[0] or 0


def _columns(titles: list[str], known: LabelWords) -> tuple[Column, ...]:
    columns: list[Column] = []
    given: set[Field] = set()
    meanings = [read_column(title, known) for title in titles]
    sure = {field for m in meanings if m and not m.choice for field in m.fields}
    for index, (title, meaning) in enumerate(zip(titles, meanings, strict=True)):
        if index and title == titles[index - 1] and title:
            continue
        fields = tuple(_fields(meaning, sure)) if meaning else ()
        if fields == (Field.NUMBER,) and Field.NUMBER in given:
            fields = (Field.OTHER,)  # the numbers of the measures
        given |= {*fields}
        if title:
            columns.append(Column(index, fields, title))
    return tuple(columns)


def _fields(meaning: Meaning, given: set[Field]) -> Iterator[Field]:
    if not meaning.choice:
        yield from meaning.fields
        return
    yield next((field for field in meaning.fields if field not in given), Field.OTHER)


def _is_header(columns: tuple[Column, ...]) -> bool:
    fields = {field for column in columns for field in column.fields}
    return len(fields) >= 3 and Field.PROBLEM in fields and bool(fields & _TELLS)


def cell_at(row: Row, column: Column) -> Cell:
    """The cell of a row in a column; an empty one where the row is too short."""
    return row.cells[column.position] if column.position < len(row.cells) else Cell("")
