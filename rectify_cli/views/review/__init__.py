"""An imported document read over: the source at the left with what was taken from it, the issues at
the right, doubts beside both, as one self-contained page.

The page runs one script, its own, which only moves from doubt to doubt; its content policy admits
no other, and nothing is fetched.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import groupby, pairwise
from typing import NamedTuple

from rectify_cli.domain.model import Document, Issue, title_of
from rectify_cli.domain.shared.imported import FACTS, Finding, ImportResult, Mark, SourceText
from rectify_cli.formats.text import clean

_FIELDS = (
    *("category", "number", "problem", "goal", "measures", "lead_unit", "leader"),
    *("responsible_units", "office", "contact", "deadline"),
)
# What the reader takes under another name belongs to these fields.
_SHOWN_AS = {"person": "leader", "helping_units": "responsible_units", "title": "problem"}


class Piece(NamedTuple):
    """A run of the source: what it was taken for (``none``: nothing), by which issues."""

    text: str
    field: str
    title: str


class Line(NamedTuple):
    """A text of the source with its pieces and the doubts that point at it."""

    place: str
    pieces: tuple[Piece, ...]
    doubts: tuple[int, ...]


class Entry(NamedTuple):
    """A field of an issue as read: its texts, and the doubts about it (number, reason, place)."""

    field: str
    label: str
    texts: tuple[str, ...]
    doubts: tuple[tuple[int, str, str], ...]


class Item(NamedTuple):
    """An issue, or with no number the document."""

    number: int | None
    title: str
    entries: tuple[Entry, ...]


def review_page(result: ImportResult, name: str) -> bytes:
    """The page for the document that was read from the file ``name``."""
    from jinja2 import Environment, StrictUndefined

    folder = files(__package__)
    style, script, template = (
        folder.joinpath(part).read_text("utf-8") for part in ("page.css", "page.js", "page.html.j2")
    )
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    numbered = tuple(enumerate(result.findings, start=1))
    page = environment.from_string(template).render(
        name=clean(name),
        policy=_policy(style, script),
        style=style,
        script=script,
        legend=[(field, title_of(Issue, field)) for field in _FIELDS],
        doubts=len(numbered),
        left=result.untaken(),
        blocks=list(_blocks(result, numbered)),
        items=[_document_item(result, numbered), *_items(result, numbered)],
    )
    return page.encode("utf-8")


def _policy(style: str, script: str) -> str:
    """No script or style but the page's own, and nothing from anywhere."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _blocks(
    result: ImportResult, findings: Iterable[tuple[int, Finding]]
) -> Iterator[tuple[bool, list[Line]]]:
    """The source: runs of paragraphs, and rows of tables; whether each is a row, its texts."""
    marks: dict[int, list[Mark]] = {}
    for mark in result.marks:
        marks.setdefault(mark.at, []).append(mark)
    pointing: dict[str, list[int]] = {}
    for number, finding in findings:
        pointing.setdefault(finding.place, []).append(number)
    lines = [
        (text.row, _line(text, marks.get(at, []), pointing.pop(text.place, [])))
        for at, text in enumerate(result.source)
    ]
    for row, run in groupby(lines, key=lambda line: line[0]):
        yield row is not None, [line for _, line in run]


def _line(text: SourceText, marks: list[Mark], doubts: list[int]) -> Line:
    bounds = sorted({0, len(text.text), *(m.start for m in marks), *(m.end for m in marks)})
    pieces = []
    for start, end in pairwise(bounds):
        words = text.text[start:end]
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        fields = list(dict.fromkeys(_SHOWN_AS.get(m.field, m.field) for m in over))
        ids = "、".join(str(i) for i in dict.fromkeys(mark.issue_id for mark in over))
        field = next((field for field in fields if field in _FIELDS), "none")
        label = title_of(Issue, field) if field in _FIELDS else "没有归入栏目"
        title = f"第{ids}项　{label}" if ids and field != "none" else label
        if words:
            pieces.append(Piece(clean(words), field, title))
    return Line(text.place, tuple(pieces), tuple(doubts))


def _document_item(result: ImportResult, findings: Iterable[tuple[int, Finding]]) -> Item:
    about = [(number, finding) for number, finding in findings if finding.issue_id is None]
    entries = []
    for key in FACTS:
        value = getattr(result.document, key)
        doubts = [pair for pair in about if pair[1].field == key]
        texts = (clean(str(value)),) if value else ()
        entries.append(Entry(key, title_of(Document, key), texts, _doubts(doubts)))
    others = [pair for pair in about if pair[1].field not in FACTS]
    if others:
        entries.append(Entry("none", "全文", (), _doubts(others)))
    return Item(None, "文件", tuple(entries))


def _items(result: ImportResult, findings: Iterable[tuple[int, Finding]]) -> Iterator[Item]:
    by_issue: dict[int | None, list[tuple[int, Finding]]] = {}
    for number, finding in findings:
        by_issue.setdefault(finding.issue_id, []).append((number, finding))
    for issue in result.issues:
        about = by_issue.get(issue.id, [])
        yield Item(issue.id, clean(issue.title), tuple(_entries(issue, about)))


def _entries(issue: Issue, about: list[tuple[int, Finding]]) -> Iterator[Entry]:
    left = list(about)
    for field in _FIELDS:
        value = getattr(issue, field)
        texts = value if isinstance(value, tuple) else (str(value),) if value is not None else ()
        doubts = [pair for pair in left if _SHOWN_AS.get(pair[1].field, pair[1].field) == field]
        left = [pair for pair in left if pair not in doubts]
        if texts or doubts:
            words = tuple(clean(text) for text in texts)
            yield Entry(field, title_of(Issue, field), words, _doubts(doubts))
    for pair in left:
        yield Entry("none", pair[1].field_label, (), _doubts([pair]))


def _doubts(pairs: Iterable[tuple[int, Finding]]) -> tuple[tuple[int, str, str], ...]:
    return tuple((number, clean(f.reason), clean(f.place)) for number, f in pairs)
