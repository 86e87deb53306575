"""Everything that ``rectify check`` says: what makes a ledger invalid, and what a careful clerk
would look at again."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.model import Checklist
from rectify_cli.errors import InvalidDataError, Place, Problem
from rectify_cli.ledger.problems import event_checks, issue_checks, procedure_checks, unit_checks
from rectify_cli.ledger.problems.subject import Finding, Subject, is_there
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.ledger.text.locating import Locator
from rectify_cli.ledger.text.places import Places

_ERRORS = (unit_checks.shared_names, unit_checks.group_cycles, event_checks.unsafe_evidence)
_WARNINGS = (
    issue_checks.unread_deadlines,
    issue_checks.odd_due_dates,
    issue_checks.nobody_to_chase,
    issue_checks.shared_labels,
    unit_checks.unknown_units,
    unit_checks.sparse_groups,
    event_checks.odd_dates,
    event_checks.rival_extensions,
    event_checks.odd_extensions,
    event_checks.missing_evidence,
    procedure_checks.odd_sequence,
    procedure_checks.idle_events,
    procedure_checks.lower_statuses,
    procedure_checks.lost_targets,
)
_EDITOR_FILES = (".{0}.swp", ".{0}.swo", ".~lock.{0}#", "~${0}", "#{0}#", ".#{0}")


class CheckResult(NamedTuple):
    """What a check found; ``checklist`` is none when the file is not valid."""

    checklist: Checklist | None
    problems: tuple[Problem, ...]


def check_ledger(path: Path, *, today: date) -> CheckResult:
    """Check the ledger at ``path`` as of ``today``: errors first, then warnings in file order.

    Raises ``NotFoundError`` and ``StorageError``; what is wrong inside the file is returned.
    """
    try:
        ledger = read_ledger(path)
    except InvalidDataError as error:
        whole = Problem(error.message, Place(str(path)), error.hint)
        return CheckResult(None, error.problems or (whole,))
    subject = Subject(ledger.checklist, path, today)
    locator, places = Locator(ledger.text, ledger.blocks), Places(ledger.text, str(path))
    errors = [_problem(found, locator, places) for check in _ERRORS for found in check(subject)]
    warnings = [_problem(found, locator, places) for check in _WARNINGS for found in check(subject)]
    warnings.sort(key=lambda problem: problem.place)
    told = [problem.as_warning() for problem in (*_beside(path), *warnings)]
    return CheckResult(None if errors else ledger.checklist, (*errors, *told))


def _problem(found: Finding, locator: Locator, places: Places) -> Problem:
    message = found.message
    if found.compare is not None:
        message += f"（第 {places.number_at(locator.index_of(found.compare))} 行）"
    return places.problem(message, places.at_index(locator.index_of(found.location)), found.hint)


def _beside(path: Path) -> Iterator[Problem]:
    """What the file system tells of the file: an open editor, a second name."""
    with suppress(OSError):
        if path.stat().st_nlink > 1:
            yield Problem(
                "这个文件还有别的名字（硬链接），写入后那个名字下仍是旧内容",
                Place(str(path)),
                "改用符号链接，或只留一个文件。",
            )
    for pattern in _EDITOR_FILES:
        beside = path.with_name(pattern.format(path.name))
        if is_there(beside, follow=False):
            yield Problem(
                f"旁边有 {beside.name}，可能有人正用编辑器打开清单，还有没保存的改动",
                Place(str(path)),
                "请先在编辑器里保存并关闭；确定没有人在用，就删去这个文件。",
            )
