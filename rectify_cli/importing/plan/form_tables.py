"""A form for each issue (a label in one cell, its text in the next) → labelled lines."""

from collections.abc import Iterator

from rectify_cli.importing.files.source import Paragraph, Row, Source, Table
from rectify_cli.importing.words.labels import Field, column_fields, find_labels
from rectify_cli.importing.words.wording import tidy


def spell_out_forms(source: Source) -> Source:
    """``source`` with every form as the lines ``label：text``, where the form stood."""
    parts: list[Paragraph | Table] = []
    for part in source.parts:
        if isinstance(part, Table) and _is_form(part):
            parts += _lines(part)
        else:
            parts.append(part)
    return source._replace(parts=tuple(parts))


def _is_form(table: Table) -> bool:
    """Whether most rows pair labels with texts, and the parts of an issue are among them."""
    pairs = [pair for row in table.rows for pair in _pairs(row)]
    fields = {field for label, _ in pairs for field in column_fields(label)}
    rows = sum(any(True for _ in _pairs(row)) for row in table.rows)
    return (
        {Field.PROBLEM, Field.MEASURES} <= fields
        and 2 * rows > len(table.rows)
        and all(not column_fields(text) for _, text in pairs)
    )


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    """Label and text of neighbouring cells; the parts of a merged cell count once."""
    texts = [cell.text for cell in row.cells if not cell.merged]
    for label, text in zip(texts[::2], texts[1::2], strict=False):
        if column_fields(label) and len(tidy(label)) <= 12:
            yield tidy(label), text


def _lines(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        found = False
        for label, text in _pairs(row):
            found = True
            spelled = label if find_labels(f"{label}：") else column_fields(label)[0].label
            yield Paragraph(f"{spelled}：{text}", row.place)
        if not found:
            text = " ".join(cell.text for cell in row.cells if not cell.merged).strip()
            yield Paragraph(text, row.place)
