"""File names with ``*`` and ``?``, opened by the program itself.

A Unix shell opens a pattern before the program sees it; the command line of Windows hands it on as
it was typed. Brackets are letters: ``附件[1].docx`` is what browsers call a second download.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path


def files_meant(paths: Iterable[Path]) -> Iterator[Path]:
    """Each path, a pattern as the files and folders that fit it, in the order of their names; one
    that nothing fits stays as it is, for who reads it to say so. Raises ``OSError``."""
    for path in paths:
        yield from fitting(path) or [path]


def fitting(path: Path) -> list[Path] | None:
    """What a pattern fits, without hidden names and the locks of office programs; none for a path
    that is no pattern. Raises ``OSError`` for a folder that cannot be read."""
    if not any(mark in str(path) for mark in "*?") or path.exists():
        return None
    start, pattern = Path(path.anchor), str(path.relative_to(path.anchor)).replace("[", "[[]")
    try:
        found = sorted(start.glob(pattern))
    except ValueError:  # such as **x
        return []
    return [path for path in found if not path.name.startswith((".", "~$"))]
