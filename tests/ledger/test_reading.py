"""What the reader says of a file that is not right: the place, the sentence, the way out."""

import tracemalloc
from pathlib import Path

import pytest
from conftest import FROZEN, Run

from rectify_cli.errors import InvalidDataError, Problem
from rectify_cli.ledger.reading import ledger_of, parse_ledger_text, read_ledger

GOOD = """\
document:
  title: 某县整改工作清单
  issued_on: 2020-08-12

units:
  - name: 县政务服务局
    aliases: [县政务局]

issues:
  - id: 1
    title: 事项一
    problem: |-
      第一句，
      第二句。
    lead_unit: 县政务服务局
    deadline: 立行立改
    log:
      - {date: 2020-08-20, event: start, by: 李某}
  - id: 2
    title: 事项二
    problem: 问题。
    log:
"""


def problems(text: str) -> tuple[Problem, ...]:
    """What is said of ``text``."""
    with pytest.raises(InvalidDataError) as caught:
        parse_ledger_text(text, "清单.yaml")
    assert caught.value.problems
    return caught.value.problems


def test_the_example_is_good() -> None:
    checklist = parse_ledger_text(GOOD, "清单.yaml")
    assert checklist.issues[0].problem == "第一句，第二句。"
    assert checklist.issues[1].log == ()


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("  title: 某", "  title：某", "2:8", "全角冒号"),
        ("event: start", "event：start", "18:33", "全角冒号"),
        ("20, event", "20， event", "18:26", "全角逗号"),
        ("[县政务局]", "［县政务局］", "7:14", "全角方括号"),
        ("[县政务局]", "[县政务局］", "7:19", "全角方括号"),
        ("- {date", "- ｛date", "18:9", "全角花括号"),
        ("date: 2020-08-20", "date: “2020-08-20”", "18:16", "全角引号"),
        ("event: start", "event: “start”", "18:35", "全角引号"),
        ("  - name", "  － name", "6:3", "全角短横线"),
        ("date: 2020-08-20, event: start", "date:2020-08-20, event:start", "18:14", "缺一个空格"),
        ("- {date", "-{date", "18:7", "短横线后面缺一个空格"),
        ("    title: 事项一", "\ttitle: 事项一", "11:1", "制表符"),
        ("    title: 事项一", "　　title: 事项一", "11:1", "全角空格"),
        ("    title: 事项一", "    \u00a0title: 事项一", "11:5", "不间断空格"),
        ("    title: 事项一", "    title:事项一", "11:10", "缺一个空格"),
        ("    title: 事项一", "    title: [事项一", "", "方括号"),
        ("    title: 事项一", '    title: "事项一', "11:12", "引号没有成对"),
        ("    title: 事项一", "     title: 事项一", "11:", "缩进"),
        ("    title: 事项一", "    title: 事项: 一", "11:", "冒号"),
        ("    title: 事项一", "    title: *事项一", "11:12", "别名"),
        ("    title: 事项一", "    title: &a 事项一", "11:12", "锚点"),
        ("    title: 事项一", "    title: !!python/object:os.system 事项一", "11:12", "标签"),
        ("    title: 事项一", "    title: !!int 3", "11:12", "标签"),
        ("    title: 事项一", "    title: 甲\x07乙", "11:13", "控制字符 U+0007"),
        ("    title: 事项一", "    title: 事项一\n    title: 又一", "12:5", "第 11 行已经写过"),
        ("  - id: 2", "  - id: 1", "19:9", "第 10 行已经用过"),
        ("    title: 事项一", "    titel: 事项一", "11:5", "不认识的键“titel”"),
        ("    title: 事项一\n", "", "10:5", "缺少必填的键 title"),
        ("    title: 事项一", "    title:", "11:11", "title 是空的"),
        ("    title: 事项一", "    title: [甲, 乙]", "11:12", "应是一段文字"),
        ("    deadline: 立行立改", "    leader: [杨某, 何某]", "16:13", "现在是列表"),
        ("    title: 事项一", "    title: {甲: 乙}", "11:12", "应是一段文字"),
        ("  - id: 2", "  - id: 二", "19:9", "应是正整数"),
        ("  - id: 2", "  - id: 0", "19:9", "应是正整数"),
        ("date: 2020-08-20", "date: 2020-02-30", "18:16", "这一天不存在"),
        ("date: 2020-08-20", "date: 八月底", "18:16", "不是日期"),
        ("issued_on: 2020-08-12", "issued_on: [1]", "3:14", "应是日期"),
        ("event: start", "event: 完成", "18:35", "不认识的事件“完成”"),
        ("event: start", "event: strat", "18:35", "不认识的事件“strat”"),
        ("event: start", "event: extend", "18:9", "extend（延期）没有写明 to"),
        ("event: start", "event: start, to: 2020-09-01", "18:9", "只有 extend（延期）才写"),
        ("- {date: 2020-08-20, event: start, by: 李某}", "- 启动了", "18:9", "应是一组“键: 值”"),
        ("    log:\n      - {date", "    log: 无 #{date", "17:10", "log 里的每一项应是"),
        ("issues:\n", "issues: 无\nissue:\n", "9:9", "issues 里的每一项应是"),
        ("issues:\n", "issue:\n", "9:1", "不认识的键“issue”"),
        ("document:\n", "document: 无\n其他:\n", "", "document 应是一组“键: 值”"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_place(old: str, new: str, place: str, words: str) -> None:
    assert GOOD.count(old) >= 1
    found = problems(GOOD.replace(old, new, 1))
    told = [
        p for p in found if words in p.message and str(p.place).startswith(f"清单.yaml:{place}")
    ]
    assert told, [(str(p.place), p.message) for p in found]
    assert told[0] == found[0], [(str(p.place), p.message) for p in found]
    assert told[0].source_line is not None
    assert all(problem.hint for problem in found)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("titel", "是不是 title？"),
        ("respnsible_units", "是不是 responsible_units？"),
        ("责任领导", "是不是 leader？"),
        ("整改时限", "是不是 deadline？"),
    ],
)
def test_an_unknown_key_is_answered_with_the_nearest(text: str, guess: str) -> None:
    (problem,) = problems(GOOD.replace("    deadline: 立行立改", f"    {text}: 立行立改"))
    assert problem.hint is not None
    assert problem.hint.startswith(guess)


