"""A disk that refuses: the old file is whole, the reason is told, nothing is left lying about."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import FROZEN, Run

from rectify_cli.errors import ConflictError, StorageError
from rectify_cli.files import fill_file, sweep, write_file

DAY = ("--as-of", "2020-10-20")
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from rectify_cli.cli import main
sys.exit(main(sys.argv[2:]))
"""
on_posix = pytest.mark.skipif(os.name == "nt", reason="modes and limits of POSIX")


def names(folder: Path) -> list[str]:
    """Everything below ``folder``; the lock file is meant to stay."""
    found = (str(path.relative_to(folder)) for path in folder.rglob("*"))
    return sorted(name for name in found if name != ".issues.yaml.lock")


@on_posix
@pytest.mark.parametrize("limit", [0, 1, 4096, 13_000])
def test_a_file_size_limit_leaves_the_old_file_whole(ledger: Path, limit: int) -> None:
    before = ledger.read_bytes()
    assert len(before) > limit
    proof = ledger.parent.parent / "证明.pdf"
    proof.write_bytes(b"x" * 100)
    line = ["--file", str(ledger), "done", "3", "--evidence", str(proof), *DAY]
    result = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *line], capture_output=True, check=False
    )
    assert result.returncode == 1
    assert "文件大小超过系统限制" in result.stderr.decode()
    assert ledger.read_bytes() == before
    assert names(ledger.parent) == ["issues.yaml"]


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 64 KB of its own, where this user may mount one."""
    folder = Path(tempfile.mkdtemp())
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    mounted = (
        shutil.which("mount") is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )
    if not mounted:
        folder.rmdir()
        pytest.skip("this user may not mount a tmpfs")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)
    folder.rmdir()


@pytest.mark.parametrize("room", [0, 4096, 16_384])
def test_a_full_disk_leaves_the_old_file_whole(run: Run, small_disk: Path, room: int) -> None:
    ledger = small_disk / "issues.yaml"
    ledger.write_bytes(FROZEN.read_bytes())
    run("--file", ledger, "start", "1", *DAY)
    before = ledger.read_bytes()
    proof = small_disk / "证明.pdf"
    proof.write_bytes(b"x" * 100)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    os.truncate(filler, filler.stat().st_size - room)
    result = run("--file", ledger, "done", "3", "--evidence", proof, *DAY)
    assert result.code == 1
    assert "磁盘空间不足" in result.err
    assert "清理磁盘后再试" in result.err
    assert ledger.read_bytes() == before
    assert names(small_disk) == ["filler", "issues.yaml", "证明.pdf"]
    filler.unlink()
    assert run("--file", ledger, "done", "3", "--evidence", proof, *DAY).code == 0


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that a user without rights can reach (pytest's own is the owner's alone)."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(folder)


# The rehearsal loads every module while the checkout and the interpreter can still be read; an
# error's own modules come by import.
WITHOUT_RIGHTS = """
import os, sys
import rectify_cli.views.problems
from rectify_cli.cli import main
assert main(["--file", sys.argv[1], *sys.argv[3:]]) == 0
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
exec(sys.stdin.read())
sys.exit(main(["--file", *sys.argv[2:]]))
"""


def run_without_rights(
    rehearsal: Path, ledger: Path, *arguments: str | Path, between: str = ""
) -> tuple[int, str]:
    """The program as a user whom file modes bind; root becomes nobody for it.

    ``between`` is Python to run after the rehearsal, as that user.
    """
    shutil.copyfile(FROZEN, rehearsal / "issues.yaml")
    line = [rehearsal / "issues.yaml", ledger, *arguments]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_RIGHTS, *map(str, line)],
        input=between.encode(), capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stderr.decode()


@on_posix
def test_a_read_only_folder_is_told_and_left_alone(shared_folder: Path, tmp_path: Path) -> None:
    ledger = shared_folder / "issues.yaml"
    ledger.write_bytes(FROZEN.read_bytes())
    ledger.chmod(0o666)
    shared_folder.chmod(0o555)
    code, said = run_without_rights(tmp_path, ledger, "done", "3", *DAY)
    assert code == 1
    assert "没有权限" in said
    assert "检查文件和文件夹的权限" in said
    assert ledger.read_bytes() == FROZEN.read_bytes()
    assert names(shared_folder) == ["issues.yaml"]


@on_posix
def test_a_read_only_file_is_not_replaced_behind_its_owners_back(
    shared_folder: Path, tmp_path: Path
) -> None:
    ledger = shared_folder / "issues.yaml"
    ledger.write_bytes(FROZEN.read_bytes())
    ledger.chmod(0o444)
    shared_folder.chmod(0o777)
    code, said = run_without_rights(tmp_path, ledger, "done", "3", *DAY)
    assert code == 1
    assert f"写不了 {ledger}：没有权限" in said
    assert ledger.read_bytes() == FROZEN.read_bytes()
    assert names(shared_folder) == ["issues.yaml"]


@on_posix
def test_evidence_that_may_not_be_read_stops_the_mark(shared_folder: Path, tmp_path: Path) -> None:
    ledger, proof = shared_folder / "issues.yaml", shared_folder / "证明.pdf"
    ledger.write_bytes(FROZEN.read_bytes())
    ledger.chmod(0o666)
    shared_folder.chmod(0o777)
    proof.touch()
    if os.geteuid() == 0:
        os.chown(proof, 65534, 65534)
    lock_out = f"import os; os.chmod({str(proof)!r}, 0)"
    line = ("done", "3", "--evidence", proof, *DAY)
    code, said = run_without_rights(tmp_path, ledger, *line, between=lock_out)
    assert code == 1
    assert f"读不了佐证材料 {proof}：没有权限" in said
    assert ledger.read_bytes() == FROZEN.read_bytes()
    assert names(shared_folder) == ["issues.yaml", "证明.pdf"]


@on_posix
def test_an_evidence_folder_that_may_not_be_written_to_stops_the_mark(
    shared_folder: Path, tmp_path: Path
) -> None:
    ledger, proof = shared_folder / "issues.yaml", shared_folder / "证明.pdf"
    ledger.write_bytes(FROZEN.read_bytes())
    ledger.chmod(0o666)
    proof.write_bytes(b"x")
    (shared_folder / "evidence" / "3").mkdir(parents=True)
    shared_folder.chmod(0o777)
    code, said = run_without_rights(tmp_path, ledger, "done", "3", "--evidence", proof, *DAY)
    assert code == 1
    assert "没有权限" in said
    assert ledger.read_bytes() == FROZEN.read_bytes()
    assert names(shared_folder / "evidence") == ["3"]


def test_what_a_killed_write_left_is_swept_by_the_next(run: Run, ledger: Path) -> None:
    proof = ledger.parent.parent / "证明.pdf"
    proof.touch()
    other = ledger.parent / "evidence" / "3" / "别的.pdf"
    other.parent.mkdir(parents=True)
    left: list[Path] = []
    for path in (ledger, other):  # learn the names of the temporary files
        fill_file(path, lambda _: left.extend(ledger.parent.rglob(".*.tmp")), overwrite=True)
    other.unlink()
    ledger.write_bytes(FROZEN.read_bytes())
    for path in left:
        path.touch()
    assert len(left) == 2
    assert run("done", "3", "--evidence", proof, *DAY).code == 0
    assert not any(path.exists() for path in left)


def test_an_existing_file_is_replaced_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "甲.yaml"
    write_file(path, b"1", overwrite=False)
    with pytest.raises(ConflictError, match="已存在"):
        write_file(path, b"2", overwrite=False)
    assert path.read_bytes() == b"1"
    write_file(path, b"2", overwrite=True)
    assert path.read_bytes() == b"2"
    assert names(tmp_path) == ["甲.yaml"]


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="这是文件夹"):
        write_file(tmp_path, b"", overwrite=True)
    with pytest.raises(StorageError, match="不存在"):
        write_file(tmp_path / "无" / "甲.yaml", b"", overwrite=True)
    sweep(tmp_path / "无" / "甲.yaml")


@on_posix
@pytest.mark.parametrize("refused", [("chmod",), ("chown",), ("chmod", "chown")])
def test_a_drive_that_knows_no_modes_and_owners_is_written_to(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, refused: tuple[str, ...]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    for name in refused:
        monkeypatch.setattr(os, name, refuse)
    proof = ledger.parent.parent / "证明.pdf"
    proof.touch()
    assert run("done", "3", "--evidence", proof, *DAY).code == 0
    assert run("export", "-o", "清单.csv", *DAY).code == 0


AS_ANOTHER = """
import filecmp, os, shutil, sys
import rectify_cli.views.problems
from rectify_cli.cli import main
rehearsal = sys.argv[1]
proof = os.path.join(os.path.dirname(rehearsal), "proof")
open(proof, "a").close()
assert main(["init", f"{rehearsal}.{os.getpid()}"]) == 0
for note in "ab":
    line = ["inspect", "3", "--note", note, "--evidence", proof]
    assert main(["--file", rehearsal, *line]) == 0
