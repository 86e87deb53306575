"""What ``rectify check`` says of one field: where, what is wrong with it, what to do."""

from pathlib import Path

import pytest
from conftest import Run

GOOD = """\
document: {title: 某县整改工作清单, issued_on: 2020-08-12}
units:
  - name: 县政务服务局
issues:
  - id: 1
    title: 事项一
    problem: 问题。
    lead_unit: 县政务服务局
    deadline: 2020年10月底
    log:
      - {date: 2020-08-20, event: start}
"""
KEYS = (
    "id、title、problem、category、number、goal、measures、lead_unit、leader、responsible_units、"
    "office、contact、deadline、due、added、log"
)
EVENT_KEYS = "date、event、of、to、by、unit、note、number、reply_by、evidence、sheet、recorded"
EVENTS = (
    "可以写：start（启动）、progress（进展）、submit（申请销号）、done（销号）、reopen（退回）、"
    "extend（延期）、inspect（督查）、urge（催办）、void（作废）。"
)
PAPERS = "可以写：notice（通报）、summary（报告）。"
IN_FULL = "年、月、日写全，2020-8-31、2020年8月31日 都可以。"
NO_DATE = "不是日期，应写成 2020-10-20 这样的形式"


def found(run: Run, ledger: Path, text: str) -> list[tuple[str, str, str]]:
    """Of each error the place as line:column, the message and the hint."""
    ledger.write_text(text, encoding="utf-8")
    problems = run("check", "--json", "--as-of", "2020-11-05").json["problems"]
    return [
        (f"{problem['line']}:{problem['column']}", problem["message"], problem["hint"])
        for problem in problems
        if problem["severity"] == "error"
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "hint"),
    [
        # Empty: where something must stand, and where the line may be left out.
        ("title: 事项一", "title: ''", "6:12", "title 是空的", "填上内容。"),
        ("局\nissues", "局\n    aliases: ['']\nissues", "4:15", "aliases 是空的",
         "填上内容，或删去这一行。"),
        ("局\nissues", "局\n  -\nissues", "4:4", "units 是空的", "填上内容，或删去这一行。"),
        # A text, a list or a group of keys in place of another.
        ("document: {title: 某县整改工作清单, issued_on: 2020-08-12}", "document: 某县", "1:11",
         "document 应是一组“键: 值”，现在是“某县”", "检查缩进和冒号。"),
        ("document: {title: 某县整改工作清单, issued_on: 2020-08-12}", "document: [某县]", "1:11",
         "document 应是一组“键: 值”，现在是列表", "检查缩进和冒号。"),
        ("      - {date: 2020-08-20, event: start}", "      - [启动]", "11:9",
         "log 里的每一项应是一组“键: 值”，现在是列表",
         "每项以“- ”开头，后面写“键: 值”；一项也没有就留空。"),
        ("date: 2020-08-20", "date: [2020]", "11:16", "date 应是日期",
         "写成 2020-10-20 这样的形式。"),
        # Full-width marks that do not look like a slip by themselves.
        ("08-12}", "08-12, addressees: ［某县］}", "1:64", "列表用了全角方括号",
         "改成半角 [ ] 和半角逗号。"),
        ("08-12}", "08-12, addressees: 【某县】}", "1:64", "列表用了全角方括号",
         "改成半角 [ ] 和半角逗号。"),
        ("event: start}", "event: inspect, reply_by: “2020-09-01”}", "11:54",
         f"““2020-09-01””{NO_DATE}", "去掉全角引号。"),
        ("    log:", "    added: 2020-XX-XX\n    log:", "10:12", f"“2020-XX-XX”{NO_DATE}", IN_FULL),
        # The key that was meant is looked for among those of the record that it stands in.
        ("deadline:", "完成时限:", "9:5", "不认识的键“完成时限”",
         f"是不是 deadline？这里可以写：{KEYS}。"),
        ("event: start}", "event: start, nte: 好}", "11:42", "不认识的键“nte”",
         f"是不是 note？这里可以写：{EVENT_KEYS}。"),
        # The event that was meant.
        ("event: start", "event: return", "11:35", "不认识的事件“return”",
         f"是不是 reopen？{EVENTS}"),
        ("event: start", "event: 完成”", "11:35", "不认识的事件“完成””", f"是不是 done？{EVENTS}"),
        ("event: start", "event: 吃饭", "11:35", "不认识的事件“吃饭”", EVENTS),
    ],
)  # fmt: skip
def test_one_wrong_field_is_told_once_with_its_place_and_a_way_out(
    run: Run, ledger: Path, old: str, new: str, place: str, message: str, hint: str
) -> None:
    assert GOOD.count(old) == 1
    assert found(run, ledger, GOOD.replace(old, new)) == [(place, message, hint)]


def test_what_is_wrong_in_one_line_is_told_from_left_to_right(run: Run, ledger: Path) -> None:
    text = GOOD.replace("{date: 2020-08-20, event: start}", "{event: 吃饭, date: 10月}")
    told = found(run, ledger, text)
    assert [(place, message) for place, message, _ in told] == [
        ("11:17", "不认识的事件“吃饭”"),
        ("11:27", f"“10月”{NO_DATE}"),
    ]


@pytest.mark.parametrize(
    ("event", "message", "hint"),
    [
        ("extend", "extend（延期）没有写明 to（新的到期日）", "补上 to: 2020-11-30 这样的日期。"),
        ("start, to: 2020-09-02", "to（新的到期日）只有 extend（延期）才写，这里是 start",
         "删去 to，或把事件改成 extend。"),
        ("void", "void（作废）没有写明 of（所作废的记录）",
         "补上 of，照抄那一条的全部内容；用 rectify void 记就不会抄错。"),
        ("start, of: {date: 2020-08-19, event: start}",
         "of（所作废的记录）只有 void（作废）才写，这里是 start", "删去 of，或把事件改成 void。"),
        ("void, of: {date: 2020-08-19, event: void, of: {date: 2020-08-19, event: start}}",
         "void（作废）不能再作废：请另记一条", "删去这一条；要恢复的记录照原样另记一条。"),
        ("start, reply_by: 2020-09-02",
         "reply_by（反馈期限）只有退回、督查、催办才写，这里是 start",
         "删去 reply_by，或改正事件。"),
        ("extend, to: 2020-12-31, recorded: 2020-08-19",
         "recorded（记入日）2020-08-19 早于办理日期 2020-08-20",
         "改正 date 或 recorded；当天记入的不写 recorded。"),
    ],
)  # fmt: skip
def test_an_event_whose_keys_do_not_fit_its_kind_is_told_which_to_mend(
    run: Run, ledger: Path, event: str, message: str, hint: str
) -> None:
    assert found(run, ledger, GOOD.replace("start", event)) == [("11:9", message, hint)]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("通报", f"是不是 notice？{PAPERS}"),
        ("“报告", f"是不是 summary？{PAPERS}"),
        ("notise", f"是不是 notice？{PAPERS}"),
        ("完成", PAPERS),
    ],
)
def test_an_unknown_kind_of_paper_is_told_which_there_are(
    run: Run, ledger: Path, typed: str, hint: str
) -> None:
    paper = f"papers:\n  - {{date: 2020-09-01, paper: {typed}, until: 2020-08-31}}\n"
    assert found(run, ledger, GOOD + paper) == [("13:31", f"不认识的文种“{typed}”", hint)]
