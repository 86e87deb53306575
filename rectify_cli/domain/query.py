"""Which issues are asked for: by reference, by filter, in what order. Pure."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from rectify_cli.domain.fold import STATUS_RANK
from rectify_cli.domain.journal import Line, lines_of
from rectify_cli.domain.model import Checklist, Issue, PartStatus, Role, Status
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import UnitDirectory, leaders_of
from rectify_cli.errors import NotFoundError, UsageError

NO_ISSUES = "清单里还没有事项。"
"""What is said of a list without issues."""

_REFERENCE = r"(?P<category>\D*?)[\s#第.-]*(?P<number>\d{1,9})[项号]?"
_ROLE_ORDER = {role: rank for rank, role in enumerate(Role)}


class SortKey(StrEnum):
    """What a list can be ordered by."""

    ID = "id"
    DUE = "due"
    STATUS = "status"
    LEAD = "lead"
    LEADER = "leader"


class Filter(NamedTuple):
    """What a list is narrowed to; every field that is set must fit.

    ``unit`` is a canonical name; ``due_before`` includes the day itself, as 10月31日前 does;
    ``has_evidence`` asks for issues with (or without) 佐证材料 in their standing log.
    """

    unit: str | None = None
    role: Role | None = None
    leader: str | None = None
    category: str | None = None
    statuses: frozenset[Status] = frozenset()
    overdue: bool = False
    due_before: date | None = None
    search: str | None = None
    has_evidence: bool | None = None


class Row(NamedTuple):
    """An issue in a list: its state, and the asked unit (canonical) with its role in it."""

    state: IssueState
    role: Role | None = None
    unit: str | None = None

    @property
    def part(self) -> PartStatus | None:
        """Where the asked unit stands with its own part; none where it has none."""
        return self.state.part_of(self.unit) if self.unit else None


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
    directory = UnitDirectory(checklist)
    fits = _issue_test(checklist, wanted)
    if wanted.unit is None:
        states = (state_of(issue, directory, as_of) for issue in checklist.issues)
        fitting = [state for state in states if fits(state)]
        return Selection(tuple(Row(state) for state in _sorted(fitting, sort)), len(checklist))
    return _select_unit(checklist, wanted, as_of, directory=directory, fits=fits, sort=sort)


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
        raise UsageError(f"“{reference[:20]}”不是事项编号", hint=hint)
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


def find_line(checklist: Checklist, reference: str) -> tuple[Issue, Line]:
    """The line of a log meant by ``9#2``: the second line of issue 9, in file order.

    Raises ``UsageError`` when the reference cannot be read, ``NotFoundError`` when there is no
    such issue or line.
    """
    issue_text, mark, number = unicodedata.normalize("NFKC", reference).strip().rpartition("#")
    if not mark or not issue_text.strip() or not re.fullmatch(r"\d{1,9}", number):
        raise UsageError(
            f"“{reference[:20]}”没有指明一条记录",
            hint="写成 9#2：事项 9 的第 2 条，编号见 rectify show 9。",
        )
    issue = find_issue(checklist, issue_text)
    lines = lines_of(issue)
    if not 1 <= int(number) <= len(lines):
        raise NotFoundError(
            f"事项 {issue.id} 没有第 {int(number)} 条记录（共 {len(lines)} 条）",
            hint=f"用 rectify show {issue.id} 查看编号。",
        )
    return issue, lines[int(number) - 1]


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
    if wanted.category:
        categories = {issue.category for issue in checklist.issues if issue.category}
        if not any(wanted.category in category for category in categories):
            raise _unknown("类别", wanted.category, sorted(categories))
    if wanted.leader:
        leaders = list(leaders_of(checklist))
        if not any(wanted.leader in leader for leader in leaders):
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
            and (wanted.has_evidence is None or wanted.has_evidence is state.has_evidence)
            and (not wanted.search or wanted.search.casefold() in _searchable(state))
        )

    return fits


def _unknown(what: str, typed: str, known: list[str]) -> NotFoundError:
    hint = f"清单里有：{'、'.join(known)}。" if known else f"清单里的事项都没有写{what}。"
    return NotFoundError(f"没有{what}是“{typed}”的事项", hint=hint)


def _searchable(state: IssueState) -> str:
    issue = state.issue
    said = (word or "" for e in state.events for word in (e.unit, e.note, e.by, e.number))
    texts = (issue.title, issue.problem, issue.goal or "", *issue.measures, *said)
    return "\n".join(texts).casefold()


def _select_unit(
    checklist: Checklist,
    wanted: Filter,
    as_of: date,
    *,
    directory: UnitDirectory,
    fits: Callable[[IssueState], bool],
    sort: SortKey | None,
) -> Selection:
    """The issues of a unit. Its roles are told by the document alone, before any log is read."""
    unit = wanted.unit or ""
    roles = {issue.id: directory.role_of(unit, issue) for issue in checklist.issues}
    named = any(role in (Role.LEAD, Role.RESPONSIBLE) for role in roles.values())
    own = [issue for issue in checklist.issues if roles[issue.id]]
    members = [issue for issue in own if roles[issue.id] is Role.MEMBER]
    if wanted.role is not None:
        asked = [issue for issue in own if roles[issue.id] is wanted.role]
    else:
        asked = [issue for issue in own if roles[issue.id] is not Role.MEMBER] if named else members
    states = (state_of(issue, directory, as_of) for issue in asked)
    shown = [Row(s, roles[s.issue.id], unit) for s in _sorted(filter(fits, states), sort)]
    if sort is None:
        shown.sort(key=lambda row: _ROLE_ORDER[row.role] if row.role else 0)
    left_out = members if named and wanted.role is None else []
    hidden = [issue for issue in left_out if fits(state_of(issue, directory, as_of))]
    named_groups = {
        directory.canonical(name)
        for issue in members
        for name in (*issue.lead_unit, *issue.responsible_units)
    }
    groups = directory.groups_of(unit) & named_groups
    return Selection(
        rows=tuple(shown),
        total=len(checklist),
        member_only=wanted.role is None and not named and bool(shown),
        through_groups=len(hidden),
        groups=tuple(name for name in directory.names if name in groups),
    )


def _sorted(states: Iterable[IssueState], sort: SortKey | None) -> list[IssueState]:
    return sorted(states, key=_SORTS[sort]) if sort else list(states)


_SORTS: dict[SortKey, Callable[[IssueState], Any]] = {
    SortKey.ID: lambda s: s.issue.id,
    SortKey.DUE: lambda s: (s.due is None, s.due or date.max, s.issue.id),
    SortKey.STATUS: lambda s: (STATUS_RANK[s.status], s.issue.id),
    SortKey.LEAD: lambda s: (s.lead_text, s.issue.id),
    SortKey.LEADER: lambda s: (s.issue.leader or "", s.issue.id),
}
