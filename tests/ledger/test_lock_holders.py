"""Who holds the lock, in words, and how it is taken on systems unlike this one."""

import errno
import getpass
import json
import os
import re
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from rectify_cli.errors import ConflictError, StorageError
from rectify_cli.ledger import locking
from rectify_cli.ledger.locking import ledger_lock


def refusal(ledger: Path) -> ConflictError:
    """What a second writer is told."""
    with pytest.raises(ConflictError) as caught, ledger_lock(ledger, timeout=0):
        pass
    return caught.value


@pytest.mark.parametrize("known", [True, False])
def test_the_holder_is_named_with_host_user_process_and_time(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    def ask() -> str:
        if known:
            return "张三"
        raise KeyError("no such user")

    monkeypatch.setattr(getpass, "getuser", ask)
    with ledger_lock(ledger, timeout=0):
        refused = refusal(ledger)
    user = "张三" if known else "（不详）"
    assert re.fullmatch(
        rf"\S+ 上的用户 {user}（进程 {os.getpid()}，\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d 起）"
        rf"正在写 {re.escape(str(ledger))}，等了 0 秒没有等到，什么也没有写",
        refused.message,
    )
    assert refused.hint == "稍后再试，或用 --lock-timeout 多等一会儿。"


def test_the_lock_is_held_though_its_holder_cannot_sign(ledger: Path) -> None:
    ledger.with_name(".issues.yaml.holder.lock").mkdir()
    with ledger_lock(ledger, timeout=0):
        assert refusal(ledger).message.startswith(f"另一个程序正在写 {ledger}，")


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_the_lock_is_no_program(ledger: Path) -> None:
    with ledger_lock(ledger, timeout=0):
        locks = list(ledger.parent.glob(".*lock"))
        assert len(locks) == 2
        assert all(stat.S_IMODE(lock.stat().st_mode) & 0o111 == 0 for lock in locks)


def test_a_lock_file_that_may_only_be_read_is_a_lock_too(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else made it, and lets nobody write to it."""
    pytest.importorskip("fcntl")
    lock, real = ledger.with_name(".issues.yaml.lock"), os.open

    def refuse_writing(path: Path, flags: int, mode: int = 0o777) -> int:
        if path == lock and flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse_writing)
    with pytest.raises(StorageError) as caught, ledger_lock(ledger, timeout=0):
        pass
    assert caught.value.message == f"不能在 {ledger.parent} 里给清单加锁：没有权限"
    lock.touch()
    with ledger_lock(ledger, timeout=0):
        assert str(os.getpid()) in refusal(ledger).message


def test_on_windows_the_first_byte_is_locked_without_waiting(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every version must lock the same byte."""
    locked: list[tuple[int, int, int]] = []

    def lock(descriptor: int, mode: int, count: int) -> None:
        if locked:
            raise OSError(errno.EACCES, "Permission denied")
        locked.append((os.lseek(descriptor, 0, os.SEEK_CUR), mode, count))

    msvcrt = SimpleNamespace(locking=lock, LK_LOCK=1, LK_NBLCK=2)
    monkeypatch.setattr(locking, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    with ledger_lock(ledger, timeout=0):
        assert locked == [(0, msvcrt.LK_NBLCK, 1)]
        assert json.loads(ledger.with_name(".issues.yaml.holder.lock").read_bytes())
        assert str(os.getpid()) in refusal(ledger).message
