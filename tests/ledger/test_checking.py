"""``rectify check``: valid, or every error; and what a careful clerk would look at again."""

import os
import tracemalloc
from pathlib import Path

import pytest
from conftest import Run

GOOD = """\
document: {title: 某县整改工作清单, issued_on: 2020-08-12}
units:
  - name: 县政务服务局
    aliases: [县政务局]
  - name: 各乡镇
    members: [漕涧镇, 宝丰乡, 关坪乡, 长新乡, 检槽乡]
issues:
  - id: 1
    title: 事项一
    problem: 问题。
    lead_unit: 县政务局
    responsible_units: [各乡镇]
    deadline: 2020年10月底
    log:
      - {date: 2020-08-20, event: start}
      - {date: 2020-09-20, event: extend, unit: 漕涧镇, to: 2020-11-30}
      - {date: 2020-10-20, event: done}
"""


@pytest.fixture
def office(ledger: Path) -> Path:
    ledger.write_text(GOOD, encoding="utf-8")
    return ledger


def check(run: Run, path: Path, old: str = "", new: str = "") -> tuple[int, str]:
    """The exit code and the words for the example with one change."""
    assert old in GOOD
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    result = run("check", "--as-of", "2020-11-05")
    return result.code, result.out


def test_the_shipped_list_is_valid_and_its_groups_are_asked_about_once(
    run: Run, ledger: Path
) -> None:
    result = run("check")
    question, *_, verdict = result.out.splitlines()
    assert (result.code, verdict) == (0, "11 项，校验通过（另有 1 处提醒）")
    assert "统称的成员是否列全：县级各部门（3）、县各金融机构（没有列）" in question
    assert ":21:" in question, "where the first of them lists its members"


@pytest.mark.parametrize(
    ("log", "said"),
    [
        # One township's line once moved the whole item.
        (
            "{date: 2020-09-18, event: submit, unit: 漕涧镇}",
            ":16:9: 提醒：事项状态是整改中，不是待销号",
        ),
        # Where the lead did as much itself, nothing has changed.
        ("{date: 2020-09-18, event: progress, unit: 漕涧镇}", ""),
        ("{date: 2020-09-18, event: submit, unit: 县政务服务局}", ""),
        (
            "{date: 2020-09-18, event: done, unit: 漕涧镇}",
            ":16:9: 提醒：事项状态是整改中，不是已销号",
        ),
        # What was taken back had no part in it: the line that stands is shown.
        (
            "{date: 2020-09-17, event: submit, unit: 宝丰乡}\n"
            "      - {date: 2020-09-17, event: void,"
            " of: {date: 2020-09-17, event: submit, unit: 宝丰乡}}\n"
            "      - {date: 2020-09-18, event: submit, unit: 漕涧镇}",
            ":18:9: 提醒：事项状态是整改中，不是待销号",
        ),
        (
            "{date: 2020-09-18, event: submit, unit: 漕涧镇}\n"
            "      - {date: 2020-09-19, event: reopen, unit: 漕涧镇}",
            "",
        ),
    ],
)
def test_a_status_that_other_units_events_once_raised_is_told(
    run: Run, office: Path, log: str, said: str
) -> None:
    kept, _, _ = GOOD.partition("      - {date: 2020-09-20, event: extend")
    office.write_text(f"{kept}      - {log}\n", encoding="utf-8")
    told = run("check", "--as-of", "2020-11-05").out
    assert ("事项状态是" in told, said in told) == (bool(said), True)


@pytest.mark.parametrize(
    ("leads", "log"),
    [
        # Whoever leads, or nobody: what was struck off or applied for may be sent back,
        ("", "submit} done, by: 李某} reopen}"),
        ("    lead_unit: 县政务局\n", "submit} reopen}"),
        ("    lead_unit: 县政务局\n", "done, by: 李某} reopen, unit: 漕涧镇}"),
        # and the part alone of a unit that has finished it.
        ("    lead_unit: 县政务局\n", "start} submit, unit: 漕涧镇} reopen, unit: 漕涧镇}"),
    ],
)
def test_what_is_sent_back_in_order_is_no_fault(
    run: Run, office: Path, leads: str, log: str
) -> None:
    kept = GOOD.partition("      - {date: 2020-08-20")[0].replace(
        "    lead_unit: 县政务局\n", leads
    )
    events = (f"      - {{date: 2020-09-01, event: {part}}}\n" for part in log[:-1].split("} "))
    office.write_text(kept + "".join(events), encoding="utf-8")
    assert "却记了退回" not in run("check", "--as-of", "2020-11-05").out
    assert run("check").code == 0


