"""Files are replaced whole: whoever looks sees the old file or the new one, never half of one.

The data goes to a temporary file in the same folder, is flushed to the disk, and takes the
old file's place in one step. A symbolic link stays one: the file that it points to is replaced.
"""

import errno
import os
import stat
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from rectify_cli.errors import ConflictError, StorageError

_RETRIES = 20
_PAUSE = 0.05
_REASONS = {
    errno.ENOSPC: ("磁盘空间不足", "清理磁盘后再试。"),
    errno.EDQUOT: ("磁盘配额已用完", "清理文件或请管理员增加配额后再试。"),
    errno.EFBIG: ("文件大小超过系统限制", "请管理员放宽文件大小限制后再试。"),
    errno.EACCES: ("没有权限", "检查文件和文件夹的权限，或请管理员处理。"),
    errno.EPERM: ("系统不允许", "检查文件和文件夹的权限，或请管理员处理。"),
    errno.EROFS: ("所在磁盘是只读的", "换到可以写的磁盘，或请管理员处理。"),
    errno.ENOENT: ("文件或文件夹不存在", "核对路径；文件夹要先建好。"),
    errno.ENOTDIR: ("路径里有一段不是文件夹", "核对路径。"),
    errno.EEXIST: ("那里已有同名的文件", "换一个名字，或移开那个文件。"),
    errno.EISDIR: ("这是文件夹，不是文件", "写上文件名。"),
    errno.ENAMETOOLONG: ("文件名太长", "换一个短些的名字。"),
    errno.EBUSY: ("文件正被别的程序占用", "关闭打开它的程序后再试。"),
    errno.EIO: ("磁盘读写出错", "检查磁盘或移动设备的连接。"),
    errno.ELOOP: ("符号链接绕成了圈", "检查这个链接指向哪里。"),
}


def write_file(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write ``data`` to ``path``: all of it or nothing, mode and symbolic link kept.

    Raises ``ConflictError`` when ``path`` exists and ``overwrite`` is not set, ``StorageError``
    when the disk refuses; either way the old file is whole and nothing else is left behind.
    """

    def fill(file: BinaryIO) -> None:
        file.write(data)

    fill_file(path, fill, overwrite=overwrite)


def fill_file(path: Path, fill: Callable[[BinaryIO], object], *, overwrite: bool) -> None:
    """Like ``write_file``, with the content written by ``fill`` to the open file it is given."""
    with storage_errors(f"写不了 {path}"):
        # A dangling link is followed too: the file that it names is the one to be made.
        target = Path(os.path.realpath(path))
        old = _stat(target)
        if old is not None and not overwrite:
            raise _exists(path)
        if old is not None and not stat.S_ISREG(old.st_mode):
            raise _not_a_file(path, old)
        if old is not None and not os.access(target, os.W_OK):
            # The folder would let it be replaced; who made it read-only did not mean that.
            raise PermissionError(errno.EACCES, "read-only")
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


def sweep(path: Path) -> None:
    """Remove what a killed write to ``path`` left behind. Only for who holds its lock."""
    target = Path(os.path.realpath(path))
    _sweep(target.parent, _temporary_name(target.name, "*"))


def sweep_folder(folder: Path) -> None:
    """Remove what killed writes to any file in ``folder`` left. Only for who alone writes there."""
    _sweep(folder, ".rectify-*.tmp")


@contextmanager
def storage_errors(what: str) -> Iterator[None]:
    """Turn an ``OSError`` in the block into a ``StorageError`` that begins with ``what``."""
    try:
        yield
    except OSError as error:
        raise storage_error(what, error) from error


def storage_error(what: str, error: OSError) -> StorageError:
    """What the system refused, in Chinese: ``what`` could not be done, why, and what to do."""
    reason, hint = _REASONS.get(
        error.errno or 0, (error.strerror or str(error), "检查磁盘和路径后再试。")
    )
    return StorageError(f"{what}：{reason}", hint=hint)


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
    descriptor = os.open(temporary, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fill(file)
            file.flush()
            if old is not None:
                _keep_owner_and_mode(temporary, old)
            os.fsync(file.fileno())
    except BaseException:
        _remove(temporary)
        raise
    return temporary


def _keep_owner_and_mode(temporary: Path, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        made = temporary.stat()
        if (made.st_uid, made.st_gid) != (old.st_uid, old.st_gid):
            with suppress(PermissionError):
                os.chown(temporary, old.st_uid, old.st_gid)
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
