"""One writer at a time: a lock beside the ledger, held from reading to replacing.

The lock file ``.<name>.lock`` stays where it is (taking it away would let two writers hold two
locks); it is empty, and the system itself drops the lock when its holder dies. Who holds it is
told by a second small file, for the message alone.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rectify_cli.errors import ConflictError
from rectify_cli.files import storage_errors

_SILENT_SECONDS = 1.0


@contextmanager
def ledger_lock(
    path: Path, *, timeout: float, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the lock of the ledger at ``path`` for the block.

    Waits up to ``timeout`` seconds; after one second ``on_wait`` is told for whom. Raises
    ``ConflictError`` naming the holder when the time is up, ``StorageError`` when the lock
    file cannot be made.
    """
    from filelock import FileLock, Timeout

    real = Path(os.path.realpath(path))
    lock = FileLock(real.with_name(f".{real.name}.lock"))
    holder = real.with_name(f".{real.name}.holder.lock")
    timeout = max(0.0, timeout)
    patience = min(_SILENT_SECONDS, timeout)
    with storage_errors(f"不能在 {real.parent} 里给清单加锁"):
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            if timeout > patience:
                if on_wait is not None:
                    on_wait(f"{_name(holder)}正在写清单，等待中（最多 {timeout:g} 秒）……")
                patience = timeout - patience
            else:
                patience = 0.0
            try:
                lock.acquire(timeout=patience)
            except Timeout:
                raise _busy(path, holder, timeout) from None
    try:
        _sign(holder)
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def _busy(path: Path, holder: Path, timeout: float) -> ConflictError:
    return ConflictError(
        f"{_name(holder)}正在写 {path}，等了 {timeout:g} 秒没有等到，什么也没有写",
        hint="稍后再试，或用 --lock-timeout 多等一会儿。",
    )


def _sign(holder: Path) -> None:
    """Say who holds the lock. Only a courtesy: failing to say so stops nobody."""
    import getpass
    import socket

    try:
        user = getpass.getuser()
    except (OSError, KeyError, ImportError):
        user = ""
    who = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "user": user,
        "since": time.strftime("%Y-%m-%d %H:%M:%S"),
    }
    with suppress(OSError):
        holder.write_text(json.dumps(who, ensure_ascii=False), encoding="utf-8")


def _name(holder: Path) -> str:
    """The holder in words, as far as it can be known."""
    try:
        who = json.loads(holder.read_text(encoding="utf-8"))
        return (
            f"{who['host']} 上的用户 {who['user'] or '（不详）'}"
            f"（进程 {who['pid']}，{who['since']} 起）"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "另一个程序"
