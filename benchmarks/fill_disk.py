"""Let the disk run full at every point of a write: is the old file whole, and nothing left over?

    python benchmarks/fill_disk.py [step]

First a limit on the size of files, at every ``step``-th byte up to what the write needs; then a
small tmpfs (as root only) with every number of free pages up to that. Needs a POSIX system.
Exits 1 when a write that failed changed or left anything, or one that fitted failed.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from rectify_cli.errors import RectifyError
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.model import Event

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "issues.yaml"
PAGE = 4096
PROOF = 9000


def write(ledger: Path, proof: Path) -> tuple[int, str]:
    """Mark an issue done with evidence; the exit code, and what would be said."""
    try:
        with edit_ledger(ledger) as edit:
            line = {"date": "2020-10-20", "event": "done"}
            evidence = (edit.add_evidence(3, proof),)
            edit.append_event(3, Event.model_validate({**line, "evidence": evidence}))
            edit.save()
    except RectifyError as error:
        return error.exit_code, f"{error.message}办法：{error.hint}"
    except Exception as error:
        return 70, repr(error)
    return 0, ""


def write_in_child(ledger: Path, proof: Path, limit: int) -> tuple[int, str]:
    """The same in a child process that may make no file larger than ``limit`` bytes."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        code, said = write(ledger, proof)
        os.write(writer, said.encode())
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` but the lock and what fills the disk; a folder is empty bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.name not in (".issues.yaml.lock", "filler")
    }


def judge(code: int, said: str, before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """``成功``, ``拒绝``, or what is wrong."""
    if code == 0:
        done = b"event: done" in after["issues.yaml"] and len(after) == len(before) + 3
        return "成功" if done else "说写成了，却没有"
    if code != 1 or "办法：None" in said:
        return f"退出码 {code}：{said.strip()}"
    return "拒绝" if after == before else "旧文件变了，或有残留"


def limits(folder: Path, step: int) -> Counter[str]:
    """Every ``step``-th byte as the largest size that a file may have."""
    counts: Counter[str] = Counter()
    needed = max(SHIPPED.stat().st_size, PROOF) + 300
    for limit in range(0, needed, step):
        shutil.rmtree(folder)
        folder.mkdir()
        ledger, proof = folder / "issues.yaml", folder / "证明.pdf"
        shutil.copyfile(SHIPPED, ledger)
        proof.write_bytes(b"x" * PROOF)
        before = contents(folder)
        code, said = write_in_child(ledger, proof, limit)
        counts[judge(code, said, before, contents(folder))] += 1
    return counts


def pages(folder: Path) -> Counter[str] | None:
    """Every number of free pages on a small disk; none where none can be mounted."""
    counts: Counter[str] = Counter()
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "none", str(folder)]
    for room in range(16):
        for proof_size in (1, PAGE, PROOF):
            if subprocess.run(command, capture_output=True, check=False).returncode:
                return None
            try:
                ledger, proof = folder / "issues.yaml", folder / "证明.pdf"
                shutil.copyfile(SHIPPED, ledger)
                proof.write_bytes(b"x" * proof_size)
                before = contents(folder)
                free = shutil.disk_usage(folder).free
                (folder / "filler").write_bytes(b"x" * max(0, free - room * PAGE))
                code, said = write(ledger, proof)
                counts[judge(code, said, before, contents(folder))] += 1
            finally:
                subprocess.run(["umount", str(folder)], check=True)
    return counts


def main() -> int:
    """Run from the command line."""
    step = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # flushing costs nothing there
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        by_limit = limits(Path(folder), step)
        by_pages = pages(Path(folder)) if os.geteuid() == 0 else None
    wrong = 0
    for what, counts in (("文件大小限制", by_limit), ("装满的小磁盘", by_pages)):
        if counts is None:
            print(f"{what}：不能挂载 tmpfs，略过")
            continue
        told = "，".join(f"{verdict} {count}" for verdict, count in counts.items())
        print(f"{what} {counts.total()} 次：{told}")
        wrong += counts.total() - counts["成功"] - counts["拒绝"]
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
