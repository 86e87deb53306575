"""Which file is the ledger: the one that was named, or the nearest one from here upward."""

import stat
from contextlib import suppress
from pathlib import Path

from rectify_cli.errors import NotFoundError
from rectify_cli.files import storage_errors

DEFAULT_PATH = Path("data") / "issues.yaml"


def find_ledger(named: Path | None) -> Path:
    """The ledger file: ``named`` as it is, else ``data/issues.yaml`` in the working folder or
    above it, as people would type it from there.

    Raises ``NotFoundError`` when the named file is missing or a folder, or none is found,
    ``StorageError`` where the system does not let one look.
    """
    if named is not None:
        refuse_missing(named)
        return named
    try:
        start = Path.cwd()
    except OSError:
        raise NotFoundError(
            "当前文件夹已经不在了", hint="换到别的文件夹，或用 --file 写明清单的完整路径。"
        ) from None
    with storage_errors(f"读不了 {DEFAULT_PATH}"):
        if DEFAULT_PATH.is_file():
            return DEFAULT_PATH
    for folder in start.parents:
        with suppress(OSError):  # what lies further up may be somebody else's
            if (folder / DEFAULT_PATH).is_file():
                return folder / DEFAULT_PATH
    raise NotFoundError(
        f"在 {start} 和它的上级文件夹里都没有 data/issues.yaml",
        hint="用 --file 或环境变量 RECTIFY_FILE 指明清单文件；还没有清单，用 rectify init 新建。",
    )


def refuse_missing(path: Path) -> None:
    """Raise ``NotFoundError`` when there is nothing at ``path``, or a folder.

    A name that the system does not let one look up is left to who opens it, and will say why.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NotFoundError(
            f"找不到清单文件：{path}",
            hint="核对 --file（或 RECTIFY_FILE）的路径；还没有清单，用 rectify init 新建。",
        ) from None
    except OSError:
        return
    if is_folder:
        raise NotFoundError(
            f"{path} 是文件夹，不是清单文件",
            hint=f"--file（或 RECTIFY_FILE）要写到文件名，例如 {path / 'issues.yaml'}。",
        )
