"""The tree of headings → which stretch of text is which issue, under which category."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from rectify_cli.importing.plan.outline import Heading, outline
from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.words.categories import heading_words, heads_no_issues, names_category
from rectify_cli.importing.words.label_types import Form, Label
from rectify_cli.importing.words.labels import BLOCK_FIELDS, Field
from rectify_cli.importing.words.names import looks_like_unit
from rectify_cli.importing.words.numbering import Kind, inline_items
from rectify_cli.importing.words.tone import sounds_done, sounds_wrong
from rectify_cli.importing.words.wording import tidy

_CLOSING_LINE = re.compile(
    r"附\s*件?\s*(?:[:：\d]|$)|抄\s*送\s*[:：]|主题词\s*[:：]|(?:19|20|二[〇○零])\S{2,3}\s*年.{2,8}日(?:\s*印发)?$"
)
_COMMON_OR_OWN = re.compile(r"[【\[]?\s*([共个]性)")
_CORE = frozenset({Field.PROBLEM, Field.MEASURES})
_WHAT_IS_DONE = BLOCK_FIELDS | {Field.MEASURES}
_TELLS = _CORE | (BLOCK_FIELDS - {Field.CONTACT, Field.OFFICE})


@dataclass
class Item:
    """The stretch of text that is one issue: from ``body`` (after its number) to ``end``.

    ``entries`` are the offsets of the numbered lines within it; ``listed`` says that its first
    line is a title and the list below it what is wrong; ``shared`` are labels above it that hold
    for all issues there, each with where its value ends.
    """

    offset: int
    body: int
    kind: Kind | None = None
    number: int | None = None
    category: str | None = None
    end: int = 0
    listed: bool = False
    labels: list[Label] = field(default_factory=list)
    entries: list[int] = field(default_factory=list)
    shared: list[tuple[Label, int]] = field(default_factory=list)
    doubts: list[tuple[Field, str]] = field(default_factory=list)


def find_items(document: DocumentText) -> list[Item]:
    """The issues in ``document``, in order; none where its text is no plan."""
    root = outline(document)
    _keep_problem_lists(document, root)
    _keep_measure_lists(document, root)
    return _with_ends(document, list(_issues_under(document, root, [])))


def _issues_under(document: DocumentText, heading: Heading, above: list[str]) -> Iterator[Item]:
    below = [child for child in heading.children if _tells(child)]
    if _is_issue(document, heading) and not below:
        yield from _cycles(document, heading, above)
        return
    if heading.labels and below and {label.field for label in heading.labels} >= _CORE:
        first = replace(heading, children=[], end=heading.children[0].offset)
        yield from _cycles(document, first, above)
    kinds = {child.mark.kind for child in below if child.mark and _is_issue(document, child)}
    title = _title_of(document, heading)
    last = below[-1].offset if below else 0
    shared = _shared_by_all(heading)
    for child in heading.children:
        if child in below:
            for item in _issues_under(document, child, [title, *above] if title else above):
                item.shared += shared
                yield item
        elif child.mark and child.mark.kind in kinds and not child.children:
            words = _title_of(document, child)
            if heads_no_issues(title) or heads_no_issues(words):
                continue
            if child.offset < last or sounds_wrong(document.text[child.body : child.end]):
                yield _item(document, child, [title, *above] if title else above)


def _shared_by_all(heading: Heading) -> list[tuple[Label, int]]:
    """The units, people and days that a heading names before its issues, for all of them, each
    with where its value ends."""
    first = heading.children[0].offset if heading.mark and heading.children else 0
    own = [label for label in heading.labels if label.start < first]
    if any(not {*label.fields} <= BLOCK_FIELDS for label in own):
        return []
    return list(zip(own, [*(label.start for label in own[1:]), first], strict=False))


def _tells(heading: Heading) -> bool:
    return any(label.field in _TELLS for label in heading.all_labels)


def _is_issue(document: DocumentText, heading: Heading) -> bool:
    fields = {label.field for label in heading.labels}
    if all(_in_sentence(document, label) for label in heading.labels):
        return False
    if heading.mark is None:
        return bool(fields & {Field.PROBLEM, Field.TITLE} and fields & _WHAT_IS_DONE)
    if heads_no_issues(_title_of(document, heading)) and not fields & _CORE:
        return False
    return bool(fields & _TELLS)


def _in_sentence(document: DocumentText, label: Label) -> bool:
    """Whether a sentence only speaks of what is a label elsewhere (会议指出，存在问题：…)."""
    return label.kind is None and document.text[label.start - 1 : label.start] in ("，", ",", "、")


def _title_of(document: DocumentText, heading: Heading) -> str:
    return heading_words(document.text[heading.body : heading.words_end]) if heading.mark else ""


def _item(document: DocumentText, heading: Heading, above: list[str]) -> Item:
    names = [text for text in above if names_category(text)]
    if match := _COMMON_OR_OWN.match(document.text[heading.offset : heading.body]):
        names = [f"{match[1]}问题"]
    item = Item(
        heading.offset,
        heading.body,
        heading.mark.kind if heading.mark else None,
        heading.mark.number if heading.mark else None,
        category=names[0] if names else None,
        end=heading.end,
        labels=list(heading.labels),
    )
    if item.category and len(item.category) > 30:
        item.doubts.append((Field.CATEGORY, "类别取自上一级标题，偏长"))
    for number in heading.doubtful:
        item.doubts.append((Field.MEASURES, f"编号 {number} 既像下一项，又像下一条措施"))
    return item


def _cycles(document: DocumentText, heading: Heading, above: list[str]) -> Iterator[Item]:
    """The issues under one heading: one, or as many as its labels begin anew."""
    starts = _cycle_starts(heading.labels)
    whole = _item(document, heading, above)
    if heading.mark is None and starts:
        whole.offset = whole.body = starts[0]
    if len(starts) < 2:
        yield whole
        return
    title = _title_of(document, heading)
    names = [title] if names_category(title) else []
    for start, end in zip(starts, [*starts[1:], heading.end], strict=True):
        item = _item(document, heading, [*names, *above])
        item.offset = item.body = start
        item.kind, item.number, item.end = None, None, end
        item.labels = [label for label in heading.labels if start <= label.start < end]
        yield item


def _cycle_starts(labels: list[Label]) -> list[int]:
    """Where the labels of an issue begin anew: at 存在问题 (or what stands before it each time)
    once measures, units or a deadline have been named."""
    if not labels:
        return []
    words = [label.word for label in labels if label.form is not Form.BARE]
    first = labels[0]
    opener = first.word if words.count(first.word) > 1 and first.field is not Field.MEASURES else ""
    starts: list[int] = []
    closed = True
    for label in labels:
        opens = label.word == opener if opener else label.field is Field.PROBLEM
        if opens and closed:
            starts.append(label.start)
            closed = False
        elif label.field is Field.MEASURES or label.field in BLOCK_FIELDS:
            closed = True
    if starts and starts[0] != first.start and not opener:
        starts[0] = first.start if first.field in (Field.NUMBER, Field.CATEGORY) else starts[0]
    return starts


def _keep_problem_lists(document: DocumentText, root: Heading) -> None:
    """Numbered lines of which only the last has labels, under every heading of a kind: they list
    what is wrong under one heading, and the labels are that heading's."""
    for group in _by_kind(root):
        parents = [h for h in group if h.children and not h.labels]
        alike = parents and all(_only_last_tells(h) for h in parents)
        lists = [h for h in parents if _counts_several(document, h)]
        named = any(_title_of(document, h).endswith("问题") for h in parents)
        if alike and lists and (len(parents) > 1 or named):
            for heading in parents:
                heading.labels, heading.children = heading.all_labels, []


