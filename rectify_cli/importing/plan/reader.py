"""The door of this room: a file that holds an official plan → its issues and what is uncertain."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from rectify_cli.domain.deadline import doubt_about, parse_deadline
from rectify_cli.domain.model import Issue, title_of
from rectify_cli.domain.shared.imported import (
    Finding,
    ImportedDocument,
    ImportResult,
    Mark,
    SourceText,
)
from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.files.reading import read_source
from rectify_cli.importing.files.source import Paragraph, Source
from rectify_cli.importing.plan.building import build_issue, doubt_categories, doubt_numbers
from rectify_cli.importing.plan.document import read_document
from rectify_cli.importing.plan.draft import Doubt, DraftIssue
from rectify_cli.importing.plan.genre import doubt_genre, is_plan
from rectify_cli.importing.plan.inherited import inherit_duties, resolve_dittos
from rectify_cli.importing.plan.item_fields import read_item
from rectify_cli.importing.plan.items import find_items
from rectify_cli.importing.plan.separate_lists import join_by_number
from rectify_cli.importing.plan.tables.form_tables import spell_out_forms
from rectify_cli.importing.plan.tables.issue_tables import read_tables
from rectify_cli.importing.plan.tables.separate_tables import join_lists
from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.plan.units import collect_units, propose_aliases
from rectify_cli.importing.words.labels import Field, LabelWords
from rectify_cli.importing.words.people import is_person

MOST_ISSUES = 2000
_EXPECTED = {
    Field.MEASURES: "measures",
    Field.LEAD: "lead_unit",
    Field.LEADER: "leader",
    Field.RESPONSIBLE: "responsible_units",
    Field.DEADLINE: "deadline",
}

_WANTED_KEYS = ("number", "issuer", "issued_on")


class _Found(NamedTuple):
    """The issues; the text that the document's facts stand in, up to ``body_starts``; and what
    was not taken: issues in the running text of a document whose tables have more, or the
    other way round.
    """

    issues: list[DraftIssue]
    text: DocumentText
    body_starts: int
    left_out: list[Doubt]


# Without a date of issue: whether the words of a deadline can be read hardly depends on the day.
_ANY_DAY = date(2020, 1, 1)
_SOME_DAYS = (_ANY_DAY, date(2021, 7, 2), date(2024, 11, 19))


def read_plan(
    path: Path, *, issued_on: date | None = None, known: LabelWords = MappingProxyType({})
) -> ImportResult:
    """Read the plan in ``path``; ``issued_on`` overrides the date that the document gives.

    Raises ``NotFoundError``, ``StorageError``, and ``InvalidDataError`` for a file of a kind
    that is not read, a damaged or hostile one, and a document that is no plan.
    """
    source = read_source(path)
    return understand(source, issued_on=issued_on, known=known)


def understand(
    source: Source, *, issued_on: date | None = None, known: LabelWords = MappingProxyType({})
) -> ImportResult:
    """Like ``read_plan``, for a document that has been read already."""
    numbered = source.numbered
    source, joined = join_lists(numbered, known)
    source = spell_out_forms(source, known)
    found = _find(source, known)
    if len(found.issues) > MOST_ISSUES:
        raise InvalidDataError(
            f"“{source.stem}”里有 {len(found.issues)} 项，超过 {MOST_ISSUES} 项，没有读",
            hint="把文件分成几份，逐份用 --into 导入。",
        )
    document, doubts = read_document(
        found.text, found.body_starts, source.stem, only_tables=not source.paragraphs
    )
    if not is_plan(found.issues, document.title, found.text.text):
        raise _no_plan(source)
    doubt_genre(found.issues, document.title)
    if issued_on is not None:
        document = document.model_copy(update={"issued_on": issued_on})
    doubts += found.left_out
    if joined:
        doubts.append(_about_all("问题、措施、责任分列几张表，按序号对应"))
    inherit_duties(found.issues, known)
    resolve_dittos(found.issues)
    doubt_numbers(found.issues)
    doubt_categories(found.issues)
    issues = [
        build_issue(draft, number, document.issued_on or _ANY_DAY)
        for number, draft in enumerate(found.issues, start=1)
    ]
    notes = [*_doubt_missing(found.issues, issues), *_leaders_alike(issues)]
    units = collect_units(issues)
    return ImportResult(
        document=document,
        units=units,
        issues=tuple(issues),
        aliases=propose_aliases(units),
        findings=(*_about_document(document, doubts), *_about_issues(found.issues)),
        notes=tuple(notes),
        undated=() if document.issued_on else tuple(_undated(issues)),
        source=tuple(_texts_of(numbered)),
        marks=tuple(
            Mark(span.at, span.start, span.end, number, field.value)
            for number, draft in enumerate(found.issues, start=1)
            for field, span in draft.taken
            if span.at >= 0
        ),
    )


def _texts_of(source: Source) -> Iterator[SourceText]:
    """The texts of a numbered source in the order of their numbers."""
    rows = 0
    for part in source.parts:
        if isinstance(part, Paragraph):
            yield SourceText(part.text, part.place)
            continue
        for row in part.rows:
            rows += 1
            for cell in row.cells:
                if not cell.merged:
                    yield SourceText(cell.text, row.place, rows)


def _undated(issues: Iterable[Issue]) -> Iterator[int]:
    """The issues whose deadline means another day in a document of another day."""
    for issue in issues:
        words = issue.deadline or ""
        if len({(parse_deadline(words, day), doubt_about(words, day)) for day in _SOME_DAYS}) > 1:
            yield issue.id


def _find(source: Source, known: LabelWords) -> _Found:
    text = DocumentText.of(source.paragraphs, known)
    items = find_items(text)
    pairs = [(draft, item.offset) for item in items for draft in read_item(text, item)]
    in_text = join_by_number(text, [draft for draft, _ in pairs], [offset for _, offset in pairs])
    in_tables = read_tables(source, known)
    if len(in_tables.issues) > len(in_text):
        whole = DocumentText.of((*in_tables.before, *source.paragraphs, *in_tables.after), known)
        doubts = [_about_all(f"正文里另有 {len(in_text)} 项没有读，以表格为准")] if in_text else []
        for title, example in in_tables.unknown.items():
            reason = (
                f"“{title}”一栏不认识，没有导入：“{example.text}”（要导入就加 --label {title}=…）"
            )
            doubts.append(Doubt(Field.OTHER, example.place, reason))
        return _Found(in_tables.issues, whole, len(whole.text) + 1, doubts)
    tabled = len(in_tables.issues)
    doubts = [_about_all(f"表格里另有 {tabled} 项没有读，以正文为准")] if tabled else []
    return _Found(in_text, text, items[0].offset if items else 0, doubts)


def _about_all(reason: str) -> Doubt:
    return Doubt(Field.OTHER, "全文", reason)


def _no_plan(source: Source) -> InvalidDataError:
    return InvalidDataError(
        f"“{source.stem}”不像整改方案或整改清单：没有找到写明存在问题和整改措施的条目",
        hint="核对是不是选错了文件；若确是整改方案，请检查里面有没有“整改措施：”“责任单位：”这样的栏目。",
    )


def _doubt_missing(drafts: list[DraftIssue], issues: list[Issue]) -> list[str]:
    """A field that some issues have and one lacks is a finding; one that none has is a note."""
    cut = [str(issue.id) for issue in issues if issue.title.endswith("…")]
    also = f"；第{'、'.join(cut)}项太长，只留了前面，请另拟" if cut else ""
    notes = [f"短标题由问题的第一句截取，可以自行改短{also}。"]
    absent: list[str] = []
    for field, key in _EXPECTED.items():
        lacking = [
            draft for draft, issue in zip(drafts, issues, strict=True) if not getattr(issue, key)
        ]
        if len(lacking) == len(drafts):
            absent.append(field.label)
            continue
        for draft in lacking:
            draft.doubt(field, f"原文没有写{field.label}，留空")
    if absent:
        notes.append(f"全文都没有写{'、'.join(absent)}，留空。")
    helping = sum(Field.HELPING in draft.values for draft in drafts)
    if helping:
        notes.append(f"{helping} 项写有配合单位，排在责任单位之后。")
    others = sum(Field.OTHER in draft.values for draft in drafts)
    if others:
        notes.append(f"{others} 项写有清单不收的栏目（备注、进展等），没有导入。")
    return notes


def _about_document(document: ImportedDocument, doubts: Iterable[Doubt]) -> list[Finding]:
    findings = [Finding(None, "document", "文件信息", d.place, d.reason) for d in doubts]
    for key in _WANTED_KEYS:
        if getattr(document, key) is None:
            label = title_of(ImportedDocument, key)
            findings.append(Finding(None, key, label, "全文", "没有找到"))
    return findings


def _about_issues(drafts: list[DraftIssue]) -> list[Finding]:
    return [
        Finding(number, doubt.field.value, doubt.field.label, doubt.place, doubt.reason)
        for number, draft in enumerate(drafts, start=1)
        for doubt in draft.doubts
    ]


def _leaders_alike(issues: Iterable[Issue]) -> Iterator[str]:
    """Leaders who may be one person, with the post and without: they are counted apart."""
    names = sorted({issue.leader for issue in issues if issue.leader}, key=len)
    for position, name in enumerate(names):
        longer = [other for other in names[position + 1 :] if other.endswith(name)]
        if is_person(name) and longer:
            also = "、".join(f"“{other}”" for other in longer)
            yield f"责任领导{also}和“{name}”若是同一个人，请改成一样的写法，否则分开统计。"
