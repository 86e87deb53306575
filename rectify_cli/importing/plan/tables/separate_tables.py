"""A list of problems, one of tasks and one of who answers for them, each a table of its own → one
table, where the same numbers stand in each of them."""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_cli.domain.numerals import read_numeral
from rectify_cli.importing.files.source import Cell, Paragraph, Row, Source, Table
from rectify_cli.importing.plan.tables.table_headers import (
    Column,
    cell_at,
    find_header,
    read_columns,
)
from rectify_cli.importing.words.labels import Field, LabelWords
from rectify_cli.importing.words.wording import END_MARKS, tidy

_TITLES_WITHIN = 3  # rows


class _List(NamedTuple):
    """A table of numbered rows: the titles of its columns, the number's aside, and what stands
    below them by number."""

    table: Table
    titles: tuple[Cell, ...]
    fields: frozenset[Field]
    rows: dict[int, Row]


def join_lists(source: Source, known: LabelWords) -> tuple[Source, bool]:
    """``source`` with its separate lists as one table, where the first of them stood, and whether
    it has any."""
    lists = [found for table in source.tables if (found := _read(table, known))]
    if not _belong_together(lists):
        return source, False
    titles = (Cell("序号"), *(title for one in lists for title in one.titles))
    rows = [Row(titles, lists[0].table.rows[0].place)]
    for number, first in lists[0].rows.items():
        cells = (cell for one in lists for cell in one.rows[number].cells)
        rows.append(Row((Cell(str(number)), *cells), first.place))
    joined = lists[0].table._replace(rows=tuple(rows))
    return source._replace(parts=tuple(_parts(source, joined, lists))), True


def _parts(source: Source, joined: Table, lists: list[_List]) -> Iterator[Paragraph | Table]:
    """The parts of ``source`` with ``joined`` in place of the first of ``lists``, and without the
    others."""
    for part in source.parts:
        if part is lists[0].table:
            yield joined
        elif not any(part is one.table for one in lists):
            yield part


def _read(table: Table, known: LabelWords) -> _List | None:
    """A table whose rows are numbered but say only a part of what an issue is."""
    if find_header(table, known) is not None:
        return None
    for index, row in enumerate(table.rows[:_TITLES_WITHIN]):
        columns = read_columns(row, known)
        number = next((c for c in columns if c.fields == (Field.NUMBER,)), None)
        others = [c for c in columns if c is not number]
        if number is not None and others and all(c.fields for c in others):
            rows = _by_number(table.rows[index + 1 :], number, others)
            titles = tuple(cell_at(row, column) for column in others)
            fields = frozenset(field for column in others for field in column.fields)
            return _List(table, titles, fields, rows) if rows else None
    return None


def _by_number(rows: tuple[Row, ...], number: Column, others: list[Column]) -> dict[int, Row]:
    """What stands in each row by its number; nothing where a row has none, or another's."""
    found: dict[int, Row] = {}
    for row in rows:
        read = read_numeral(tidy(cell_at(row, number).text).strip(END_MARKS))
        if read is None or read in found:
            return {}
        found[read] = Row(tuple(cell_at(row, column) for column in others), row.place)
    return found


def _belong_together(lists: list[_List]) -> bool:
    """Whether lists have the same numbers, and each says what the others do not."""
    if len(lists) < 2 or any(one.rows.keys() != lists[0].rows.keys() for one in lists):
        return False
    fields = [field for one in lists for field in one.fields - {Field.OTHER}]
    return len(fields) == len({*fields}) and {Field.PROBLEM, Field.MEASURES} <= {*fields}
