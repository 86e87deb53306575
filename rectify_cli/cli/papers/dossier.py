"""``dossier``: the file of an issue that is struck off."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_issue
from rectify_cli.cli.delivery import PAGES, deliver, file_of, format_of
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.output import print_json, tell_written, warn
from rectify_cli.cli.session import Session
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.reporting.dossier import Dossier, dossier_of
from rectify_cli.domain.state import IssueState, state_of, states_of
from rectify_cli.errors import ConflictError, InvalidDataError, NotFoundError, UsageError
from rectify_cli.files import storage_errors, write_file
from rectify_cli.formats.registry import Format
from rectify_cli.ledger.evidence import resolve_evidence, safe_name
from rectify_cli.views.papers.dossier import dossier_data, dossier_document

_LONGEST_TITLE = 30  # characters of a file's name


def run(
    session: Session,
    target: Target,
    issue: Annotated[
        str | None,
        typer.Argument(metavar="事项", autocompletion=complete_issue, help="3 或 共性3。"),
    ] = None,
    all_done: Annotated[
        bool, typer.Option("--all", help="每个已销号事项一份，写进 -o 指明的文件夹。")
    ] = False,
) -> None:
    """销号档案：整改销号申请表、佐证材料目录、全部办理记录。

    例：rectify dossier 3 -o 销号档案.docx
    """
    if all_done == (issue is not None):
        raise UsageError(
            "写一个事项，或写 --all", hint="rectify dossier 3，或 rectify dossier --all -o 档案/"
        )
    if issue is None:
        _write_all(session, target)
        return
    found = find_issue(session.checklist, issue)
    dossier = _dossier(session, state_of(found, session.directory, session.as_of))
    deliver(session, target, lambda: dossier_document(dossier), lambda: dossier_data(dossier))
    _tell_missing(dossier)


def _write_all(session: Session, target: Target) -> None:
    """Raises ``UsageError`` without a folder, ``NotFoundError`` when nothing is struck off."""
    if target.output is None or target.output == "-":
        raise UsageError("--all 要用 -o 指明文件夹", hint="rectify dossier --all -o 档案/")
    folder = Path(target.output)
    named = target._replace(format=target.format or Format.DOCX)
    format = format_of(named, PAGES, wants_json=session.wants_json)
    states = states_of(session.checklist, session.as_of, directory=session.directory)
    done = [state for state in states if not state.is_open]
    if not done:
        raise NotFoundError("还没有已销号的事项", hint="先用 rectify done 销号。")
    paths = {state.issue.id: folder / _name(state, format) for state in done}
    taken = [path for path in paths.values() if path.exists()]
    if taken and not target.overwrite:
        raise ConflictError(f"文件已存在：{taken[0]}", hint="换一个文件夹，或加 --overwrite。")
    with storage_errors(f"建不了文件夹 {folder}"):
        folder.mkdir(parents=True, exist_ok=True)
    for state in done:
        dossier = _dossier(session, state)
        content = file_of(
            format, partial(dossier_document, dossier), partial(dossier_data, dossier)
        )
        write_file(paths[state.issue.id], content, overwrite=target.overwrite)
        _tell_missing(dossier)
    tell_written(f"已写入 {folder}：{len(done)} 份", quiet=session.wants_json)
    if session.wants_json:
        print_json({"written": [str(path) for path in paths.values()], "format": format.value})


def _name(state: IssueState, format: Format) -> str:
    name = f"{state.issue.id:02d}-{state.issue.title[:_LONGEST_TITLE]}"
    return safe_name(f"{name}.{format.value}")


def _dossier(session: Session, state: IssueState) -> Dossier:
    return dossier_of(state, dict(_sizes(session.path, state)))


def _sizes(ledger: Path, state: IssueState) -> Iterator[tuple[str, int | None]]:
    """How many bytes lie where the log says, if any; a path that leads away leads to none."""
    for event in state.events:
        for name in event.evidence:
            try:
                yield name, resolve_evidence(ledger, name).stat().st_size
            except (OSError, InvalidDataError):
                yield name, None


def _tell_missing(dossier: Dossier) -> None:
    for item in dossier.missing:
        warn(f"事项 {dossier.state.issue.id} 的佐证材料不在：{item.path}")
