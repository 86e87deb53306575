"""Saved web pages of governments → the paragraphs and tables of the document that they show.

Navigation, share buttons, search boxes and footers are left out: what stands in elements that are
made for them, and whatever stands outside the one element that holds nearly all running text.
Nothing is fetched and no script is run; what a reader would not see (hidden, struck out) is not
read.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files.grid import spread_cells
from rectify_cli.importing.files.source import Paragraph, Row, Table
from rectify_cli.importing.files.text import decode

MAX_ROWS = 20_000
_SILENT = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas"),
        *("video", "audio", "head", "nav", "footer", "aside", "form", "input", "select", "button"),
        *("textarea", "del", "s", "strike"),
    )
)
_FURNITURE = re.compile(
    r"(?:^|[-_\s])(?:nav\w*|menu\w*|crumbs?|breadcrumbs?|position|location|share\w*|bdshare\w*|"
    r"foot\w*|copyright|search\w*|sidebar|related|pagination|pager|qrcode|ewm|toolbar|friendlink\w*|"
    r"links|login|banner|tools|meta|prevnext|updown)(?:$|[-_\s])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul"),
        *("ol", "dl", "dt", "dd", "blockquote", "pre", "center", "address", "figure", "figcaption"),
        *("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "body", "fieldset"),
    )
)
_HOLDERS = frozenset(
    (
        *("body", "div", "section", "article", "main", "center"),
        *("table", "tbody", "tr", "td", "fieldset"),
    )
)
_NEARLY_ALL = 0.85
_WORDS_OF_PAGES = re.compile(
    r"(?:【|\[)?(?:打印|关闭)(?:本页|窗口|此页)?.{0,12}|分享到?[:：].{0,40}|(?:上|下)一[篇条][:：].*"
    r"|(?:浏览|阅读|点击)(?:次数|量)[:：].*|扫一扫.{0,20}|字(?:号|体)[:：].{0,20}|返回顶部"
)
_TITLES = ("ArticleTitle", "title", "og:title")


def read_html(data: bytes, path: Path) -> list[Paragraph | Table]:
    """The document of a saved page. Raises ``InvalidDataError`` when it is no page or too large."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode(data, path))
    try:
        # HTML knows no external entities, and the parser neither fetches nor grows without bound.
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, RecursionError):
        raise InvalidDataError(
            f"{path.name} 不是完好的网页文件", hint="用浏览器打开，复制正文另存为 .txt 再导入。"
        ) from None
    body = root.find("body")
    title = _title_of(root)
    _drop_furniture(root)
    parts = list(_Reading(path).parts(_holder(body if body is not None else root)))
    first = next((part.text for part in parts if isinstance(part, Paragraph)), "")
    if title and title not in first:
        parts.insert(0, Paragraph(title, "网页标题"))
    return parts


def _title_of(root: Any) -> str:
    """The heading that the page's maker gave it, else its title without the site's name."""
    named = {
        (meta.get("name") or meta.get("property") or ""): meta.get("content") or ""
        for meta in root.iter("meta")
    }
    headings = [_flat(heading) for heading in root.iter("h1")]
    title = _flat(root.find("head/title")) if root.find("head/title") is not None else ""
    found = [named.get(_TITLES[0], ""), *headings, *(named.get(n, "") for n in _TITLES[1:]), title]
    best = next((" ".join(text.split()) for text in found if text.strip()), "")
    return re.split(r"[_|－—-]{1,2}\s*(?=[^_|－—-]{2,30}(?:网|门户|政府)[^_|]*$)", best)[0].strip()


def _drop_furniture(root: Any) -> None:
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body"):
            continue
        style = re.sub(r"\s", "", element.get("style") or "").lower()
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        hidden = "display:none" in style or "visibility:hidden" in style
        struck = "line-through" in style
        unseen = element.get("hidden") is not None or hidden or struck
        if element.tag in _SILENT or unseen or _is_furniture(element, named):
            element.drop_tree() if element.getparent() is not None else None


def _is_furniture(element: Any, named: str) -> bool:
    """Named as furniture, and short: a page's whole text may stand in a box called ``position``."""
    return bool(_FURNITURE.search(named)) and len(_flat(element)) < 400


def _holder(body: Any) -> Any:
    """The innermost element that holds nearly all of the text that is no link."""
    holder, whole = body, _weight(body)
    while whole:
        heavy = [c for c in holder if _is_holder(c) and _weight(c) >= _NEARLY_ALL * whole]
        if not heavy:
            return holder
        holder = heavy[0]
    return holder


