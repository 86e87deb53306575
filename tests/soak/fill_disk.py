"""Let the disk refuse at every point of a write: a clear error, the old file whole, no litter.

    python tests/soak/fill_disk.py [offsets] [limit-only]

A file-size limit (RLIMIT_FSIZE) stops the writer at ``offsets`` places, from the first byte to
past the last; where this user may mount one, a small tmpfs runs out of blocks, then of inodes,
and is at last read-only (``limit-only`` leaves the mounting out). Each try either goes through
or says in Chinese why not, and then leaves the folder as it was. Exits 1 where it does not.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from faults import done_command, events_of, files_in, open_office, run_clerk, warm_up

EVIDENCE_BYTES = 60_000
REASONS = ("文件大小超过系统限制", "磁盘空间不足", "所在磁盘是只读的")


class Tries:
    """Counts what became of each try, and says what is wrong."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.became: Counter[str] = Counter()
        self.failed = 0

    def attempt(self, ledger: Path, prepare: Callable[[], object] = lambda: None) -> None:
        """Record an event on a disk that may refuse."""
        old, folder = ledger.read_bytes(), ledger.parent
        before = files_in(folder)
        ended = run_clerk(done_command(ledger, self.source), prepare=prepare)
        try:
            if ended.code == 0:
                copy = ledger.parent / events_of(ledger)[-1].evidence[0]
                assert copy.read_bytes() == self.source.read_bytes(), "half a copy"
                self.became["写成了"] += 1
                return
            assert ended.code == 1, f"code {ended.code}: {ended.said}"
            reason = next((reason for reason in REASONS if reason in ended.said), None)
            assert reason is not None, ended.said
            assert ended.said.count("\n") == 2, ended.said
            assert "办法：" in ended.said, ended.said
            assert ledger.read_bytes() == old, "the old file is not whole"
            assert files_in(folder) == before, f"litter: {files_in(folder) - before}"
            assert not (folder / "evidence").exists(), "an empty folder is left"
            self.became[f"说明“{reason}”，原样未动"] += 1
        except AssertionError as error:
            self.failed += 1
            print(error, file=sys.stderr)


def limited(size: int) -> Callable[[], None]:
    """A preparation that lets no file grow beyond ``size`` bytes."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def try_offsets(tries: Tries, root: Path, offsets: int) -> None:
    """Stop the writing of the evidence, and of the ledger, at places spread evenly."""
    ledger = open_office(root / "first")
    ledger_bytes = len(ledger.read_bytes()) + 400
    small = Tries(root / "small.txt")
    small.became = tries.became
    small.source.write_text("材料", encoding="utf-8")
    for number in range(offsets):
        evidence = number % 2 == 0
        most = EVIDENCE_BYTES if evidence else ledger_bytes
        ledger = open_office(root / "office")
        (tries if evidence else small).attempt(ledger, limited(most * number // offsets))
        shutil.rmtree(root / "office")
    tries.failed += small.failed


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[Path | None]:
    """A tmpfs at ``folder``, or none where this user may not mount one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "rectify-proof", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def try_small_disks(tries: Tries, root: Path) -> int:
    """Run out of blocks, of inodes, and of leave to write; returns how many disks were tried."""
    page = os.sysconf("SC_PAGE_SIZE")
    need = (EVIDENCE_BYTES + 3 * 20_000) // page + 8
    disks = [f"size={blocks * page}" for blocks in range(need // 4, need + 4)]
    disks += [f"size=1m,nr_inodes={inodes}" for inodes in range(4, 13)]
    tried = 0
    for number, options in enumerate(disks):
        with small_disk(root / f"disk{number}", options) as disk:
            if disk is None:
                return tried
            try:
                ledger = open_office(disk / "office")
            except OSError:
                continue  # too small even for the list itself
            tries.attempt(ledger)
            tried += 1
    with small_disk(root / "read-only", "size=1m") as disk:
        if disk is not None:
            ledger = open_office(disk / "office")
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            tries.attempt(ledger)
            tried += 1
    return tried


def main() -> int:
    """Run from the command line."""
    offsets = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        warm_up(root / "warm-up")
        source = root / "材料.bin"
        source.write_bytes(os.urandom(EVIDENCE_BYTES))
        tries = Tries(source)
        try_offsets(tries, root, offsets)
        disks = 0 if "limit-only" in sys.argv else try_small_disks(tries, root)
    for what, count in tries.became.most_common():
        print(f"{count:>6}  {what}")
    told = f"小磁盘 {disks} 个" if disks else "小磁盘没有试"
    print(f"文件大小限制 {offsets} 处，{told}：不符 {tries.failed}")
    return 1 if tries.failed else 0


if __name__ == "__main__":
    sys.exit(main())
