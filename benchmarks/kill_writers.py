"""Kill a writer at a random moment, again and again: is the file the old one or the new one?

    python benchmarks/kill_writers.py [kills] [seed]

The writer records events with evidence without a pause. After each kill the file must be the
one that the last finished write left, or the next; every piece of evidence that it names must be
whole; and the next write must succeed and sweep what was left lying about. Exits 1 otherwise.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import read_ledger
from rectify_cli.model import Event

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "issues.yaml"
LONGEST_DELAY = 0.08
MOST_EVENTS = 80


def content(number: int) -> bytes:
    """300 kB that no other event's evidence has."""
    return b"%06d" % number * 50_000


def write(ledger: Path, proof: Path, number: int) -> None:
    """Record event ``number`` with a piece of evidence of its own."""
    proof.write_bytes(content(number))
    issue_id = number % 11 + 1
    with edit_ledger(ledger, lock_timeout=0) as edit:
        evidence = (edit.add_evidence(issue_id, proof),)
        line = {"date": "2020-10-20", "event": "progress", "note": f"n{number:06d}"}
        edit.append_event(issue_id, Event.model_validate({**line, "evidence": evidence}))
        edit.save()


def write_until_killed(ledger: Path, proof: Path, first: int) -> None:
    """Tell each number once its write is finished."""
    write(ledger, proof, first)
    number = first
    while True:
        print(number, flush=True)
        number += 1
        write(ledger, proof, number)


def kill_one(ledger: Path, proof: Path, first: int, delay: float) -> int:
    """Start a writer at event ``first``, kill it ``delay`` seconds after its first write.

    Returns the last number that it told.
    """
    line = [sys.executable, __file__, "--write", str(ledger), str(proof), str(first)]
    writer = subprocess.Popen(line, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    told = writer.stdout.readline().split()
    time.sleep(delay)
    writer.kill()
    told += writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    return int(told[-1])


def check(ledger: Path) -> tuple[list[str], int]:
    """What is wrong with the file or its evidence, and how many events it has."""
    events = [event for issue in read_ledger(ledger).checklist.issues for event in issue.log]
    numbers = sorted(int((event.note or "n0")[1:]) for event in events)
    wrong = [] if numbers == list(range(len(events))) else ["事件缺失或重复"]
    for event in events:
        kept = ledger.parent / event.evidence[0]
        if kept.read_bytes() != content(int((event.note or "n0")[1:])):
            wrong.append(f"{event.evidence[0]} 不完整")
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    if "".join(x for x in lines if "note: n0" not in x) != SHIPPED.read_text(encoding="utf-8"):
        wrong.append("别的内容有变动")
    return wrong, len(events)


def litter(folder: Path) -> list[str]:
    """Hidden files below ``folder`` that are not the lock."""
    return [path.name for path in folder.rglob(".*") if path.name != ".issues.yaml.lock"]


def run(folder: Path, kills: int, seed: int) -> tuple[list[str], Counter[str]]:
    """Kill ``kills`` times; returns what was wrong, and what the kills left to be swept."""
    chance = random.Random(seed)
    ledger, proof = folder / "issues.yaml", folder / "照片.jpg"
    met: Counter[str] = Counter()
    wrong: list[str] = []
    following = MOST_EVENTS
    for _ in range(kills):
        if following >= MOST_EVENTS:
            shutil.rmtree(folder / "evidence", ignore_errors=True)
            shutil.copyfile(SHIPPED, ledger)
            following = 0
        last = kill_one(ledger, proof, following, chance.uniform(0, LONGEST_DELAY))
        found, count = check(ledger)
        wrong += found
        if count not in (last + 1, last + 2):
            wrong.append(f"写成了 {last + 1} 条，文件里有 {count} 条")
        left = litter(folder)
        met["留下临时文件"] += any(name.endswith(".tmp") for name in left)
        met["留下持有者名片"] += any("holder" in name for name in left)
        met["已替换、未及回报"] += count == last + 2
        met["完成的写入"] += count - following
        write(ledger, proof, count)
        found, following = check(ledger)
        wrong += found + [f"没有清扫 {name}" for name in litter(folder)]
    return wrong, met


def main() -> int:
    """Run from the command line."""
    if sys.argv[1:2] == ["--write"]:
        write_until_killed(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    with tempfile.TemporaryDirectory() as folder:
        wrong, met = run(Path(folder), kills, seed)
    told = "，".join(f"{what} {count} 次" for what, count in met.items())
    print(f"杀死 {kills} 次（{told}）：{'；'.join(wrong) or '每次都是旧文件或新文件，材料完整'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
