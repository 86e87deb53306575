"""Shell completion: ids with titles, units, leaders, categories, statuses. Never complains."""

from collections.abc import Callable, Iterable, Iterator

import typer

from rectify_cli.cli.app.typer_parts import completion
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Checklist, Role, Status
from rectify_cli.domain.units import UnitDirectory, leaders_of
from rectify_cli.errors import RectifyError, UsageError

_POWERSHELLS = ("powershell", "pwsh")
_SHELLS = ("bash", "zsh", "fish", *_POWERSHELLS)
_NAME, _VARIABLE = "rectify", "_RECTIFY_COMPLETE"
Candidates = Iterable[tuple[str, str]]
Completer = Callable[[typer.Context, str], list[tuple[str, str]]]


def _from_ledger(candidates_of: Callable[[Checklist], Candidates]) -> Completer:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            candidates = candidates_of(Session(ctx.meta).checklist)
        except RectifyError:
            return []
        return [(value, help) for value, help in candidates if incomplete in value]

    return complete


def _issues(checklist: Checklist) -> Iterator[tuple[str, str]]:
    for issue in checklist.issues:
        yield str(issue.id), f"{issue.label} {issue.title}"
    for issue in checklist.issues:
        if issue.number is not None:
            yield issue.label, issue.title


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
    words = [(s.label, s.value) for s in Status] + [(s.value, s.label) for s in Status]
    return [*words, ("未销号", "open")]


def complete_role() -> list[tuple[str, str]]:
    """Roles of a unit."""
    return [(role.value, role.label) for role in Role]


def install_completion() -> str:
    """Set up completion for the shell that this runs in; returns what to tell the user.

    Raises ``UsageError`` in a shell that has no completion, what ``install_in_profile`` raises.
    """
    shell = completion._get_shell_name()
    if shell not in _SHELLS:
        raise UsageError(
            f"当前的命令行（{shell or '认不出'}）没有自动补全",
            hint=f"可以在 {'、'.join(_SHELLS)} 里装。",
        )
    if shell in _POWERSHELLS:
        from rectify_cli.cli.app.powershell import install_in_profile

        script = completion.get_completion_script(
            prog_name=_NAME, complete_var=_VARIABLE, shell=shell
        )
        path = install_in_profile(shell, script)
    else:
        _, path = completion.install(shell=shell)
    return f"已为 {shell} 装上自动补全（{path}），重新打开命令行窗口后生效。"
