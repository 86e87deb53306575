"""DraftIssue → Issue, with every doubt that arises on the way."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from rectify_cli.domain.deadline import doubt_about
from rectify_cli.domain.model import Issue
from rectify_cli.importing.plan.draft import DraftIssue
from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.names import read_people, split_units
from rectify_cli.importing.words.numbering import inline_items, is_bullet, read_mark
from rectify_cli.importing.words.wording import END_MARKS, cut_sentences, tidy, trim

TITLE_LENGTH = 20
UNWRITTEN = "（原文没有写明）"
_DAMAGE = re.compile(r"[□■�▯?？](?=[\u4e00-\u9fff])|[\u4e00-\u9fff][□■�▯]")
_NO_BEGINNING = tuple("，、；。：）,;)！？")
_PROBLEM_NUMBER = re.compile(r"(?:存在)?问题[一二三四五六七八九十\d]+[：:]")


def build_issue(draft: DraftIssue, issue_id: int, issued_on: date) -> Issue:
    """The issue that ``draft`` words; what is uncertain is added to ``draft.doubts``."""
    problem = _long_text(draft, Field.PROBLEM)
    if not problem:
        draft.doubt(
            Field.PROBLEM, "没有找到存在问题，暂用标题" if draft.heading else "没有找到存在问题"
        )
        problem = draft.heading or UNWRITTEN
    leads, responsible = _units(draft)
    leader, contact = _people(draft)
    return Issue(
        id=issue_id,
        title=derive_title(draft.heading or problem),
        problem=problem,
        category=draft.category or None,
        number=draft.number,
        goal=_long_text(draft, Field.GOAL) or None,
        measures=tuple(_measures(draft)),
        lead_unit=leads,
        leader=leader or None,
        responsible_units=responsible,
        office=_joined(draft, Field.OFFICE) or None,
        contact=contact or None,
        deadline=_deadline(draft, issued_on) or None,
    )


def derive_title(text: str) -> str:
    """A short title: the first clause, whole where it fits in 20 characters."""
    text = _PROBLEM_NUMBER.sub("", text).strip(END_MARKS) or text
    first = re.split(r"[，。；：:！？]", text)[0] or text
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def doubt_numbers(issues: Iterable[DraftIssue]) -> None:
    """Note every number that does not follow the one before it."""
    before: int | None = 0
    category: str | None = None
    for draft in issues:
        begins_anew = draft.category != category and draft.number == 1
        expected = draft.number if before is None or begins_anew else before + 1
        if draft.number is not None and draft.number != expected:
            draft.doubt(Field.NUMBER, f"编号 {draft.number} 没有接着上一项")
        before, category = draft.number, draft.category


def _long_text(draft: DraftIssue, name: Field) -> str:
    values = draft.values.get(name, [])
    text = "".join(tidy(value.text) for value in values)
    if len(values) > 1 and name is not Field.PROBLEM:
        draft.doubt(name, "出现不止一次，已前后相接", values[1].place)
    _doubt_damage(draft, name, text)
    return text.strip("*|")


def _measures(draft: DraftIssue) -> list[str]:
    """A numbered item is one measure, its number kept; other text is cut into sentences."""
    measures: list[str] = []
    for piece in draft.measures:
        text = tidy(piece.text)
        starts = inline_items(text)
        if starts:
            bounds = [*starts, len(text)]
            measures += [text[a:b] for a, b in pairwise(bounds)]
        elif len(draft.measures) > 1 and (read_mark(text) or is_bullet(text)):
            measures.append(text)
        else:
            measures += cut_sentences(text)
    measures = [measure for measure in measures if measure.strip(END_MARKS)]
    _doubt_damage(draft, Field.MEASURES, "".join(measures))
    return measures


def _units(draft: DraftIssue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leads: list[str] = []
    responsible: list[str] = []
    for value in draft.values.get(Field.LEAD, []):
        found = split_units(value.text)
        if found.leads:
            leads += found.leads
            responsible += found.names
        else:
            leads += found.names
        for doubt in found.doubts:
            draft.doubt(Field.LEAD, doubt, value.place)
            if found.leads:
                draft.doubt(Field.RESPONSIBLE, doubt, value.place)
    for name in (Field.RESPONSIBLE, Field.HELPING):
        for value in draft.values.get(name, []):
            found = split_units(value.text)
            leads += found.leads
            responsible += found.names
            for doubt in found.doubts:
                draft.doubt(Field.RESPONSIBLE, doubt, value.place)
                if found.leads:
                    draft.doubt(Field.LEAD, doubt, value.place)
    _doubt_damage(draft, Field.LEAD, "、".join(leads))
    _doubt_damage(draft, Field.RESPONSIBLE, "、".join(responsible))
    return tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(responsible))


def _people(draft: DraftIssue) -> tuple[str, str]:
    """责任领导 and 联系人; a 责任人 is the leader where none is named, else the one to ask."""
    leader = _person(draft, Field.LEADER)
    person = _person(draft, Field.PERSON)
    contact = _joined(draft, Field.CONTACT)
    if not leader:
        return person, contact
    if person:
        draft.doubt(Field.CONTACT, f"另有责任人“{person}”，写在联系人里")
        contact = "、".join(part for part in (person, contact) if part)
    return leader, contact


def _person(draft: DraftIssue, name: Field) -> str:
    people: list[str] = []
    for value in draft.values.get(name, []):
        text, doubts = read_people(value.text)
        _doubt_damage(draft, Field.LEADER, text)
        people.append(text)
        for doubt in doubts:
            draft.doubt(Field.LEADER, doubt, value.place)
    return "、".join(dict.fromkeys(person for person in people if person))


def _joined(draft: DraftIssue, name: Field) -> str:
    texts = [trim(value.text) for value in draft.values.get(name, [])]
    return "；".join(dict.fromkeys(text for text in texts if text))


def _deadline(draft: DraftIssue, issued_on: date) -> str:
    text = "".join(_joined(draft, Field.DEADLINE).split())
    if doubt := doubt_about(text, issued_on):
        place = draft.values[Field.DEADLINE][0].place
        draft.doubt(Field.DEADLINE, f"“{text}”{doubt}", place)
    _doubt_damage(draft, Field.DEADLINE, text)
    return text


def doubt_categories(issues: list[DraftIssue]) -> None:
    """Note an issue without a category among others that have one."""
    if any(draft.category for draft in issues):
        for draft in issues:
            if not draft.category:
                draft.doubt(Field.CATEGORY, "别的事项有类别，这一项没有")


def _doubt_damage(draft: DraftIssue, name: Field, text: str) -> None:
    if text[:1] in _NO_BEGINNING:
        draft.doubt(name, "以标点开头，前面可能断开了")
    if match := _DAMAGE.search(text):
        near = text[max(0, match.start() - 6) : match.end() + 6]
        values = draft.values.get(name) or draft.measures
        draft.doubt(name, f"“{near}”里有认不出的字", values[0].place if values else None)
