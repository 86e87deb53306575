"""Programs of others, as the ``PATH`` names them.

Never one that lies in the current folder, which may be anybody's: Windows looks there first, also
for a program that is started by its bare name.
"""

import os
from collections.abc import Iterable
from pathlib import Path


def find_program(*names: str, installed: Iterable[Path] = ()) -> str | None:
    """The whole path of the first of ``names`` (``git``, without ``.exe``) that is there: in a
    folder of the ``PATH``, else in one of the folders where it gets ``installed``."""
    folders = [*map(Path, os.get_exec_path()), *installed]
    for name in names:
        for folder in folders:
            program = folder / (f"{name}.exe" if os.name == "nt" else name)
            if program.is_absolute() and os.access(program, os.X_OK) and program.is_file():
                return str(program)
    return None
