"""Files are replaced whole: whoever looks sees the old file or the new one, never half of one.

The data goes to a temporary file in the same folder, is flushed to the disk, and takes the
old file's place in one step. A symbolic link stays one: the file that it points to is replaced.
"""

import os
import stat
import time
import zlib
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from rectify_cli.errors import ConflictError, StorageError
from rectify_cli.files.troubles import storage_errors

_RETRIES = 20
_PAUSE = 0.05


def write_file(
    path: Path,
    data: bytes,
    *,
    overwrite: bool,
    keep: Collection[Path] = (),
    as_ledger: bool = False,
) -> None:
    """Write ``data`` to ``path``: all of it or nothing, mode and symbolic link kept.

    ``keep`` are the files that the command uses (its ledger, what it imports or collects):
    ``path`` may be none of them. ``as_ledger`` is set for a new ledger, which may take the place
    of one without events.

    Raises ``ConflictError`` when ``path`` exists and ``overwrite`` is not set, and whatever is
    set when it must last (``guarding``); ``StorageError`` when the disk refuses. Then the old
    file is whole and nothing else is left behind.
    """
    with storage_errors(f"写不了 {path}"):
        # A dangling link is followed too: the file that it names is the one to be made.
        target = Path(os.path.realpath(path))
        if target.is_file():
            from rectify_cli.files.guarding import refuse_loss  # parses JSON, which few commands do

            refuse_loss(path, target, keep, as_ledger=as_ledger)
    fill_file(path, lambda file: file.write(data), overwrite=overwrite)


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` in place of what ``path`` holds. Only for who keeps that content itself: the
    writer of ledgers. Raises ``StorageError``."""
    fill_file(path, lambda file: file.write(data), overwrite=True)


def fill_file(path: Path, fill: Callable[[BinaryIO], object], *, overwrite: bool) -> None:
    """Make a file of what ``fill`` writes to the open file it is given, whole or not at all.

    Raises ``ConflictError`` when ``path`` exists and ``overwrite`` is not set, ``StorageError``.
    """
    with storage_errors(f"写不了 {path}"):
        target = Path(os.path.realpath(path))
        old = _stat(target)
        if old is not None and not stat.S_ISREG(old.st_mode):
            raise _not_a_file(path, old)
        if old is not None and not overwrite:
            raise _exists(path)
        if old is not None and not os.access(target, os.W_OK):
            # The folder would let it be replaced; who made it read-only did not mean that.
            raise StorageError(
                f"写不了 {path}：没有权限，这个文件是只读的",
                hint="去掉它的只读属性，或请管理员处理。",
            )
        temporary = _write_temporary(target, fill, old)
        try:
            if overwrite:
                _move(temporary, target)
            else:
                _place_new(temporary, target, path)
        except BaseException:
            _remove(temporary)
            raise
        flush_folder(target.parent)


def make_folder(folder: Path) -> None:
    """Make ``folder``, open to those who share the folder above, its name outlasting a power cut.

    Raises ``OSError``.
    """
    folder.mkdir()
    share_with_group(folder)
    flush_folder(folder.parent)


def share_with_group(path: Path) -> None:
    """Open what was just made to those who may write to its folder, whatever the umask.

    Where several keep one ledger, the folder says so: its group, or everybody, may write to it.
    """
    with suppress(OSError):
        shared = path.parent.stat()
        if hasattr(os, "chown") and shared.st_mode & stat.S_IWGRP:
            os.chown(path, -1, shared.st_gid)
        made = path.stat()
        writers = shared.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if made.st_gid != shared.st_gid:
            writers &= ~stat.S_IWGRP
        if shared.st_mode & stat.S_ISVTX:  # as in /tmp: what is in it is its maker's alone
            writers = 0
        opened = writers | writers << 1 | (writers >> 1 if stat.S_ISDIR(made.st_mode) else 0)
        if opened & ~made.st_mode:
            path.chmod(stat.S_IMODE(made.st_mode) | opened)


def sweep(path: Path) -> None:
    """Remove what a killed write to ``path`` left behind. Only for who holds its lock."""
    target = Path(os.path.realpath(path))
    _sweep(target.parent, _temporary_name(target.name, "*"))


def sweep_folder(folder: Path) -> None:
    """Remove what killed writes to any file in ``folder`` left. Only for who alone writes there."""
    _sweep(folder, ".rectify-*.tmp")


def _sweep(folder: Path, pattern: str) -> None:
    with suppress(OSError):
        for leftover in folder.glob(pattern):
            _remove(leftover)


def _exists(path: Path) -> ConflictError:
    return ConflictError(f"文件已存在：{path}", hint="换一个文件名，或加 --overwrite 覆盖它。")


def _not_a_file(path: Path, found: os.stat_result) -> StorageError:
    what = "文件夹" if stat.S_ISDIR(found.st_mode) else "设备或管道，不是普通文件"
    return StorageError(f"写不了 {path}：这是{what}", hint="写上一个普通文件的名字。")


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _temporary_name(name: str, mark: str) -> str:
    # A digest, not the name itself: that may already be as long as a name can be.
    return f".rectify-{zlib.crc32(os.fsencode(name)):08x}-{mark}.tmp"


def _write_temporary(
    target: Path, fill: Callable[[BinaryIO], object], old: os.stat_result | None
) -> Path:
    mark = f"{os.getpid()}-{os.urandom(4).hex()}"
    temporary = target.parent / _temporary_name(target.name, mark)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(temporary, flags, 0o666 if old is None else stat.S_IMODE(old.st_mode))
    try:
        with os.fdopen(descriptor, "wb") as file:
            fill(file)
            file.flush()
            if old is None:
                share_with_group(temporary)
            else:
                _keep_owner_and_mode(temporary, old)
            os.fsync(file.fileno())
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _keep_owner_and_mode(temporary: Path, old: os.stat_result) -> None:
    """As far as the system lets: a network drive may know neither, and is written to all the
    same; who is not root can give a file to a group, and not to another user."""
    if hasattr(os, "chown"):
        made = temporary.stat()
        for owner in (old.st_uid, -1):
            if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
                with suppress(OSError):
                    os.chown(temporary, owner, old.st_gid)
                    break
    with suppress(OSError):
        temporary.chmod(stat.S_IMODE(old.st_mode))


def _place_new(temporary: Path, target: Path, path: Path) -> None:
    """Give the file its name, unless somebody else has taken it in the meantime."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise _exists(path) from None
    except (OSError, AttributeError, NotImplementedError):
        # This file system knows no second names; look, then move.
        if target.exists():
            raise _exists(path) from None
        _move(temporary, target)
    else:
        temporary.unlink()


def _move(temporary: Path, target: Path) -> None:
    """Windows refuses to replace a file that a virus scanner or an indexer just looks at."""
    for _ in range(_RETRIES if os.name == "nt" else 0):
        try:
            temporary.replace(target)
            return
        except PermissionError:
            time.sleep(_PAUSE)
    temporary.replace(target)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def flush_folder(folder: Path) -> None:
    """Make the new name itself outlast a power cut, where the system lets a folder be opened."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
