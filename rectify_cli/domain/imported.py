"""What an import yields: issues, units, document facts, and everything that was uncertain."""

from typing import NamedTuple

from pydantic import Field

from rectify_cli.domain.model import Day, Document, Issue, Unit, title_of


class Finding(NamedTuple):
    """Something a person has to look at: which issue (none: the document), which field (the
    ledger's key and the word for it), where in the source, and why.
    """

    issue_id: int | None
    field: str
    field_label: str
    place: str
    reason: str


class ImportedDocument(Document):
    """What the document says about itself: perhaps not when it was issued."""

    issued_on: Day | None = Field(None, title=title_of(Document, "issued_on"))  # type: ignore[assignment]


class AliasProposal(NamedTuple):
    """Two names that may mean one unit; a person decides."""

    name: str
    other: str


class ImportResult(NamedTuple):
    """A document as read. ``notes`` are remarks about the whole that ask for nothing; ``undated``
    are the issues whose deadline nobody can tell without the document's day of issue."""

    document: ImportedDocument
    units: tuple[Unit, ...]
    issues: tuple[Issue, ...]
    aliases: tuple[AliasProposal, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    undated: tuple[int, ...] = ()

    def findings_of(self, issue_id: int | None) -> tuple[Finding, ...]:
        """What is uncertain about one issue; with none, about the document."""
        return tuple(f for f in self.findings if f.issue_id == issue_id)
