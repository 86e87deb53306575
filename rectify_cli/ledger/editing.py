"""Add to a ledger file: lock, read, append, prove, replace; all of it or nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel, ValidationError

from rectify_cli.domain.model import Event, Issue, Paper, Unit
from rectify_cli.errors import ConflictError, NotFoundError
from rectify_cli.files import replace_file, storage_errors, sweep
from rectify_cli.ledger import evidence
from rectify_cli.ledger.finding import refuse_missing
from rectify_cli.ledger.limits import refuse_large_result
from rectify_cli.ledger.locking import ledger_lock
from rectify_cli.ledger.reading import Ledger, read_ledger
from rectify_cli.ledger.render import issue_text, one_line, record_text, scalar, unit_text
from rectify_cli.ledger.text.appending import (
    Appended,
    Change,
    RefusedError,
    append,
    entry_data,
    prove,
)
from rectify_cli.ledger.text.insertions import Addition
from rectify_cli.ledger.text.places import Places
from rectify_cli.ledger.text.replacing import Setting
from rectify_cli.ledger.text.yaml_text import UnsoundError


class AddedLine(NamedTuple):
    """A line that was added: for which issue, its number in the new text (from 1), its text."""

    issue_id: int
    line: int
    text: str


class LedgerEdit:
    """What is being added to one ledger. Nothing is written before ``save``."""

    def __init__(
        self,
        ledger: Ledger,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.ledger = ledger
        self._tell = tell
        self._positions = {issue.id: at for at, issue in enumerate(ledger.checklist.issues)}
        # Each list that grows, by its key and its issue's id; the order is that of the asking.
        self._additions: dict[tuple[str, int | None], Addition] = {}
        self._order: list[tuple[int, int]] = []
        self._settings: dict[str, Setting] = {}
        self._appended: Appended | None = None
        self._copies: list[evidence.Copy] = []

    @property
    def text(self) -> str:
        """The ledger's text with what has been added so far. Raises ``ConflictError`` when it
        cannot be proved to say just that."""
        return self._make().text if self._additions or self._settings else self.ledger.text

    @property
    def added(self) -> tuple[AddedLine, ...]:
        """The event lines added so far, in the order of the asking. Raises as ``text`` does."""
        if not self._order:
            return ()
        text, lines = self._make()
        places = Places(text)
        numbers = dict(zip(self._additions, lines, strict=False))
        found = [(issue_id, numbers["log", issue_id][nth]) for issue_id, nth in self._order]
        return tuple(AddedLine(issue_id, at, places.line(at)) for issue_id, at in found)

    def add_evidence(self, issue_id: int, sources: Iterable[Path]) -> tuple[str, ...]:
        """Plan copies of ``sources`` beside the ledger; returns the paths to put in an event, each
        once.

        Raises what ``plan_copy`` raises.
        """
        self._position(issue_id)
        paths: dict[str, None] = {}
        for source in sources:
            copy = evidence.plan_copy(self.ledger.path, issue_id, source, self._copies)
            if copy not in self._copies and not copy.target.exists():
                self._copies.append(copy)
            paths[copy.relative] = None
        return tuple(paths)

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
        self._add("units", _lines_of(unit_text(unit)), unit)

    def append_paper(self, paper: Paper) -> None:
        """Add what was issued at the end of ``papers``. Raises ``ConflictError``."""
        self._add("papers", [record_text(paper)], paper)

    def set_unit_fields(self, name: str, fields: Mapping[str, str]) -> None:
        """Set keys of a unit that hold a text (``{"contact": "张某"}``), in place.

        ``name`` is that of an entry of ``units``. Raises ``NotFoundError`` when there is none,
        ``ConflictError`` where it is written in a way that cannot be changed.
        """
        units = {unit.name: at for at, unit in enumerate(self.ledger.checklist.units)}
        if name not in units:
            raise NotFoundError(f"units 里没有“{name}”")
        texts = {key: one_line(text) for key, text in fields.items()}
        lines = [f"{key}: {scalar(text)}" for key, text in texts.items()]
        try:
            unit = Unit.model_validate({"name": name, **texts})
        except ValidationError:
            raise ConflictError(f"单位没有这样的键：{'、'.join(fields)}") from None
        if not _says([f"name: {scalar(name)}", *lines], unit):
            raise _unproven(self.ledger.path)
        old = self._settings.get(name) or Setting("units", units[name], {})
        values = {**old.values, **{key: scalar(text) for key, text in texts.items()}}
        setting = old._replace(values=values)
        self._settings[name] = setting
        self._appended = None

    def save(self) -> None:
        """Put the evidence in place, then replace the ledger, in one step for all additions.

        Raises ``ConflictError`` when the file was changed by something that does not take the
        lock (an editor), ``StorageError`` when the disk refuses. Then nothing has changed.
        """
        if not self._additions and not self._settings:
            return
        path, data = self.ledger.path, self.text.encode("utf-8")
        self._warn_of_second_names()
        sweep(path)
        evidence.sweep_copies(path, {issue_id for issue_id, _ in self._order})
        made = evidence.make_copies(path, self._copies)
        try:
            self._refuse_changed_file()
            replace_file(path, data)
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
        self._additions[key, issue_id] = addition
        self._appended = None

    def _make(self) -> Appended:
        if self._appended is None:
            changes: list[Change] = [*self._additions.values(), *self._settings.values()]
            try:
                made = append(self.ledger.text, self.ledger.blocks, changes)
            except RefusedError as error:
                names = [*map(_name_of, self._additions), *(f"单位“{n}”" for n in self._settings)]
                raise ConflictError(
                    f"不能自动写入{names[error.change]}：{error}。文件没有改动",
                    hint="把这一处改成逐行写法（log: 下面一行一个“- {date: …}”）再试，或手工添加。",
                ) from None
            if not prove(self.ledger.text, self.ledger.blocks, changes, made.text):
                raise _unproven(self.ledger.path)
            refuse_large_result(made.text, self.ledger.path)
            self._appended = made
        return self._appended

    def _warn_of_second_names(self) -> None:
        with suppress(OSError):
            if self.ledger.path.stat().st_nlink > 1:
                self._tell(
                    f"{self.ledger.path} 还有别的名字（硬链接）；写入后那个名字下仍是旧内容，"
                    "请改用符号链接，或只留一个文件。"
                )

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
    path: Path,
    *,
    dry_run: bool = False,
    lock_timeout: float = 10.0,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[LedgerEdit]:
    """Lock the ledger at ``path``, read it under the lock, and give it to be added to.

    With ``dry_run`` nothing is locked and nothing may be saved. ``lock_timeout`` is in seconds;
    ``tell`` is called with what a person should know, as for whom one waits. Raises what
    ``ledger_lock`` and ``read_ledger`` raise.
    """
    if dry_run:
        yield LedgerEdit(read_ledger(path))
        return
    refuse_missing(path)
    with ledger_lock(path, timeout=lock_timeout, on_wait=tell):
        yield LedgerEdit(read_ledger(path), tell)


def _name_of(growing: tuple[str, int | None]) -> str:
    """What messages call a list."""
    key, issue_id = growing
    return key if issue_id is None else f"事项 {issue_id} 的 {key}"


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
