"""Record one event on one or several issues, in one write, and tell what it changed."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from rectify_cli.cli.options.entry import Entry
from rectify_cli.cli.output import print_json, print_lines, tell_written, warn
from rectify_cli.cli.session import Session
from rectify_cli.domain.model import Checklist, Event, EventKind, Issue
from rectify_cli.domain.procedure import objection_to, refusal_of
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import ConflictError, NotFoundError, UsageError
from rectify_cli.ledger.editing import AddedLine, edit_ledger


class _Recorded(NamedTuple):
    """An event that was added, the line it became, and the issue before and after."""

    line: int
    text: str
    before: IssueState
    after: IssueState


def record(
    session: Session, kind: EventKind, references: list[str], entry: Entry, *, to: str | None = None
) -> None:
    """Add an event of ``kind`` to each issue that ``references`` name, all or none.

    Raises what reading and writing the ledger raise, ``UsageError`` for words that cannot be
    read, ``ConflictError`` for an event that makes no sense and is not forced.
    """
    with edit_ledger(
        session.path,
        dry_run=entry.dry_run,
        lock_timeout=float(entry.lock_timeout),
        tell=warn,
    ) as edit:
        checklist = edit.ledger.checklist
        directory = UnitDirectory(checklist)
        issues = _issues(references, checklist)
        event = _event(kind, entry, to, session, directory)
        finals = []
        for issue in issues:
            copies = edit.add_evidence(issue.id, entry.evidence or ())
            finals.append(event.model_copy(update={"evidence": copies}))
        _refuse(issues, finals, lambda new, old: refusal_of(new, old, directory))
        if not entry.force:
            today = session.latest
            _refuse(
                issues,
                finals,
                lambda new, old: objection_to(new, old, directory, today),
                hint="核对序号和日期；确实要这样记，请加 --force。",
            )
        for issue, final in zip(issues, finals, strict=True):
            edit.append_event(issue.id, final)
        recorded = [
            _recorded(issue, final, line, session, directory)
            for issue, final, line in zip(issues, finals, edit.added, strict=True)
        ]
        if not entry.dry_run:
            edit.save()
    _tell(recorded, session, dry_run=entry.dry_run)


def _issues(references: list[str], checklist: Checklist) -> list[Issue]:
    """The issues named, each once; ``1,2`` and ``1、2`` name two."""
    words = [word for reference in references for word in re.split("[,，、]", reference)]
    if not all(word.strip() for word in words):
        raise UsageError("事项里有空的编号", hint="几项用空格或逗号隔开，例如 3 5 或 3,5。")
    return list({i.id: i for i in (find_issue(checklist, word) for word in words)}.values())


def _event(
    kind: EventKind, entry: Entry, to: str | None, session: Session, directory: UnitDirectory
) -> Event:
    day = session.day(entry.date, "--date", lean="past") or session.as_of
    return Event(
        date=day,
        event=kind,
        to=session.day(to, "--to", seen_from=day, lean="future"),
        by=_line(entry.by, "--by"),
        unit=_unit(entry.unit, directory, force=entry.force),
        note=_line(entry.note, "--note"),
    )


def _line(text: str | None, option: str) -> str | None:
    if text is None:
        return None
    folded = " ".join(text.split())
    if not folded:
        raise UsageError(f"选项 {option} 的内容是空的")
    return folded


def _unit(typed: str | None, directory: UnitDirectory, *, force: bool) -> str | None:
    if typed is None:
        return None
    try:
        return directory.resolve(typed)
    except NotFoundError as error:
        if force:
            return _line(typed, "--unit")
        raise NotFoundError(
            error.message, hint=f"{error.hint or ''}确是清单以外的单位，请加 --force。"
        ) from None


def _refuse(
    issues: list[Issue],
    events: list[Event],
    why_not: Callable[[Event, Issue], str | None],
    *,
    hint: str = "核对序号、单位和日期。",
) -> None:
    """Raise ``ConflictError`` with every reason against the events, where there is one."""
    objections = [
        f"{issue.id}（{issue.title}）：{why}"
        for issue, event in zip(issues, events, strict=True)
        if (why := why_not(event, issue))
    ]
    if objections:
        rest = "；其余各项也没有记" if len(objections) < len(issues) else ""
        listed = "\n".join(f"  事项 {text}。" for text in objections)
        raise ConflictError(f"不能记“{events[0].event.label}”{rest}。\n{listed}", hint=hint)


def _recorded(
    issue: Issue, event: Event, line: AddedLine, session: Session, directory: UnitDirectory
) -> _Recorded:
    day = max(session.as_of, event.date)
    changed = issue.model_copy(update={"log": (*issue.log, event)})
    before, after = state_of(issue, directory, day), state_of(changed, directory, day)
    return _Recorded(line.line, line.text, before, after)


def _tell(recorded: list[_Recorded], session: Session, *, dry_run: bool) -> None:
    if not dry_run:
        tell_written(f"已记入 {session.path}", quiet=session.wants_json)
    if session.wants_json:
        print_json({"saved": not dry_run, "events": [_data(item) for item in recorded]})
        return
    if dry_run:
        print_lines(f"（试运行，没有写入）{session.path}")
    for item in recorded:
        issue = item.after.issue
        print_lines(
            f"事项 {issue.id}　{issue.title}",
            f"  第 {item.line} 行：{item.text.strip()}",
            f"  {_change(item)}",
        )
    if not dry_run and any(item.after.issue.log[-1].evidence for item in recorded):
        print_lines("佐证材料在清单旁的 evidence 文件夹里；用 git 的，请连同清单一并提交。")


def _change(item: _Recorded) -> str:
    before, after = item.before, item.after
    if before.due != after.due:
        return f"到期日：{before.due or '未定'} → {after.due}"
    if before.status is after.status:
        return f"状态：{after.status.label}（不变）"
    return f"状态：{before.status.label} → {after.status.label}"


def _data(item: _Recorded) -> dict[str, Any]:
    return {
        "id": item.after.issue.id,
        "line": item.line,
        "text": item.text.strip(),
        "status_before": item.before.status.value,
        "status": item.after.status.value,
        "due": item.after.due.isoformat() if item.after.due else None,
    }
