"""Data → JSON for other programs. Dates are ISO; keys are the glossary's identifiers."""

import json
from collections.abc import Iterable
from typing import Any

from rectify_cli.domain.figures import Counts, Group, OverdueFigures
from rectify_cli.domain.model import Event, Role, Status
from rectify_cli.domain.notice import Notice, UnitRecord
from rectify_cli.domain.query import Selection
from rectify_cli.domain.report import Report
from rectify_cli.domain.state import IssueState
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import Problem


def dump(data: object, *, ascii_only: bool = False) -> str:
    """``data`` as indented JSON ending in a newline; ``ascii_only`` escapes all else."""
    return json.dumps(data, ensure_ascii=ascii_only, indent=2) + "\n"


def issue_data(state: IssueState, role: Role | None = None) -> dict[str, Any]:
    """An issue and where it stands; ``role`` appears only when a unit was asked about."""
    issue = state.issue
    data: dict[str, Any] = {
        "id": issue.id,
        "category": issue.category,
        "number": issue.number,
        "title": issue.title,
        "problem": issue.problem,
        "goal": issue.goal,
        "measures": list(issue.measures),
        "lead_unit": issue.lead_text or None,
        "lead_units": list(issue.lead_unit),
        "leader": issue.leader,
        "responsible_units": list(issue.responsible_units),
        "office": issue.office,
        "contact": issue.contact,
        "deadline": issue.deadline,
        "due": state.due.isoformat() if state.due else None,
        "immediate": state.immediate,
        "ongoing": state.ongoing,
        "status": state.status.value,
        "overdue_days": state.overdue_days,
        "done_on": state.done_on.isoformat() if state.done_on else None,
    }
    if role is not None:
        data["role"] = role.value
    data["log"] = [event_data(event) for event in state.events]
    return data


def event_data(event: Event) -> dict[str, Any]:
    """An event with the keys that its line has."""
    return event.model_dump(mode="json", exclude_defaults=True)


def list_data(selection: Selection, as_of: object) -> dict[str, Any]:
    """``rectify list --json``."""
    issues = [issue_data(row.state, row.role) for row in selection.rows]
    return {"as_of": str(as_of), "issues": issues}


def overdue_data(figures: OverdueFigures) -> dict[str, Any]:
    """``rectify overdue --json``."""
    return {
        "as_of": figures.as_of.isoformat(),
        "within": figures.within,
        "overdue": _issues(figures.overdue),
        "due_soon": _issues(figures.due_soon),
        "immediate_not_started": _issues(figures.immediate_not_started),
        "by_lead_unit": [
            {"lead_unit": lead, "overdue": late, "due_soon": soon, "immediate_not_started": idle}
            for lead, late, soon, idle in figures.by_lead
        ],
    }


def counts_data(counts: Counts) -> dict[str, Any]:
    """Counts by status, with overdue and the completion rate (0 to 1)."""
    by_status = {status.value: counts.of(status) for status in Status}
    rate = round(counts.rate, 4)
    return {"total": counts.total, **by_status, "overdue": counts.overdue, "rate": rate}


def groups_data(groups: Iterable[Group], key: str) -> list[dict[str, Any]]:
    """Counts of each group, its name under ``key``."""
    return [{key: group.name, **counts_data(group.counts)} for group in groups]


def report_data(report: Report) -> dict[str, Any]:
    """``rectify report --json``: issues appear as ids, the whole list at the end."""
    return {
        "title": report.checklist.document.title,
        "since": report.period.since.isoformat(),
        "until": report.period.until.isoformat(),
        "as_of": report.as_of.isoformat(),
        "counts": counts_data(report.counts),
        "counts_before": counts_data(report.before) if report.before else None,
        "events": [
            {"id": item.state.issue.id, **event_data(event)}
            for item in report.activity
            for event in item.events
        ],
        "struck_off": _ids(report.struck_off),
        "reopened": _ids(report.reopened),
        "overdue": _ids(report.overdue),
        "due_soon": _ids(report.due_soon),
        "unreported": _ids(report.unreported),
        "due_next": _ids(report.due_next),
        "by_lead_unit": groups_data(report.by_lead, "lead_unit"),
        "by_category": groups_data(report.by_category, "category"),
        "open_by_week": [{"date": d.isoformat(), "open": n} for d, n in report.open_by_week],
        "issues": _issues(report.states),
    }


def notice_data(notice: Notice) -> dict[str, Any]:
    """``rectify notice --json``: every lead unit with its facts; issues appear as ids."""
    return {
        "title": notice.checklist.document.title,
        "since": notice.period.since.isoformat(),
        "until": notice.period.until.isoformat(),
        "stale_days": notice.stale_days,
        "counts": counts_data(notice.counts),
        "events": notice.events,
        "red": [_record_data(record) for record in notice.red],
        "black": [_record_data(record) for record in notice.black],
        "others": [_record_data(record) for record in notice.others],
        "without_lead": _ids(notice.without_lead),
    }


def _record_data(record: UnitRecord) -> dict[str, Any]:
    return {
        "unit": record.unit,
        "is_group": record.is_group,
        **counts_data(record.counts),
        "events": record.events,
        "facts": [
            {
                "id": fact.state.issue.id,
                "ground": fact.ground.value,
                "days": fact.days,
                "on": fact.on.isoformat() if fact.on else None,
            }
            for fact in record.facts
        ],
    }


def units_data(directory: UnitDirectory, states: Iterable[IssueState]) -> dict[str, Any]:
    """``rectify units --json``."""
    issues = [state.issue for state in states]
    return {
        "units": [
            {
                "name": unit,
                "aliases": directory.aliases_of(unit),
                "groups": sorted(directory.groups_of(unit)),
                "members": list(directory.members_of(unit)) if directory.is_group(unit) else None,
                "issues": {
                    role.value: [i.id for i in issues if directory.role_of(unit, i) is role]
                    for role in Role
                },
            }
            for unit in directory.names
        ]
    }


def _issues(states: Iterable[IssueState]) -> list[dict[str, Any]]:
    return [issue_data(state) for state in states]


def _ids(states: Iterable[IssueState]) -> list[int]:
    return [state.issue.id for state in states]


def problem_data(problem: Problem) -> dict[str, Any]:
    """A finding of ``rectify check --json``."""
    return {
        "severity": problem.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message,
        "hint": problem.hint,
    }
