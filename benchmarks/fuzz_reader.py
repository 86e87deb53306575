"""Throw mutated ledgers at the reader: it may accept or refuse, never crash.

    python benchmarks/fuzz_reader.py [inputs] [seed]

Prints how many inputs were accepted and refused; exits 1 on any exception that is not ours.
"""

import random
import sys
import traceback
from pathlib import Path

from rectify_cli.errors import RectifyError
from rectify_cli.ledger.decoding import decode_ledger
from rectify_cli.ledger.reading import parse_ledger_text
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
    for _ in range(chance.randint(1, 6)):
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


def run(inputs: int, seed: int) -> tuple[int, int, int]:
    """Try ``inputs`` mutations; returns how many were accepted, refused, and crashed on."""
    chance = random.Random(seed)
    seeds = [SMALL.encode()] * 9 + [SHIPPED.read_bytes()]
    accepted = refused = crashed = 0
    for _ in range(inputs):
        data = mutate(chance.choice(seeds), chance)
        try:
            parse_ledger_text(decode_ledger(data, "f.yaml"), "f.yaml")
            accepted += 1
        except RectifyError as error:
            for problem in getattr(error, "problems", ()):
                problem_text(problem)
            refused += 1
        except Exception:
            crashed += 1
            traceback.print_exc()
            print(repr(data), file=sys.stderr)
    return accepted, refused, crashed


def main() -> int:
    """Run from the command line."""
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    accepted, refused, crashed = run(inputs, seed)
    print(f"输入 {inputs}（种子 {seed}）：接受 {accepted}，拒绝 {refused}，异常 {crashed}")
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
