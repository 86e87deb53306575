"""PDF files with text → paragraphs and tables, as the pages show them.

Running heads and page numbers are left out; a table that goes on over a page's end is one table.
Lines stay as they are set: the plan's reader joins what a line's end has torn, as it does for
text files. A scan has no text, and is refused with what to do.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files.apart import read_apart
from rectify_cli.importing.files.source import Cell, Paragraph, Row, Table

MAX_PAGES = 1_000
INSTALL = 'pip install "rectify-cli[pdf]"'
_PAGE_NUMBER = re.compile(
    r"[-—－–\s]*第?\s*\d{1,4}\s*(?:页|/\s*\d{1,4})?(?:\s*共\s*\d+\s*页)?[-—－–\s]*"
)
_TORN = re.compile(
    r"\n(?!\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳]|[\u4e00-\u9fff]{2,8}[：:]))"
)
_FEWEST_CHARACTERS = 10  # a page
_EDGE_LINES = 2


class _Page(NamedTuple):
    """A page's lines and tables from top to bottom, each with its place on the page."""

    number: int
    items: list[tuple[float, str | list[list[str | bool]]]]

    @property
    def lines(self) -> list[str]:
        return [item for _, item in self.items if isinstance(item, str)]


def read_pdf(data: bytes, path: Path) -> list[Paragraph | Table]:
    """Read a PDF. Raises ``InvalidDataError``: a scan, a locked or damaged file, no package."""
    answer = read_apart("pdf:read_pages", data, path, install=INSTALL)
    if "error" in answer:
        raise InvalidDataError(f"{path.name} {answer['error']}", hint=answer["hint"])
    pages = [_Page(p["number"], [(top, item) for top, item in p["items"]]) for p in answer["pages"]]
    characters = sum(len(_text_of(item)) for page in pages for _, item in page.items)
    if characters < _FEWEST_CHARACTERS * max(1, len(pages)):
        raise InvalidDataError(
            f"{path.name} 是扫描件，里面没有文字",
            hint="用 WPS 或扫描软件“文字识别”后另存为 .docx，对照原件校对，再导入。",
        )
    return list(_joined_tables(_parts(pages)))


def read_pages(data: bytes) -> dict[str, Any]:
    """The lines and tables of every page, for the process that runs apart."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                return _refusal(f"有 {len(pdf.pages)} 页，不像整改方案", "只留下正文部分再导入。")
            return {"pages": [_read_page(page, n) for n, page in enumerate(pdf.pages, start=1)]}
    except PdfminerException as error:
        if "Password" in repr(error):
            return _refusal("加了密码", "打开它，去掉密码，另存一份再导入。")
        return _refusal("不是完好的 PDF 文件", "重新下载或另存一份再导入。")


def _refusal(error: str, hint: str) -> dict[str, Any]:
    return {"error": error, "hint": hint}


def _read_page(page: Any, number: int) -> dict[str, Any]:
    tables = page.find_tables()
    items: list[tuple[float, Any]] = [(table.bbox[1], _texts_in(table)) for table in tables]
    outside = page.filter(lambda thing: not any(_is_within(thing, table.bbox) for table in tables))
    items += [(line["top"], line["text"].strip()) for line in outside.extract_text_lines()]
    page.close()
    return {"number": number, "items": sorted(items, key=lambda item: item[0])}


def _texts_in(table: Any) -> list[list[str | bool]]:
    """The texts of a table's cells; where a merge has swallowed a cell, whether the cell that did
    it begins in a row above (True) or at the left (False)."""
    across = [
        next(((b[0] + b[2]) / 2 for b in column.cells if b is not None), 0.0)
        for column in table.columns
    ]
    texts: list[list[str | bool]] = []
    for row, words in zip(table.rows, table.extract(), strict=True):
        own = [box for box in row.cells if box is not None]
        texts.append(
            [
                (word or "").strip() if box is not None else not any(b[0] < x < b[2] for b in own)
                for box, word, x in zip(row.cells, words, across, strict=True)
            ]
        )
    return texts


def _is_within(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    if thing.get("object_type") != "char":
        return False
    across = (thing["x0"] + thing["x1"]) / 2
    down = (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _text_of(item: str | list[list[str | bool]]) -> str:
    if isinstance(item, str):
        return item
    return "".join(cell for row in item for cell in row if isinstance(cell, str))


def _parts(pages: list[_Page]) -> Iterator[Paragraph | Table]:
    running = _running_heads(pages)
    for page in pages:
        edges = {*page.lines[:_EDGE_LINES], *page.lines[-_EDGE_LINES:]}
        line = tables = 0
        for _, item in page.items:
            if isinstance(item, str):
                line += 1
                head = item in edges and (
                    _without_digits(item) in running or _PAGE_NUMBER.fullmatch(item)
                )
                if item and not head:
                    yield Paragraph(item, f"第{page.number}页第{line}行")
            else:
                tables += 1
                where = f"第{page.number}页表{tables}"
                yield Table(tuple(_rows(item, where)))


def _running_heads(pages: list[_Page]) -> set[str]:
    """What stands at the edge of at least half of the pages, numbers aside."""
    if len(pages) < 3:
        return set()
    counts = Counter(
        text
        for page in pages
        for text in {_without_digits(t) for t in (*page.lines[:_EDGE_LINES], *page.lines[-1:])}
    )
    return {text for text, count in counts.items() if text and count * 2 >= len(pages)}


def _without_digits(text: str) -> str:
    return re.sub(r"[\d\s]", "", text)


def _rows(table: list[list[str | bool]], where: str) -> Iterator[Row]:
    """A cell that a merge has swallowed takes the text above it, or at its left."""
    above: list[str] = []
    for number, texts in enumerate(table, start=1):
        cells: list[Cell] = []
        for column, text in enumerate(texts):
            if isinstance(text, str):
                cells.append(Cell(_unwrapped(text)))
            elif text and column < len(above):
                cells.append(Cell(above[column], merged=True))
            else:
                cells.append(Cell(cells[-1].text if cells else "", merged=True))
        above = [cell.text for cell in cells]
        yield Row(tuple(cells), f"{where}第{number}行")


def _unwrapped(text: str) -> str:
    """Lines that only the width of a cell has broken are one; a new mark or a label begins a new
    one."""
    return _TORN.sub("", text)


def _joined_tables(parts: Iterator[Paragraph | Table]) -> Iterator[Paragraph | Table]:
    """A table right at a page's end and one right at the next page's beginning are one, if they are
    of one width; a repeated header is left out, a row without a beginning goes on the last one."""
    last: Table | None = None
    for part in parts:
        if isinstance(part, Table) and last is not None and _same_width(last, part):
            rows = part.rows
            if _texts(rows[0]) == _texts(last.rows[0]):
                rows = rows[1:]
            if rows and not rows[0].cells[0].text and not rows[0].cells[0].merged:
                last = Table((*last.rows[:-1], _continued(last.rows[-1], rows[0]), *rows[1:]))
            else:
                last = Table((*last.rows, *rows))
            continue
        if last is not None:
            yield last
        last = part if isinstance(part, Table) and part.rows else None
        if last is None:
            yield part
    if last is not None:
        yield last


def _same_width(one: Table, other: Table) -> bool:
    return bool(other.rows) and len(one.rows[0].cells) == len(other.rows[0].cells)


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def _continued(row: Row, rest: Row) -> Row:
    pairs = zip(row.cells, rest.cells, strict=False)
    joined = ((one, _unwrapped(f"{one.text}\n{more.text}".strip())) for one, more in pairs)
    return row._replace(cells=tuple(one._replace(text=text) for one, text in joined))
