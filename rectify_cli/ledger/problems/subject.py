"""What the checks of ``rectify check`` are given, and what they find."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.model import Checklist, Event

Location = tuple[int | str, ...]
"""A path of keys and positions (from 0) into the ledger: ``("issues", 3, "due")``."""


class Subject(NamedTuple):
    """A valid ledger, the file that it was read from, and the day of the check."""

    checklist: Checklist
    path: Path
    today: date

    def events(self) -> Iterator[tuple[Location, Event]]:
        """Every event with its location, in the order of the file."""
        for position, issue in enumerate(self.checklist.issues):
            for number, event in enumerate(issue.log):
                yield ("issues", position, "log", number), event


class Finding(NamedTuple):
    """Something to look at again: where, what and why, and what to do.

    ``compare`` is another place, whose line number is told at the end of the message.
    """

    location: Location
    message: str
    hint: str
    compare: Location | None = None


def is_there(path: Path, *, follow: bool = True) -> bool:
    """Whether there is anything at ``path``; a name that the system refuses leads to nothing."""
    try:
        path.stat(follow_symlinks=follow)
    except OSError:
        return False
    return True
