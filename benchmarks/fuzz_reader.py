"""Throw mutated ledgers at the reader: it may accept or refuse, never crash.

    python benchmarks/fuzz_reader.py [inputs] [seed]

What it accepts goes to ``check`` and to the writer as well, which may refuse an event or add
just that one. Prints how many inputs were accepted and refused; exits 1 on any exception that
is not ours, and on any damage.
"""

import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rectify_cli.errors import ConflictError, Problem, RectifyError
from rectify_cli.ledger.checking import check_ledger
from rectify_cli.ledger.decoding import decode_ledger
from rectify_cli.ledger.editing import LedgerEdit
from rectify_cli.ledger.reading import Ledger, parse_ledger_text
from rectify_cli.model import Event, EventKind
from rectify_cli.printing.problems import problem_text

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "issues.yaml"
SMALL = """\
document: {title: 清单, issued_on: 2020-08-12}
units:
  - name: 甲
    members: [乙, 丙]
issues:
  - id: 1
    title: "事项"
    problem: |-
      一，
      二。
    log:
      - {date: 2020-08-20, event: start, note: '说明', evidence: [a.pdf]}
"""
TOKENS = [
    *(": ", "- ", "[", "]", "{", "}", ",", "：", "，", "［", "“", "”", "'", '"', "|-", ">", "#"),
    *("&a ", "*a", "!!x ", "---\n", "...\n", "? ", "\t", "\u3000", "\xa0", "\r\n", "\n"),
    *("\ufeff", "\0", "\u2028", "\x1b[31m", "𠮷", "<<<<<<< a\n", ">>>>>>> b\n", "~", "null"),
    *("2020-02-30", "id: 1\n", "  ", "    ", "log:", "event: done", "\\", "%", "@", "`"),
    *("<<: ", "0x1", "1e999", "9" * 5000),
]  # fmt: skip


def mutate(data: bytes, chance: random.Random) -> bytes:
    """``data`` after one to six random changes: cuts, doublings, tokens, stray bytes."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice((0, 1, 2, 8, 60)))
        kind = chance.randrange(6)
        if kind == 0:
            data = data[:at] + data[to:]
        elif kind == 1:
            data = data[:at] + data[at:to] * 2 + data[to:]
        elif kind == 2:
            data = data[:at] + bytes([chance.randrange(256)]) + data[to:]
        elif kind == 3:
            data = data[:at] + data[to:][::-1][: chance.randrange(40)] + data[to:]
        else:
            data = data[:at] + chance.choice(TOKENS).encode() + data[to:]
    return data


def append_everywhere(path: Path, text: str) -> Iterator[str]:
    """Add an event to each issue of a valid ledger; tells whether it was added or refused."""
    checklist = parse_ledger_text(text, str(path))
    for issue in checklist.issues:
        edit = LedgerEdit(Ledger(path, text, checklist))
        event = Event(date=date(2020, 10, 20), event=EventKind.DONE, note="甲: 乙")
        try:
            edit.append_event(issue.id, event)
        except ConflictError:
            yield "不予添加"
            continue
        new = parse_ledger_text(edit.text if edit.text[-1] in "\r\n" else edit.text + "\n", "new")
        old = parse_ledger_text(text if text[-1] in "\r\n" else text + "\n", "old")
        grown = issue.model_copy(update={"log": (*issue.log, event)})
        if new != old.with_issues(grown if i.id == issue.id else i for i in old.issues):
            raise AssertionError(f"事项 {issue.id} 被改坏")
        yield "添加"


def check_input(path: Path, data: bytes) -> tuple[str, list[Problem]]:
    """``接受`` or ``拒绝``, and what is said of ``data``."""
    try:
        parse_ledger_text(decode_ledger(data, str(path)), str(path))
    except RectifyError as error:
        return "拒绝", list(getattr(error, "problems", ()))
    path.write_bytes(data)
    return "接受", list(check_ledger(path, today=date(2020, 11, 5)).problems)


def run(inputs: int, seed: int) -> Counter[str]:
    """Try ``inputs`` mutations; counts what came of them, ``异常`` being what may not be."""
    chance = random.Random(seed)
    seeds = [SMALL.encode()] * 19 + [SHIPPED.read_bytes()]
    counts: Counter[str] = Counter({"接受": 0, "拒绝": 0, "异常": 0})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "issues.yaml"
        for _ in range(inputs):
            data = mutate(chance.choice(seeds), chance)
            try:
                verdict, problems = check_input(path, data)
                for problem in problems:
                    problem_text(problem)
                counts[verdict] += 1
                if verdict == "接受":
                    counts.update(append_everywhere(path, data.decode("utf-8")))
            except Exception:
                counts["异常"] += 1
                traceback.print_exc()
                print(repr(data), file=sys.stderr)
    return counts


def main() -> int:
    """Run from the command line."""
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    counts = run(inputs, seed)
    told = "，".join(f"{what} {count}" for what, count in counts.items())
    print(f"输入 {inputs}（种子 {seed}）：{told}")
    return 1 if counts["异常"] else 0


if __name__ == "__main__":
    sys.exit(main())
