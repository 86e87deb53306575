"""Add to a ledger file: lock, read, append, prove, replace; all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.model import Checklist, Event, Issue, Unit
from rectify_cli.errors import ConflictError, InvalidDataError, NotFoundError, RectifyError
from rectify_cli.files import storage_errors, sweep, write_file
from rectify_cli.ledger import evidence
from rectify_cli.ledger.appending import append_event, append_record
from rectify_cli.ledger.decoding import read_bytes
from rectify_cli.ledger.locking import ledger_lock
from rectify_cli.ledger.reading import Ledger, parse_ledger_text, read_ledger
from rectify_cli.ledger.render import event_text, issue_text, one_line, unit_text


class AddedLine(NamedTuple):
    """A line that was added: for which issue, its number in the new text (from 1), its text."""

    issue_id: int
    line: int
    text: str


class LedgerEdit:
    """What is being added to one ledger. Nothing is written before ``save``."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._text = ledger.text
        self._expected = ledger.checklist
        if not _is_ended(ledger.text):
            self._expected = _read_ended(ledger.text, ledger.path)
        self._copies: list[evidence.Copy] = []
        self._added: list[AddedLine] = []

    @property
    def text(self) -> str:
        """The ledger's text with what has been added so far."""
        return self._text

    @property
    def added(self) -> tuple[AddedLine, ...]:
        """The event lines added so far, with their numbers in the text as it is now."""
        return tuple(self._added)

    def add_evidence(self, issue_id: int, source: Path) -> str:
        """Plan a copy of ``source`` beside the ledger; returns the path to put in an event.

        Raises what ``plan_copy`` raises.
        """
        self._position(issue_id)
        copy = evidence.plan_copy(self.ledger.path, issue_id, source, self._copies)
        if copy not in self._copies and not copy.target.exists():
            self._copies.append(copy)
        return copy.relative

    def append_event(self, issue_id: int, event: Event) -> AddedLine:
        """Add ``event`` to the log of an issue. Line breaks in its texts become spaces.

        The line number is that in the text as it is after this call: an event added later to
        an issue further up moves it, and ``added`` knows where to.

        Raises ``NotFoundError`` for an unknown id, ``ConflictError`` where the issue is
        written in a way that cannot be added to.
        """
        position = self._position(issue_id)
        event = _folded(event)
        name = f"事项 {issue_id} "
        appended = append_event(self._text, position, event_text(event), name=name)
        grown = _count_lines(appended.text) - _count_lines(self._text)
        first = appended.line - grown + 1  # a new `log:` line stands above the event's
        self._added = [
            added._replace(line=added.line + grown) if added.line >= first else added
            for added in self._added
        ]
        issues = list(self._expected.issues)
        issues[position] = issues[position].model_copy(
            update={"log": (*issues[position].log, event)}
        )
        self._text, self._expected = appended.text, self._expected.with_issues(issues)
        self._added.append(AddedLine(issue_id, appended.line, appended.line_text))
        return self._added[-1]

    def append_issue(self, issue: Issue) -> None:
        """Add an issue at the end of the list. Raises ``ConflictError``, also for a used id."""
        if issue.id in self._expected.issues_by_id():
            raise ConflictError(f"序号 {issue.id} 已经用过", hint="新事项要用新的序号。")
        self._text = append_record(self._text, "issues", issue_text(issue, indent="")).text
        self._expected = self._expected.with_issues((*self._expected.issues, issue))

    def append_unit(self, unit: Unit) -> None:
        """Add a unit at the end of ``units``. Raises ``ConflictError``."""
        self._text = append_record(self._text, "units", unit_text(unit, indent="")).text
        units = (*self._expected.units, unit)
        self._expected = self._expected.model_copy(update={"units": units})

    def save(self) -> None:
        """Put the evidence in place, then replace the ledger, in one step for all additions.

        Raises ``ConflictError`` when the file was changed by something that does not take the
        lock (an editor), ``StorageError`` when the disk refuses. Then nothing has changed.
        """
        if self._text == self.ledger.text:
            return
        path = self.ledger.path
        self._prove()
        sweep(path)
        evidence.sweep_copies(path)
        made = evidence.make_copies(path, self._copies)
        try:
            self._refuse_changed_file()
            write_file(path, self._text.encode("utf-8"), overwrite=True)
        except BaseException:
            # Ctrl-C may fall between the replacing and its return: then they are named.
            if not self._is_in_place():
                evidence.remove_copies(made)
            raise
        self.ledger = Ledger(path, self._text, self._expected)
        self._copies = []

    def _position(self, issue_id: int) -> int:
        for position, issue in enumerate(self._expected.issues):
            if issue.id == issue_id:
                return position
        raise NotFoundError(f"清单里没有序号为 {issue_id} 的事项")

    def _prove(self) -> None:
        """The new text, read by the reader itself, says the old plus what was added."""
        try:
            read = _read_ended(self._text, self.ledger.path)
        except InvalidDataError as error:
            raise _unproven(self.ledger.path) from error
        if read != self._expected:
            raise _unproven(self.ledger.path)

    def _is_in_place(self) -> bool:
        """Whether the file holds the new text; where that cannot be told, evidence stays."""
        try:
            return self.ledger.path.read_bytes() == self._text.encode("utf-8")
        except OSError:
            return True

    def _refuse_changed_file(self) -> None:
        path = self.ledger.path
        with storage_errors(f"读不了 {path}"):
            now = path.read_bytes()
        if now != self.ledger.text.encode("utf-8"):
            raise ConflictError(
                f"{path} 刚刚被别的程序改过，什么也没有写",
                hint="如果正用编辑器打开着，先保存并关闭，再试一次。",
            )


