"""What ``void`` and ``correct`` share: the line that takes another back."""

import os
from typing import Any

from rectify_cli.cli.options.entry import Asking, Entry
from rectify_cli.cli.options.words import one_line
from rectify_cli.cli.recording import Draft, Recording
from rectify_cli.domain.journal import Line
from rectify_cli.domain.model import Event, EventKind, Issue
from rectify_cli.errors import ConflictError, UsageError


def void_of(recording: Recording, issue: Issue, line: Line, *, note: str | None = None) -> Draft:
    """A void of ``line``, in the words of the command line or with ``note``.

    Raises ``ConflictError`` when the line is a void, or is taken back already.
    """
    name = f"{issue.id}#{line.number}"
    if line.is_void:
        raise ConflictError(f"{name} 本身是作废记录，不能再作废", hint="需要的话，照原样另记一条。")
    if line.voided_by is not None:
        raise ConflictError(f"{name} 已在 {line.voided_by.date} 作废")
    day = recording.session.as_of if note else recording.day
    if day < line.event.known_on:
        raise UsageError(f"作废的日期 {day} 早于 {name} 记入的日期 {line.event.known_on}")
    event = Event.model_construct(
        date=day,
        event=EventKind.VOID,
        of=line.event,
        by=recording.by,
        note=note or recording.note,
        evidence=() if note else recording.evidence(issue),
        recorded=recording.recorded(day),
    )
    return Draft(issue, event)


def corrected(
    recording: Recording,
    issue: Issue,
    wrong: Line,
    entry: Entry,
    asking: Asking,
    *,
    unit: str | None,
    to: str | None,
) -> Event:
    """The event of ``wrong`` with what was typed in place of what it said.

    Raises ``UsageError`` when nothing else was typed, or what its kind of event does not have.
    """
    session, old = recording.session, wrong.event
    day = old.date if entry.date is None else recording.day
    typed: dict[str, Any] = {
        "date": day,
        "to": session.day(to, "--to", seen_from=day, lean="future"),
        # Who corrects (RECTIFY_BY) need not be who did what is corrected.
        "by": None if entry.by == os.environ.get("RECTIFY_BY") else recording.by,
        "unit": recording.unit(unit),
        "note": recording.note,
        "number": one_line(asking.number),
        "reply_by": session.day(asking.reply_by, "--reply-by", seen_from=day, lean="future"),
        "evidence": recording.evidence(issue),
    }
    said = {key: value for key, value in typed.items() if value}
    right = old.model_copy(update=said | {"recorded": recording.recorded(day)})
    if right.model_copy(update={"recorded": old.recorded}) == old:
        raise UsageError(
            "没有写要更正什么", hint="例如 --unit 宝丰、--note 印发200份；只作废用 rectify void。"
        )
    try:
        return Event.model_validate(dict(right))
    except ValueError as error:
        reason = str(error).partition("Value error, ")[2].partition(" [type=")[0]
        raise UsageError(reason or "更正后的记录不合规定") from None
