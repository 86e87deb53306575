"""One issue whole: the official words, where it stands, and its log."""

from collections.abc import Iterable
from typing import Any

from rectify_cli.domain.model import Event, Issue, Role
from rectify_cli.domain.state import IssueState
from rectify_cli.formats.blocks import Block, Heading, Items, Paragraph
from rectify_cli.views.phrases import NONE, numbered_title, remaining_cell, status_text


def issue_blocks(state: IssueState) -> list[Block]:
    """The official words of an issue, whole, and where it stands."""
    issue = state.issue
    blocks: list[Block] = [
        Heading(1, f"{issue.id}　{numbered_title(issue)}"),
        Items(tuple(_fact_lines(state))),
        Heading(2, "存在问题"),
        Paragraph(issue.problem),
    ]
    if issue.goal:
        blocks += [Heading(2, "整改目标"), Paragraph(issue.goal)]
    blocks.append(Heading(2, "整改措施"))
    blocks.append(Items(issue.measures) if issue.measures else Paragraph("（文件未列明）"))
    return blocks


def _fact_lines(state: IssueState) -> Iterable[str]:
    issue = state.issue
    remaining = remaining_cell(state).text
    yield f"状态：{status_text(state)}" + ("" if remaining == NONE else f"，{remaining}")
    due = f"（到期日 {state.due}" if state.due else ""
    if due and state.due != state.original_due and state.original_due:
        due += f"，原为 {state.original_due}"
    yield f"整改时限：{issue.deadline or NONE}{due + '）' if due else ''}"
    yield f"牵头单位：{issue.lead_text or NONE}"
    yield f"责任领导：{issue.leader or NONE}"
    yield f"责任单位：{issue.responsible_text or NONE}"
    for name, value in (("责任股室", issue.office), ("联系方式", issue.contact)):
        if value:
            yield f"{name}：{value}"


def official_data(issue: Issue) -> dict[str, Any]:
    """What the document says of an issue: the same keys in every ``--json``."""
    return {
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
    }


def issue_data(state: IssueState, role: Role | None = None) -> dict[str, Any]:
    """An issue and where it stands; ``role`` appears only when a unit was asked about."""
    return {
        **official_data(state.issue),
        "due": state.due.isoformat() if state.due else None,
        "immediate": state.immediate,
        "ongoing": state.ongoing,
        "status": state.status.value,
        "overdue_days": state.overdue_days,
        "done_on": state.done_on.isoformat() if state.done_on else None,
        **({"role": role.value} if role is not None else {}),
        "log": [event_data(event) for event in state.events],
    }


def event_data(event: Event) -> dict[str, Any]:
    """An event with the keys that its line has."""
    return event.model_dump(mode="json", exclude_defaults=True)


def ids_data(states: Iterable[IssueState]) -> list[int]:
    """Issues by their ids, where the whole list stands elsewhere in the answer."""
    return [state.issue.id for state in states]


def issues_data(states: Iterable[IssueState]) -> list[dict[str, Any]]:
    """Issues in full."""
    return [issue_data(state) for state in states]
