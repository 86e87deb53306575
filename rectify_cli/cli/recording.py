"""Add events to the ledger in one write, all or none, and tell what they changed."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from rectify_cli.cli.committing import commit_data, commit_moves, tell_committed
from rectify_cli.cli.options.entry import Entry
from rectify_cli.cli.options.words import one_line
from rectify_cli.cli.output import print_json, print_lines, tell_written
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Event, Issue
from rectify_cli.domain.procedure import objection_to, refusal_of
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.state import state_of
from rectify_cli.domain.units import UnitDirectory, event_word
from rectify_cli.errors import ConflictError, NotFoundError, UsageError
from rectify_cli.files import files_meant
from rectify_cli.history.commit import Committed
from rectify_cli.ledger.editing import LedgerEdit
from rectify_cli.views.recorded import Move, move_data, move_lines, reminder_lines


class Draft(NamedTuple):
    """An event that is to be added to an issue."""

    issue: Issue
    event: Event


class Recording:
    """One write: the ledger as it is under the lock, and what the command line says."""

    def __init__(self, session: Session, entry: Entry, edit: LedgerEdit) -> None:
        self.session = session
        self.checklist = edit.ledger.checklist
        self.directory = UnitDirectory(self.checklist)
        self._entry = entry
        self._edit = edit

    @property
    def day(self) -> date:
        """办理日期: ``--date``, else the as-of day. Raises ``UsageError``."""
        return self.session.day(self._entry.date, "--date", lean="past") or self.session.as_of

    def recorded(self, day: date) -> date | None:
        """The day on which an event of ``day`` enters the ledger, where that is later."""
        return self.session.latest if self.session.latest > day else None

    @property
    def by(self) -> str | None:
        """办理人 on one line."""
        return one_line(self._entry.by)

    @property
    def note(self) -> str | None:
        """说明 on one line."""
        return one_line(self._entry.note)

    def evidence(self, issue: Issue) -> tuple[str, ...]:
        """Plan the copies of ``--evidence``; returns their paths, each once."""
        return self._edit.add_evidence(issue.id, files_meant(self._entry.evidence or ()))

    def issues(self, references: Iterable[str]) -> list[Issue]:
        """The issues named, each once. Raises what ``find_issue`` raises."""
        found = (find_issue(self.checklist, word) for word in split_references(references))
        return list({issue.id: issue for issue in found}.values())

    def unit(self, typed: str | None) -> str | None:
        """The full name of the unit meant; with ``--force`` also one that the ledger does not
        know. Raises what ``resolve`` raises."""
        named = one_line(typed)
        if named is None or named in self.directory.offices:
            return named
        try:
            return self.directory.resolve(named)
        except NotFoundError as error:
            if self._entry.force:
                return named
            raise NotFoundError(
                error.message, hint=f"{error.hint or ''}确是清单以外的单位，请加 --force。"
            ) from None

    def add(self, drafts: Sequence[Draft]) -> list[Move]:
        """Append the drafts; returns what each moves. Raises ``ConflictError`` with every reason
        against them, where there is one."""
        now = {draft.issue.id: draft.issue for draft in drafts}
        changes = []
        refusals, objections = [], []
        for issue_id, event in ((draft.issue.id, draft.event) for draft in drafts):
            before = now[issue_id]
            if why := refusal_of(event, before, self.directory):
                refusals.append((before, why))
            elif not self._entry.force:
                why = objection_to(event, before, self.directory, self.session.latest)
                objections += [(before, why)] if why else []
            now[issue_id] = before.model_copy(update={"log": (*before.log, event)})
            self._edit.append_event(issue_id, event)
            changes.append((before, event, now[issue_id]))
        label = self._word(drafts[-1])
        _refuse(refusals, label, len(drafts), hint="核对序号、单位和日期。")
        _refuse(objections, label, len(drafts), hint="核对序号和日期；确实要这样记，请加 --force。")
        return [
            Move(
                line.line,
                line.text.strip(),
                event,
                state_of(before, self.directory, max(self.session.as_of, event.date)),
                state_of(after, self.directory, max(self.session.as_of, event.date)),
            )
            for (before, event, after), line in zip(changes, self._edit.added, strict=True)
        ]

    def _word(self, draft: Draft) -> str:
        roles = self.directory.roles_in(draft.issue)
        return event_word(draft.event.event, self.directory.acting(draft.event.unit, roles))


def add_events(
    session: Session, entry: Entry, draft: Callable[[Recording], Sequence[Draft]]
) -> None:
    """Add what ``draft`` makes of the ledger, and tell it.

    Raises what reading and writing the ledger raise, ``UsageError`` for words that cannot be
    read, ``ConflictError`` for an event that makes no sense and is not forced.
    """
    with session.edit(dry_run=entry.dry_run, lock_timeout=entry.lock_timeout) as edit:
        recording = Recording(session, entry, edit)
        moves = recording.add(draft(recording))
        if not entry.dry_run:
            edit.save()
    committed = None if entry.dry_run else commit_moves(session.path, moves, entry)
    _tell(moves, session, committed, dry_run=entry.dry_run)


def split_references(references: Iterable[str]) -> list[str]:
    """``1,2`` and ``1、2`` name two. Raises ``UsageError`` for a name that is blank."""
    words = [word for reference in references for word in re.split("[,，、]", reference)]
    if not all(word.strip() for word in words):
        raise UsageError("事项里有空的编号", hint="几项用空格或逗号隔开，例如 3 5 或 3,5。")
    return words


def _refuse(reasons: list[tuple[Issue, str]], label: str, drafted: int, *, hint: str) -> None:
    if reasons:
        rest = "；其余各项也没有记" if len(reasons) < drafted else ""
        listed = "\n".join(f"  事项 {issue.id}（{issue.title}）：{why}。" for issue, why in reasons)
        raise ConflictError(f"不能记“{label}”{rest}。\n{listed}", hint=hint)


def _tell(
    moves: Sequence[Move], session: Session, committed: Committed | None, *, dry_run: bool
) -> None:
    if not dry_run:
        tell_written(f"已记入 {session.path}", quiet=session.wants_json)
    if session.wants_json:
        events = [move_data(move) for move in moves]
        print_json({"saved": not dry_run, "events": events, **commit_data(committed)})
        tell_committed(committed, quiet=True)
        return
    if dry_run:
        print_lines(f"（试运行，没有写入）{session.path}")
    for move in moves:
        issue = move.after.issue
        print_lines(
            f"事项 {issue.id}　{issue.title}",
            f"  第 {move.line} 行：{move.text}",
            *(f"  {line}" for line in move_lines(move)),
        )
    is_committed = committed is not None and committed.id is not None
    print_lines(*reminder_lines(moves, saved=not dry_run and not is_committed))
    tell_committed(committed)
