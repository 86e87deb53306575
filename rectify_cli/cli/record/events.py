"""What ``start`` … ``inspect`` share: one event of a kind for each issue and unit named."""

from collections.abc import Sequence
from datetime import date

from rectify_cli.cli.options.entry import Asking, Entry
from rectify_cli.cli.options.words import one_line
from rectify_cli.cli.recording import Draft, Recording, add_events
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Event, EventKind, Issue
from rectify_cli.domain.state import state_of
from rectify_cli.errors import NotFoundError, UsageError


def record(
    session: Session,
    kind: EventKind,
    references: Sequence[str],
    entry: Entry,
    *,
    units: Sequence[str | None] = (),
    to: str | None = None,
    asking: Asking | None = None,
) -> None:
    """Add an event of ``kind`` to each issue that ``references`` name, one for each of ``units``.

    Raises what ``add_events`` raises.
    """

    def drafts(recording: Recording) -> list[Draft]:
        day = recording.day
        names = list(dict.fromkeys(recording.unit(unit) for unit in units)) or [None]
        issues = recording.issues(references) if references else _open_issues(recording, names[0])
        template = Event.model_construct(
            date=day,
            event=kind,
            to=session.day(to, "--to", seen_from=day, lean="future"),
            by=recording.by,
            note=recording.note,
            number=one_line(asking.number) if asking else None,
            reply_by=reply_by_of(session, asking, day),
            recorded=recording.recorded(day),
        )
        return [
            Draft(
                issue,
                template.model_copy(update={"unit": unit, "evidence": recording.evidence(issue)}),
            )
            for issue in issues
            for unit in names
        ]

    add_events(session, entry, drafts)


def reply_by_of(session: Session, asking: Asking | None, day: date) -> date | None:
    """反馈期限 of an act of ``day``, if one is set. Raises ``UsageError`` when it is past then."""
    typed = asking.reply_by if asking else None
    reply_by = session.day(typed, "--reply-by", seen_from=day, lean="future")
    if reply_by is not None and reply_by < day:
        raise UsageError(f"反馈期限 {reply_by} 早于办理日期 {day}")
    return reply_by


def _open_issues(recording: Recording, unit: str | None) -> list[Issue]:
    """The open issues of ``unit``, or of the members of that group."""
    if unit is None:
        raise UsageError("没有写事项", hint="写明事项；只写 --unit 的，记在它所有未销号的事项上。")
    directory, as_of = recording.directory, recording.session.as_of
    units = {unit, *directory.listed_members(unit)}
    found = [
        state.issue
        for state in (state_of(issue, directory, as_of) for issue in recording.checklist.issues)
        if state.is_open and not units.isdisjoint(state.roles.obliged)
    ]
    if not found:
        raise NotFoundError(f"{unit} 没有未销号的事项")
    return found
