"""What an item takes from above it: 同上 from the item before, duties from its category."""

import re
from collections.abc import Iterable, Sequence

from rectify_cli.importing.plan.draft import DraftIssue, Value
from rectify_cli.importing.plan.tables.cell_labels import bracketed_parts, labelled_parts
from rectify_cli.importing.words.labels import Field, LabelWords
from rectify_cli.importing.words.wording import trim

_DITTO = re.compile(
    r"同\s*(?:上|前|左)(?:一?[条项行栏]|所述)?|[〃″”\"]|''|同第?([1-9]\d{0,3})[项条]?"
)


def resolve_dittos(drafts: Sequence[DraftIssue]) -> None:
    """Put the text of the item before (of the numbered one: 同第3项) where an item says 同上; each
    is noted as a doubt, for the reader to agree."""
    for place, draft in enumerate(drafts):
        for field, values in draft.values.items():
            draft.values[field] = _resolved(draft, field, values, drafts[:place])
        draft.measures = _resolved(draft, Field.MEASURES, draft.measures, drafts[:place])


def inherit_duties(drafts: Iterable[DraftIssue], known: LabelWords) -> None:
    """Take what brackets in a category say of its items, （牵头单位：市政务局）, out of its name;
    an item that does not say it itself has it from there."""
    for draft in drafts:
        category = draft.category or ""
        for bracket in bracketed_parts(category, known):
            inside = category[bracket.start + 1 : bracket.end - 1]
            for part in labelled_parts(inside, known):
                if len(part.fields) == 1 and not draft.values.get(part.fields[0]):
                    draft.add(part.fields[0], inside[part.start : part.end], draft.place)
            draft.category = category.replace(category[bracket.start : bracket.end], "")


def _resolved(
    draft: DraftIssue, field: Field, values: list[Value], before: Sequence[DraftIssue]
) -> list[Value]:
    dittos = [match for value in values if (match := _DITTO.fullmatch(trim(value.text)))]
    if not dittos:
        return values
    own = [value for value in values if not _DITTO.fullmatch(trim(value.text))]
    if own:
        return own
    word, number = dittos[0][0], dittos[0][1]
    meant = [other for other in before if number is None or other.number == int(number)]
    said = meant[-1] if meant else None
    there: list[Value] = []
    if said is not None:
        there = said.measures if field is Field.MEASURES else said.values.get(field, [])
    told = "照那一项的抄来" if there else "前面却没有写"
    draft.doubt(field, f"写的是“{word}”，{told}", values[0].place)
    return [Value(value.text, values[0].place) for value in there]