def _is_holder(element: Any) -> bool:
    """Whether to look inside: a box, or a table that only lays a page out."""
    if element.tag not in _HOLDERS:
        return False
    if element.tag == "table":
        cells = [cell for cell in element.iter("td", "th") if _flat(cell)]
        return any(_weight(c) >= _NEARLY_ALL * _weight(element) and _holds_blocks(c) for c in cells)
    return True


def _holds_blocks(cell: Any) -> bool:
    return sum(1 for _ in cell.iter("p", "div", "table")) > 2


def _weight(element: Any) -> int:
    links = sum(len(_flat(link)) for link in element.iter("a"))
    return max(0, len(_flat(element)) - links)


def _flat(element: Any) -> str:
    return "".join(element.itertext()).strip()


class _Reading:
    """Counts paragraphs and tables, so that each has a place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._paragraphs = self._tables = self._rows = 0

    def parts(self, element: Any) -> Iterator[Paragraph | Table]:
        """What stands in ``element``, in order."""
        line: list[str] = [element.text or ""]
        for place, child in enumerate(element):
            if child.tag == "table" and not _is_holder(child):
                yield from self._lines(line)
                line = []
                yield self._table(child)
            elif child.tag in _BLOCKS:
                yield from self._lines(line)
                line = []
                marked = list(self.parts(child))
                yield from _numbered(marked, element, place) if child.tag == "li" else marked
            elif child.tag == "br":
                line.append("\n")
            elif any(inner.tag in _BLOCKS for inner in child.iter() if inner is not child):
                yield from self._lines(line)
                line = []
                yield from self.parts(child)
            else:
                line.append(_inline(child))
            line.append(child.tail or "")
        yield from self._lines(line)

    def _lines(self, pieces: list[str]) -> Iterator[Paragraph]:
        for line in "".join(_spaces(piece) for piece in pieces).split("\n"):
            text = line.strip()
            if text and not _WORDS_OF_PAGES.fullmatch(text):
                self._paragraphs += 1
                yield Paragraph(text, f"第{self._paragraphs}段")

    def _table(self, table: Any) -> Table:
        self._tables += 1
        rows = [row for row in table.iter("tr") if _table_of(row) is table]
        self._rows += len(rows)
        if self._rows > MAX_ROWS:
            raise InvalidDataError(
                f"{self._path.name} 的表格超过 {MAX_ROWS} 行，不像整改方案或清单",
                hint="核对是不是选错了文件。",
            )
        texts = [
            [(_cell_text(cell), _span(cell, "colspan"), _span(cell, "rowspan")) for cell in row]
            for row in ([c for c in r if c.tag in ("td", "th")] for r in rows)
        ]
        grid = spread_cells(texts)
        return Table(
            tuple(
                Row(tuple(cells), f"表{self._tables}第{number}行")
                for number, cells in enumerate(grid, start=1)
            )
        )


def _numbered(parts: list[Paragraph | Table], parent: Any, place: int) -> list[Paragraph | Table]:
    """The number that a browser puts before an item of a numbered list."""
    if parent.tag != "ol" or not parts or not isinstance(parts[0], Paragraph):
        return parts
    start = int(parent.get("start") or 1) if (parent.get("start") or "1").isdigit() else 1
    number = start + sum(1 for other in parent[:place] if other.tag == "li")
    return [parts[0]._replace(text=f"{number}.{parts[0].text}"), *parts[1:]]


def _table_of(row: Any) -> Any:
    return next(row.iterancestors("table"))


def _span(cell: Any, name: str) -> int:
    typed = cell.get(name) or "1"
    return max(1, min(int(typed), 1000)) if typed.isdigit() and len(typed) < 5 else 1


def _cell_text(cell: Any) -> str:
    lines = [part.text for part in _Reading(Path()).parts(cell) if isinstance(part, Paragraph)]
    nested = [_flat(inner) for inner in cell.iter("table")]
    return "\n".join([*lines, *nested])


def _inline(element: Any) -> str:
    if not isinstance(element.tag, str):
        return ""
    pieces = [element.text or ""]
    for child in element:
        pieces += ["\n" if child.tag == "br" else _inline(child), child.tail or ""]
    return "".join(pieces)


def _spaces(text: str) -> str:
    """Breaks of the source are spaces to a browser, and none between Chinese characters; the break
    that stands for ``<br>`` alone is one."""
    if text == "\n":
        return text
    text = re.sub(r"(?<=[^\x00-\x7f])[\r\n\t ]*[\r\n][\r\n\t ]*(?=[^\x00-\x7f])", "", text)
    return re.sub(r"[\r\n\t ]+", " ", text)
