"""Shell completion: ids with titles, units, leaders, categories, statuses. Never complains."""

from collections.abc import Callable, Iterable, Iterator

import typer

from rectify_cli.errors import RectifyError
from rectify_cli.model import Checklist, Role, Status
from rectify_cli.units import UnitDirectory, leaders_of

Candidates = Iterable[tuple[str, str]]
Completer = Callable[[typer.Context, str], list[tuple[str, str]]]


def _from_ledger(candidates_of: Callable[[Checklist], Candidates]) -> Completer:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        from rectify_cli.cli.session import Session

        try:
            candidates = candidates_of(Session(ctx).checklist)
        except RectifyError:
            return []
        return [(value, help) for value, help in candidates if incomplete in value]

    return complete


def _issues(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for issue in checklist.issues:
        yield str(issue.id), f"{issue.label} {issue.title}"


def _units(checklist: Checklist) -> Iterator[tuple[str, str]]:
    directory = UnitDirectory(checklist)
    for unit in directory.names:
        yield unit, "、".join(directory.aliases_of(unit))


def _leaders(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for leader in leaders_of(checklist):
        yield leader, "责任领导"


def _categories(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for category in dict.fromkeys(i.category for i in checklist.issues if i.category):
        yield category, "类别"


complete_issue = _from_ledger(_issues)
complete_unit = _from_ledger(_units)
complete_leader = _from_ledger(_leaders)
complete_category = _from_ledger(_categories)


def complete_status() -> list[tuple[str, str]]:
    """Statuses, by the words on the page and by identifier."""
    return [(s.label, s.value) for s in Status] + [(s.value, s.label) for s in Status]


def complete_role() -> list[tuple[str, str]]:
    """Roles of a unit."""
    return [(role.value, role.label) for role in Role]
