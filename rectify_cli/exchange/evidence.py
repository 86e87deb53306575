"""佐证材料 named in a cell → the files beside the sheet that are meant, and the names of none."""

import os
import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

_APART = re.compile(r"[、，,；;|\n\r\t]+")
_LEAD = re.compile(r"^(?:附件?\d*[:：.、]|[（(]?\d{1,2}[)）.．、]\s*)")
_QUOTES = "“”\"'《》〈〉「」『』 \u3000。"


class Named(NamedTuple):
    """The files that a cell names, and what it names and is not there."""

    files: tuple[Path, ...]
    missing: tuple[str, ...]


class Shelf:
    """The folders in which evidence is looked for, each listed once; ``never`` are files
    (resolved) that are no evidence: the sheets, the ledger."""

    def __init__(self, never: Collection[Path]) -> None:
        self._never = never
        self._listed: dict[Path, list[Path]] = {}

    def find(self, text: str, folder: Path) -> Named:
        """What ``text`` names in ``folder`` and below it.

        A name may lack its ending and may give folders on the way. Nothing outside ``folder`` is
        looked at, be it named or reached by a link.
        """
        whole = self._find(_tidy(text.replace("\n", " ")), folder)
        if whole is not None:
            return Named((whole,), ())
        files: dict[Path, None] = {}
        missing: dict[str, None] = {}
        for name in filter(None, map(_tidy, _APART.split(text))):
            # Blanks within may be part of a name, or part two names.
            found = [self._find(name, folder)]
            if found == [None] and len(name.split()) > 1:
                found = [self._find(_tidy(word), folder) for word in name.split()]
            if None in found:
                missing[name] = None
            files |= {file: None for file in found if file is not None and None not in found}
        return Named(tuple(files), tuple(missing))

    def _find(self, name: str, folder: Path) -> Path | None:
        """The file of that name that lies nearest; none where two lie equally near."""
        wanted = _key(name).split("/")
        if not wanted[-1]:
            return None
        found: list[Path] = []
        for path in self._files_in(folder):
            keys = [_key(part) for part in path.relative_to(folder).parts]
            bare = [*keys[:-1], _key(path.stem)]
            if wanted in (keys[-len(wanted) :], bare[-len(wanted) :]):
                found.append(path)
        found = [path for path in found if self._is_usable(path, folder)]
        found = [path for path in found if _key(path.name) == wanted[-1]] or found
        nearest = min((len(path.parts) for path in found), default=0)
        best = [path for path in found if len(path.parts) == nearest]
        return best[0] if len(best) == 1 else None

    def _is_usable(self, path: Path, folder: Path) -> bool:
        real = Path(os.path.realpath(path))
        inside = real.is_relative_to(os.path.realpath(folder))
        return inside and real.is_file() and real not in self._never

    def _files_in(self, folder: Path) -> list[Path]:
        if folder not in self._listed:
            self._listed[folder] = [
                Path(root, name)
                for root, _, names in os.walk(folder)
                for name in sorted(names)
                if not name.startswith(("~$", "."))
            ]
        return self._listed[folder]


def _tidy(text: str) -> str:
    return _LEAD.sub("", text.strip(_QUOTES)).strip(_QUOTES)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace("\\", "/").strip("./ ").casefold()
