"""``urge``: a word to those who are silent."""

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from rectify_cli.cli.app.complete import complete_issue, complete_unit
from rectify_cli.cli.committing import commit_data, commit_moves, tell_committed
from rectify_cli.cli.delivery import write_printout
from rectify_cli.cli.options.entry import Asking, Entry
from rectify_cli.cli.options.target import Target
from rectify_cli.cli.options.words import one_line
from rectify_cli.cli.output import print_json, print_lines, tell_written
from rectify_cli.cli.record.events import reply_by_of
from rectify_cli.cli.recording import Draft, Recording
from rectify_cli.cli.session import Session
from rectify_cli.cli.units import units_meant
from rectify_cli.domain.model import Event, EventKind, Issue
from rectify_cli.domain.period import week_of
from rectify_cli.domain.reporting.urging import (
    Urging,
    objection_to_urging,
    owed_by,
    urged_items,
)
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.errors import ConflictError, UsageError
from rectify_cli.views.exchange.urging import slips_document, urging_data, urging_lines
from rectify_cli.views.recorded import move_data


def run(
    session: Session,
    entry: Entry,
    asking: Asking,
    target: Target,
    issues: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[事项]...",
            autocompletion=complete_issue,
            help="3 或 共性3；可写多个；不写就是这个单位本周没有报送的全部事项。",
        ),
    ] = None,
    unit: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            "-u",
            metavar="单位",
            autocompletion=complete_unit,
            help="催哪个单位（不写为牵头单位）；统称即全部成员；可写多次。",
        ),
    ] = None,
) -> None:
    """催办：记下催了谁、催哪些事项，并写好可以贴到微信、短信里的话。

    提醒、催办、督办由上次报送以后催过几次而定。例：rectify urge --unit 关坪 -o 催办.docx
    """  # fmt: skip
    with session.edit(dry_run=entry.dry_run, lock_timeout=entry.lock_timeout) as edit:
        recording = Recording(session, entry, edit)
        urgings, quiet = _urgings(recording, asking, issues or [], unit or [], force=entry.force)
        moves = recording.add(_drafts(recording, urgings)) if urgings else []
        written = None
        if (target.output or target.format) and urgings and not entry.dry_run:
            # Before the ledger: a slip too many does no harm, an urging recorded and lost does.
            document = slips_document(urgings, recording.directory)
            written = write_printout(session, target, lambda: document)
        if moves and not entry.dry_run:
            edit.save()
    saved = bool(moves) and not entry.dry_run
    if saved:
        tell_written(f"已记入 {session.path}", quiet=session.wants_json)
    committed = commit_moves(session.path, moves, entry) if saved else None
    plan = recording.directory.document
    if session.wants_json:
        print_json(
            {
                "saved": saved,
                "events": [move_data(move) for move in moves],
                "messages": urging_data(urgings, plan),
                "written": str(written) if written else None,
                **commit_data(committed),
            }
        )
        tell_committed(committed, quiet=True)
        return
    print_lines(*urging_lines(urgings, plan))
    if quiet:
        print_lines(f"本周都报了，不用催：{'、'.join(quiet)}。")
    if urgings:
        print_lines("（试运行，没有记）" if entry.dry_run else f"共记 {len(moves)} 条催办。")
    tell_committed(committed)


def _urgings(
    recording: Recording,
    asking: Asking,
    references: Sequence[str],
    typed: Sequence[str],
    *,
    force: bool,
) -> tuple[list[Urging], list[str]]:
    """What each unit is urged for, and the units that owe nothing.

    Raises ``UsageError`` when neither items nor units are named, ``ConflictError`` for an item
    on which nothing is expected from a unit named, unless ``force`` is set.
    """
    if not references and not typed:
        raise UsageError("没有写催谁", hint="写明 --unit，或写明事项（催它的牵头单位）。")
    directory, day = recording.directory, recording.day
    named = sorted(recording.issues(references), key=lambda issue: issue.id)
    states = [state_of(issue, directory, day) for issue in (named or recording.checklist.issues)]
    units = units_meant(directory, typed) or list(
        dict.fromkeys(unit for state in states for unit in state.roles.leads)
    )
    if named:
        asked = {u: [s for s in states if typed or u in _leads_meant(s)] for u in units}
        asked = {unit: own for unit, own in asked.items() if own}
        _refuse_objections(asked, force=force)
    else:
        asked = {unit: owed_by(states, unit, week_of(day)) for unit in units}
    reply_by, number = reply_by_of(recording.session, asking, day), one_line(asking.number)
    urgings = [
        Urging(directory.unit(unit), urged_items(own, unit), day, reply_by, number)
        for unit, own in asked.items()
        if own
    ]
    return urgings, [unit for unit, own in asked.items() if not own]


def _leads_meant(state: IssueState) -> tuple[str, ...]:
    """Of several leads those that still have to report, where one does."""
    leads = state.roles.leads
    return tuple(unit for unit in leads if state.has_to_report(unit)) or leads


def _refuse_objections(asked: Mapping[str, Sequence[IssueState]], *, force: bool) -> None:
    reasons = [
        f"  事项 {state.issue.id}（{state.issue.title}）：{why}。"
        for unit, own in asked.items()
        for state in own
        if (why := objection_to_urging(state, unit, force=force))
    ]
    if reasons:
        listed = "\n".join(reasons)
        raise ConflictError(f"有不用催的，什么也没有记。\n{listed}", hint="核对事项和单位。")


def _drafts(recording: Recording, urgings: Sequence[Urging]) -> list[Draft]:
    found: list[Draft] = []
    for urging in urgings:
        for item in urging.items:
            issue: Issue = item.state.issue
            event = Event.model_construct(
                date=urging.on,
                event=EventKind.URGE,
                by=recording.by,
                unit=urging.unit.name,
                note=recording.note,
                number=urging.number,
                reply_by=urging.reply_by,
                evidence=recording.evidence(issue),
                recorded=recording.recorded(urging.on),
            )
            found.append(Draft(issue, event))
    return found
