"""What ``rectify check`` says of each fault, word for word, as a person has read it.

After a change that is meant, write it anew and read the difference:

    RECTIFY_UPDATE_GOLDEN=1 python -m pytest tests/ledger/test_check_words.py
    git diff tests/golden
"""

import os
from pathlib import Path

from conftest import GOLDEN, Run

HEAD = """\
document: {title: 某县整改工作清单, issued_on: 2020-08-12}
units:
  - name: 县政务服务局
    aliases: [县政务局]
  - name: 各乡镇
    members: [漕涧镇, 宝丰乡]
  - name: 各银行
    members: []
issues:
"""
ISSUE = """\
  - id: 1
    title: 事项一
    problem: 问题。
    lead_unit: 县政务局
    responsible_units: [各乡镇, 各银行]
    deadline: 2020年10月底
    log:
      - {date: 2020-08-20, event: start}
"""
GOOD = HEAD + ISSUE

REMINDERS = (
    HEAD
    + """\
  - id: 1
    category: 共性问题
    number: 1
    title: 事项一
    problem: 问题。
    lead_unit: 县正务局
    responsible_units: [各乡镇, 各银行, QQQ]
    deadline: 尽快完成
    log:
      - {date: 2020-08-02, event: start}
      - {date: 2020-09-20, event: extend, to: 2020-11-30}
      - {date: 2020-09-20, event: extend, to: 2020-12-31}
      - {date: 2020-09-01, event: progress, unit: 各乡镇}
      - {date: 2020-09-02, event: progress, unit: 县政务局}
      - {date: 2020-10-20, event: done, evidence: [evidence/1/无.pdf]}
      - {date: 2020-10-21, event: done}
      - {date: 2020-10-22, event: extend, to: 2200-11-30}
      - {date: 2020-10-23, event: void, of: {date: 2020-09-30, event: progress}}
      - {date: 2020-12-20, event: inspect}
  - id: 2
    category: 共性问题
    number: 1
    title: 事项二
    problem: 问题。
    lead_unit: 县政务局、漕涧镇
    deadline: 2010年10月底
    log:
      - {date: 2020-09-01, event: reopen}
      - {date: 2020-09-18, event: submit, unit: 漕涧镇}
  - id: 3
    title: 事项三
    problem: 问题。
    responsible_units: [各乡镇]
    due: 2002-10-31
    log:
      - {date: 2020-09-01, event: done, unit: 漕涧镇}
  - id: 4
    title: 事项四
    problem: 问题。
"""
)
ERRORS = (
    HEAD.replace("[漕涧镇, 宝丰乡]", "[漕涧镇, 各银行, 各乡镇]")
    + ISSUE
    + """\
      - {date: 2020-09-18, event: progress, evidence: [../秘密.pdf, /etc/passwd]}
"""
)
FIELDS = HEAD.replace("aliases: [县政务局]", "aliases: 3") + """\
  - id: 一
    title:
    problem: {这里: 多了括号}
    lead: 县政务局
    整改时限: 2020年10月底
    无此键: 1
    responsible_units: {甲: 乙}
    log:
      - {date: 10月, event: start}
      - {date: 2020-02-30, event: start}
      - {date: “2020-02-03”, event: start}
      - {date: 2020-09-01, event: 启动}
      - {date: 2020-09-01, event: strat}
      - {date: 2020-09-01, event: 吃饭}
      - {date: 2020-09-01, event: start, to: 2020-09-02}
      - {date: 2020-09-01, event: extend}
      - {event: start}
      - 2020-09-01 启动
  - id: 2
    title: [甲, 乙]
    problem: 问题。
    leader:
    deadline: [甲]
    log: 无
  - 三
"""  # fmt: skip
SLIPS = (
    HEAD
    + """\
  # 例：{id：1，title：事项}
  - id：1
    title:事项一
    problem: 问题。
    responsible_units: [各乡镇，各银行】
    lead_unit: ［县政务局］
\tdeadline: 2020年10月底
\u3000\u3000goal: 目标
\xa0\xa0leader: 何志龙
    log:
      -{date: 2020-08-20, event: start}
      - {date：2020-08-20, event: start}
      - {date:2020-08-20, event: start}
      - {date: 2020-08-20，event: start}
      - {date: “2020-08-20”, event: start}
      - ｛date: 2020-08-20, event: start｝
      － {date: 2020-08-20, event: start}
"""
)
FAULTS = {
    "valid": GOOD,
    "reminders": REMINDERS,
    "errors of the whole": ERRORS,
    "names twice": GOOD.replace("[县政务局]", "[各乡镇]"),
    "ids twice": GOOD + ISSUE,
    "fields": FIELDS,
    "slips": SLIPS,
    "a log in words": GOOD.partition("    log:")[0] + "    log: 无\n",
    "no list of issues": HEAD.replace("issues:", "issues: 无"),
    "no mapping": "- 甲\n- 乙\n",
    "one text": "整改工作清单\n",
    "keys twice": GOOD.replace("    problem: 问题。\n", "    problem: 问题。\n" * 2),
    "a key that is no text": GOOD.replace("problem: 问题。", "{甲: 乙}: 问题。"),
    "an anchor": GOOD.replace("事项一", "&甲 事项一"),
    "an alias": GOOD.replace("事项一", "*甲"),
    "a star": GOOD.replace("事项一", "**重要**"),
    "a tag": GOOD.replace("事项一", "!!set {甲}"),
    "an unknown tag": GOOD.replace("事项一", "!重要 事项一"),
    "a quote that stays open": GOOD.replace("事项一", '"事项一'),
    "a wrong escape": GOOD.replace("事项一", r'"事项\一"'),
    "a bracket that stays open": GOOD.replace("[各乡镇, 各银行]", "[各乡镇, 各银行"),
    "a brace that stays open": GOOD.replace("event: start}", "event: start"),
    "a colon too many": GOOD.replace("事项一", "事项: 一"),
    "no colon": GOOD.replace("    problem: 问题。", "    problem 问题。"),
    "no colon and no more": GOOD.replace("    problem: 问题。", "  problem"),
    "too far in": GOOD.replace("    problem: 问题。", "      problem: 问题。"),
    "too far out": GOOD.replace("    problem: 问题。", "   problem: 问题。"),
    "a list out of line": GOOD.replace("  - name: 各乡镇", " - name: 各乡镇"),
    "a mark that begins nothing": GOOD.replace("事项一", "@事项一"),
    "two documents": GOOD + "---\n" + GOOD,
    "too deep": GOOD.replace("问题。", "[" * 11 + "]" * 11),
    "as deep as may be": GOOD.replace("问题。", "[" * 10 + "]" * 10),
    "marks in a text of several lines": GOOD.replace(
        "problem: 问题。", "problem: |-\n      title：值\n      - {id:值}\n    log：无\n    id: 一"
    ),
    "a control character": GOOD.replace("事项一", "事\x07项一"),
    "a conflict": GOOD.replace("    log:", "<<<<<<< HEAD\n=======\n>>>>>>> 张三\n    log:"),
    "a line of equals signs": GOOD.replace("    log:", "=======\n    log:"),
}  # fmt: skip


def test_every_fault_is_told_in_these_words(run: Run, ledger: Path) -> None:
    said = []
    for name, text in FAULTS.items():
        ledger.write_text(text, encoding="utf-8", newline="\n")
        result = run("check", "--as-of", "2020-11-05")
        said.append(f"==== {name} (exit {result.code})\n{result.out}{result.err}")
    told = "\n".join(said)
    golden = GOLDEN / "check.txt"
    if os.environ.get("RECTIFY_UPDATE_GOLDEN") == "1":
        golden.write_text(told, encoding="utf-8", newline="\n")
    assert told == golden.read_text(encoding="utf-8")
