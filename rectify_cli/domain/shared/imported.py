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


FACTS = ("title", "number", "issuer", "issued_on", "basis", "compiled_by")
"""The keys of what a document says about itself, in the order of tables."""


class ImportedDocument(Document):
    """What the document says about itself: perhaps not when it was issued."""

    issued_on: Day | None = Field(None, title=title_of(Document, "issued_on"))  # type: ignore[assignment]


class AliasProposal(NamedTuple):
    """Two names that may mean one unit; a person decides."""

    name: str
    other: str


class SourceText(NamedTuple):
    """A paragraph or a table cell of the source; ``row`` counts the rows of tables through the
    document, none for running text."""

    text: str
    place: str
    row: int | None = None


class Mark(NamedTuple):
    """Characters of the source, from ``start`` to ``end`` of its text number ``at``, that a field
    of an issue was taken from."""

    at: int
    start: int
    end: int
    issue_id: int
    field: str


class ImportResult(NamedTuple):
    """A document as read. ``notes`` are remarks about the whole that ask for nothing; ``undated``
    are the issues whose deadline nobody can tell without the document's day of issue; ``source``
    is the document's text, ``marks`` what of it was taken for which field."""

    document: ImportedDocument
    units: tuple[Unit, ...]
    issues: tuple[Issue, ...]
    aliases: tuple[AliasProposal, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    undated: tuple[int, ...] = ()
    source: tuple[SourceText, ...] = ()
    marks: tuple[Mark, ...] = ()

    def findings_of(self, issue_id: int | None) -> tuple[Finding, ...]:
        """What is uncertain about one issue; with none, about the document."""
        return tuple(f for f in self.findings if f.issue_id == issue_id)

    def untaken(self) -> "Untaken":
        """What of the source was taken by no field. Blanks do not count."""
        taken_at: dict[int, set[int]] = {}
        for mark in self.marks:
            taken_at.setdefault(mark.at, set()).update(range(mark.start, mark.end))
        runs: list[tuple[list[str], str]] = []
        total = characters = 0
        open_run = False
        for at, source in enumerate(self.source):
            taken = taken_at.get(at, set())
            for index, character in enumerate(source.text):
                if character.isspace():
                    continue
                total += 1
                if index in taken:
                    open_run = False
                    continue
                characters += 1
                if not open_run:
                    runs.append(([], source.place))
                runs[-1][0].append(character)
                open_run = True
        text, place = max(runs, key=lambda run: len(run[0]), default=([], ""))
        return Untaken(total, characters, "".join(text), place)


class Untaken(NamedTuple):
    """Of ``total`` characters of a source, ``characters`` were taken by no field; the longest run
    of them, and where it begins."""

    total: int
    characters: int
    longest: str
    place: str
