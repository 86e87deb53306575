"""How well an import did: each field of each issue is right, flagged or wrong.

Right: what was read is what stands in the document. Flagged: it is not, and a finding names that
issue and field. Wrong: it is not, and nothing says so. An issue that was not found, or is none,
is wrong in every field.
"""

from pathlib import Path
from typing import Any, NamedTuple

from sample_plans import FACTS, FIELDS, Plan

from rectify_cli.domain.imported import ImportResult
from rectify_cli.importing.plan.reader import read_plan

_FINDING_FIELDS = {
    "person": ("leader",),
    "helping_units": ("responsible_units",),
    "document": FACTS,
    "other": FACTS,
}


class Miss(NamedTuple):
    """A field that is not as the document has it."""

    issue: int | None
    field: str
    expected: Any
    read: Any
    flagged: bool


class Score(NamedTuple):
    """The count of one document; ``doubts`` are all findings, whether the field was right or
    not."""

    name: str
    issues: int
    right: int
    misses: tuple[Miss, ...]
    doubts: int

    @property
    def flagged(self) -> int:
        """Fields that are not right and say so."""
        return sum(miss.flagged for miss in self.misses)

    @property
    def wrong(self) -> int:
        """Fields that are not right and do not say so."""
        return len(self.misses) - self.flagged


def score(plan: Plan, folder: Path) -> Score:
    """Import the sample, made in ``folder``, and count."""
    result = read_plan(plan.make(folder))
    misses = [
        Miss(None, field, plan.facts.get(field), read, _is_flagged(result, None, field))
        for field in FACTS
        if (read := _text(getattr(result.document, field))) != plan.facts.get(field)
    ]
    total = len(FACTS)
    for position in range(max(len(plan.issues), len(result.issues))):
        expected = plan.issues[position] if position < len(plan.issues) else None
        issue = result.issues[position] if position < len(result.issues) else None
        total += len(FIELDS)
        for field in FIELDS:
            told = None if expected is None else (expected.get(field) or None)
            read = None if issue is None else _read(getattr(issue, field))
            if expected is None or issue is None or told != read:
                both = expected is not None and issue is not None
                flagged = both and _is_flagged(result, position + 1, field)
                misses.append(Miss(position + 1, field, told, read, flagged))
    return Score(
        plan.name, len(plan.issues), total - len(misses), tuple(misses), len(result.findings)
    )


def _read(value: Any) -> Any:
    return list(value) or None if isinstance(value, tuple) else _text(value)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _is_flagged(result: ImportResult, issue_id: int | None, field: str) -> bool:
    return any(
        field in (finding.field, *_FINDING_FIELDS.get(finding.field, ()))
        for finding in result.findings_of(issue_id)
    )
