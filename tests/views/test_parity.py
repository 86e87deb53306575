"""One printout in several formats says the same things in the same order.

What the document says is told in pieces (a heading, a paragraph, a line of a cell, a bar's label
and note); each format is read back as one run of text without white space, its own marks taken
off, and must hold all pieces one after another.
"""

import io
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import StringIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from samples import EDGES, PRINTOUTS, busy_checklist, report_on

from rectify_cli.formats.blocks import (
    Addressees,
    AnnexNote,
    AnnexTitle,
    Bars,
    Block,
    Document,
    Heading,
    Imprint,
    Items,
    Paragraph,
    Signature,
    SignOff,
    Table,
    Trend,
)
from rectify_cli.formats.html.page import render_html
from rectify_cli.formats.markdown import render_markdown
from rectify_cli.formats.paper.layout import lay_out
from rectify_cli.formats.terminal.blocks import make_console, print_document
from rectify_cli.formats.word.document import render_word

Grid = list[list[str]]
GOES_ON = "\n续"  # under the number of a row that is too tall for a page


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00a0]+", "", text)


def pieces(document: Document, *, first_lines: bool) -> Iterator[str]:
    """Everything that the document says, in order. With ``first_lines`` only the first line of
    each cell: on a terminal the cells of a row stand beside each other."""
    yield from (document.title, *document.subtitle)
    for block in document.blocks():
        yield from _pieces_of(block, first_lines=first_lines)


def _pieces_of(block: Block, *, first_lines: bool) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield block.text
        case Items():
            yield from block.items
        case Table():
            yield block.caption
            table = block.on_paper
            yield from [column.title for column in table.columns] if table.rows else [table.empty]
            for row in table.rows:
                for cell in row:
                    lines = cell.text.split("\n")
                    yield from lines[:1] if first_lines else lines
        case SignOff():
            yield from block.fields
        case Bars() | Trend():
            pass  # drawn on screens alone
        case AnnexNote():
            yield from block.titles
        case Signature():
            yield block.organ
        case AnnexTitle():
            yield block.label
            yield block.title
        case Imprint():
            yield from block.cc
        case Addressees():
            yield from block.names


def missing(text: str, wanted: Iterator[str]) -> str | None:
    """The first piece that does not follow the ones before it."""
    at = 0
    for piece in map(squeezed, wanted):
        found = text.find(piece, at)
        if found < 0:
            return f"{piece} (after {text[max(0, at - 60) : at]})"
        at = found + len(piece)
    return None


def terminal_text(document: Document) -> str:
    stream = StringIO()
    print_document(document, make_console(stream))
    return squeezed(stream.getvalue())


def markdown_text(document: Document) -> str:
    text = render_markdown(document).replace("<br>", "")
    lines = [line.strip("|") for line in text.split("\n") if not line.startswith("| :-")]
    cells = [re.sub(r" \| ", " ", line) for line in lines]
    return squeezed(re.sub(r"\\([^\w\s])", r"\1", "\n".join(cells)))


class _HtmlText(HTMLParser):
    """The visible text and the tables of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tables: list[Grid] = []
        self._in: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "th" and ("class", "fold") in attrs:
            tag = "fold"
        if tag in ("style", "title", "td", "th", "fold"):
            self._in.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif tag == "br" and self._in:
            self.tables[-1][-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if self._in and (self._in[-1] == tag or (self._in[-1], tag) == ("fold", "th")):
            self._in.pop()

    def handle_data(self, data: str) -> None:
        if self._in and self._in[-1] in ("style", "title", "fold"):
            return
        self.text.append(data)
        if self._in:
            self.tables[-1][-1][-1] += data


def html_text(document: Document) -> str:
    return squeezed("".join(_HtmlText(render_html(document)).text))


def word_body(document: Document) -> Any:
    return docx.Document(io.BytesIO(render_word(document)))


def word_text(document: Document) -> str:
    """The text of the body; in a table the parts of a tall row are put together again."""
    texts = []
    for element in word_body(document).element.body:
        if element.tag == qn("w:tbl"):
            texts += ["".join(row) for row in rows_of(element)]
        else:
            texts += [text.text or "" for text in element.iter(qn("w:t"))]
    return squeezed("".join(texts))


def rows_of(table: Any) -> Grid:
    """The cells of a table's rows; what only goes on in the next row is put together."""
    rows: Grid = []
    for row in table.iter(qn("w:tr")):
        cells = [cell_text(cell) for cell in row.iter(qn("w:tc"))]
        if rows and any(cell.endswith(GOES_ON) for cell in cells):
            more = ["" if cell.endswith(GOES_ON) else cell for cell in cells]
            rows[-1] = [begun + rest for begun, rest in zip(rows[-1], more, strict=True)]
        else:
            rows.append(cells)
    return rows