@pytest.mark.parametrize(
    ("members", "asked"),
    [
        ("[漕涧镇, 宝丰乡, 关坪乡, 长新乡]", True),
        ("[漕涧镇, 宝丰乡, 关坪乡, 长新乡, 检槽乡]", False),
    ],
)
def test_a_group_is_asked_about_while_it_lists_few(
    run: Run, office: Path, members: str, asked: bool
) -> None:
    _, said = check(run, office, "[漕涧镇, 宝丰乡, 关坪乡, 长新乡, 检槽乡]", members)
    assert ("是否列全" in said) is asked
    unbound = GOOD.replace("[各乡镇]", "[县政务局]").replace("[漕涧镇, 宝丰乡, 关坪乡,", "[")
    office.write_text(unbound, encoding="utf-8")
    assert "是否列全" not in run("check").out, "no issue speaks of it"


def test_the_example_is_valid_without_a_word_more(run: Run, office: Path) -> None:
    assert check(run, office) == (0, "1 项，校验通过\n")


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("unit: 漕涧镇", "unit: 漕涧乡", ":16:49", "units 里没有“漕涧乡”"),
        ("lead_unit: 县政务局", "lead_unit: 县正务局", ":11:16", "units 里没有“县正务局”"),
        ("[各乡镇]", "[各县镇]", ":12:25", "units 里没有“各县镇”"),
        ("2020年10月底", "尽快完成", ":13:15", "读不出确切的日期"),
        ("2020年10月底", "国庆前", ":13:15", "整改时限“国庆前”读不出确切的日期"),
        ("2020年10月底", "8月5日前", ":13:15", "没有写年份，而这一天在印发时刚刚过去"),
        ("08-20, event", "08-02, event", ":15:16", "早于文件印发日期"),
        ("2020-10-20", "2020-12-20", ":17:16", "还没有到"),
        ("2020-09-20", "2020-08-19", ":16:16", "次序颠倒"),
        (
            "event: done}", "event: done}\n      - {date: 2020-10-21, event: done}",
            ":18:35", "已经销号",
        ),
        ("event: start", "event: reopen", ":15:35", "却记了退回"),
        (
            "to: 2020-11-30}",
            "to: 2020-11-30}\n      - {date: 2020-09-20, event: extend, to: 2020-12-31}",
            ":17:47", "同一天有两个不同的延期",
        ),
        ("2020年10月底", "2010年10月底", ":13:15", "到期日 2010-10-31 早于文件印发日期"),
        ("2020年10月底", "2060年10月底", ":13:15", "晚了十年以上"),
        ("    log:", "    due: 2002-10-31\n    log:", ":14:10", "到期日 2002-10-31 早于"),
        ("to: 2020-11-30", "to: 2200-11-30", ":16:58", "新的到期日 2200-11-30 比"),
        ("to: 2020-11-30", "to: 2020-01-30", ":16:58", "新的到期日 2020-01-30 早于"),
        ("event: done", "event: done, evidence: [evidence/1/无.pdf]", ":17:52", "找不到佐证材料"),
        ("event: done", f"event: done, evidence: [{'长' * 2000}]", ":17:52", "找不到佐证材料"),
    ],
)  # fmt: skip
def test_what_looks_wrong_is_a_reminder_and_no_error(
    run: Run, office: Path, old: str, new: str, place: str, words: str
) -> None:
    code, out = check(run, office, old, new)
    assert code == 0
    assert f"issues.yaml{place}: 提醒：" in out
    assert words in out
    assert "校验通过（另有 1 处提醒）" in out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "aliases: [县政务局]",
            "aliases: [各乡镇]",
            "“各乡镇”已是县政务服务局的名称或别称（第 4 行）",
        ),
        ("members: [漕涧镇,", "members: [各乡镇,", "绕了一圈"),
        ("event: done", "event: done, evidence: [../秘密.pdf]", "不能有“..”"),
        ("event: done", "event: done, evidence: [/etc/passwd]", "绝对路径"),
        (
            "[各乡镇]\n    deadline",
            "［各乡镇，县政务局］\n    deadline",
            ":12:24: 错误：用了全角方括号",
        ),
        ("[县政务局]", "［县政务局］", ":4:14: 错误：用了全角方括号"),
    ],
)
def test_what_no_reading_can_make_sense_of_is_an_error(
    run: Run, office: Path, old: str, new: str, words: str
) -> None:
    code, out = check(run, office, old, new)
    assert code == 1
    assert words in out
    assert "1 处错误" in out


@pytest.mark.parametrize("name", [".issues.yaml.swp", ".~lock.issues.yaml#", "~$issues.yaml"])
def test_an_editor_that_may_hold_an_unsaved_copy_is_told(run: Run, office: Path, name: str) -> None:
    office.with_name(name).touch()
    said = check(run, office)[1]
    assert "还有没保存的改动" in said
    assert "    办法：请先在编辑器里保存并关闭；确定没有人在用，就删去这个文件。\n" in said


