"""销号档案: everything that the office keeps of one issue. Pure.

Source: section 二.2 of the document: items are struck off one by one, on evidence.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from rectify_cli.domain.journal import Line, lines_of
from rectify_cli.domain.model import Unit
from rectify_cli.domain.state import IssueState


class Evidence(NamedTuple):
    """A file that an event names: its number in the list (from 1), its path as the ledger has it,
    when and by whom it was handed in, its size in bytes; none where the file is not there."""

    number: int
    path: str
    day: date
    unit: str
    size: int | None

    @property
    def name(self) -> str:
        """The file's name without its folder and the mark of its content."""
        return re.sub(r"-[0-9a-f]{8}(?=\.|$)", "", self.path.replace("\\", "/").rpartition("/")[2])

    @property
    def kind(self) -> str:
        """What kind of file it is, by its ending."""
        ending = self.name.rpartition(".")[2].lower()
        return _KINDS.get(ending, ending if ending != self.name.lower() else "")


_KINDS = {
    **dict.fromkeys(("jpg", "jpeg", "png", "bmp", "gif", "tif", "tiff", "heic"), "照片"),
    **dict.fromkeys(("doc", "docx", "wps", "pdf", "ofd", "txt", "rtf"), "文档"),
    **dict.fromkeys(("xls", "xlsx", "et", "csv"), "表格"),
    **dict.fromkeys(("mp4", "mov", "avi", "mp3", "wav", "m4a"), "音像"),
    **dict.fromkeys(("zip", "rar", "7z"), "压缩包"),
}


class Dossier(NamedTuple):
    """One issue with its evidence and every line of its log by ``as_of``, voided ones too;
    ``contact`` is what the ledger knows of its first lead unit."""

    state: IssueState
    evidence: tuple[Evidence, ...]
    lines: tuple[Line, ...]
    contact: Unit | None

    @property
    def missing(self) -> tuple[Evidence, ...]:
        """The files that are named and are not there."""
        return tuple(item for item in self.evidence if item.size is None)


def dossier_of(state: IssueState, sizes: Mapping[str, int | None]) -> Dossier:
    """The file of an issue; ``sizes`` tells of each path named in its log how many bytes lie
    there, if any."""
    named: dict[str, tuple[date, str]] = {}
    for event in state.events:
        for path in event.evidence:
            unit = state.directory.canonical(event.unit) if event.unit else state.lead_text
            named.setdefault(path, (event.date, unit))
    leads = state.roles.leads
    return Dossier(
        state=state,
        evidence=tuple(
            Evidence(number, path, day, unit, sizes.get(path))
            for number, (path, (day, unit)) in enumerate(named.items(), start=1)
        ),
        lines=tuple(line for line in lines_of(state.issue) if line.event.date <= state.as_of),
        contact=state.directory.unit(leads[0]) if leads else None,
    )
