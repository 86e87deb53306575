"""``collect``: sheets that units filled in become lines of the ledger."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from rectify_cli.cli.committing import commit_data, commit_moves, tell_committed
from rectify_cli.cli.options.entry import Entry as Written
from rectify_cli.cli.options.writing import Commit, DryRun, LockTimeout
from rectify_cli.cli.output import print_blocks, print_json, print_lines, tell_written
from rectify_cli.cli.record.taking_back import void_of
from rectify_cli.cli.recording import Draft, Recording
from rectify_cli.cli.session import Session
from rectify_cli.domain.journal import lines_of
from rectify_cli.domain.shared.collected import Entry
from rectify_cli.exchange.collecting import collect
from rectify_cli.ledger.editing import LedgerEdit
from rectify_cli.views.exchange.collected import (
    collected_blocks,
    collected_data,
    collecting_message,
)
from rectify_cli.views.recorded import Move, evidence_lines

_FEW = 5  # files that are read before a bar could be seen


def run(
    session: Session,
    sheets: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件...",
            readable=False,
            help="收回的表（xlsx、docx、csv），或放它们的文件夹，可用 *。",
        ),
    ],
    by: Annotated[
        str | None,
        typer.Option(
            "--by", metavar="姓名", envvar="RECTIFY_BY", help="谁更正的（--corrections）。"
        ),
    ] = None,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="与已记不同的，作废原来的，照表另记。")
    ] = False,
    skip_problems: Annotated[
        bool, typer.Option("--skip-problems", help="有问题的行不记，其余照记。")
    ] = False,
    dry_run: DryRun = False,
    lock_timeout: LockTimeout = 10,
    commit: Commit = None,
) -> None:
    """收表：把填回来的填报表一次记进清单；有一处问题就什么也不写。

    例：rectify collect 回收/
    """  # fmt: skip
    written = Written(by=by, dry_run=dry_run, lock_timeout=lock_timeout, commit=commit)
    with session.edit(dry_run=dry_run, lock_timeout=lock_timeout) as edit:
        recording = Recording(session, written, edit)
        collected = collect(
            sheets,
            recording.checklist,
            session.latest,
            never=[session.path],
            track=_track if sys.stderr.isatty() and not session.wants_json else list,
        )
        taken = list(collected.to_write(corrections=corrections))
        moves = _moves(recording, edit, taken)
        problems = collected.problems(corrections=corrections)
        blocked = bool(problems) and not skip_problems
        saved = bool(moves) and not dry_run and not blocked
        if saved:
            edit.save()
    if saved:
        tell_written(f"已记入 {session.path}", quiet=session.wants_json)
    made = [move for _, move in moves]
    message = collecting_message(made)
    committed = commit_moves(session.path, made, written, message) if saved else None
    if session.wants_json:
        data = collected_data(collected, moves, saved=saved, corrections=corrections)
        print_json(data | commit_data(committed))
    else:
        print_blocks(collected_blocks(collected, corrected=saved and corrections))
        print_lines(_verdict(len(moves), len(problems), saved=saved, blocked=blocked))
        if saved and (committed is None or committed.id is None):
            print_lines(*evidence_lines(made))
    tell_committed(committed, quiet=session.wants_json)
    if blocked:
        raise typer.Exit(1)


def _moves(
    recording: Recording, edit: LedgerEdit, taken: Sequence[Entry]
) -> list[tuple[Entry, Move]]:
    """Each event to be written, the void before what replaces it, with the row it comes from."""
    issues = recording.checklist.issues_by_id()
    drafts: list[Draft] = []
    sources: list[Entry] = []
    for entry in taken:
        assert entry.event is not None
        issue = issues[entry.issue_id or 0]
        if entry.replaces is not None:
            line = next(line for line in lines_of(issue) if line.event == entry.replaces)
            drafts.append(void_of(recording, issue, line, note="更正，按填报表另记"))
            sources.append(entry)
        copies = edit.add_evidence(issue.id, map(Path, entry.files))
        old = entry.replaces.evidence if entry.replaces and not copies else ()
        event = entry.event.model_copy(update={"evidence": copies or old})
        drafts.append(Draft(issue, event))
        sources.append(entry)
    return list(zip(sources, recording.add(drafts), strict=True)) if drafts else []


def _verdict(events: int, problems: int, *, saved: bool, blocked: bool) -> str:
    if saved:
        return f"共记 {events} 条。"
    if blocked:
        return (
            f"什么也没有写：{problems} 处要先看（见上表）。改好再收一次；"
            "或加 --skip-problems，先记其余的。"
        )
    return "（试运行，什么也没有写）" if events else "没有新的要记。"


def _track(files: Sequence[Path]) -> Iterable[Path]:
    """A bar on the terminal, where there are files enough to wait for."""
    if len(files) <= _FEW:
        return files
    from rich.console import Console
    from rich.progress import track

    return track(files, description="读表", console=Console(stderr=True), transient=True)