def test_an_event_in_chinese_is_answered_with_its_identifier() -> None:
    (problem,) = problems(GOOD.replace("event: start", "event: 销号"))
    assert problem.hint is not None
    assert problem.hint.startswith("是不是 done？")


def test_all_errors_are_told_at_once_in_the_order_of_the_file() -> None:
    text = (
        GOOD.replace("2020-08-20", "2020-02-30").replace("id: 2", "id: 二").replace("titl", "tit")
    )
    lines = [problem.place.line for problem in problems(text)]
    assert len(lines) >= 5
    assert lines == sorted(lines, key=lambda line: line or 0)


def test_a_slip_does_not_hide_the_errors_behind_it() -> None:
    text = (
        GOOD.replace("    title: 事项一", "    title：事项一")
        .replace("{date: 2020-08-20, event: start", "｛date：2020-08-20，event：“start”")
        .replace("deadline:", "deadlin:")
        .replace("  - id: 2", "  - id: 二")
    )
    told = [(p.place.line, p.message[:6]) for p in problems(text)]
    assert told == [
        (11, "键后面是全角"),
        (18, "用了全角花括"),
        (16, "不认识的键“"),
        (19, "id 应是正"),
    ]


def test_conflict_markers_are_told_first_and_alone() -> None:
    ours = "      - {date: 2020-08-21, event: progress}\n"
    text = GOOD.replace(
        "  - id: 2", f"<<<<<<< HEAD\n{ours}=======\n{ours}>>>>>>> 张三\n  - id: 2", 1
    )
    (problem,) = problems(text)
    assert "第 19、21、23 行是 git 合并冲突的标记" in problem.message
    assert problem.place.line == 19
    assert problem.hint is not None
    assert "办理记录一般都要留" in problem.hint


def test_deep_nesting_is_refused_however_deep() -> None:
    for depth in (30, 900, 50_000):
        (problem, *_) = problems(GOOD.replace("事项一", "[" * depth + "]" * depth))
        assert "嵌套" in problem.message


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    bomb = "a: &a [x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
    )
    (problem, *_) = problems(bomb)
    assert "锚点" in problem.message


@pytest.mark.parametrize("typed", ["no", "on", "y", "12:30", "0123", "1_000", "1e3", ".5", "yes"])
def test_what_is_typed_as_text_stays_text(typed: str) -> None:
    text = GOOD.replace("事项一", typed).replace("李某", typed).replace("立行立改", typed)
    issue = parse_ledger_text(text, "清单.yaml").issues[0]
    assert (issue.title, issue.log[0].by, issue.deadline) == (typed, typed, typed)


