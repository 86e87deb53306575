"""Four processes mark issues at once, with evidence of one name: is every event there?

    python benchmarks/race_writers.py [writes] [processes]

Exits 1 when an event is lost or doubled, the file is not valid, any other byte of it moved, or
a piece of evidence holds another's content.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rectify_cli.ledger.checking import check_ledger
from rectify_cli.ledger.reading import read_ledger

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "issues.yaml"
WORKER = """
import contextlib, io, sys
from pathlib import Path
from rectify_cli.cli import main
ledger, folder, worker, writes = sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
failed = 0
for number in range(writes):
    note = f"第{worker}人第{number}条"
    line = ["--file", ledger, "--as-of", "2020-11-05", "done" if number % 5 == 0 else "progress"]
    line += [str(number % 11 + 1), "--force", "--note", note, "--lock-timeout", "600"]
    if number % 4 == 0:
        (folder / "照片.jpg").write_text(note, encoding="utf-8")
        line += ["--evidence", str(folder / "照片.jpg")]
    with contextlib.redirect_stdout(io.StringIO()):
        failed += main(line) != 0
sys.exit(min(failed, 100))
"""


def race(folder: Path, writes: int, processes: int) -> list[str]:
    """Let them run; returns what is wrong afterwards."""
    ledger = folder / "issues.yaml"
    shutil.copyfile(SHIPPED, ledger)
    share = writes // processes
    workers = []
    for number in range(processes):
        desk = folder / f"desk{number}"
        desk.mkdir()
        line = [sys.executable, "-c", WORKER, str(ledger), str(desk), str(number), str(share)]
        workers.append(subprocess.Popen(line, stderr=subprocess.DEVNULL))
    wrong = [f"进程 {n} 有 {code} 次没有写成" for n, w in enumerate(workers) if (code := w.wait())]
    events = [event for issue in read_ledger(ledger).checklist.issues for event in issue.log]
    expected = {
        f"第{worker}人第{number}条" for worker in range(processes) for number in range(share)
    }
    notes = [event.note for event in events]
    if set(notes) != expected or len(notes) != len(expected):
        wrong.append(f"应有 {len(expected)} 条，现有 {len(notes)} 条")
    for event in events:
        for relative in event.evidence:
            if (ledger.parent / relative).read_text(encoding="utf-8") != event.note:
                wrong.append(f"{relative} 不是“{event.note}”的材料")
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    untouched = "".join(line for line in lines if "条" not in line or "note" not in line)
    if untouched != SHIPPED.read_text(encoding="utf-8"):
        wrong.append("别的内容有变动")
    if check_ledger(ledger, today=max(event.date for event in events)).checklist is None:
        wrong.append("校验没有通过")
    left = {path.name for path in folder.iterdir() if not path.name.startswith("desk")}
    if left != {"issues.yaml", ".issues.yaml.lock", "evidence"}:
        wrong.append(f"留下了 {sorted(left)}")
    return wrong


def main() -> int:
    """Run from the command line."""
    writes = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        wrong = race(Path(folder), writes, processes)
        seconds = time.perf_counter() - begun
    verdict = "；".join(wrong) or "全部在，有效"
    print(f"{processes} 个进程同时写 {writes} 次，{seconds:.1f} 秒：{verdict}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
