"""Throw mutated ledgers at the reader: it may accept or refuse, never crash.

    python tests/soak/fuzz_reader.py [inputs] [seed]

What is accepted is checked as well, and an event is appended to one of its issues, on the disk:
the file must then say what it said plus that event, or be refused and left as it was. Prints how
many inputs were accepted and refused, how many events were written, and why others were not;
exits 1 on any exception that is not ours, or on a file that says anything else.
"""

import random
import sys
import tempfile
import traceback
from collections import Counter
from datetime import date
from pathlib import Path

from rectify_cli.domain.model import Checklist, Event, EventKind
from rectify_cli.errors import ConflictError, RectifyError
from rectify_cli.ledger.checking import check_ledger
from rectify_cli.ledger.decoding import decode_ledger
from rectify_cli.ledger.editing import edit_ledger
from rectify_cli.ledger.reading import parse_ledger_text, read_ledger
from rectify_cli.ledger.text import blocks
from rectify_cli.ledger.text.yaml_text import compose, plain_data
from rectify_cli.views.problems import problem_text

TODAY = date(2020, 11, 5)
FROZEN = Path(__file__).resolve().parents[1] / "fixtures" / "issues.yaml"
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
LOOSE = """\
# 整改工作清单，由办公室填写。
document:
  title: 某县优化营商环境评价存在问题整改工作清单
  issued_on: 2020-08-12

issues:

# 第一项由县政务服务中心牵头，每周五报送。
- id: 7
  title: 政务服务大厅环境有待改善
  problem: 大厅服务设施不够完善，服务窗口前没有配备座椅，大厅未公示投诉电话号码。
  contact: '李某 转 0872'
  log: [
    {date: 2020-08-20, event: start, note: 召开会议明确责任股室和完成时间}, # 会议
    {date: 2020-09-20, event: progress, by: 李某}
  ]   # 以上两条已核对

- id: 8   # 第二项还没有开始，等待上级文件
  title: 政策宣传不到位
  problem: >-
    对小微企业金融服务工作的宣传不到位，
    宣传的频率、范围以及现场宣讲的频次不足。
  log: []

- {id: 9, title: 联动机制不健全, problem: 要求难以落实,
   log: [{date: 2020-09-01, event: start}]}
- id: 10
  title: 最后一项
  problem: "没有 log"
"""
TOKENS = [
    *(": ", "- ", "[", "]", "{", "}", ",", "：", "，", "［", "“", "”", "'", '"', "|-", ">", "#"),
    *("&a ", "*a", "!!x ", "---\n", "...\n", "? ", "\t", "\u3000", "\xa0", "\r\n", "\n", "\ufeff"),
    *("\0", "\u2028", "\x1b[31m", "𠮷", "<<<<<<< a\n", ">>>>>>> b\n", "~", "null", "2020-02-30"),
    *("id: 1\n", "  ", "    ", "log:", "log: []\n", "event: done", "\\", "%", "@", "`", "<<: "),
    *("0x1", "1e999", "9" * 5000, "\n\n", "\n# 注\n", " # 注", "|+", ">-", "\x85", "\r"),
]  # fmt: skip


EVENT = Event(date=TODAY, event=EventKind.INSPECT, by="某", note="抽查: [一], #二 {三}")


def mutate(text: str, chance: random.Random) -> bytes:
    """``text`` after one to six random changes: cuts, doublings, tokens, lines, odd characters.

    One in twenty has its bytes changed as well: more would only try the decoder, for nearly
    every cut through Chinese text is no UTF-8.
    """
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4, 6))):
        at = chance.randrange(len(text) + 1)
        to = min(len(text), at + chance.choice((0, 1, 2, 8, 60)))
        kind = chance.randrange(8)
        if kind == 0:
            text = text[:at] + text[to:]
        elif kind == 1:
            text = text[:at] + text[at:to] * 2 + text[to:]
        elif kind == 2:
            text = text[:at] + chr(chance.choice((chance.randrange(256), 0x4E8C))) + text[to:]
        elif kind == 3:
            text = text[:at] + text[to:][::-1][: chance.randrange(40)] + text[to:]
        elif kind < 6:  # whole lines: what is most often still YAML
            lines = text.splitlines(keepends=True) or [""]
            line = chance.randrange(len(lines))
            moved = [chance.choice(TOKENS) + "\n", chance.choice(lines), ""]
            lines[line : line + chance.randrange(2)] = [chance.choice(moved)]
            text = "".join(lines)
        else:
            text = text[:at] + chance.choice(TOKENS) + text[at:]
    data = text.encode()
    if chance.randrange(20) == 0:
        at = chance.randrange(len(data) + 1)
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + chance.randrange(3) :]
    return data


def try_input(data: bytes, path: Path, chance: random.Random) -> str:
    """What became of one input: refused, accepted, written, or why it was not written.

    Raises whatever must not happen.
    """
    try:
        text = decode_ledger(data, "f.yaml")
        checklist = parse_ledger_text(text, "f.yaml")
    except RectifyError as error:
        for problem in getattr(error, "problems", ()):
            problem_text(problem)
        return "拒绝"
    if Checklist.model_validate(plain_data(compose(text).root)) != checklist:
        raise AssertionError("the parts do not say what the whole says")
    path.write_bytes(data)
    for problem in check_ledger(path, today=TODAY).problems:
        problem_text(problem)
    if not checklist.issues:
        return "接受，没有事项可记"
    position = chance.randrange(len(checklist))
    try:
        with edit_ledger(path) as edit:
            edit.append_event(checklist.issues[position].id, EVENT)
            edit.save()
    except ConflictError as error:
        if path.read_bytes() != data:
            raise AssertionError("refused, and yet the file has changed") from error
        return f"接受，不写：{error.message.partition('：')[2] or error.message}"
    if read_ledger(path).checklist != grown(data, position):
        raise AssertionError("the file does not say the old plus the event")
    return "接受并写入"


def grown(data: bytes, position: int) -> Checklist:
    """What the ledger in ``data`` says, plus the event; its last line is completed first."""
    text = data.decode() + ("" if data.endswith((b"\n", b"\r")) else "\n")
    checklist = parse_ledger_text(text, "f.yaml")
    issues = list(checklist.issues)
    log = (*issues[position].log, EVENT)
    issues[position] = issues[position].model_copy(update={"log": log})
    return checklist.model_copy(update={"issues": tuple(issues)})


def run(inputs: int, seed: int) -> tuple[Counter[str], int]:
    """Try ``inputs`` mutations; returns what became of them, and how many crashed."""
    chance = random.Random(seed)
    seeds = [SMALL] * 6 + [LOOSE] * 12 + [FROZEN.read_text(encoding="utf-8")]
    seeds += ["\ufeff" + text.replace("\n", "\r\n") for text in (SMALL, LOOSE)]
    became: Counter[str] = Counter()
    crashed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "f.yaml"
        for _ in range(inputs):
            data = mutate(chance.choice(seeds), chance)
            try:
                became[try_input(data, path, chance)] += 1
            except Exception:
                crashed += 1
                traceback.print_exc()
                print(repr(data), file=sys.stderr)
    return became, crashed


def main() -> int:
    """Run from the command line."""
    blocks.FEW = 0  # small ledgers are cut at their issues as large ones are
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 15
    became, crashed = run(inputs, seed)
    for what, count in became.most_common():
        print(f"{count:>8}  {what}")
    accepted = became.total() - became["拒绝"]
    print(
        f"输入 {inputs}（种子 {seed}）：接受 {accepted}（其中写入 {became['接受并写入']}），"
        f"拒绝 {became['拒绝']}，异常 {crashed}"
    )
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