def _only_last_tells(heading: Heading) -> bool:
    *others, last = heading.children
    return not any(_tells(child) for child in others) and bool(last.labels) and not last.children


def _counts_several(document: DocumentText, heading: Heading) -> bool:
    first = heading.children[0]
    line = document.text[first.offset : first.words_end]
    return len(heading.children) > 1 or len(inline_items(tidy(line))) > 1


def _keep_measure_lists(document: DocumentText, root: Heading) -> None:
    """Without any 整改措施 in the document, numbered deeds under headings that complain are the
    measures of what is wrong there, each with units or a deadline of its own."""
    if any(label.field is Field.MEASURES for label in document.labels):
        return
    for group in _by_kind(root):
        parents = [h for h in group if any(_tells(child) for child in h.children)]
        parents = [h for h in parents if not any(_is_listed(document, c) for c in h.children)]
        deeds = [child for h in parents for child in h.children]
        if not deeds:
            continue
        wrong = sum(_complains(document, heading) for heading in parents)
        done = sum(_is_deed(document, child) for child in deeds)
        if 2 * wrong <= len(parents) or 2 * done <= len(deeds):
            continue
        for heading in parents:
            at = heading.children[0].offset
            found = Label((Field.MEASURES,), at, at, "整改措施", Form.ALONE)
            heading.labels = sorted([*heading.all_labels, found], key=lambda label: label.start)
            heading.children = []


