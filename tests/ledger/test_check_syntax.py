"""What ``rectify check`` says of a text that is no YAML, or YAML that a ledger does not use."""

from pathlib import Path

import pytest
import yaml
from conftest import Run
from test_check_fields import GOOD, found

from rectify_cli.ledger.problems import diagnosis
from rectify_cli.ledger.text import yaml_text

TWO = GOOD + "  - id: 1\n    title: 事项二\n    problem: 问题。\n"
TAB = ("缩进里有制表符（Tab）", "改用空格缩进。")
COLON = ("键后面是全角冒号“：”", "改成半角冒号加一个空格，如 title: 内容。")
NO_LEDGER = (
    "这不是整改工作清单",
    "文件应有 document、units、issues 三个键；可用 rectify init 看样子。",
)
MARKERS = "两边的办理记录一般都要留：删去这几行标记，留下要的内容，再运行 rectify check。"
NO_YAML = (
    "这里的写法不是 YAML",
    "对照上下几行的缩进、冒号和括号改正；冒号后要有一个空格。",
)
DEEP = ("嵌套超过 12 层，清单用不着", "核对是不是多打了括号或缩进。")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # A slip explains what the parser says of its own line, and not what comes before it.
        (GOOD.replace("    deadline", "\tdeadline"), [("9:1", *TAB)]),
        (
            GOOD.replace("事项一", "事项: 一").replace("deadline: ", "deadline："),
            [
                ("9:13", *COLON),
                ("6:14", "这里多了一个冒号，或上一行缩进不对",
                 "文字里有“冒号加空格”的，整段加上引号；否则检查这一行和上一行的缩进。"),
            ],
        ),
        # What a slip hides is told beside it.
        (
            TWO.replace("id: 1", "id：1", 1),
            [
                ("5:7", *COLON),
                ("12:9", "序号 1 重复：第 5 行已经用过", "给后加的一项换一个没用过的序号。"),
            ],
        ),
        # Markers of a conflict of which some were taken out by hand.
        (GOOD.replace("    log:", "<<<<<<< HEAD\n    log:"),
         [("10:1", "第 10 行是 git 合并冲突的标记", MARKERS)]),
        (GOOD.replace("    log:", "    log:\n=======\n>>>>>>> 张三"),
         [("11:1", "第 11、12 行是 git 合并冲突的标记", MARKERS)]),
        # No ledger: told where its content begins, or at the beginning.
        ("# 清单\n\n- 甲\n", [("3:1", *NO_LEDGER)]),
        ("# 只有一句\n", [("1:1", *NO_LEDGER)]),
        # YAML that only programs write.
        (
            GOOD.replace("事项一", "&a 事项一"),
            [("6:12", "这里用了 YAML 的锚点或别名（& 或 *），清单不用它们",
              "把内容原样写出来；若 & 或 * 是文字的一部分，给文字加上引号。")],
        ),
        # What no sentence of its own is kept for.
        ("%某县\n" + GOOD, [("1:2", *NO_YAML)]),
        (GOOD.replace("problem: 问题", "problem: |问题"), [("7:15", *NO_YAML)]),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_read_is_told_with_the_places_to_mend(
    run: Run, ledger: Path, text: str, told: list[tuple[str, str, str]]
) -> None:
    assert found(run, ledger, text) == told


def test_endless_brackets_are_told_also_where_libyaml_is_not_installed(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (diagnosis, yaml_text):
        monkeypatch.setattr(module, "LOADER", yaml.BaseLoader)
    assert found(run, ledger, f"a: {'[' * 2000}") == [("1:1", *DEEP)]
