"""One writer at a time: a lock beside the ledger, held from reading to replacing.

The lock file ``.<name>.lock`` stays where it is (taking it away would let two writers hold two
locks); it is empty, and the system itself drops the lock when its holder dies. Who holds it is
told by a second small file. On a file system that knows no locks, making that second file is the
lock; one left by a writer that is no more, or older than any write takes, is taken away.

Not ``filelock``: that takes a file system without locks for one that is busy, opens the lock file
to its maker alone, and speaks English.
"""

import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rectify_cli.errors import ConflictError
from rectify_cli.files import share_with_group, storage_errors

_SILENT_SECONDS = 1.0
_PAUSE = 0.03
_LONGEST_WRITE = 600.0
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0)  # 0 is all that Wine says of it


@contextmanager
def ledger_lock(
    path: Path, *, timeout: float, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the lock of the ledger at ``path`` for the block.

    Waits up to ``timeout`` seconds; after one second ``on_wait`` is told for whom. Raises
    ``ConflictError`` naming the holder when the time is up, ``StorageError`` when the lock
    file cannot be made.
    """
    with storage_errors(f"不能在 {path.parent} 里给清单加锁"):
        real = Path(os.path.realpath(path))
        holder = real.with_name(f".{real.name}.holder.lock")
        descriptor = _open(real.with_name(f".{real.name}.lock"))
        try:
            _wait_for(descriptor, holder, path, max(0.0, timeout), on_wait)
        except BaseException:
            os.close(descriptor)
            raise
    try:
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        os.close(descriptor)


def _open(lock: Path) -> int:
    """The lock file, open to all who may write to its folder; another's may only be readable."""
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError as refused:
        try:
            return os.open(lock, os.O_RDONLY)
        except FileNotFoundError:
            raise refused from None
    share_with_group(lock)
    return descriptor


def _wait_for(
    descriptor: int,
    holder: Path,
    path: Path,
    timeout: float,
    on_wait: Callable[[str], None] | None,
) -> None:
    begun = time.monotonic()
    told = False
    while not _take(descriptor, holder):
        waited = time.monotonic() - begun
        if waited >= timeout:
            raise ConflictError(
                f"{_name(holder)}正在写 {path}，等了 {timeout:g} 秒没有等到，什么也没有写",
                hint="稍后再试，或用 --lock-timeout 多等一会儿。",
            )
        if waited >= _SILENT_SECONDS and not told:
            told = True
            if on_wait is not None:
                on_wait(f"{_name(holder)}正在写清单，等待中（最多 {timeout:g} 秒）……")
        time.sleep(_PAUSE)


def _take(descriptor: int, holder: Path) -> bool:
    """Try to become the holder."""
    try:
        _lock(descriptor)
    except OSError as error:
        if error.errno in _BUSY:
            return False
        return _take_without_locks(holder)
    with suppress(OSError):  # a courtesy: failing to say so stops nobody
        holder.write_bytes(_signature())
        share_with_group(holder)
    return True


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take_without_locks(holder: Path) -> bool:
    with suppress(OSError):
        found = holder.stat()
        if _is_phantom(holder, found):
            _remove_phantom(holder, found)
    try:
        descriptor = os.open(holder, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "wb") as file:
        file.write(_signature())
    share_with_group(holder)
    return True


def _is_phantom(holder: Path, found: os.stat_result) -> bool:
    """Whether the writer that signed is no more, or cannot still be at it."""
    age = time.time() - found.st_mtime
    who = _who(holder)
    if not who:  # killed while signing
        return age > _SILENT_SECONDS
    if age > _LONGEST_WRITE or who.get("host") != _host() or sys.platform == "win32":
        return age > _LONGEST_WRITE
    try:
        os.kill(int(who["pid"]), 0)
    except ProcessLookupError:
        return True
    except (OSError, KeyError, TypeError, ValueError):
        return False
    return False


def _remove_phantom(holder: Path, found: os.stat_result) -> None:
    """Move it aside, and look whether it is still the one: another may have been quicker."""
    aside = holder.with_name(f"{holder.name}.{os.getpid()}-{os.urandom(4).hex()}.lock")
    holder.rename(aside)
    moved = aside.stat()
    # The number of a file that was taken away is soon given to another.
    if os.path.samestat(moved, found) and moved.st_mtime_ns == found.st_mtime_ns:
        aside.unlink()
    else:
        aside.rename(holder)


def _host() -> str:
    import socket

    return socket.gethostname()


def _signature() -> bytes:
    import getpass

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    since = time.strftime("%Y-%m-%d %H:%M:%S")
    who = {"pid": os.getpid(), "host": _host(), "user": user, "since": since}
    return json.dumps(who, ensure_ascii=False).encode()


def _who(holder: Path) -> dict[str, Any]:
    """What the holder has signed; nothing when it cannot be read."""
    try:
        who = json.loads(holder.read_bytes())
    except (OSError, ValueError):
        return {}
    return who if isinstance(who, dict) else {}


def _name(holder: Path) -> str:
    """The holder in words, as far as it can be known."""
    who = _who(holder)
    if not all(key in who for key in ("host", "user", "pid", "since")):
        return "另一个程序"
    user = who["user"] or "（不详）"
    return f"{who['host']} 上的用户 {user}（进程 {who['pid']}，{who['since']} 起）"