def _is_listed(document: DocumentText, heading: Heading) -> bool:
    """Whether a heading has others below it, or numbered lines behind its labels: its measures."""
    last = max((label.end for label in heading.labels), default=heading.end)
    below = any(line.mark and last < line.start < heading.end for line in document.marked)
    return below or bool(heading.children)


def _complains(document: DocumentText, heading: Heading) -> bool:
    words = document.text[heading.body : heading.words_end].strip()
    common = re.search(r"(?:方面|问题|类)(?:[（(].*[）)])?$", words.strip("。"))
    return "。" in words or (sounds_wrong(words) and not common)


def _is_deed(document: DocumentText, heading: Heading) -> bool:
    words = document.text[heading.body : heading.words_end].strip()
    first = re.split(r"[，。；（(]", words)[0]
    return sounds_done(words) or not sounds_wrong(first)


def _by_kind(root: Heading) -> list[list[Heading]]:
    """All headings, those of one kind together, from the document downwards."""
    groups: dict[Kind, list[Heading]] = {}
    waiting = [root]
    while waiting:
        heading = waiting.pop(0)
        waiting += heading.children
        if heading.mark is not None:
            groups.setdefault(heading.mark.kind, []).append(heading)
    return list(groups.values())


def _with_ends(document: DocumentText, items: list[Item]) -> list[Item]:
    """``items`` up to the lines that close the document, with their numbered lines."""
    lines = document.marked
    closing = [
        line.start
        for line in lines
        if _CLOSING_LINE.match(document.text[line.start : line.end])
        and not document.follows_bare_label(line.start)
    ]
    entries = [line.start for line in lines if line.body > line.start]
    for item in items:
        after = bisect_right(closing, item.offset)
        if after < len(closing):
            item.end = min(item.end, closing[after])
        _take_boxed_category(document, item)
        item.end = _without_signature(document, item)
        item.labels = [label for label in item.labels if label.start < item.end]
        item.entries = entries[bisect_left(entries, item.body) : bisect_left(entries, item.end)]
        first = document.text[item.body : item.end].split("\n")
        item.listed = len(first) > 1 and item.body + len(first[0]) + 1 in item.entries
    return items


def _take_boxed_category(document: DocumentText, item: Item) -> None:
    """The category of an item without one: the last line in 【】 above it; the next ends it."""
    boxed = document.boxed_headings
    after = bisect_right(boxed, item.offset, key=lambda heading: heading[0])
    if item.category or not boxed:
        return
    if after:
        item.category = boxed[after - 1][1]
    if after < len(boxed):
        item.end = min(item.end, boxed[after][0])


def _without_signature(document: DocumentText, item: Item) -> int:
    """The end of ``item`` before the units that sign the document above its date."""
    lines, starts = document.lines, document.starts
    index = document.line_at(item.end)
    if starts[index] != item.end or not re.search(r"日[）)]?$", lines[index]):
        return item.end
    while index and starts[index - 1] > item.body:
        name = tidy(lines[index - 1])
        if not looks_like_unit(name) or re.search(r"[，。：:；、]", name):
            break
        index -= 1
    return starts[index]
