"""The few kinds of error a user can meet: a sentence, a hint what to do, an exit code.

Only ``rectify_cli.cli`` catches these; every other room raises them.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How grave a finding of ``rectify check`` is."""

    ERROR = "error"
    WARNING = "warning"

    @property
    def label(self) -> str:
        """The Chinese word for tables and messages."""
        return {"error": "错误", "warning": "提醒"}[self.value]


class Place(NamedTuple):
    """A position in a file. ``line`` and ``column`` count from 1, as editors show them."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class Problem(NamedTuple):
    """One finding in a file: what is wrong, where, what to do, and the offending line."""

    message: str
    place: Place
    hint: str | None = None
    source_line: str | None = None
    severity: Severity = Severity.ERROR

    def as_warning(self) -> "Problem":
        """The same finding, to be told but not to stop on."""
        return self._replace(severity=Severity.WARNING)


class RectifyError(Exception):
    """Base of all errors meant for the user's eyes.

    ``message`` says in Chinese what is wrong, ``hint`` what to do about it.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(RectifyError):
    """The command line itself cannot be understood."""

    exit_code = 2


class NotFoundError(RectifyError):
    """A file, an issue or a unit that was named does not exist."""


class ConflictError(RectifyError):
    """The request contradicts what the ledger says, or another process holds it."""


class StorageError(RectifyError):
    """The disk refused: no space, no permission, a device error."""


class InvalidDataError(RectifyError):
    """A file was read and is not what it should be; carries every problem found in it."""

    def __init__(
        self, message: str, *, problems: Sequence[Problem] = (), hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.problems = tuple(problems)
