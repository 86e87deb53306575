"""Plans that list all problems first and all measures after: put together by number, and flagged.

Such a document says what belongs together only by its numbering; a person has to confirm it.
"""

import re
from typing import NamedTuple

from rectify_cli.importing.plan.draft import DraftIssue, Value
from rectify_cli.importing.plan.text import DocumentText
from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.numbering import Kind, read_mark
from rectify_cli.importing.words.wording import END_MARKS, tidy

_PROBLEMS = re.compile(
    r"(?:督[察查]|巡[察视]|审计|检查|评[估价]|上级|存在的?|主要|具体|突出|反馈的?|查摆的?|发现的?|指出的?)*问题(?:清单|情况)?"
)
_MEASURES = re.compile(
    r"(?:主要|具体|工作|下一步)*整?改?(?:工作)?(?:措施|举措)(?:清单)?"
    r"(?:[及和与、](?:责任|任务|工作|职责|完成|整改)?(?:分工|单位|安排|时限|要求|落实|划分))*"
)
_REASON = "问题和措施分列两处，按编号对应"


class _Section(NamedTuple):
    """The offsets between which a section's items stand, and its heading's kind."""

    start: int
    end: int
    kind: Kind


def join_by_number(
    document: DocumentText, issues: list[DraftIssue], offsets: list[int]
) -> list[DraftIssue]:
    """``issues`` as they are; where they are a list of measures that follows a list of problems,
    each with the problem of its number. ``offsets`` say where each was found in ``document``.
    """
    problems, measures = _section(document, _PROBLEMS), _section(document, _MEASURES)
    if problems is None or measures is None or problems.start > measures.start:
        return issues
    if any(draft.measures for draft in issues):
        return issues
    listed = _numbered(document, problems)
    joined: list[DraftIssue] = []
    for draft, offset in zip(issues, offsets, strict=True):
        if not measures.start < offset < measures.end:
            continue
        draft.measures = draft.values.pop(Field.PROBLEM, [])
        draft.category = None
        problem = listed.pop(draft.number or 0, None)
        if problem is not None:
            draft.values[Field.PROBLEM] = [problem]
        joined.append(draft)
    for number, problem in listed.items():
        joined.append(DraftIssue(problem.place, None, number, values={Field.PROBLEM: [problem]}))
    for draft in joined:
        draft.doubt(Field.PROBLEM, _REASON)
        draft.doubt(Field.MEASURES, _REASON)
    return sorted(joined, key=lambda draft: draft.number or 0)


def _section(document: DocumentText, title: re.Pattern[str]) -> _Section | None:
    found: _Section | None = None
    for start, line in zip(document.starts, document.lines, strict=True):
        mark = read_mark(line)
        if mark is None:
            continue
        if found is not None and mark.kind <= found.kind:
            return found._replace(end=start)
        words = tidy(line[mark.length :]).strip(END_MARKS + "：:")
        if found is None and title.fullmatch(words):
            found = _Section(start, len(document.text), mark.kind)
    return found


def _numbered(document: DocumentText, section: _Section) -> dict[int, Value]:
    """The items of a section by number; lines without one go on with the item before."""
    items: dict[int, Value] = {}
    last: int | None = None
    for start, line, place in zip(document.starts, document.lines, document.places, strict=True):
        if not section.start < start < section.end:
            continue
        mark = read_mark(line)
        if mark is not None:
            last = mark.number
            items.setdefault(last, Value(line[mark.length :], place))
        elif last is not None:
            items[last] = items[last]._replace(text=f"{items[last].text}\n{line}")
    return items
