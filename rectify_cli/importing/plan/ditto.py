"""同上 and its like: what stands for the text of the item before."""

import re
from collections.abc import Sequence

from rectify_cli.importing.plan.draft import DraftIssue, Value
from rectify_cli.importing.words.labels import Field
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
    there = (
        []
        if said is None
        else said.measures
        if field is Field.MEASURES
        else said.values.get(field, [])
    )
    draft.doubt(
        field, f"写的是“{word}”，{'照那一项的抄来' if there else '前面却没有写'}", values[0].place
    )
    return [Value(value.text, values[0].place) for value in there]
