"""Which files of a folder may be sheets: the locks, pictures and papers beside them are not."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rectify_cli.errors import NotFoundError
from rectify_cli.files import files_meant

_READ = frozenset({".xlsx", ".xlsm", ".docx", ".docm", ".csv"})
_OLD = frozenset({".xls", ".et", ".doc", ".wps"})
"""What may be a sheet saved in a form that is not read: a person has to save it anew."""


class Found(NamedTuple):
    """The files that may be sheets, and those that are none."""

    sheets: tuple[Path, ...]
    ignored: tuple[Path, ...]


def find_sheets(paths: Iterable[Path]) -> Found:
    """The files named and those in the folders named, each once, in the order of their names;
    folders below are looked into. Raises ``NotFoundError`` for a path that is not there."""
    sheets: dict[Path, None] = {}
    ignored: list[Path] = []
    for path in files_meant(paths):
        if path.is_dir():
            for file in _files_in(path):
                if file.name.startswith(("~$", ".")) or file.suffix.lower() not in _READ | _OLD:
                    ignored.append(file)
                else:
                    sheets[file] = None
        elif path.name.startswith("~$"):  # the lock of a sheet that is open, which *.xlsx fits
            ignored.append(path)
        elif path.exists():
            sheets[path] = None
        else:
            raise NotFoundError(f"找不到 {path}", hint="写上收回的表，或放它们的文件夹。")
    once = {os.path.realpath(path): path for path in reversed(sheets)}
    return Found(tuple(reversed(once.values())), tuple(ignored))


def _files_in(folder: Path) -> list[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(root, name) for name in sorted(names)]
    return found
