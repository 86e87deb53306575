"""DraftIssue → Issue, with every doubt that arises on the way."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from rectify_cli.domain.deadline import doubt_about
from rectify_cli.domain.model import Issue
from rectify_cli.domain.numerals import read_numeral
from rectify_cli.importing.plan.draft import DraftIssue
from rectify_cli.importing.words.labels import Field
from rectify_cli.importing.words.names import split_units
from rectify_cli.importing.words.numbering import (
    bullet_length,
    inline_items,
    read_mark,
    spoken_items,
)
from rectify_cli.importing.words.people import is_person, read_people
from rectify_cli.importing.words.wording import END_MARKS, cut_sentences, excerpt, tidy, trim

TITLE_LENGTH = 20
UNWRITTEN = "（原文没有写明）"
_DAMAGE = re.compile(r"[□■�▯?？](?=[\u4e00-\u9fff])|[\u4e00-\u9fff][□■�▯]")
_NO_BEGINNING = tuple("，、；。：）,;)！？")
_RESULT = re.compile(
    r"(?<=。)(?:最终|从而)?使(?:全|各|其|得)[^。]*。?$"
)  # what all of them are for
_NOTHING = frozenset(
    {"/", "—", "-", "无", "——", "／", "\\", "待定", "未定", "待明确", "暂无", "没有"}
)
_PROBLEM_NUMBER = re.compile(r"(?:存在)?问题[一二三四五六七八九十\d]+[：:]")


def build_issue(draft: DraftIssue, issue_id: int, issued_on: date) -> Issue:
    """The issue that ``draft`` words; what is uncertain is added to ``draft.doubts``."""
    _drop_nothings(draft)
    _take_headings(draft)
    problem = _long_text(draft, Field.PROBLEM)
    if not problem:
        draft.doubt(
            Field.PROBLEM, "没有找到存在问题，暂用标题" if draft.heading else "没有找到存在问题"
        )
        problem = draft.heading or UNWRITTEN
    leads, responsible, beside = _units(draft)
    leader, contact = _people(draft, beside)
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
        office=_joined(draft, Field.OFFICE, "、") or None,
        contact=contact or None,
        deadline=_deadline(draft, issued_on) or None,
    )


def derive_title(text: str) -> str:
    """A short title: the first clause, whole where it fits in 20 characters."""
    text = _PROBLEM_NUMBER.sub("", text).strip(END_MARKS) or text
    mark = read_mark(text)
    text = text[mark.length :] or text if mark else text
    first = re.split(r"[，。；：:！？]", text)[0] or text
    return excerpt(first, TITLE_LENGTH)


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
    return text.strip("*|/／")


def _drop_nothings(draft: DraftIssue) -> None:
    """A field in which the document says that there is nothing: 无, 待定, a stroke."""
    for name, values in [*draft.values.items(), (Field.MEASURES, draft.measures)]:
        nothing = [value for value in values if tidy(value.text).strip(END_MARKS) in _NOTHING]
        for value in nothing:
            values.remove(value)
            if name is not Field.OTHER:
                draft.doubt(name, f"“{tidy(value.text)}”按没有写处理", value.place)
    draft.values = {name: values for name, values in draft.values.items() if values}


def _measures(draft: DraftIssue) -> list[str]:
    """A numbered item is one measure, its number kept; text without numbers is cut into
    sentences, or at 一是 and 二是."""
    measures: list[str] = []
    for piece in draft.measures:
        text = tidy(piece.text).strip("|/／")
        numbered = read_mark(text) is not None or bullet_length(text) > 0
        starts = inline_items(text)
        if not starts and not numbered:
            starts = spoken_items(text)
        if numbered and starts[:1] != [0]:
            measures.append(text)
        elif starts:
            measures += _cut(text, starts)
        else:
            measures += cut_sentences(text)
    measures = [measure for measure in measures if measure.strip(END_MARKS)]
    _doubt_damage(draft, Field.MEASURES, "".join(measures))
    return measures


def _cut(text: str, starts: list[int]) -> list[str]:
    """``text`` from each start to the next; what leads to the first goes with it."""
    lead = text[: starts[0]]
    led = [] if not lead or lead.endswith(("：", ":", "，", ",")) else cut_sentences(lead)
    result = _RESULT.search(text, starts[-1])
    ends = [result.start()] if result else []
    bounds = [*([starts[0]] if led or not lead else [0]), *starts[1:], *ends, len(text)]
    return [*led, *(text[a:b] for a, b in pairwise(bounds))]


def _take_headings(draft: DraftIssue) -> None:
    """A number, a category and a title that labels name."""
    for value in draft.values.pop(Field.NUMBER, []):
        number = read_numeral(trim(value.text))
        if number is None:
            draft.doubt(Field.NUMBER, f"“{trim(value.text)}”不是编号", value.place)
        draft.number = draft.number if number is None else number
    for value in draft.values.pop(Field.CATEGORY, []):
        draft.category = trim(value.text) or draft.category
    for value in draft.values.pop(Field.TITLE, []):
        draft.heading = draft.heading or trim(value.text)


def _units(draft: DraftIssue) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The units that lead, the others, and the people named beside them."""
    leads: list[str] = []
    responsible: list[str] = []
    people: list[str] = []
    for name in (Field.LEAD, Field.RESPONSIBLE, Field.HELPING):
        about = Field.LEAD if name is Field.LEAD else Field.RESPONSIBLE
        for value in draft.values.get(name, []):
            if name is Field.LEAD and is_person(tidy(value.text).strip(END_MARKS)):
                people.append(tidy(value.text).strip(END_MARKS))
                continue
            found = split_units(value.text)
            plain = about is Field.LEAD and not found.leads
            leads += found.names if plain else found.leads
            responsible += [] if plain else found.names
            people += found.people
            for doubt in found.doubts:
                draft.doubt(about, doubt, value.place)
                if found.leads:
                    other = Field.RESPONSIBLE if about is Field.LEAD else Field.LEAD
                    draft.doubt(other, doubt, value.place)
    _doubt_damage(draft, Field.LEAD, "、".join(leads))
    _doubt_damage(draft, Field.RESPONSIBLE, "、".join(responsible))
    return tuple(dict.fromkeys(leads)), tuple(dict.fromkeys(responsible)), tuple(people)


def _people(draft: DraftIssue, beside: tuple[str, ...]) -> tuple[str, str]:
    """责任领导 and 联系人; a 责任人 is the leader where none is named, else the one to ask.
    ``beside`` are people who are named only in brackets after their units."""
    leader = _person(draft, Field.LEADER)
    person = _person(draft, Field.PERSON)
    contact = _joined(draft, Field.CONTACT)
    if not leader and not person and beside:
        leader = "、".join(dict.fromkeys(beside))
        draft.doubt(Field.LEADER, f"“{leader}”写在单位旁边，当作责任领导")
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


def _joined(draft: DraftIssue, name: Field, mark: str = "；") -> str:
    texts = [trim(value.text) for value in draft.values.get(name, [])]
    return mark.join(dict.fromkeys(text for text in texts if text))


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
