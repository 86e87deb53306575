"""Tables that are no list of issues → lines: a form for each issue (a label in one cell, its text
in the next), the measures of an issue of the running text, running text that is only laid out."""

from collections.abc import Iterator

from rectify_cli.domain.numerals import read_numeral
from rectify_cli.importing.files.source import Cell, Paragraph, Row, Source, Table
from rectify_cli.importing.plan.tables.table_headers import (
    cell_at,
    find_header,
    read_columns,
    upright,
)
from rectify_cli.importing.words.label_places import find_labels
from rectify_cli.importing.words.labels import Field, LabelWords, Meaning, read_column, read_label
from rectify_cli.importing.words.numbering import read_mark
from rectify_cli.importing.words.wording import plain_line, tidy

_LONGEST_LABEL = 12
_CORE = {Field.PROBLEM, Field.MEASURES}


def spell_out_forms(source: Source, known: LabelWords) -> Source:
    """``source`` with every form as the lines ``label：`` and text, where the form stood."""
    turned = {id(table): upright(table, known) for table in source.tables}
    listed = {key for key, table in turned.items() if find_header(table, known) is not None}
    parts: list[Paragraph | Table] = []
    for part in source.parts:
        if isinstance(part, Paragraph):
            parts.append(part)
        elif id(part) in listed:
            parts.append(turned[id(part)])
        elif not listed and (measures := _table_of_measures(part, known)):
            above = part._replace(rows=part.rows[: -len(measures.rows)])
            parts += [*_form_lines(above, known), *_measure_lines(measures, known)]
        elif _is_form(part, known):
            parts += _form_lines(part, known)
        elif _is_text(part, known):
            parts += _text_lines(part)
        else:
            parts.append(part)
    return source._replace(parts=tuple(parts))


def _is_form(table: Table, known: LabelWords) -> bool:
    """Whether most rows pair labels with texts, and the parts of an issue are among them."""
    pairs = [pair for row in table.rows for pair in _pairs(row)]
    named = [(label, text) for label, text in pairs if _meaning(label.text, known)]
    fields = {
        field for label, _ in named if (m := _meaning(label.text, known)) for field in m.fields
    }
    rows = sum(any(_meaning(label.text, known) for label, _ in _pairs(row)) for row in table.rows)
    return (
        bool(fields & _CORE)
        and len(fields - {Field.OTHER}) > 2
        and 2 * rows > len(table.rows)
        and all(not read_label(tidy(text.text), known) for _, text in named)
    )


def _meaning(text: str, known: LabelWords) -> Meaning | None:
    label = _label(text)
    if not label or len(label) > _LONGEST_LABEL:
        return None
    return read_label(label, known) or read_column(label, known)


def _label(text: str) -> str:
    """A label's words without the number before them or the colon behind."""
    words = tidy(text)
    mark = read_mark(words)
    return words[mark.length if mark else 0 :].strip("：: ")


def _pairs(row: Row) -> Iterator[tuple[Cell, Cell]]:
    """Label and text of neighbouring cells; the parts of a merged cell count once."""
    cells = [cell for cell in row.cells if not cell.merged]
    if len(cells) % 2 and len(cells) > 1 and read_numeral(tidy(cells[0].text)) is not None:
        cells = cells[1:]
    yield from zip(cells[::2], cells[1::2], strict=False)


def _form_lines(table: Table, known: LabelWords) -> Iterator[Paragraph]:
    for row in table.rows:
        pairs = list(_pairs(row))
        for label, text in pairs:
            words = _label(label.text)
            meaning = None if read_label(words, known) else read_column(words, known)
            if meaning and not tidy(text.text):
                yield Paragraph(label.text, row.place, label.at)  # the title of the form
                continue
            if meaning:
                words = meaning.fields[0].label
            if words and not plain_line(text.text):
                yield Paragraph(f"{words}：{text.text}", row.place, text.at)
            elif words and len(words) <= _LONGEST_LABEL:
                yield Paragraph(f"{words}：", row.place, label.at)
                yield Paragraph(text.text, row.place, text.at)
            else:
                yield Paragraph(label.text, row.place, label.at)
                yield Paragraph(text.text, row.place, text.at)
        if not pairs:
            for cell in row.cells:
                if not cell.merged and cell.text.strip():
                    yield Paragraph(cell.text, row.place, cell.at)


def _table_of_measures(table: Table, known: LabelWords) -> Table | None:
    """The rows, from their titles to the end, that say what is done about an issue told above, by
    whom or until when; above them the table may only be a form. None in any other table."""
    for index, row in enumerate(table.rows[:-1]):
        columns = read_columns(row, known)
        fields = {field for column in columns for field in column.fields}
        says = fields & {Field.MEASURES, Field.DEADLINE} and len(fields - {Field.OTHER}) > 1
        if says and (len(columns) > 2 or not index) and all(c.fields for c in columns):
            return table._replace(rows=table.rows[index:])
        title = not index and read_mark(tidy(row.cells[0].text)) is not None
        if not title and not any(_meaning(label.text, known) for label, _ in _pairs(row)):
            return None
    return None


def _measure_lines(table: Table, known: LabelWords) -> Iterator[Paragraph]:
    titles = table.rows[0]
    for row in table.rows[1:]:
        for column in read_columns(titles, known):
            cell = cell_at(row, column)
            if column.fields[0] is Field.NUMBER or cell.merged or not cell.text.strip():
                continue
            known_word = read_label(column.title, known) is not None
            word = column.title if known_word else column.fields[0].label
            yield Paragraph(f"{word}：", row.place, titles.cells[column.position].at)
            yield Paragraph(cell.text, row.place, cell.at)


def _is_text(table: Table, known: LabelWords) -> bool:
    """Whether the cells of a table hold whole issues as running text."""
    cells = [cell.text for row in table.rows for cell in row.cells if not cell.merged]
    fields = {label.field for text in cells for label in find_labels(text, known) if label.known}
    return fields >= _CORE or (Field.MEASURES in fields and len(fields) > 2)


def _text_lines(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        number = ""
        for cell in row.cells:
            if cell.merged or not cell.text.strip():
                continue
            if read_numeral(tidy(cell.text).strip(".．、")) is not None:
                number = tidy(cell.text).strip(".．、") + "．"
                continue
            yield Paragraph(number + cell.text, row.place, cell.at)
            number = ""
