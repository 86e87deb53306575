"""Tables whose columns are the parts of an issue → issues, one a row or one a merged cell."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rectify_cli.importing.files.source import Paragraph, Source
from rectify_cli.importing.plan.draft import DraftIssue
from rectify_cli.importing.plan.tables.list_rows import RowReader, texts_of
from rectify_cli.importing.plan.tables.table_headers import (
    Header,
    find_header,
    side_by_side,
)
from rectify_cli.importing.words.categories import heading_words, heads_no_issues, names_category
from rectify_cli.importing.words.labels import Field, LabelWords
from rectify_cli.importing.words.numbering import inline_items, read_mark
from rectify_cli.importing.words.wording import plain_line, tidy

_UNTITLED = re.compile(r"(?i)sheet\s*\d|工作表\s*\d|\d+$")


class TableIssues(NamedTuple):
    """Issues found in tables, the texts that stood in the tables around them, and the columns
    that are not known: title → a text that stands in it, and where."""

    issues: list[DraftIssue]
    before: tuple[Paragraph, ...]
    after: tuple[Paragraph, ...]
    unknown: dict[str, Paragraph]


def read_tables(source: Source, known: LabelWords) -> TableIssues:
    """Every issue that the tables of ``source`` hold, in order; a table without a header
    continues the one before it when it has as many columns."""
    found = TableIssues([], (), (), {})
    before: list[Paragraph] = []
    after: list[Paragraph] = []
    header: Header | None = None
    above = ""
    sheets: dict[str, list[DraftIssue]] = {}
    for part in source.parts:
        if isinstance(part, Paragraph):
            above = plain_line(part.text) or above
            continue
        heading, above = above, ""
        table = side_by_side(part, known)
        own = find_header(table, known)
        if own is not None:
            header = own
            before += texts_of(header.before)
        elif header and table.rows and len(table.rows[0].cells) == header.width:
            header = header._replace(before=(), rows=table.rows)
        else:
            continue
        reading = RowReader(
            header,
            found.issues,
            found.unknown,
            category=_category_of(heading),
            known=known,
        )
        begins = len(found.issues)
        for row in header.rows:
            reading.take(row)
        sheets.setdefault(table.title, []).extend(found.issues[begins:])
        after += reading.feet
    _name_sheets(sheets)
    _number_by_problems(found.issues)
    return found._replace(before=tuple(before), after=tuple(after))


def _category_of(line: str) -> str | None:
    """The category that a numbered heading right above a table names."""
    mark = read_mark(line)
    words = heading_words(line[mark.length :]) if mark else ""
    return words if names_category(words) and not heads_no_issues(words) else None


def _name_sheets(sheets: dict[str, list[DraftIssue]]) -> None:
    """Take the titles of several sheets as the categories of their issues, where none has any."""
    titled = {title: drafts for title, drafts in sheets.items() if drafts}
    words = {title for title in titled if names_category(title) and not _UNTITLED.match(title)}
    if len(words) < 2 or any(draft.category for drafts in titled.values() for draft in drafts):
        return
    for title in words:
        for draft in titled[title]:
            draft.category = title
            draft.doubt(Field.CATEGORY, f"类别取自工作表的名称“{title}”")


def _number_by_problems(drafts: Sequence[DraftIssue]) -> None:
    """Take the numbers of items that have them only before their problems: 1.窗口少, 2.指引不清."""
    marks = []
    for draft in drafts:
        values = draft.values.get(Field.PROBLEM, [])
        text = tidy(values[0].text) if len(values) == 1 else ""
        mark = read_mark(text)
        if mark is None or inline_items(text) or draft.number is not None:
            return
        marks.append((draft, text, mark))
    expected: list[int] = []
    for place, (draft, *_) in enumerate(marks):
        goes_on = place and draft.category == marks[place - 1][0].category
        expected.append(expected[-1] + 1 if goes_on else 1)
    if len(marks) < 2 or [mark.number for *_, mark in marks] != expected:
        return
    for draft, text, mark in marks:
        draft.number = mark.number
        draft.values[Field.PROBLEM] = [
            draft.values[Field.PROBLEM][0]._replace(text=text[mark.length :])
        ]
