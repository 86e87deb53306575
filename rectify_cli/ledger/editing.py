"""Add to a ledger file: lock, read, append, prove, replace; all of it or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from rectify_cli.domain.model import Event, Issue, Paper, Unit
from rectify_cli.errors import ConflictError, InvalidDataError, NotFoundError
from rectify_cli.files import storage_errors, sweep, write_file
from rectify_cli.ledger import evidence
from rectify_cli.ledger.decoding import read_bytes
from rectify_cli.ledger.locking import ledger_lock
from rectify_cli.ledger.reading import Ledger, parse_ledger_text, read_ledger, read_with_tree
from rectify_cli.ledger.render import issue_text, one_line, record_text, unit_text
from rectify_cli.ledger.text.appending import Appended, append, entry_data, prove
from rectify_cli.ledger.text.insertions import Addition, plan
from rectify_cli.ledger.text.places import Places
from rectify_cli.ledger.text.yaml_text import Tree, UnsoundError, UnsupportedShapeError, compose


class AddedLine(NamedTuple):
    """A line that was added: for which issue, its number in the new text (from 1), its text."""

    issue_id: int
    line: int
    text: str


class LedgerEdit:
    """What is being added to one ledger. Nothing is written before ``save``."""

    def __init__(self, ledger: Ledger, tree: Tree | None = None) -> None:
        self.ledger = ledger
        self._tree = tree or compose(ledger.text)
        self._positions = {issue.id: at for at, issue in enumerate(ledger.checklist.issues)}
        # Each list that grows, by its key and its issue's id; the order is that of the asking.
        self._additions: dict[tuple[str, int | None], Addition] = {}
        self._order: list[tuple[int, int]] = []
        self._appended: Appended | None = None
        self._copies: list[evidence.Copy] = []

    @property
    def text(self) -> str:
        """The ledger's text with what has been added so far. Raises ``ConflictError`` when it
        cannot be proved to say just that."""
        return self._make().text if self._additions else self.ledger.text

    @property
    def added(self) -> tuple[AddedLine, ...]:
        """The event lines added so far, in the order of the asking. Raises as ``text`` does."""
        if not self._order:
            return ()
        text, lines = self._make()
        places = Places(text, "")
        numbers = dict(zip(self._additions, lines, strict=True))
        found = [(issue_id, numbers["log", issue_id][nth]) for issue_id, nth in self._order]
        return tuple(AddedLine(issue_id, at, places.line(at)) for issue_id, at in found)

    def add_evidence(self, issue_id: int, source: Path) -> str:
        """Plan a copy of ``source`` beside the ledger; returns the path to put in an event.

        Raises what ``plan_copy`` raises.
        """
        self._position(issue_id)
        copy = evidence.plan_copy(self.ledger.path, issue_id, source, self._copies)
        if copy not in self._copies and not copy.target.exists():
            self._copies.append(copy)
        return copy.relative

    def append_event(self, issue_id: int, event: Event) -> None:
        """Add ``event`` to the log of an issue. Line breaks in its texts become spaces.

        Raises ``NotFoundError`` for an id that is not in the ledger, ``ConflictError`` where
        the issue is written in a way that cannot be added to.
        """
        position = self._position(issue_id)
        folded = _folded(event)
        self._add("log", [record_text(folded)], folded, issue_id, position)
        nth = len(self._additions["log", issue_id].entries) - 1
        self._order.append((issue_id, nth))

    def append_issue(self, issue: Issue) -> None:
        """Add an issue, its log with it, at the end of the list. Raises ``ConflictError``, also
        for a used id."""
        if issue.id in self._positions:
            raise ConflictError(f"序号 {issue.id} 已经用过", hint="新事项要用新的序号。")
        self._add("issues", _lines_of(issue_text(issue, indent="")), issue)
        self._positions[issue.id] = -1

    def append_unit(self, unit: Unit) -> None:
        """Add a unit at the end of ``units``. Raises ``ConflictError``."""
        self._add("units", _lines_of(unit_text(unit, indent="")), unit)

    def append_paper(self, paper: Paper) -> None:
        """Add what was issued at the end of ``papers``. Raises ``ConflictError``."""
        self._add("papers", [record_text(paper)], paper)

    def save(self) -> None:
        """Put the evidence in place, then replace the ledger, in one step for all additions.

        Raises ``ConflictError`` when the file was changed by something that does not take the
        lock (an editor), ``StorageError`` when the disk refuses. Then nothing has changed.
        """
        if not self._additions:
            return
        path, data = self.ledger.path, self.text.encode("utf-8")
        sweep(path)
        evidence.sweep_copies(path)
        made = evidence.make_copies(path, self._copies)
        try:
            self._refuse_changed_file()
            write_file(path, data, overwrite=True)
        except BaseException:
            # Ctrl-C may fall between the replacing and its return: then they are named.
            if not _holds(path, data):
                evidence.remove_copies(made)
            raise

    def _position(self, issue_id: int) -> int:
        position = self._positions.get(issue_id, -1)
        if position < 0:
            raise NotFoundError(f"清单里没有序号为 {issue_id} 的事项")
        return position

    def _add(
        self,
        key: str,
        lines: list[str],
        record: BaseModel,
        issue_id: int | None = None,
        position: int | None = None,
    ) -> None:
        """Take one more entry into the plan, once its own text is known to say ``record``."""
        if not _says(lines, record):
            raise _unproven(self.ledger.path)
        old = self._additions.get((key, issue_id)) or Addition(key, (), position)
        addition = old._replace(entries=(*old.entries, lines))
        try:
            plan(self._tree, addition)
        except UnsupportedShapeError as error:
            name = f"事项 {issue_id} 的 {key}" if issue_id is not None else key
            raise ConflictError(
                f"不能自动写入{name}：{error}。文件没有改动",
                hint="把这一处改成逐行写法（log: 下面一行一个“- {date: …}”）再试，或手工添加。",
            ) from None
        self._additions[key, issue_id] = addition
        self._appended = None

    def _make(self) -> Appended:
        if self._appended is None:
            additions = list(self._additions.values())
            made = append(self.ledger.text, self._tree, additions)
            if not prove(self._tree, additions, made.text):
                raise _unproven(self.ledger.path)
            self._appended = made
        return self._appended

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
        yield LedgerEdit(*read_with_tree(path))


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
    """``event`` as one line holds it; a text of nothing but blanks is none."""
    texts: dict[str, Any] = {
        key: one_line(value) or None
        for key, value in event
        if isinstance(value, str) and not isinstance(value, Enum)
    }
    return event.model_copy(update=texts)


def _says(lines: list[str], record: BaseModel) -> bool:
    """Whether the text of an entry, read by itself, says ``record``."""
    try:
        return type(record).model_validate(entry_data(lines)) == record
    except (ValueError, yaml.YAMLError, UnsoundError):
        return False


def _lines_of(record: str) -> list[str]:
    """The lines of a block list entry (``- name: …``), its dash and indentation left out."""
    return [line[2:] for line in record.split("\n")[:-1]]


def _holds(path: Path, data: bytes) -> bool:
    """Whether the file holds ``data``; where that cannot be told, it is taken to."""
    try:
        return path.read_bytes() == data
    except OSError:
        return True


def _unproven(path: Path) -> ConflictError:
    return ConflictError(
        f"写入前的复核没有通过，{path} 没有改动",
        hint="先运行 rectify check；再不行，请手工添加并反馈这个文件。",
    )
