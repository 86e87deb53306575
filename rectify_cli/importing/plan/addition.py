"""What an import adds to a checklist that has issues already: pure."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from rectify_cli.domain.model import Checklist, Issue, Unit
from rectify_cli.domain.shared.imported import ImportResult
from rectify_cli.importing.plan.units import propose_aliases

_SIMILAR = 0.85
# What differs between two texts that are so similar breaks at most 52 in 100 of the pairs of
# neighbouring characters of either: two for each character of its own, one for each of the other's.
_SHARED_PAIRS = 0.48


class Addition(NamedTuple):
    """``result`` with ids that are free in the checklist, and only units that are new there;
    ``known`` says which of its issues are there already (id in ``result`` → id there), ``issues``
    and ``units`` are what is new.
    """

    result: ImportResult
    known: dict[int, int]
    issues: tuple[Issue, ...]
    units: tuple[Unit, ...]


def plan_addition(result: ImportResult, checklist: Checklist) -> Addition:
    """New issues get the ids after the largest there; what is uncertain about issues that are
    there already is no longer of interest."""
    there = {_essence(issue.problem): issue.id for issue in checklist.issues}
    known = {issue.id: None for issue in result.issues if _essence(issue.problem) in there}
    new = [issue.id for issue in result.issues if issue.id not in known]
    largest = max((issue.id for issue in checklist.issues), default=0)
    ids = {old: largest + step for step, old in enumerate([*new, *known], start=1)}
    issues = tuple(issue.model_copy(update={"id": ids[issue.id]}) for issue in result.issues)
    findings = tuple(
        finding if finding.issue_id is None else finding._replace(issue_id=ids[finding.issue_id])
        for finding in result.findings
        if finding.issue_id not in known
    )
    fresh = {ids[old] for old in new}
    added = tuple(issue for issue in issues if issue.id in fresh)
    units = _new_units(result, added, checklist)
    names = {unit.name for unit in units}
    aliases = tuple(pair for pair in propose_aliases((*checklist.units, *units)) if names & {*pair})
    return Addition(
        result._replace(issues=issues, findings=findings, units=units, aliases=aliases),
        {i.id: there[_essence(i.problem)] for i in issues if i.id not in fresh},
        added,
        units,
    )


def clashing_labels(addition: Addition, checklist: Checklist) -> list[str]:
    """Labels (共性3) that would mean two issues after the addition."""
    labels = {issue.label for issue in checklist.issues if issue.number is not None}
    return [i.label for i in addition.issues if i.number is not None and i.label in labels]


def similar_issues(addition: Addition, checklist: Checklist) -> list[tuple[int, int]]:
    """Pairs of a new issue's id and that of one in the checklist whose problem reads almost the
    same: perhaps one issue that two documents word differently."""
    there = [_essence(other.problem) for other in checklist.issues]
    texts = [_essence(issue.problem) for issue in addition.issues]
    return [
        (addition.issues[new].id, checklist.issues[old].id)
        for new, old in similar_texts(texts, there)
    ]


def similar_texts(texts: list[str], there: list[str]) -> Iterator[tuple[int, int]]:
    """The positions of each of ``texts`` and of each in ``there`` that reads almost the same.

    Only texts that share enough pairs of neighbouring characters are compared.
    """
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, text in enumerate(there):
        for pair in set(pairwise(text)):
            holders[pair].append(at)
    for new, text in enumerate(texts):
        shared = Counter(at for pair in pairwise(text) for at in holders.get(pair, ()))
        least = _SHARED_PAIRS * len(text) - 1
        matcher = SequenceMatcher(b=text, autojunk=False)
        for at in sorted(at for at, count in shared.items() if count >= least):
            matcher.set_seq1(there[at])
            # From the quickest, which only compares lengths, to the one that counts.
            ratios = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
            if all(ratio() >= _SIMILAR for ratio in ratios):
                yield new, at


def _new_units(
    result: ImportResult, added: tuple[Issue, ...], checklist: Checklist
) -> tuple[Unit, ...]:
    declared = set(checklist.declared_names())
    used = {name for issue in added for name in (*issue.lead_unit, *issue.responsible_units)}
    return tuple(u for u in result.units if u.name in used and u.name not in declared)


def _essence(text: str) -> str:
    """A text without what copying changes: width of characters, spaces, punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)) or text
