"""The header of a table whose columns are the parts of an issue."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_cli.domain.numerals import read_numeral
from rectify_cli.importing.files.source import Cell, Row, Table
from rectify_cli.importing.words.labels import (
    Field,
    LabelWords,
    Meaning,
    read_column,
    read_label,
)
from rectify_cli.importing.words.wording import END_MARKS, tidy

_SEARCHED = 30
_FEWEST_TURNED = 3  # columns: titles, and two issues
_SHORT_TITLE = 8
# What a title over several columns speaks of, and the noun that theirs leave out.
_NOUNS = (("单位|部门|责任|分工|主体", "单位"), ("时限|时间|期限", "时间"))
_UNITS = frozenset({Field.LEAD, Field.RESPONSIBLE, Field.HELPING})
_PEOPLE = frozenset({Field.LEADER, Field.PERSON})
_RECKONED = "限到期日"
_TELLS = {Field.MEASURES, Field.RESPONSIBLE, Field.LEAD, Field.DEADLINE}


class Column(NamedTuple):
    """A column: which it is, what it holds (nothing known: no fields), and its title."""

    position: int
    fields: tuple[Field, ...]
    title: str


class Header(NamedTuple):
    """A table's columns, and its rows below them; ``before`` are the rows above, ``texts`` all that
    stands in the header."""

    columns: tuple[Column, ...]
    before: tuple[Row, ...]
    rows: tuple[Row, ...]
    width: int
    texts: frozenset[str]


def find_header(table: Table, known: LabelWords) -> Header | None:
    """The header of a table, of one or two rows; none where it has none."""
    for index, row in enumerate(table.rows[:_SEARCHED]):
        titles = [tidy(cell.text) for cell in row.cells]
        columns = _columns(titles, known)
        if not _is_header(columns):
            continue
        first = index + 1
        texts = {*titles}
        below = table.rows[first] if first < len(table.rows) else None
        if below is not None and len(below.cells) == len(titles):
            named = [tidy(cell.text) for cell in below.cells]
            if lower := _lower_titles(titles, named, known):
                columns, first = _columns(lower, known), first + 1
                texts |= {*named, *lower}
        rest = table.rows[first:]
        return Header(columns, table.rows[:index], rest, len(titles), frozenset(texts))
    return None


def _lower_titles(upper: list[str], named: list[str], known: LabelWords) -> list[str] | None:
    """The titles of the columns where ``named``, the row below ``upper``, is a header's second
    row; none where it is a row of the list.

    It is one where all that it says are titles of columns; and where it says something below
    titles of several columns alone (责任单位 over 牵头 and 配合), while the others go on
    downwards: what it says there is read together with the title above, if it must be.
    """
    if not any(named):
        return None
    whole = [name or above for above, name in zip(upper, named, strict=True)]
    if all(read_column(name, known) for name in named if name):
        return whole
    parents = _parents(upper)
    if not any(parents):
        return None
    for index, (above, name) in enumerate(zip(upper, named, strict=True)):
        if parents[index] is None:
            if name not in ("", above):
                return None
        elif name != above:
            if not 0 < len(name) <= _SHORT_TITLE:
                return None
            whole[index] = _read_together(name, parents[index] or "", known)
    return whole


def _parents(upper: list[str]) -> list[str | None]:
    """For each column the title that it shares with its neighbours; none where it has its own.
    A cell spread over columns has its text in each, or in the first alone."""
    found: list[str | None] = []
    for index, title in enumerate(upper):
        behind = upper[index + 1] if index + 1 < len(upper) else None
        if not title:
            found.append(found[-1] if found else None)
        elif title == behind or (index and title == upper[index - 1]) or behind == "":
            found.append(title)
        else:
            found.append(None)
    return found


def _read_together(name: str, above: str, known: LabelWords) -> str:
    """``牵头`` below ``责任单位``: 牵头单位; a title that says enough, or that nothing explains,
    stays as it is."""
    tries = [name]
    tries += [f"{name}{noun}" for words, noun in _NOUNS if re.search(words, above)]
    tries.append(name + above)
    return next((title for title in tries if read_column(title, known)), name)


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
        return table._replace(rows=(*table.rows[:index], left[0], *rows))
    return table


def upright(table: Table, known: LabelWords) -> Table:
    """A table whose first column holds the titles and every further one an issue, as a list with
    a header; any other table as it is."""
    rows = table.rows
    width = len(rows[0].cells) if rows else 0
    if width < _FEWEST_TURNED or any(len(row.cells) != width for row in rows):
        return table
    cells = [cell for row in rows for cell in row.cells]
    others = [tidy(cell.text) for row in rows[1:] for cell in row.cells[1:]]
    if any(cell.merged for cell in cells) or any(read_label(text, known) for text in others):
        return table
    columns = zip(*(row.cells for row in rows), strict=True)
    turned = table._replace(rows=tuple(Row(column, rows[0].place) for column in columns))
    own, other = find_header(table, known), find_header(turned, known)
    return turned if own is None and other is not None and not other.before else table


def _first(pair: tuple[int | None, Row]) -> int:
    return pair[0] or 0


def read_columns(row: Row, known: LabelWords) -> tuple[Column, ...]:
    """The columns that the titles in ``row`` name."""
    return _columns([tidy(cell.text) for cell in row.cells], known)


def _columns(titles: list[str], known: LabelWords) -> tuple[Column, ...]:
    columns: list[Column] = []
    given: set[Field] = set()
    meanings = [_stacked(title, known) or read_column(title, known) for title in titles]
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


def _stacked(title: str, known: LabelWords) -> Meaning | None:
    """A title of units above one of people: 牵头单位 over 责任领导."""
    for at in range(4, len(title) - 2):
        upper, lower = read_label(title[:at], known), read_label(title[at:], known)
        if upper and lower and {*upper.fields} <= _UNITS and {*lower.fields} <= _PEOPLE:
            return Meaning((*upper.fields, *lower.fields))
    return None


def _fields(meaning: Meaning, given: set[Field]) -> Iterator[Field]:
    if not meaning.choice:
        yield from meaning.fields
        return
    yield next((field for field in meaning.fields if field not in given), Field.OTHER)


def _is_header(columns: tuple[Column, ...]) -> bool:
    fields = {field for column in columns for field in column.fields}
    says_what = bool(fields & {Field.PROBLEM, Field.TITLE})
    return len(fields) >= 3 and says_what and bool(fields & _TELLS)


def cell_at(row: Row, column: Column) -> Cell:
    """The cell of a row in a column; an empty one where the row is too short. Below 整改时限 over
    到期日 the first line alone is the document's: the day under it was reckoned."""
    cell = row.cells[column.position] if column.position < len(row.cells) else Cell("")
    if column.fields == (Field.DEADLINE,) and column.title.endswith(_RECKONED):
        return cell._replace(text=cell.text.split("\n")[0])
    return cell
