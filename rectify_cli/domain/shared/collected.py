"""What came back in sheets: row by row, what it becomes, and what a person has to look at."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from rectify_cli.domain.model import Event


class Outcome(StrEnum):
    """What a filled row of a sheet comes down to."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The Chinese word for tables."""
        return {
            "new": "新报",
            "unchanged": "已记过",
            "conflict": "与已记不同",
            "unclear": "有问题",
        }[self.value]


class Spot(NamedTuple):
    """Where in a file: ``J7`` of a sheet; 第3行第2列 of a Word table or of text; or the file."""

    file: str
    sheet: str | None = None
    cell: str | None = None


class Entry(NamedTuple):
    """A filled row, or a file that could not be read.

    ``event`` is what it says, as it is to be written once ``files``, the paths of the evidence
    found beside the sheet, have their places (till then it has their names); ``replaces`` the line
    of the ledger that says otherwise; ``missing`` the names of evidence that was not found;
    ``message`` what is wrong and what to do.
    """

    outcome: Outcome
    spot: Spot
    unit: str | None = None
    issue_id: int | None = None
    event: Event | None = None
    replaces: Event | None = None
    files: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    message: str = ""


class Collected(NamedTuple):
    """What a collection found: its entries in the order of files and rows; how many files were
    read; the names of those passed over (pictures, locks); remarks that ask for nothing."""

    entries: tuple[Entry, ...]
    files: int
    ignored: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def of(self, outcome: Outcome) -> tuple[Entry, ...]:
        """The entries with one outcome."""
        return tuple(entry for entry in self.entries if entry.outcome is outcome)

    def problems(self, *, corrections: bool) -> tuple[Entry, ...]:
        """What keeps the whole from being written; what says otherwise than the ledger is none,
        where ``corrections`` are meant."""
        contradicting = () if corrections else self.of(Outcome.CONFLICT)
        return self.of(Outcome.UNCLEAR) + contradicting

    def to_write(self, *, corrections: bool) -> Iterator[Entry]:
        """What is new, and with ``corrections`` what corrects the ledger."""
        for entry in self.entries:
            if entry.outcome is Outcome.NEW or (corrections and entry.outcome is Outcome.CONFLICT):
                yield entry
