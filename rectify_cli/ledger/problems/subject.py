"""What the checks of ``rectify check`` are given, and what they find."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rectify_cli.domain.journal import lines_of
from rectify_cli.domain.model import Checklist, Event
from rectify_cli.ledger.text.locating import Location

_MOST_YEARS = 10


class Subject(NamedTuple):
    """A valid ledger, the file that it was read from, and the day of the check."""

    checklist: Checklist
    path: Path
    today: date

    def events(self) -> Iterator[tuple[Location, Event]]:
        """Every event with its location, in the order of the file; nothing that was taken back."""
        for position, issue in enumerate(self.checklist.issues):
            for line in lines_of(issue):
                if line.voided_by is None:
                    yield ("issues", position, "log", line.number - 1), line.event


class Finding(NamedTuple):
    """Something to look at again: where, what and why, and what to do.

    ``compare`` is another place, whose line number is told at the end of the message.
    """

    location: Location
    message: str
    hint: str | None
    compare: Location | None = None


def distance_from(issued_on: date, day: date) -> str | None:
    """What is odd about a due date that lies before the document or ten years after it."""
    if day < issued_on:
        return f"早于文件印发日期 {issued_on}"
    far = day.year - issued_on.year > _MOST_YEARS
    return f"比文件印发日期 {issued_on} 晚了十年以上" if far else None


def is_there(path: Path, *, follow: bool = True) -> bool:
    """Whether there is anything at ``path``; a name that the system refuses leads to nothing."""
    try:
        path.stat(follow_symlinks=follow)
    except OSError:
        return False
    return True
