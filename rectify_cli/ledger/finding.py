"""Which file is the ledger: the one that was named, or the nearest one from here upward."""

import stat
from pathlib import Path

from rectify_cli.errors import NotFoundError

DEFAULT_PATH = Path("data") / "issues.yaml"


def find_ledger(start: Path, named: Path | None) -> Path:
    """The ledger file: ``named`` as it is, else ``data/issues.yaml`` in ``start`` or above it.

    Raises ``NotFoundError`` when the named file is missing or a folder, or none is found.
    """
    if named is not None:
        return _check_named(named)
    for folder in (start, *start.parents):
        candidate = folder / DEFAULT_PATH
        if candidate.is_file():
            return candidate
    raise NotFoundError(
        f"在 {start} 和它的上级文件夹里都没有 data/issues.yaml",
        hint="用 --file 或环境变量 RECTIFY_FILE 指明清单文件；还没有清单，用 rectify init 新建。",
    )


def _check_named(named: Path) -> Path:
    try:
        is_folder = stat.S_ISDIR(named.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFoundError(
            f"找不到清单文件：{named}",
            hint="核对 --file（或 RECTIFY_FILE）的路径；还没有清单，用 rectify init 新建。",
        ) from None
    except OSError:
        return named  # whoever opens it will say why it cannot be opened
    if is_folder:
        raise NotFoundError(
            f"{named} 是文件夹，不是清单文件",
            hint=f"--file（或 RECTIFY_FILE）要写到文件名，例如 {named / 'issues.yaml'}。",
        )
    return named
