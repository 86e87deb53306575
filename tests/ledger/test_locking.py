"""One writer at a time, and whoever waits is told for whom."""

import errno
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT, Run
from systems import make_link

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.errors import ConflictError
from rectify_cli.ledger import locking
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.locking import ledger_lock
from rectify_cli.ledger.reading import read_ledger

DAY = ("--as-of", "2020-10-20")
HOLD = """
import sys, time
from pathlib import Path
from rectify_cli.ledger.locking import ledger_lock
with ledger_lock(Path(sys.argv[1]), timeout=0):
    print("held", flush=True)
    time.sleep(60)
"""


def test_who_holds_the_lock_is_named_and_nothing_is_written(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    with ledger_lock(ledger, timeout=0):
        result = run("done", "3", "--lock-timeout", "0", *DAY)
    assert result.code == 1
    assert f"进程 {os.getpid()}" in result.err
    assert "什么也没有写" in result.err
    assert "--lock-timeout" in result.err
    assert "等待中" not in result.err
    assert ledger.read_bytes() == before


def test_a_wait_of_more_than_a_second_is_told(run: Run, ledger: Path) -> None:
    with ledger_lock(ledger, timeout=0):
        result = run("done", "3", "--lock-timeout", "2", *DAY)
    waiting, refused, _ = result.err.splitlines()
    assert f"进程 {os.getpid()}" in waiting
    assert "正在写清单，等待中（最多 2 秒）" in waiting
    assert "等了 2 秒没有等到" in refused


def test_a_writer_that_waited_sees_what_the_other_wrote(ledger: Path) -> None:
    """The file is read under the lock, not before it."""
    waiting = threading.Event()
    event = Event(date=date(2020, 10, 20), event=EventKind.START)

    def wait_and_write() -> None:
        waiting.set()
        with edit_ledger(ledger, lock_timeout=30) as edit:
            edit.append_event(2, event)
            edit.save()

    other = threading.Thread(target=wait_and_write)
    with edit_ledger(ledger) as edit:
        edit.append_event(1, event)
        other.start()
        waiting.wait()
        edit.save()
    other.join()
    assert [len(issue.log) for issue in read_ledger(ledger).checklist.issues[:3]] == [1, 1, 0]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_killed_holder_holds_nothing(run: Run, ledger: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(ledger)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    result = run("done", "3", "--lock-timeout", "0", *DAY)
    assert f"进程 {holder.pid}" in result.err
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    left = ledger.with_name(".issues.yaml.holder.lock")
    assert json.loads(left.read_text(encoding="utf-8"))["pid"] == holder.pid
    assert run("done", "3", "--lock-timeout", "0", *DAY).code == 0
    assert not left.exists()


@pytest.mark.parametrize("scribble", [b"", b"{", b"[]", b"5", b'{"pid": 1}', b"\xff\xfe"])
def test_a_holder_file_that_says_nothing_is_no_obstacle(ledger: Path, scribble: bytes) -> None:
    with ledger_lock(ledger, timeout=0):
        ledger.with_name(".issues.yaml.holder.lock").write_bytes(scribble)
        with pytest.raises(ConflictError, match="另一个程序正在写"), ledger_lock(ledger, timeout=0):
            pass


def test_a_link_and_its_file_share_one_lock(ledger: Path, tmp_path: Path) -> None:
    link = tmp_path / "链接.yaml"
    make_link(link, ledger)
    with (
        ledger_lock(ledger, timeout=0),
        pytest.raises(ConflictError),
        ledger_lock(link, timeout=0),
    ):
        pass


def test_git_never_sees_the_files_that_a_write_makes(ledger: Path) -> None:
    from rectify_cli.files import fill_file

    patterns = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    seen: set[str] = set()
    with ledger_lock(ledger, timeout=0):
        fill_file(
            ledger,
            lambda _: seen.update(path.name for path in ledger.parent.iterdir()),
            overwrite=True,
        )
    made = seen - {ledger.name}
    assert len(made) == 3
    assert all(any(fnmatch(name, pattern) for pattern in patterns) for name in made)


def test_reading_needs_no_lock(run: Run, ledger: Path) -> None:
    with ledger_lock(ledger, timeout=0):
        assert run("list").code == 0
        assert run("check").code == 0


@pytest.mark.parametrize("code", [errno.EACCES, errno.EAGAIN, errno.EDEADLK, 0])
def test_a_lock_that_is_held_is_waited_for_however_the_system_says_so(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: int) -> None:
        raise OSError(code, "held")

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = ledger.read_bytes()
    result = run("done", "3", "--lock-timeout", "0", *DAY)
    assert (result.code, "另一个程序正在写" in result.err) == (1, True)
    assert ledger.read_bytes() == before


@pytest.fixture
def lockless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that knows no locks."""
    fcntl = pytest.importorskip("fcntl")

    def refuse(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)


@pytest.mark.usefixtures("lockless")
def test_a_file_system_without_locks_lets_one_in_at_a_time(run: Run, ledger: Path) -> None:
    with ledger_lock(ledger, timeout=0):
        result = run("done", "3", "--lock-timeout", "0", *DAY)
        assert result.code == 1
        assert f"进程 {os.getpid()}" in result.err
        mark = ledger.with_name(".issues.yaml.holder.lock")
        assert stat.S_IMODE(mark.stat().st_mode) & 0o111 == 0, "no program"
    assert run("done", "3", "--lock-timeout", "0", *DAY).code == 0
    assert [path.name for path in ledger.parent.iterdir() if "holder" in path.name] == []


@pytest.mark.usefixtures("lockless")
@pytest.mark.parametrize(
    ("signature", "age", "waits"),
    [
        ({"pid": 2**22 + 1}, 0, False),
        ({"pid": os.getpid()}, 0, True),
        ({"pid": 2**22 + 1, "host": "另一台"}, 5, True),
        ({"pid": 2**22 + 1, "host": "另一台"}, 3600, False),
        ({"pid": os.getpid()}, 3600, False),
        ({"pid": "不详"}, 5, True),
        ({"pid": "不详"}, 3600, False),
        (None, 5, False),
        (None, 0, True),
    ],
)
def test_a_writer_that_is_no_more_is_not_waited_for(
    run: Run, ledger: Path, signature: dict[str, object] | None, age: int, waits: bool
) -> None:
    left = ledger.with_name(".issues.yaml.holder.lock")
    left.write_text(json.dumps(signed(**signature)) if signature else "{", encoding="utf-8")
    os.utime(left, (time.time() - age,) * 2)
    assert run("done", "3", "--lock-timeout", "0", *DAY).code == int(waits)
    assert left.exists() is waits


@pytest.mark.usefixtures("lockless")
@pytest.mark.parametrize("has_its_number", [False, True])
def test_the_mark_of_a_writer_who_was_quicker_is_put_back(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, has_its_number: bool
) -> None:
    """Two find the mark of a writer that is no more; while one takes it away, the other has done
    so already and has left its own, which may have got the number that was free (the inode)."""
    mark = ledger.with_name(".issues.yaml.holder.lock")
    mark.write_bytes(b"")
    os.utime(mark, (0, 0))
    signature = json.dumps(signed(pid=os.getpid(), user="李四"))
    quicker = iter([True])

    def draw_while_the_other_is_quicker(count: int) -> bytes:
        if next(quicker, False):
            other = mark if has_its_number else ledger.with_name("他人的")
            other.write_text(signature, encoding="utf-8")
            other.replace(mark)
        return bytes(count)

    monkeypatch.setattr(os, "urandom", draw_while_the_other_is_quicker)
    with pytest.raises(ConflictError, match="李四"), ledger_lock(ledger, timeout=0):
        pass
    assert json.loads(mark.read_text(encoding="utf-8"))["user"] == "李四"
    assert len(list(ledger.parent.glob("*holder*"))) == 1


@pytest.mark.usefixtures("lockless")
def test_a_writer_that_is_looked_for_is_left_in_peace(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows what asks elsewhere whether a process lives would end it."""
    sent: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: sent.append(number))
    mark = ledger.with_name(".issues.yaml.holder.lock")
    mark.write_text(json.dumps(signed(pid=os.getpid())), encoding="utf-8")
    with pytest.raises(ConflictError), ledger_lock(ledger, timeout=0):
        pass
    assert set(sent) == {0}

    def refuse(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locking, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=refuse, LK_NBLCK=2))
    sent.clear()
    with pytest.raises(ConflictError), ledger_lock(ledger, timeout=0):
        pass
    assert sent == []


def signed(**said: object) -> dict[str, object]:
    """What a writer on this computer leaves beside the ledger."""
    return {"host": socket.gethostname(), "user": "张三", "since": "2020-10-20", **said}


def test_a_rehearsal_waits_for_nobody_and_leaves_nothing(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    with ledger_lock(ledger, timeout=0):
        assert run("done", "3", "--dry-run", "--lock-timeout", "0", *DAY).code == 0
    for path in ledger.parent.glob(".*"):
        path.unlink()
    proof = ledger.parent.parent / "证明.pdf"
    proof.touch()
    assert "试运行" in run("done", "3", "--dry-run", "--evidence", proof, *DAY).out
    assert [path.name for path in ledger.parent.iterdir()] == [ledger.name]
    assert ledger.read_bytes() == before
