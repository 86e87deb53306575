"""``start`` … ``inspect``: each records one event on one or several issues, in one write."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from rectify_cli.cli.choices import whole_number
from rectify_cli.cli.complete import complete_issue, complete_unit
from rectify_cli.cli.session import Session, print_json, warn
from rectify_cli.domain.model import Checklist, Event, EventKind, Issue
from rectify_cli.domain.procedure import objection_to
from rectify_cli.domain.query import find_issue
from rectify_cli.domain.state import IssueState, state_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import ConflictError, NotFoundError, UsageError

Issues = Annotated[
    list[str],
    typer.Argument(metavar="事项...", autocompletion=complete_issue, help="3 或 共性3；可写多个。"),
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="姓名", envvar="RECTIFY_BY", help="谁办的或谁批准的。"),
]
Unit = Annotated[
    str | None,
    typer.Option(
        "--unit", "-u", metavar="单位", autocompletion=complete_unit, help="哪个单位办的。"
    ),
]
Note = Annotated[
    str | None, typer.Option("--note", "-n", metavar="说明", help="办了什么，一句话。")
]
Date = Annotated[str | None, typer.Option("--date", metavar="日期", help="办理日期（默认今天）。")]
Evidence = Annotated[
    list[Path] | None,
    typer.Option(
        # Whether it can be read is found out, and said in Chinese, where it is read.
        "--evidence",
        metavar="文件",
        readable=False,
        help="佐证材料，复制到清单旁的 evidence/序号/；可写多次。",
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只显示将要记下的内容，不写文件。")]
Force = Annotated[bool, typer.Option("--force", help="不合常理也照记（由办理人负责）。")]
LockTimeout = Annotated[
    int,
    typer.Option(
        "--lock-timeout", metavar="秒", parser=whole_number("--lock-timeout"),
        help="别人正在写清单时，最多等多少秒。",
    ),
]  # fmt: skip
To = Annotated[str, typer.Option("--to", metavar="日期", help="新的到期日。")]


class _Entry(NamedTuple):
    """What a command line says about an event, before issues and days are looked up."""

    kind: EventKind
    issues: list[str]
    by: str | None
    unit: str | None
    note: str | None
    date: str | None
    evidence: list[Path]
    to: str | None = None


class _Recorded(NamedTuple):
    """An event that was added, the line it became, and the issue before and after."""

    line: int
    text: str
    before: IssueState
    after: IssueState


def _recorder(kind: EventKind, help: str) -> Callable[..., None]:
    def record(
        ctx: typer.Context,
        issues: Issues,
        by: By = None,
        unit: Unit = None,
        note: Note = None,
        date: Date = None,
        evidence: Evidence = None,
        dry_run: DryRun = False,
        force: Force = False,
        lock_timeout: LockTimeout = 10,
    ) -> None:
        entry = _Entry(kind, issues, by, unit, note, date, evidence or [])
        _record(ctx, entry, dry_run=dry_run, force=force, lock_timeout=lock_timeout)

    record.__doc__ = help
    return record


start = _recorder(EventKind.START, "启动：开始整改。")
progress = _recorder(EventKind.PROGRESS, "进展：报送整改落实情况。")
submit = _recorder(EventKind.SUBMIT, "申请销号：整改完成，请求核验。")
done = _recorder(EventKind.DONE, "销号：核验通过，完成一项、销号一项。")
reopen = _recorder(EventKind.REOPEN, "退回：核验不通过或问题反弹，继续整改。")
inspect = _recorder(EventKind.INSPECT, "督查：记下专项检查、督促检查的情况。")


def extend(
    ctx: typer.Context,
    issues: Issues,
    to: To,
    by: By = None,
    unit: Unit = None,
    note: Note = None,
    date: Date = None,
    evidence: Evidence = None,
    dry_run: DryRun = False,
    force: Force = False,
    lock_timeout: LockTimeout = 10,
) -> None:
    """延期：经批准推迟到期日。"""
    entry = _Entry(EventKind.EXTEND, issues, by, unit, note, date, evidence or [], to)
    _record(ctx, entry, dry_run=dry_run, force=force, lock_timeout=lock_timeout)


def _record(
    ctx: typer.Context, entry: _Entry, *, dry_run: bool, force: bool, lock_timeout: int
) -> None:
    from rectify_cli.ledger.editing import edit_ledger

    session = Session(ctx)
    with edit_ledger(session.path, lock_timeout=float(lock_timeout), on_wait=warn) as edit:
        checklist = edit.ledger.checklist
        issues = _issues(entry.issues, checklist)
        event = _event(entry, session, UnitDirectory(checklist), force=force)
        finals = []
        for issue in issues:
            copies = tuple(edit.add_evidence(issue.id, path) for path in entry.evidence)
            finals.append(event.model_copy(update={"evidence": copies}))
        if not force:
            _refuse_nonsense(issues, finals, session, checklist.document)
        for issue, final in zip(issues, finals, strict=True):
            edit.append_event(issue.id, final)
        recorded = [
            _recorded(issue, final, line, session, checklist.document)
            for issue, final, line in zip(issues, finals, edit.added, strict=True)
        ]
        if not dry_run:
            edit.save()
    _tell(recorded, session, dry_run=dry_run)


def _issues(references: list[str], checklist: Checklist) -> list[Issue]:
    """The issues named, each once; ``1,2`` and ``1、2`` name two."""
    words = [word for reference in references for word in re.split("[,，、]", reference) if word]
    return list({i.id: i for i in (find_issue(checklist, word) for word in words)}.values())


def _event(entry: _Entry, session: Session, directory: UnitDirectory, *, force: bool) -> Event:
    day = session.day(entry.date, "--date", lean="past") or session.as_of
    return Event(
        date=day,
        event=entry.kind,
        to=session.day(entry.to, "--to", seen_from=day, lean="future"),
        by=_line(entry.by, "--by"),
        unit=_unit(entry.unit, directory, force=force),
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
    if not typed:
        return None
    try:
        return directory.resolve(typed)
    except NotFoundError as error:
        if force:
            return typed
        raise NotFoundError(
            error.message, hint=f"{error.hint or ''}确是清单以外的单位，请加 --force。"
        ) from None


def _refuse_nonsense(
    issues: list[Issue], events: list[Event], session: Session, document: Any
) -> None:
    event = events[0]
    objections = [
        f"{issue.id}（{issue.title}）：{why}"
        for issue, event in zip(issues, events, strict=True)
        if (why := objection_to(event, issue, document, session.as_of))
    ]
    if not objections:
        return
    rest = "；其余各项也没有记" if len(objections) < len(issues) else ""
    raise ConflictError(
        f"不能记“{event.event.label}”{rest}。\n"
        + "\n".join(f"  事项 {text}。" for text in objections),
        hint="核对序号和日期；确实要这样记，请加 --force。",
    )


def _recorded(issue: Issue, event: Event, line: Any, session: Session, document: Any) -> _Recorded:
    day = max(session.as_of, event.date)
    changed = issue.model_copy(update={"log": (*issue.log, event)})
    before, after = state_of(issue, document, day), state_of(changed, document, day)
    return _Recorded(line.line, line.text, before, after)


def _tell(recorded: list[_Recorded], session: Session, *, dry_run: bool) -> None:
    if session.wants_json:
        print_json({"saved": not dry_run, "events": [_data(item) for item in recorded]})
        return
    from rectify_cli.formats.text import clean

    print(f"（试运行，没有写入）{session.path}" if dry_run else f"已记入 {session.path}")
    for item in recorded:
        issue = item.after.issue
        print(clean(f"事项 {issue.id}　{issue.title}"))
        print(clean(f"  第 {item.line} 行：{item.text.strip()}"))
        print(f"  {_change(item)}")
    if not dry_run and any(item.after.issue.log[-1].evidence for item in recorded):
        print("佐证材料在清单旁的 evidence 文件夹里；用 git 的，请连同清单一并提交。")


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