@pytest.mark.parametrize(
    "typed", ["2020-8-5", "2020/08/05", "2020.8.5", "2020年8月5日", "20200805"]
)
def test_dates_are_dates_in_any_unambiguous_form(typed: str) -> None:
    checklist = parse_ledger_text(GOOD.replace("2020-08-20", typed), "清单.yaml")
    assert str(checklist.issues[0].log[0].date) == "2020-08-05"


@pytest.mark.parametrize("typed", ["~", "null", ""])
def test_nothing_may_be_written_in_three_ways(typed: str) -> None:
    text = GOOD.replace("deadline: 立行立改", f"deadline: {typed}")
    assert parse_ledger_text(text, "清单.yaml").issues[0].deadline is None


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_are_true_with_any_line_ends_and_a_byte_order_mark(ending: str, mark: str) -> None:
    text = mark + "# 𠮷\n" + GOOD.replace("strat", "start").replace("event: start", "event: 𠮷x")
    (problem,) = problems(text.replace("\n", ending))
    assert str(problem.place) == "清单.yaml:19:35"
    assert problem.source_line == "      - {date: 2020-08-20, event: 𠮷x, by: 李某}"


def test_a_line_separator_inside_a_text_does_not_shift_the_places_after_it() -> None:
    (problem,) = problems(GOOD.replace("事项一", '"事\u2028项"').replace("id: 2", "id: x"))
    assert problem.place.line == 19


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff"])
def test_an_empty_file_says_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "空.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidDataError, match="是空的") as caught:
        read_ledger(path)
    assert "rectify init" in (caught.value.hint or "")


@pytest.mark.parametrize("text", ["只有一句话", "- 甲\n- 乙\n", "# 只有注释\n", "{}"])
def test_a_file_that_is_something_else_says_what_is_missing(text: str) -> None:
    assert problems(text)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "大.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(InvalidDataError, match="超过 128 MB"):
        read_ledger(path)
    assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    tracemalloc.stop()


def test_the_text_read_is_the_bytes_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "清单.yaml"
    data = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
    path.write_bytes(data)
    assert read_ledger(path).text.encode() == data


@pytest.mark.parametrize("head", ["title: 清单", "title: >-\n    清单"])
@pytest.mark.parametrize("issue", ["problem: 问题。", "problem: >-\n      问题。"])
def test_a_ledger_of_many_issues_is_read_in_parts_whoever_wrote_it(head: str, issue: str) -> None:
    """So that it takes little memory, and one issue can be written to without the others."""
    text = f"document:\n  {head}\n  issued_on: 2020-08-12\nissues:\n"
    for number in range(1, 31):
        text += f"  - id: {number}\n    title: 事项\n    {issue}\n    log:\n"
    ledger = ledger_of(text, Path("清单.yaml"))
    assert (ledger.path, ledger.text, len(ledger.checklist)) == (Path("清单.yaml"), text, 30)
    assert ledger.blocks is not None
    assert len(ledger.blocks) == 30
    assert ledger_of(GOOD, Path("清单.yaml")).blocks is None, "few are changed as one"


def test_an_unsound_file_is_named_wherever_it_is_named(tmp_path: Path) -> None:
    path = tmp_path / "清单.yaml"
    path.write_text(GOOD.replace("id: 2", "id: 1"), encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        read_ledger(path)
    assert caught.value.message == "清单文件有误"
    assert [problem.place.file for problem in caught.value.problems] == [str(path)]
    path.write_bytes(GOOD.encode("gbk"))
    with pytest.raises(InvalidDataError) as caught:
        read_ledger(path)
    assert caught.value.message == f"{path} 看起来是 GBK 编码，不是 UTF-8"


def test_the_command_line_shows_the_line_with_a_caret(run: Run, ledger: Path) -> None:
    ledger.write_text(GOOD.replace("event: start", "event: strat"), encoding="utf-8")
    result = run("list")
    assert result.code == 1
    assert result.out == ""
    lines = result.err.splitlines()
    assert "issues.yaml:18:35: 错误：不认识的事件“strat”" in lines[1]
    assert lines[2].index("strat") == lines[3].index("^")
    assert "办法：是不是 start？" in lines[4]


def test_hundreds_of_errors_are_not_poured_over_the_screen(run: Run, ledger: Path) -> None:
    text = FROZEN.read_text(encoding="utf-8")
    ledger.write_text(text.replace("title:", "titel:").replace("problem:", "prob:"), "utf-8")
    result = run("list")
    assert "用 rectify check 查看全部" in result.err
    assert run("check").out.count("错误：") == 23
