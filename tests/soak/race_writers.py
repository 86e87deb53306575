"""Several processes record events in one ledger at the same time; none may be lost.

    python tests/soak/race_writers.py [events] [processes]

Every event must be in the file once, each process's own in their order, and the file without the
added lines must be the old one, byte for byte. Exits 1 otherwise.
"""

import io
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from faults import TODAY, files_in, open_office

from rectify_cli.cli import main as rectify
from rectify_cli.ledger.reading import read_ledger

ISSUES = 11


def note_of(process: int, number: int) -> str:
    """The words by which an event is known again."""
    return f"进程{process}第{number}条"


def clerk(ledger: Path, process: int, count: int, start: Any, failed: Any) -> None:
    """Record ``count`` events: every fifth is a striking off, every seventh is for two issues."""
    start.wait()
    for number in range(count):
        issue = (process + number) % ISSUES + 1
        kind = "done" if number % 5 == 4 else "progress"
        others = [str(issue % ISSUES + 1)] if number % 7 == 6 else []
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = rectify(
                [
                    *(kind, str(issue), *others, "-f", str(ledger), "--as-of", TODAY, "--force"),
                    *("--note", note_of(process, number), "--lock-timeout", "120"),
                ]
            )
        if code:
            failed.put(said.getvalue())


def lost_or_doubled(ledger: Path, old: bytes, each: int, processes: int) -> list[str]:
    """What is not as it should be."""
    checklist = read_ledger(ledger).checklist
    notes = Counter(event.note for issue in checklist.issues for event in issue.log)
    wrong = []
    for process in range(processes):
        for number in range(each):
            expected = 2 if number % 7 == 6 else 1
            if notes.pop(note_of(process, number), 0) != expected:
                wrong.append(f"{note_of(process, number)}不是 {expected} 条")
    wrong += [f"多出 {note}" for note in notes]
    for issue in checklist.issues:
        for process in range(processes):
            mark = f"进程{process}第"
            mine = [e.note for e in issue.log if e.note and e.note.startswith(mark)]
            if mine != sorted(mine, key=lambda note: int(note.removeprefix(mark)[:-1])):
                wrong.append(f"事项 {issue.id} 里进程{process}的次序乱了")
    lines = ledger.read_bytes().splitlines(keepends=True)
    if b"".join(line for line in lines if "note: 进程".encode() not in line) != old:
        wrong.append("原有的内容变了")
    return wrong


def main() -> int:
    """Run from the command line."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    each = events // processes
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_office(Path(folder))
        old = ledger.read_bytes()
        start, failed = context.Barrier(processes + 1, timeout=120), context.Queue()
        clerks = [
            context.Process(target=clerk, args=(ledger, process, each, start, failed))
            for process in range(processes)
        ]
        for process in clerks:
            process.start()
        start.wait()
        begun = time.perf_counter()
        for process in clerks:
            process.join()
        seconds = time.perf_counter() - begun
        wrong = lost_or_doubled(ledger, old, each, processes)
        while not failed.empty():
            wrong.append(failed.get())
        wrong += [f"留下 {path.name}" for path in files_in(Path(folder)) - {ledger}]
    for line in wrong:
        print(line, file=sys.stderr)
    total = each * processes
    print(f"{processes} 个进程同时写 {total} 次，用时 {seconds:.1f} 秒：不符 {len(wrong)} 处")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
