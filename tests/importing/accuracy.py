"""How well an import did: each field of each issue is right, flagged or wrong.

Right: what was read is what stands in the document. Flagged: it is not, and a finding names that
issue and field. Wrong: it is not, and nothing says so. An issue that was not found, or is none,
is wrong in every field. Of what is wrong, missing is what the document has and nothing was read
of; the rest was silently read wrong.

The documents of the second set (``score_layout``) are counted as a clerk would: a field that is
empty in the document and was left empty is no merit and not counted, nor does a last 。 matter;
the day of a deadline counts; a refused document misses all its fields; one that is no plan counts
as a single field, right when it is refused or a finding names every issue.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from sample_plans import FACTS, FIELDS, Plan

from rectify_cli.domain.deadline import parse_deadline
from rectify_cli.domain.model import Issue
from rectify_cli.domain.shared.imported import ImportedDocument, ImportResult
from rectify_cli.errors import InvalidDataError
from rectify_cli.importing.plan.reader import read_plan

_FINDING_FIELDS = {
    "person": ("leader",),
    "helping_units": ("responsible_units",),
    "document": FACTS,
    "other": FACTS,
    "deadline": ("due",),
}
# As if nothing had been read, not even a title.
_EMPTY = ImportResult(ImportedDocument.model_construct(title=""), (), (), (), (), ())


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

    @property
    def missing(self) -> int:
        """Wrong fields of which the document says something and nothing was read."""
        return sum(
            not miss.flagged and miss.expected is not None and miss.read is None
            for miss in self.misses
        )


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


def score_layout(plan: Plan, folder: Path) -> Score:
    """Import a document of the second set and count; see above for how."""
    try:
        result = read_plan(plan.make(folder))
    except InvalidDataError:
        result = _EMPTY
    if plan.no_plan:
        told = all(result.findings_of(issue.id) for issue in result.issues)
        read = f"{len(result.issues)} issues"
        missed = [] if told else [Miss(None, "document", "no plan", read, False)]
        return Score(plan.name, 0, int(told), tuple(missed), len(result.findings))
    right, found = _compare(plan.facts, result.document, FACTS, None, result)
    for position in range(max(len(plan.issues), len(result.issues))):
        expected = plan.issues[position] if position < len(plan.issues) else {}
        issue = result.issues[position] if position < len(result.issues) else None
        more, misses = _compare(expected, issue, (*FIELDS, "due"), position + 1, result)
        right, found = right + more, found + misses
    return Score(plan.name, len(plan.issues), right, found, len(result.findings))


def _compare(
    expected: dict[str, Any],
    found: Any,
    fields: Iterable[str],
    issue_id: int | None,
    result: ImportResult,
) -> tuple[int, tuple[Miss, ...]]:
    right, misses = 0, []
    for field in fields:
        told = expected.get(field) or None
        if found is None:
            read = None
        elif field == "due":
            read = _text(_due(found, result))
        else:
            read = _read(getattr(found, field))
        flagged = _is_flagged(result, issue_id, field)
        alike = _bare(read) in map(_bare, (told, *expected.get("accept", {}).get(field, ())))
        if field in expected.get("flag", ()) and not flagged:
            misses.append(Miss(issue_id, field, f"{told}, and a finding", read, False))
        elif not alike:
            misses.append(Miss(issue_id, field, told, read, flagged))
        elif told is not None or read is not None:
            right += 1
    return right, tuple(misses)


def _due(issue: Issue, result: ImportResult) -> date | None:
    """The day that the ledger will make of the deadline. A document of the second set that bears
    no date has years in its deadlines, so any day of issue does."""
    issued_on = result.document.issued_on or date(2021, 3, 1)
    return issue.due or parse_deadline(issue.deadline or "", issued_on).due


def _bare(value: Any) -> Any:
    """Without blanks and without a last mark; what is empty is none."""
    if isinstance(value, list):
        return [_bare(one) for one in value] or None
    return None if value is None else "".join(value.split()).rstrip("。；;") or None


def _read(value: Any) -> Any:
    return list(value) or None if isinstance(value, tuple) else _text(value)


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _is_flagged(result: ImportResult, issue_id: int | None, field: str) -> bool:
    return any(
        field in (finding.field, *_FINDING_FIELDS.get(finding.field, ()))
        for finding in result.findings_of(issue_id)
    )
