"""Which issues are asked for: by reference, by filter, in what order. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from rectify_cli.domain.model import Checklist, Issue, Role, Status
from rectify_cli.domain.state import IssueState, states_of
from rectify_cli.domain.units import UnitDirectory, leaders_of
from rectify_cli.errors import NotFoundError, UsageError

NO_ISSUES = "清单里还没有事项。"
"""What is said of a list without issues."""

_REFERENCE = r"(?P<category>\D*?)[\s#第.-]*(?P<number>\d+)[项号]?"
_ROLE_ORDER = {role: rank for rank, role in enumerate(Role)}
_STATUS_ORDER = {status: rank for rank, status in enumerate(Status)}


class SortKey(StrEnum):
    """What a list can be ordered by."""

    ID = "id"
    DUE = "due"
    STATUS = "status"
    LEAD = "lead"
    LEADER = "leader"


class Filter(NamedTuple):
    """What a list is narrowed to; every field that is set must fit.

    ``unit`` is a canonical name; ``due_before`` includes the day itself, as 10月31日前 does.
    """

    unit: str | None = None
    role: Role | None = None
    leader: str | None = None
    category: str | None = None
    statuses: frozenset[Status] = frozenset()
    overdue: bool = False
    due_before: date | None = None
    search: str | None = None


class Row(NamedTuple):
    """An issue in a list: its state, and the asked unit's role in it."""

    state: IssueState
    role: Role | None = None


class Selection(NamedTuple):
    """The answer to a filter.

    ``total`` counts all issues of the ledger. ``member_only`` says that the asked unit is named
    nowhere and these are its group's issues; otherwise ``through_groups`` counts the issues left
    out in which it takes part through a group alone, ``groups`` names these groups.
    """

    rows: tuple[Row, ...]
    total: int
    member_only: bool = False
    through_groups: int = 0
    groups: tuple[str, ...] = ()

    @property
    def states(self) -> list[IssueState]:
        """The states alone."""
        return [row.state for row in self.rows]


def select(
    checklist: Checklist, wanted: Filter, as_of: date, *, sort: SortKey | None = None
) -> Selection:
    """The issues that fit ``wanted`` on ``as_of``.

    Without ``sort`` the file's order stands, and with a unit its strongest role comes first.
    Raises ``NotFoundError`` for a category or a leader that no issue has.
    """
    fits = _issue_test(checklist, wanted)
    fitting = [state for state in states_of(checklist, as_of) if fits(state)]
    if wanted.unit is None:
        rows = tuple(Row(state) for state in _sorted(fitting, sort))
        return Selection(rows, len(checklist))
    return _select_unit(checklist, wanted, _sorted(fitting, sort), keep_order=sort is not None)


def find_issue(checklist: Checklist, reference: str) -> Issue:
    """The issue meant by ``3`` (its id) or ``共性3`` (category and number).

    Raises ``UsageError`` when the reference cannot be read or fits several issues,
    ``NotFoundError`` when no issue answers to it.
    """
    typed = unicodedata.normalize("NFKC", reference).strip()
    match = re.fullmatch(_REFERENCE, typed)
    if not match:
        hint = "写序号（如 3），或类别加编号（如 共性3）；几项用空格隔开。"
        if reference[:1] in "—–－-":
            hint = "选项前面是两个半角短横线，如 --note。"
        raise UsageError(f"“{reference}”不是事项编号", hint=hint)
    number, category = int(match["number"]), match["category"].strip()
    found = [
        issue
        for issue in checklist.issues
        if (issue.id == number if not category else _is_numbered(issue, category, number))
    ]
    if len(found) > 1:
        listed = "、".join(str(issue.id) for issue in found)
        raise UsageError(f"“{reference}”可以指序号 {listed} 的事项", hint="请写序号。")
    if found:
        return found[0]
    raise NotFoundError(f"清单里没有事项 {reference}", hint=_known_references(checklist))