os.umask(int(sys.argv[3], 8))
os.setgroups([2000]), os.setgid(int(sys.argv[2])), os.setuid(int(sys.argv[2]))
sys.exit(main(sys.argv[4:]))
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs root, to be others")
@pytest.mark.parametrize("mode", [0o2775, 0o775, 0o777])
def test_whoever_shares_a_folder_can_write_after_another_whatever_the_umask(
    shared_folder: Path, tmp_path: Path, mode: int
) -> None:
    def as_user(user: int, umask: str, *arguments: str | Path) -> None:
        shutil.copyfile(FROZEN, tmp_path / "rehearsal.yaml")
        line = [tmp_path / "rehearsal.yaml", user, umask, *arguments]
        command = [sys.executable, "-c", AS_ANOTHER, *map(str, line)]
        done = subprocess.run(command, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()

    office, proof = shared_folder / "office", shared_folder / "证明.pdf"
    office.mkdir()
    proof.touch()
    ledger = office / "issues.yaml"
    os.chown(office, 1001, 2000)
    office.chmod(mode)
    as_user(1001, "077", "init", ledger)
    shutil.copyfile(FROZEN, ledger)
    for user, umask in ((1001, "077"), (1002, "022"), (1001, "022"), (1002, "077")):
        line = ("inspect", "3", "--note", f"{user} {umask}", "--evidence", proof)
        as_user(user, umask, "--file", ledger, *line)
    if mode & 0o2000:
        assert ledger.stat().st_gid == 2000
