"""RawIssue → Issue, with every doubt that arises on the way."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from rectify_cli.domain.deadline import is_understood
from rectify_cli.domain.model import Issue
from rectify_cli.importing.plan.raw import RawIssue
from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.names import read_people, split_units
from rectify_cli.importing.words.numbering import inline_items, is_bullet, read_mark
from rectify_cli.importing.words.wording import END_MARKS, cut_sentences, tidy, trim

TITLE_LENGTH = 20
UNWRITTEN = "（原文没有写明）"
_DAMAGE = re.compile(r"[□■�▯?？](?=[\u4e00-\u9fff])|[\u4e00-\u9fff][□■�▯]")
_NO_BEGINNING = tuple("，、；。：）,;)！？")
_PROBLEM_NUMBER = re.compile(r"(?:存在)?问题[一二三四五六七八九十\d]+[：:]")


def settle(raw: RawIssue, issue_id: int, issued_on: date) -> Issue:
    """The issue that ``raw`` words; what is uncertain is added to ``raw.doubts``."""
    problem = _long_text(raw, Field.PROBLEM)
    if not problem:
        raw.doubt(
            Field.PROBLEM, "没有找到存在问题，暂用标题" if raw.heading else "没有找到存在问题"
        )
        problem = raw.heading or UNWRITTEN
    leads, responsible = _units(raw)
    leader, contact = _people(raw)
    return Issue(
        id=issue_id,
        title=derive_title(raw.heading or problem),
        problem=problem,
        category=raw.category or None,
        number=raw.number,
        goal=_long_text(raw, Field.GOAL) or None,
        measures=tuple(_measures(raw)),
        lead_unit=leads,
        leader=leader or None,
        responsible_units=responsible,
        office=_joined(raw, Field.OFFICE) or None,
        contact=contact or None,
        deadline=_deadline(raw, issued_on) or None,
    )


def derive_title(text: str) -> str:
    """A short title: the first clause, whole where it fits in 20 characters."""
    text = _PROBLEM_NUMBER.sub("", text).strip(END_MARKS) or text
    first = re.split(r"[，。；：:！？]", text)[0] or text
    return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"


def doubt_numbers(issues: Iterable[RawIssue]) -> None:
    """Note every number that does not follow the one before it."""
    before: int | None = 0
    category: str | None = None
    for raw in issues:
        begins_anew = raw.category != category and raw.number == 1
        expected = raw.number if before is None or begins_anew else before + 1
        if raw.number is not None and raw.number != expected:
            raw.doubt(Field.NUMBER, f"编号 {raw.number} 没有接着上一项")
        before, category = raw.number, raw.category


def _long_text(raw: RawIssue, name: Field) -> str:
    values = raw.values.get(name, [])
    text = "".join(tidy(value.text) for value in values)
    if len(values) > 1 and name is not Field.PROBLEM:
        raw.doubt(name, "出现不止一次，已前后相接", values[1].place)
    _doubt_damage(raw, name, text)
    return text.strip("*|")


def _measures(raw: RawIssue) -> list[str]:
    """A numbered item is one measure, its number kept; other text is cut into sentences."""
    measures: list[str] = []
    for piece in raw.measures:
        text = tidy(piece.text)
        starts = inline_items(text)
        if starts:
            bounds = [*starts, len(text)]
            measures += [text[a:b] for a, b in pairwise(bounds)]
        elif len(raw.measures) > 1 and (read_mark(text) or is_bullet(text)):
            measures.append(text)
        else:
            measures += cut_sentences(text)
    measures = [measure for measure in measures if measure.strip(END_MARKS)]
    _doubt_damage(raw, Field.MEASURES, "".join(measures))
    return measures


def _units(raw: RawIssue) -> tuple[tuple[str, ...], tuple[str, ...]]:
    leads: list[str] = []
    responsible: list[str] = []
    for value in raw.values.get(Field.LEAD, []):
        found = split_units(value.text)
        if found.leads:
            leads += found.leads
            responsible += found.names
        else:
            leads += found.names
        for doubt in found.doubts:
            raw.doubt(Field.LEAD, doubt, value.place)
            if found.leads:
                raw.doubt(Field.RESPONSIBLE, doubt, value.place)
    for name in (Field.RESPONSIBLE, Field.HELPING):
        for value in raw.values.get(name, []):
            found = split_units(value.text)
            leads += found.leads
            responsible += found.names
            for doubt in found.doubts:
                raw.doubt(Field.RESPONSIBLE, doubt, value.place)
                if found.leads:
                    raw.doubt(Field.LEAD, doubt, value.place)
    _doubt_damage(raw, Field.LEAD, "、".join(leads))
    _doubt_damage(raw, Field.RESPONSIBLE, "、".join(responsible))
    return tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(responsible))


def _people(raw: RawIssue) -> tuple[str, str]:
    """责任领导 and 联系人; a 责任人 is the leader where none is named, else the one to ask."""
    leader = _person(raw, Field.LEADER)
    person = _person(raw, Field.PERSON)
    contact = _joined(raw, Field.CONTACT)
    if not leader:
        return person, contact
    if person:
        raw.doubt(Field.CONTACT, f"另有责任人“{person}”，写在联系人里")
        contact = "、".join(part for part in (person, contact) if part)
    return leader, contact


def _person(raw: RawIssue, name: Field) -> str:
    people: list[str] = []
    for value in raw.values.get(name, []):
        text, doubts = read_people(value.text)
        _doubt_damage(raw, Field.LEADER, text)
        people.append(text)
        for doubt in doubts:
            raw.doubt(Field.LEADER, doubt, value.place)
    return "、".join(dict.fromkeys(person for person in people if person))


def _joined(raw: RawIssue, name: Field) -> str:
    texts = [trim(value.text) for value in raw.values.get(name, [])]
    return "；".join(dict.fromkeys(text for text in texts if text))


def _deadline(raw: RawIssue, issued_on: date) -> str:
    text = "".join(_joined(raw, Field.DEADLINE).split())
    if text and not is_understood(text, issued_on):
        place = raw.values[Field.DEADLINE][0].place
        raw.doubt(Field.DEADLINE, f"“{text}”读不出确切的日期", place)
    _doubt_damage(raw, Field.DEADLINE, text)
    return text


def doubt_categories(issues: list[RawIssue]) -> None:
    """Note an issue without a category among others that have one."""
    if any(raw.category for raw in issues):
        for raw in issues:
            if not raw.category:
                raw.doubt(Field.CATEGORY, "别的事项有类别，这一项没有")


def _doubt_damage(raw: RawIssue, name: Field, text: str) -> None:
    if text[:1] in _NO_BEGINNING:
        raw.doubt(name, "以标点开头，前面可能断开了")
    if match := _DAMAGE.search(text):
        near = text[max(0, match.start() - 6) : match.end() + 6]
        values = raw.values.get(name) or raw.measures
        raw.doubt(name, f"“{near}”里有认不出的字", values[0].place if values else None)