def cell_text(cell: Any) -> str:
    pieces = cell.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if piece.tag == qn("w:br") else piece.text or "" for piece in pieces)


READERS: dict[str, Callable[[Document], str]] = {
    "terminal": terminal_text,
    "markdown": markdown_text,
    "html": html_text,
    "word": word_text,
}


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("edge", [edge for edge in EDGES if edge != "300 issues"])
@pytest.mark.parametrize("printout", PRINTOUTS)
def test_every_format_says_everything_in_the_documents_order(
    printout: str, edge: str, format: str
) -> None:
    document = PRINTOUTS[printout](EDGES[edge]())
    on_terminal = format == "terminal"
    told = lay_out(document) if format in ("html", "word") else document
    assert missing(READERS[format](document), pieces(told, first_lines=on_terminal)) is None


def test_the_comparison_notices_what_is_left_out_or_out_of_order() -> None:
    document = report_on(busy_checklist())
    text = html_text(document)
    assert missing(text.replace("“办事流程”", ""), pieces(document, first_lines=False))
    first, second = text.index("三、"), text.index("四、")
    swapped = text[:first] + text[second:] + text[first:second]
    assert missing(swapped, pieces(document, first_lines=False))


def document_tables(document: Document) -> list[Grid]:
    return [
        [[column.title for column in table.columns], *([c.text for c in row] for row in table.rows)]
        for block in document.blocks()
        if isinstance(block, Table) and (table := block.on_paper).rows
    ]


def markdown_tables(document: Document) -> list[Grid]:
    drawn = ["名称", "图示"], ["日期", "数量"]
    tables = []
    for part in render_markdown(document).split("\n\n"):
        lines = [line for line in part.splitlines() if line.startswith("|")]
        grid = [
            [
                re.sub(r"\\(.)", r"\1", cell.strip().replace("<br>", "\n"))
                for cell in re.split(r"(?<!\\)\|", line)[1:-1]
            ]
            for line in lines
            if not line.startswith("| :-")
        ]
        if grid and grid[0][:2] not in drawn:
            tables.append(grid)
    return tables


def html_tables(document: Document) -> list[Grid]:
    return _HtmlText(render_html(document)).tables


def word_tables(document: Document) -> list[Grid]:
    """The tables with rules; those without are drawings."""
    return [
        rows_of(table._tbl)
        for table in word_body(document).tables
        if table._tbl.tblPr.find(qn("w:tblBorders")) is not None
    ]


@pytest.mark.parametrize("printout", PRINTOUTS)
def test_tables_are_the_same_cell_by_cell(printout: str) -> None:
    document = PRINTOUTS[printout](busy_checklist())
    tables = document_tables(document)
    assert tables
    assert markdown_tables(document) == tables
    printed = document_tables(lay_out(document))
    assert html_tables(document) == printed
    assert without_breaks(word_tables(document)) == without_breaks(printed)


def without_breaks(tables: list[Grid]) -> list[Grid]:
    """Where a line ends in a narrow column is Word's own affair."""
    return [[[squeezed(cell) for cell in row] for row in table] for table in tables]