def test_a_second_name_of_the_file_is_told(run: Run, office: Path) -> None:
    os.link(office, office.with_name("另一个.yaml"))
    code, said = check(run, office)
    assert code == 0
    assert "data/issues.yaml: 提醒：这个文件还有别的名字（硬链接），" in said
    assert "    办法：改用符号链接，或只留一个文件。\n" in said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "    lead_unit: 县政务局\n    responsible_units: [各乡镇]\n",
            "",
            "没有写牵头单位和责任单位",
        ),
        ("    deadline: 2020年10月底\n", "", "没有写整改时限"),
        ("lead_unit: 县政务局", "lead_unit: 县政务局、漕涧镇", "分开写成 [甲, 乙]"),
    ],
)
def test_where_nobody_could_be_chased_it_is_told(
    run: Run, office: Path, old: str, new: str, words: str
) -> None:
    code, out = check(run, office, old, new)
    assert code == 0
    assert words in out


def test_a_near_unit_is_offered(run: Run, office: Path) -> None:
    assert "是不是 漕涧镇" in check(run, office, "unit: 漕涧镇", "unit: 漕涧乡")[1]


# Each line holds the one above nine times: nine to the nineteenth entries, if anyone unfolds it.
BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 20))
# What is wrong with a file as a whole: the bytes, and words of the first thing said of it.
WHOLE_FILES = {
    "empty": (b"", "是空的"),
    "blank": (b"\xef\xbb\xbf \r\n\n", "是空的"),
    "NUL byte": (GOOD.replace("事项一", "事\0项").encode(), ":9:13: 错误：这里有空字节（NUL）"),
    "stray byte": (GOOD.encode() + b"\xff", ":18:1: 错误：这里的字节 0xFF 不是 UTF-8 文字"),
    "GBK": (GOOD.encode("gbk"), "看起来是 GBK 编码"),
    "UTF-16": (GOOD.encode("utf-16"), "看起来是 UTF-16LE 编码"),
    "UTF-16 without a mark": (GOOD.encode("utf-16-be"), "看起来是 UTF-16BE 编码"),
    "conflict": (
        f"<<<<<<< HEAD\n{GOOD}=======\n{GOOD}>>>>>>> 张三\n".encode(),
        ":1:1: 错误：第 1、19、37 行是 git 合并冲突的标记",
    ),
    "deep nesting": (f"a: {'[' * 50_000}".encode(), "嵌套超过 12 层"),
    "alias bomb": (
        BOMB.encode(),
        ":1:5: 错误：这里用了 YAML 的锚点或别名",
    ),
    "object tag": (
        GOOD.replace("事项一", "!!python/object/apply:os.system [echo]").encode(),
        ":9:12: 错误：这里用了 YAML 标签 !!python/object/apply:os.system",
    ),
    "two documents": (f"{GOOD}---\n{GOOD}".encode(), "一个文件里有两份内容"),
    "no ledger": ("一封信\n".encode(), ":1:1: 错误：这不是整改工作清单"),
    "control character": (GOOD.replace("事项一", "事\x1b[31m项").encode(), "控制字符 U+001B"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), WHOLE_FILES.values(), ids=WHOLE_FILES.keys())
def test_a_file_that_is_wrong_as_a_whole_is_told_in_one_sentence_with_a_way_out(
    run: Run, office: Path, data: bytes, words: str
) -> None:
    office.write_bytes(data)
    tracemalloc.start()
    result = run("check")
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    tracemalloc.stop()
    assert result.code == 1
    first = result.out.splitlines()[0]
    assert words in first
    assert "办法：" in result.out
    assert "处错误" in result.out
    assert "\x1b" not in result.out


def test_json_has_every_finding(run: Run, office: Path) -> None:
    office.write_text(GOOD.replace("event: done", "event: 完成"), encoding="utf-8")
    data = run("check", "--json").json
    assert data["valid"] is False
    (problem,) = data["problems"]
    assert (problem["line"], problem["column"], problem["severity"]) == (17, 35, "error")


def test_townships_that_finish_first_and_merged_clones_are_told_once(
    run: Run, ledger: Path
) -> None:
    for issue in ("1", "3", "4"):
        run("progress", issue, "--unit", "漕涧", "--note", "甲", "--as-of", "2020-09-20")
        run("submit", issue, "--unit", "关坪", "--note", "乙", "--as-of", "2020-09-21")
    text = ledger.read_text(encoding="utf-8")
    late = "      - {date: 2020-09-21, event: submit, unit: 关坪乡人民政府, note: 乙}\n"
    older = "".join(late.replace("乙", word).replace("-21", "-1" + word) for word in "89")
    ledger.write_text(text.replace(late, late + older, 1), encoding="utf-8")
    told = run("check", "--as-of", "2020-10-20").out
    assert told.count("有的记录不是牵头单位的") == 1
    assert "第1、3、4项都是这样" in told
    assert told.count("次序颠倒") == 1
    assert told.endswith("11 项，校验通过（另有 3 处提醒）\n")