@contextmanager
def edit_ledger(
    path: Path, *, lock_timeout: float = 10.0, on_wait: Callable[[str], None] | None = None
) -> Iterator[LedgerEdit]:
    """Lock the ledger at ``path``, read it under the lock, and give it to be added to.

    ``lock_timeout`` is in seconds; ``on_wait`` is told when it takes longer than one. Raises
    what ``ledger_lock`` and ``read_ledger`` raise.
    """
    with storage_errors(f"读不了 {path}"):
        is_there = path.is_file()
    if not is_there:
        raise NotFoundError(f"找不到清单文件：{path}", hint="核对路径，或用 rectify init 新建。")
    with ledger_lock(path, timeout=lock_timeout, on_wait=on_wait):
        yield LedgerEdit(read_ledger(path))


def create_ledger(path: Path, text: str, overwrite: bool = False) -> None:
    """Write a new ledger file of ``text``; the folder is made when it is missing.

    Raises ``InvalidDataError`` when the text is no valid ledger, ``ConflictError`` when the
    file exists and ``overwrite`` is not set, ``StorageError``.
    """
    parse_ledger_text(text, str(path))
    with storage_errors(f"建不了文件夹 {path.parent}"):
        path.parent.mkdir(parents=True, exist_ok=True)
    with ledger_lock(path, timeout=10.0):
        if overwrite and path.exists():
            _refuse_to_lose_events(path)
        write_file(path, text.encode("utf-8"), overwrite=overwrite)


def _refuse_to_lose_events(path: Path) -> None:
    """What has been recorded is never thrown away for a new list, be the old file damaged."""
    try:
        checklist = read_ledger(path).checklist
    except InvalidDataError:
        if b"event:" in read_bytes(path).replace(b"\0", b""):
            raise
        return
    events = sum(len(issue.log) for issue in checklist.issues)
    if events:
        raise ConflictError(
            f"{path} 里已有 {events} 条办理记录，覆盖会丢掉它们，什么也没有写",
            hint="换一个文件名；或用 rectify import --into 把新事项添进去。",
        )


def _folded(event: Event) -> Event:
    texts = {key: one_line(getattr(event, key) or "") or None for key in ("by", "unit", "note")}
    return event.model_copy(update=texts)


def _is_ended(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def _read_ended(text: str, path: Path) -> Checklist:
    """Read ``text`` with its last line completed: that may end a block text with a newline."""
    return parse_ledger_text(text if _is_ended(text) else text + "\n", str(path))


def _count_lines(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def _unproven(path: Path) -> RectifyError:
    return ConflictError(
        f"写入前的复核没有通过，{path} 没有改动",
        hint="先运行 rectify check；再不行，请手工添加并反馈这个文件。",
    )
