"""Many ledgers as three tables for other programs: issues, events, states."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rectify_cli.domain.model import Checklist, Issue
from rectify_cli.domain.reporting.chronicle import records_of
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.parquet import Kind, ParquetTable

_KEY = {"ledger": Kind.TEXT, "id": Kind.NUMBER}
TABLES: Mapping[str, Mapping[str, Kind]] = {
    "issues": {
        **_KEY,
        "category": Kind.TEXT,
        "number": Kind.NUMBER,
        "title": Kind.TEXT,
        "problem": Kind.TEXT,
        "goal": Kind.TEXT,
        "measures": Kind.TEXTS,
        "lead_units": Kind.TEXTS,
        "leader": Kind.TEXT,
        "responsible_units": Kind.TEXTS,
        "deadline": Kind.TEXT,
        "issued_on": Kind.DAY,
        "added": Kind.DAY,
    },
    "events": {
        **_KEY,
        "n": Kind.NUMBER,
        "date": Kind.DAY,
        "event": Kind.TEXT,
        "unit": Kind.TEXT,
        "by": Kind.TEXT,
        "note": Kind.TEXT,
        "number": Kind.TEXT,
        "to": Kind.DAY,
        "reply_by": Kind.DAY,
        "recorded": Kind.DAY,
        "evidence": Kind.TEXTS,
        "voided": Kind.FLAG,
        "of": Kind.NUMBER,
    },
    "states": {
        **_KEY,
        "status": Kind.TEXT,
        "due": Kind.DAY,
        "original_due": Kind.DAY,
        "immediate": Kind.FLAG,
        "ongoing": Kind.FLAG,
        "extended": Kind.FLAG,
        "applied_on": Kind.DAY,
        "done_on": Kind.DAY,
        "sent_back_on": Kind.DAY,
        "overdue_days": Kind.NUMBER,
        "late_days": Kind.NUMBER,
        "waiting_days": Kind.NUMBER,
        "silent_days": Kind.NUMBER,
        "last_report": Kind.DAY,
    },
}
"""The tables and what their columns hold; units under their one name each. ``n`` is the number of
a line in its issue's log, ``of`` the number of the line that a void takes back."""


class Dataset:
    """The tables, filled ledger by ledger.

    Raises ``UsageError`` where the package that writes them is missing.
    """

    def __init__(self) -> None:
        self._tables = {name: ParquetTable(columns) for name, columns in TABLES.items()}

    def add(
        self, ledger: str, whole: Checklist, states: Sequence[IssueState], *, known: date | None
    ) -> None:
        """Add the issues of one ledger; lines have their numbers in the ``whole`` one, whatever
        was ``known``."""
        self._tables["issues"].add(_issue_row(ledger, state) for state in states)
        self._tables["events"].add(_event_rows(ledger, whole.issues_by_id(), states, known))
        self._tables["states"].add(_state_row(ledger, state) for state in states)

    def files(self) -> dict[str, bytes]:
        """Each table by name, as a Parquet file."""
        return {name: table.content() for name, table in self._tables.items()}


def _issue_row(ledger: str, state: IssueState) -> tuple[Any, ...]:
    issue = state.issue
    return (
        ledger,
        issue.id,
        issue.category,
        issue.number,
        issue.title,
        issue.problem,
        issue.goal,
        issue.measures,
        _names(state, issue.lead_unit),
        issue.leader,
        _names(state, issue.responsible_units),
        issue.deadline,
        state.issued_on,
        issue.added,
    )


def _event_rows(
    ledger: str, issues: Mapping[int, Issue], states: Iterable[IssueState], known: date | None
) -> Iterator[tuple[Any, ...]]:
    for state in states:
        canonical, whole = state.directory.canonical, issues[state.issue.id]
        for record in records_of(whole, state.directory, state.as_of, known=known):
            event = record.event
            yield (
                ledger,
                state.issue.id,
                record.line.number,
                event.date,
                event.event.value,
                canonical(event.unit) if event.unit else None,
                event.by,
                event.note,
                event.number,
                event.to,
                event.reply_by,
                event.recorded,
                event.evidence,
                record.line.voided_by is not None,
                record.target,
            )


def _state_row(ledger: str, state: IssueState) -> tuple[Any, ...]:
    return (
        ledger,
        state.issue.id,
        state.status.value,
        state.due,
        state.original_due,
        state.immediate,
        state.ongoing,
        state.extended,
        state.applied_on,
        state.done_on,
        state.sent_back.date if state.sent_back else None,
        state.overdue_days,
        state.late_days,
        state.waiting_days,
        state.silent_days,
        state.last_report.date if state.last_report else None,
    )


def _names(state: IssueState, units: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(state.directory.canonical, units)))
