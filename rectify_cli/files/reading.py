"""A file's bytes, in bounds: no device, no pipe that nobody fills, no more than a limit."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from rectify_cli.errors import InvalidDataError, NotFoundError, StorageError
from rectify_cli.files.troubles import storage_error

_CHUNK = 1 << 16


def read_file(path: Path, limit: int, what: str) -> bytes:
    """The whole file at ``path``, which should be a ``what`` of at most ``limit`` bytes.

    A pipe is read as long as somebody writes to it. Raises ``NotFoundError`` where there is
    nothing or a folder, ``StorageError`` for a device and for what the system refuses,
    ``InvalidDataError`` for a larger file, before reading it.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
        try:
            found = os.fstat(descriptor)
            if stat.S_ISDIR(found.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(found.st_mode) and not stat.S_ISFIFO(found.st_mode):
                hint = "写上普通文件的名字。"
                raise StorageError(f"读不了 {path}：这是设备，不是普通文件", hint=hint)
            data = _read_all(descriptor, limit, found.st_size) if found.st_size <= limit else None
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise NotFoundError(f"找不到{what}：{path}", hint="核对路径和文件名。") from None
    except OSError as error:
        if _is_folder(path):  # of which Windows says no more than that it may not be opened
            raise NotFoundError(f"{path} 是文件夹，不是{what}", hint="写上文件名。") from None
        raise storage_error(f"读不了 {path}", error) from None
    except ValueError:  # a NUL in the name
        raise NotFoundError(f"找不到{what}：{path}", hint="核对路径和文件名。") from None
    if data is None or len(data) > limit:
        size = f"超过 {limit // 1024 // 1024} MB"
        raise InvalidDataError(f"{path} {size}，不像{what}", hint="核对是不是选错了文件。")
    return data


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False


def _read_all(descriptor: int, limit: int, expected: int) -> bytes:
    """At most ``limit`` + 1 bytes; ``expected`` is what the system says there is."""
    parts: list[bytes] = []
    size = 0
    while size <= limit:
        try:
            part = os.read(descriptor, max(_CHUNK, min(limit, expected) + 1 - size))
        except BlockingIOError:  # somebody holds the pipe open and has not filled it yet
            os.set_blocking(descriptor, True)
            continue
        if not part:
            break
        parts.append(part)
        size += len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
