"""What vanished from a ledger after it had been recorded: what an audit of its history tells."""

from enum import StrEnum
from typing import NamedTuple


class Commit(NamedTuple):
    """A recorded state: who recorded it, on which day by their clock (``YYYY-MM-DD``), with which
    words."""

    id: str
    author: str
    day: str
    subject: str

    @property
    def short_id(self) -> str:
        """Enough of the id to name it."""
        return self.id[:8]


class LossKind(StrEnum):
    """What was lost."""

    LINE = "line"
    TEXT = "text"
    ISSUE = "issue"
    FILE = "file"
    UNIT = "unit"


class Loss(NamedTuple):
    """Something that a commit (none: the working copy) removed or altered.

    ``issue`` is an id, none for what belongs to the file; ``field`` a key of the ledger; ``after``
    what stands in its place, none where nothing does; ``back`` whether the old is there again.
    Of a whole issue or file ``before`` is its title, ``lines`` how many events went with it.
    """

    commit: Commit | None
    kind: LossKind
    issue: str | None
    field: str
    before: str
    after: str | None
    back: bool
    lines: int = 0


class Audit(NamedTuple):
    """The losses in the order in which they happened. ``first`` is the oldest commit known to hold
    the ledger, ``commits`` how many changed it; ``unreadable`` are those in which it was no
    ledger, ``is_shallow`` whether older ones were left out of this clone. ``reads_now`` tells
    whether the working copy could be read."""

    losses: tuple[Loss, ...]
    first: Commit | None
    commits: int
    unreadable: tuple[Commit, ...] = ()
    is_shallow: bool = False
    reads_now: bool = True

    @property
    def vanished(self) -> tuple[Loss, ...]:
        """What is gone or altered still. Units are a directory: they may change."""
        return tuple(
            loss for loss in self.losses if not loss.back and loss.kind is not LossKind.UNIT
        )

    @property
    def restored(self) -> tuple[Loss, ...]:
        """What was gone for a time and is there again."""
        return tuple(loss for loss in self.losses if loss.back and loss.kind is not LossKind.UNIT)

    @property
    def units(self) -> tuple[Loss, ...]:
        """What changed in the directory of units."""
        return tuple(loss for loss in self.losses if loss.kind is LossKind.UNIT)
