"""One command line's view of the world: which ledger, which day, how to answer."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rectify_cli.cli.output import print_blocks, print_json, warn
from rectify_cli.domain.dates import Lean, parse_date
from rectify_cli.domain.journal import as_known
from rectify_cli.domain.model import Checklist
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.errors import UsageError
from rectify_cli.formats.blocks import Block, Document
from rectify_cli.ledger.finding import find_ledger
from rectify_cli.ledger.reading import Ledger, read_ledger

if TYPE_CHECKING:
    from rectify_cli.ledger.editing import LedgerEdit


class Session:
    """Reads the common options of a command line, and the ledger when it is asked for."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        self._options = options

    @property
    def wants_json(self) -> bool:
        """Whether ``--json`` was given."""
        return bool(self._options.get("rectify.json"))

    @cached_property
    def today(self) -> date:
        """The day on the clock."""
        return date.today()

    @cached_property
    def as_of(self) -> date:
        """截止日, today unless ``--as-of`` says otherwise. Raises ``UsageError``."""
        typed = self._options.get("rectify.as_of")
        return self.today if typed is None else _read_day(typed, "--as-of", self.today)

    @property
    def latest(self) -> date:
        """The last day on which something may have happened: ``as_of``, unless it is to come."""
        return min(self.as_of, self.today)

    @property
    def settled_day(self) -> date:
        """``as_of`` for papers, which say nothing of days to come. Raises ``UsageError``."""
        if self.as_of > self.today:
            raise UsageError(
                f"截止日 {self.as_of} 还没有到（今天是 {self.today}），那时的情况现在不能印发",
                hint="去掉 --as-of，或写今天以前的日子。",
            )
        return self.as_of

    def day(
        self,
        typed: str | None,
        option: str,
        *,
        seen_from: date | None = None,
        lean: Lean | None = None,
    ) -> date | None:
        """The day that an option names, seen from ``as_of`` or the day given; ``lean`` as in
        ``parse_date``. Raises ``UsageError``."""
        if typed is None:
            return None
        return _read_day(typed, option, seen_from or self.as_of, lean)

    @cached_property
    def path(self) -> Path:
        """The ledger file. Raises ``NotFoundError``, ``StorageError``."""
        return find_ledger(self.named_path)

    @property
    def named_path(self) -> Path | None:
        """The file that ``--file`` or ``RECTIFY_FILE`` names, be it there or not."""
        named = self._options.get("rectify.file") or os.environ.get("RECTIFY_FILE")
        return Path(named) if named else None

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger as read. Raises what ``read_ledger`` raises."""
        from rectify_cli.cli.waiting import waiting

        path = self.path
        with waiting("正在读清单"):
            return read_ledger(path)

    def edit(
        self, *, dry_run: bool = False, lock_timeout: int = 10
    ) -> "AbstractContextManager[LedgerEdit]":
        """The ledger, locked, to be added to in a ``with``; for whom one waits (at most
        ``lock_timeout`` seconds) is said on stderr. Raises what ``edit_ledger`` raises."""
        from rectify_cli.ledger.editing import edit_ledger

        return edit_ledger(self.path, dry_run=dry_run, lock_timeout=lock_timeout, tell=warn)

    @cached_property
    def known(self) -> date | None:
        """The day of whose knowledge the answer is, if not of today's. Raises ``UsageError``."""
        return self.day(self._options.get("rectify.known"), "--known", seen_from=self.today)

    @property
    def known_data(self) -> dict[str, str | None]:
        """``known`` as the JSON of a period has it."""
        return {"known": self.known.isoformat() if self.known else None}

    @cached_property
    def checklist(self) -> Checklist:
        """What the ledger says, or knew on the day of ``--known``."""
        whole = self.ledger.checklist
        return whole if self.known is None else as_known(whole, self.known)

    @cached_property
    def directory(self) -> UnitDirectory:
        """The ledger's units."""
        return UnitDirectory(self.checklist)

    def unit(self, typed: str | None) -> str | None:
        """The canonical name of a unit as typed. Raises what ``resolve`` raises."""
        return None if typed is None else self.directory.resolve(typed)

    def answer(
        self, data: Callable[[], Any], shown: Callable[[], Iterable[Block] | Document]
    ) -> None:
        """Print ``data`` as JSON where that was asked for, else ``shown``."""
        if self.wants_json:
            print_json(data())
        else:
            print_blocks(shown())


def _read_day(typed: str, option: str, today: date, lean: Lean | None = None) -> date:
    try:
        return parse_date(typed, today=today, lean=lean)
    except ValueError as error:
        raise UsageError(
            f"选项 {option} 的值不对：{error}", hint="例如 2020-10-20、10-20、今天、昨天。"
        ) from None