def _is_numbered(issue: Issue, category: str, number: int) -> bool:
    return (
        issue.number == number and bool(issue.category) and str(issue.category).startswith(category)
    )


def _known_references(checklist: Checklist) -> str:
    ids = [issue.id for issue in checklist.issues]
    if not ids:
        return NO_ISSUES
    return f"现有 {len(ids)} 项，序号 {min(ids)}–{max(ids)}；用 rectify list 查看。"


def _issue_test(checklist: Checklist, wanted: Filter) -> Callable[[IssueState], bool]:
    categories = {issue.category for issue in checklist.issues if issue.category}
    if wanted.category and not any(wanted.category in category for category in categories):
        raise _unknown("类别", wanted.category, sorted(categories))
    leaders = list(leaders_of(checklist))
    if wanted.leader and not any(wanted.leader in leader for leader in leaders):
        raise _unknown("责任领导", wanted.leader, leaders)

    def fits(state: IssueState) -> bool:
        issue = state.issue
        due_before = wanted.due_before
        return (
            (not wanted.category or wanted.category in (issue.category or ""))
            and (not wanted.leader or wanted.leader in (issue.leader or ""))
            and (not wanted.statuses or state.status in wanted.statuses)
            and (not wanted.overdue or state.is_overdue)
            and (due_before is None or (state.due is not None and state.due <= due_before))
            and (not wanted.search or wanted.search.casefold() in _searchable(state))
        )

    return fits


def _unknown(what: str, typed: str, known: list[str]) -> NotFoundError:
    hint = f"清单里有：{'、'.join(known)}。" if known else f"清单里的事项都没有写{what}。"
    return NotFoundError(f"没有{what}是“{typed}”的事项", hint=hint)


def _searchable(state: IssueState) -> str:
    issue = state.issue
    notes = (event.note or "" for event in state.events)
    texts = (issue.title, issue.problem, issue.goal or "", *issue.measures, *notes)
    return "\n".join(texts).casefold()


def _select_unit(
    checklist: Checklist, wanted: Filter, states: list[IssueState], *, keep_order: bool
) -> Selection:
    directory = UnitDirectory(checklist)
    unit = wanted.unit or ""
    rows = [Row(s, role) for s in states if (role := directory.role_of(unit, s.issue))]
    named_somewhere = any(
        directory.role_of(unit, issue) in (Role.LEAD, Role.RESPONSIBLE)
        for issue in checklist.issues
    )
    by_group = [row for row in rows if row.role is Role.MEMBER]
    if wanted.role is not None:
        shown = [row for row in rows if row.role is wanted.role]
    elif named_somewhere:
        shown = [row for row in rows if row.role is not Role.MEMBER]
    else:
        shown = by_group
    if not keep_order:
        shown.sort(key=lambda row: _ROLE_ORDER[row.role] if row.role else 0)
    hidden = 0 if shown is by_group or wanted.role is not None else len(by_group)
    named_groups = {
        directory.canonical(name)
        for row in by_group
        for name in (*row.state.issue.lead_unit, *row.state.issue.responsible_units)
    }
    groups = directory.groups_of(unit) & named_groups
    return Selection(
        rows=tuple(shown),
        total=len(checklist),
        member_only=wanted.role is None and not named_somewhere and bool(by_group),
        through_groups=hidden,
        groups=tuple(name for name in directory.names if name in groups),
    )


def _sorted(states: Iterable[IssueState], sort: SortKey | None) -> list[IssueState]:
    return sorted(states, key=_SORTS[sort]) if sort else list(states)


_SORTS: dict[SortKey, Callable[[IssueState], Any]] = {
    SortKey.ID: lambda s: s.issue.id,
    SortKey.DUE: lambda s: (s.due is None, s.due or date.max, s.issue.id),
    SortKey.STATUS: lambda s: (_STATUS_ORDER[s.status], s.issue.id),
    SortKey.LEAD: lambda s: (s.issue.lead_text, s.issue.id),
    SortKey.LEADER: lambda s: (s.issue.leader or "", s.issue.id),
}
