"""Kill a writer at any moment: the ledger is the old one or the new one, and nothing between.

    python tests/soak/kill_writers.py [kills] [seed] [stride]

Each try strikes an issue off with two files of evidence, and its process is killed (SIGKILL):
first at every step that the system is asked for (open, link, rename, ...), one try a step, then
at ``kills`` random moments after it has locked the ledger. At every step it is interrupted
(SIGINT, Ctrl-C) as well. A ``stride`` above 1 skips steps, for a quick look. After each try the
ledger is read; evidence that it names must be there, whole; the next write must go through at
once and clear away what was left behind. Exits 1 where that does not hold.
"""

import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from faults import (
    ISSUE,
    TODAY,
    Ended,
    done_command,
    events_of,
    files_in,
    open_office,
    run_clerk,
    unfinished_in,
    warm_up,
)

SIZES = {"会议纪要.pdf": 300_000, "照片.jpg": 3_000_000}
FINISHED = "新的，已经写完"
STEPS = ("open", "os.", "shutil.", "fcntl.")


def stop_at_step(number: int, how: signal.Signals) -> Callable[[], None]:
    """A preparation that signals its own process at its ``number``-th request to the system."""

    def prepare() -> None:
        count = 0

        def watch(event: str, _: object) -> None:
            nonlocal count
            if event.startswith(STEPS):
                count += 1
                if count == number:
                    os.kill(os.getpid(), how)

        sys.addaudithook(watch)

    return prepare


def has_ended(pid: int) -> bool:
    """Whether a child has ended; it is still there to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def wait_for_lock(folder: Path, pid: int) -> None:
    """Wait until the writer ``pid`` has locked the ledger in ``folder``, or has ended: before that
    it changes nothing."""
    while not any(folder.glob(".*.lock")) and not has_ended(pid):
        time.sleep(0.0002)


def kill_after(seconds: float, folder: Path) -> Callable[[int], None]:
    """What kills a process from outside, a while after it has locked the ledger in ``folder``."""

    def wait_and_kill(pid: int) -> None:
        wait_for_lock(folder, pid)
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)

    return wait_and_kill


def kept_name(source: Path) -> str:
    """Under which name evidence is kept."""
    digits = hashlib.sha256(source.read_bytes()).hexdigest()[:8]
    return f"{source.stem}-{digits}{source.suffix}"


class Office:
    """One try's ledger, its evidence, and what both should be."""

    def __init__(self, folder: Path, sources: list[Path]) -> None:
        self.folder = folder
        self.ledger = open_office(folder)
        self.old = self.ledger.read_bytes()
        self.contents = {kept_name(source): source.read_bytes() for source in sources}
        self.command = done_command(self.ledger, *sources)

    def judge(self, ended: Ended) -> str:
        """Where the kill fell, in words. Raises ``AssertionError`` when something is broken."""
        log = events_of(self.ledger)
        left = unfinished_in(self.folder)
        copies = files_in(self.folder / "data" / "evidence") - left
        for copy in copies:
            assert copy.read_bytes() == self.contents[copy.name], f"{copy.name} is not whole"
        if self.ledger.read_bytes() == self.old:
            assert ended.code != 0, f"nothing was written: {ended.said}"
            if not copies and not left:
                return "旧的，什么也没有留下"
            return "旧的，佐证材料写到一半" if left else "旧的，佐证材料已放好"
        assert [event.event for event in log] == ["done"], "neither the old file nor the new one"
        named = log[0].evidence
        assert len(named) == len(self.contents), "not all evidence is named"
        for relative in named:
            assert (self.ledger.parent / relative) in copies, f"{relative} is named but not there"
        return "新的，收尾时" if ended.code else FINISHED

    def next_write(self) -> None:
        """The next clerk is not held up and finds a clean office; so does who tries again."""
        command = ["inspect", str(ISSUE), "-f", str(self.ledger), "--as-of", TODAY]
        self._succeed([*command, "--note", "接着记", "--lock-timeout", "2"])
        assert not unfinished_in(self.folder), "the next write does not clear away"
        if len(events_of(self.ledger)) == 1:
            self._succeed(self.command)
        assert sorted(event.event for event in events_of(self.ledger)) == ["done", "inspect"]
        folder = self.ledger.parent / "evidence" / str(ISSUE)
        expected = {self.ledger, *(folder / name for name in self.contents)}
        litter = files_in(self.folder) ^ expected
        assert not litter, f"litter: {litter}"

    def _succeed(self, command: list[str]) -> None:
        ended = run_clerk(command)
        assert ended.code == 0, f"the next write fails: {ended.said}"


def at_step(number: int, how: signal.Signals) -> Callable[[Office], Ended]:
    """A run that is signalled at its ``number``-th request to the system."""
    return lambda office: run_clerk(office.command, prepare=stop_at_step(number, how))


def at_moment(seconds: float) -> Callable[[Office], Ended]:
    """A run that is killed from outside ``seconds`` after it has locked the ledger."""
    return lambda office: run_clerk(
        office.command, while_running=kill_after(seconds, office.ledger.parent)
    )


def timed(seconds: list[float]) -> Callable[[Office], Ended]:
    """A run that nobody ends; ``seconds`` is told how long it takes after it has locked."""

    def start(office: Office) -> Ended:
        begun: list[float] = []

        def watch(pid: int) -> None:
            wait_for_lock(office.ledger.parent, pid)
            begun.append(time.perf_counter())

        ended = run_clerk(office.command, while_running=watch)
        seconds.append(time.perf_counter() - begun[0])
        return ended

    return start


def run(kills: int, seed: int, stride: int) -> tuple[Counter[str], int, int]:
    """Make all tries; returns where the kills fell, how many steps there are, and failures."""
    chance = random.Random(seed)
    fell: Counter[str] = Counter()
    failures = 0
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        warm_up(root / "warm-up")
        sources = [root / name for name in SIZES]
        for source in sources:
            source.write_bytes(chance.randbytes(SIZES[source.name]))

        def attempt(start: Callable[[Office], Ended]) -> str:
            nonlocal failures
            office = Office(root / "office", sources)
            ended = start(office)
            try:
                where = office.judge(ended)
                office.next_write()
            except Exception as error:
                failures += 1
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
                where = "不符"
            shutil.rmtree(office.folder)
            fell[where] += 1
            return where

        steps = 0
        for how in (signal.SIGKILL, signal.SIGINT):
            step, where = 1, ""
            while where != FINISHED:
                where = attempt(at_step(step, how))
                step += stride
                steps += where != FINISHED
        whole: list[float] = []
        attempt(timed(whole))
        hit, longest = 0, whole[0]
        while hit < kills:
            if attempt(at_moment(chance.uniform(0, longest))) != FINISHED:
                hit += 1
            else:  # it was not killed and does not count; the machine is faster now than it was
                longest *= 0.8
    return fell, steps, failures


def main() -> int:
    """Run from the command line."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    stride = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    fell, steps, failures = run(kills, seed, stride)
    for where, count in fell.most_common():
        print(f"{count:>6}  清单是{where}")
    print(f"逐步杀和逐步中断 {steps} 次，随机杀中 {kills} 次（种子 {seed}）：不符 {failures}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
