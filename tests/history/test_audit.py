"""``audit``: whatever vanished after it had been recorded is found, and nothing else is."""

import os
import shutil
from pathlib import Path

import pytest
from conftest import Result, Run
from offices import Office

START = "date: 2020-08-20, event: start, by: 李某"
PROGRESS = "date: 2020-09-18, event: progress, note: 办事指南印发200份"
DONE = "date: 2020-10-20, event: done, by: 何志龙"
PAPER = "papers:\n  - {date: 2020-11-06, paper: notice, number: 云办通3号, until: 2020-11-05}\n"


def losses(result: Result) -> list[tuple[str, int | None, str | None, bool]]:
    """Of ``audit --json``: what, of which issue, of which field, and whether it is back."""
    return [
        (loss["kind"], loss["issue"], loss["field"], loss["restored"])
        for loss in result.json["losses"]
    ]


def audit(run: Run, *arguments: str) -> Result:
    """``audit --json``; its exit code agrees with what it says."""
    result = run("audit", "--json", *arguments)
    assert result.err == ""
    assert result.code == (1 if result.json["vanished"] else 0)
    return result


def test_a_sound_history_is_said_to_be_sound(run: Run, office: Office) -> None:
    office.record(3, START)
    result = run("audit")
    assert (result.code, result.err) == (0, "")
    assert "没有发现" in result.out
    assert audit(run).json["commits"] == 2


def test_a_removed_event_is_told_with_commit_person_day_and_line(run: Run, office: Office) -> None:
    office.record(3, START)
    office.record(3, PROGRESS)
    office.drop("办事指南印发200份")
    commit = office.commit("整理清单", author="王某")
    office.record(3, DONE)
    result = run("audit")
    assert result.code == 1
    day = office.git("log", "-1", "--format=%ad", "--date=short", commit).strip()
    assert f"{commit[:8]}　{day}　王某：整理清单" in result.out
    assert "事项 3 办理记录被删" in result.out
    assert f"原：{{{PROGRESS}}}" in result.out
    [loss] = audit(run).json["losses"]
    assert (loss["commit"]["id"], loss["before"], loss["after"]) == (
        commit, f"{{{PROGRESS}}}", None,
    )  # fmt: skip


def test_an_altered_event_is_told_with_the_line_before_and_after(run: Run, office: Office) -> None:
    office.record(3, PROGRESS)
    office.record(3, DONE)
    office.change("印发200份", "印发500份")
    office.commit()
    [loss] = audit(run).json["losses"]
    assert loss["before"] == f"{{{PROGRESS}}}"
    assert loss["after"] == f"{{{PROGRESS.replace('200', '500')}}}"
    assert "今：" in run("audit").out


def test_altered_and_removed_official_text_is_told(run: Run, office: Office) -> None:
    office.change("    title: 大厅工作人员服务标准不够优化\n", "    title: 大厅服务\n")
    office.change("  basis: 大政办通〔2020〕54号\n", "")
    office.commit()
    assert losses(audit(run)) == [("text", None, "basis", False), ("text", 5, "title", False)]
    out = run("audit").out
    assert "事项 5 短标题被改\n  原：大厅工作人员服务标准不够优化\n  今：大厅服务" in out
    assert "依据文件被删\n  原：大政办通〔2020〕54号" in out


def test_what_was_empty_may_be_filled_in(run: Run, office: Office) -> None:
    office.change(
        "    title: 大厅工作人员服务标准不够优化\n",
        "    title: 大厅工作人员服务标准不够优化\n    due: 2020-10-31\n",
    )
    office.commit()
    assert losses(audit(run)) == []


def test_a_removed_paper_is_told(run: Run, office: Office) -> None:
    office.write(office.text + PAPER)
    office.commit()
    office.write(office.text.replace(PAPER, ""))
    office.commit()
    assert losses(audit(run)) == [("line", None, "papers", False)]
    assert "印发记录被删" in run("audit").out


def test_units_are_a_directory_and_told_only(run: Run, office: Office) -> None:
    office.change("aliases: [县政务局]", "aliases: [县政务局, 政务局]")
    office.commit()
    result = run("audit")
    assert result.code == 0
    assert "单位目录的改动（不算丢失）" in result.out
    assert losses(audit(run)) == [("unit", None, "units", False)]


def test_an_issue_that_goes_as_a_whole_is_one_loss(run: Run, office: Office) -> None:
    office.record(11, START)
    office.record(11, PROGRESS)
    office.write(office.text[: office.text.index("  - id: 11\n")])
    office.commit()
    assert losses(audit(run)) == [("issue", 11, None, False)]
    assert "事项 11 整项被删：四项指标佐证材料缺失或不规范（2 条办理记录）" in run("audit").out


def test_an_issue_that_only_gets_another_number_is_no_loss(run: Run, office: Office) -> None:
    office.record(11, START)
    office.change("  - id: 11\n", "  - id: 12\n")
    office.commit()
    assert losses(audit(run)) == []
    office.drop("event: start")
    office.commit()
    assert losses(audit(run)) == [("line", 12, "log", False)]


def test_a_ledger_that_was_deleted_and_came_back_short_is_found_out(
    run: Run, office: Office
) -> None:
    office.record(3, START)
    office.record(3, PROGRESS)
    whole = office.text
    office.ledger.unlink()
    office.commit("删了")
    office.write(whole)
    office.drop("event: start")
    office.commit("又有了")
    result = audit(run)
    assert losses(result) == [("line", 3, "log", False), ("file", None, None, True)]
    assert "整个清单文件被删：" in run("audit").out


def test_a_void_takes_back_lawfully(run: Run, office: Office) -> None:
    office.record(3, START)
    assert run("void", "3#1", "--note", "记错了", "--as-of", "2020-10-20").code == 0
    office.commit()
    assert losses(audit(run)) == []


def test_what_is_still_to_be_committed_counts_too(run: Run, office: Office) -> None:
    office.record(3, START)
    office.drop("event: start")
    [loss] = audit(run).json["losses"]
    assert loss["commit"] is None
    assert "工作副本（还没有提交）" in run("audit").out


def test_what_is_put_back_is_told_and_is_not_gone(run: Run, office: Office) -> None:
    office.record(3, START)
    whole = office.text
    office.drop("event: start")
    office.change("title: 大厅工作人员服务标准不够优化", "title: 大厅服务")
    office.commit("删改")
    office.write(whole)
    office.commit("恢复")
    assert losses(audit(run)) == [("line", 3, "log", True), ("text", 5, "title", True)]
    result = run("audit")
    assert result.code == 0
    assert "曾被删改，现已恢复" in result.out


@pytest.mark.parametrize("way", ["moved", "quoted", "gbk", "utf16", "crlf", "bom", "block", "flow"])
def test_another_way_of_writing_the_same_is_no_change(run: Run, office: Office, way: str) -> None:
    office.record(3, START)
    office.record(3, PROGRESS)
    text = office.text
    start, progress = (f"      - {{{line}}}\n" for line in (START, PROGRESS))
    if way == "moved":
        first, rest = text.split("  - id: 2\n")
        second, rest = rest.split("  - id: 3\n")
        text = f"{first}  - id: 3\n{rest.replace(start + progress, progress + start)}"
        text += f"\n  - id: 2\n{second}"
    elif way == "quoted":
        text = text.replace("note: 办事指南印发200份", 'note: "办事指南印发200份"')
        text = text.replace(
            "  - id: 5\n    category: 共性问题", "  - 'id': '5'\n    category: '共性问题'"
        )
        text = text.replace("date: 2020-08-20", "date: 2020/8/20")
    elif way == "block":
        text = text.replace(
            start, "      - by: 李某\n        event: start\n        date: 2020-08-20\n"
        )
        text = text.replace("lead_unit: 县政务服务中心", "lead_unit:\n      - 县政务服务中心")
    elif way == "flow":
        text = text.replace(f"\n{start}{progress}", f" [{{{START}}}, {{{PROGRESS}}}]\n")
    encodings = {"gbk": "gb18030", "utf16": "utf-16", "bom": "utf-8-sig"}
    if way == "crlf":
        text = text.replace("\n", "\r\n")
        (office.folder / ".gitattributes").write_text("*.yaml -text\n")
    assert way not in ("moved", "quoted", "block", "flow", "crlf") or text != office.text
    office.ledger.write_bytes(text.encode(encodings.get(way, "utf-8")))
    office.commit()
    assert losses(audit(run)) == []
    assert audit(run).json["unreadable"] == []


def test_a_rename_is_followed_also_with_a_change_in_it(run: Run, office: Office) -> None:
    office.record(3, START)
    office.record(3, PROGRESS)
    (office.folder / "清 单").mkdir()
    office.git("mv", "data/issues.yaml", "清 单/2020年.yaml")
    office.ledger = office.folder / "清 单" / "2020年.yaml"
    office.drop("event: start")
    office.commit("改名")
    office.record(3, DONE)
    result = audit(run, "--file", str(office.ledger))
    assert losses(result) == [("line", 3, "log", False)]
    assert result.json["losses"][0]["commit"]["subject"] == "改名"
    assert result.json["commits"] == 5
    assert "--literal" not in run("audit", "--file", office.ledger).out


def test_a_rename_that_is_not_committed_yet_is_followed(run: Run, office: Office) -> None:
    office.record(3, START)
    office.ledger = office.ledger.rename(office.folder / "清单.yaml")
    office.drop("event: start")
    assert losses(audit(run, "--file", "清单.yaml")) == [("line", 3, "log", False)]


def test_since_tells_what_later_commits_did(run: Run, office: Office) -> None:
    office.record(3, START)
    office.record(3, PROGRESS)
    office.drop("event: start")
    first = office.commit("第一次")
    office.drop("event: progress")
    office.commit("第二次")
    assert len(losses(audit(run))) == 2
    [loss] = audit(run, "--since", first).json["losses"]
    assert loss["commit"]["subject"] == "第二次"
    [loss] = audit(run, "--since", "HEAD~1").json["losses"]
    assert loss["commit"]["subject"] == "第二次"


@pytest.mark.parametrize("revision", ["--all", "-1", "--output=x", "没有这个", " ", "HEAD\n--all"])
def test_what_is_no_revision_is_refused(run: Run, office: Office, revision: str) -> None:
    result = run("audit", f"--since={revision}")
    assert result.code in (1, 2)
    assert "版本" in result.err or "空的" in result.err
    assert not (office.folder / "x").exists()


def test_a_commit_with_conflict_marks_is_passed_over_and_said(run: Run, office: Office) -> None:
    office.record(3, START)
    sound = office.text
    office.write("<<<<<<< HEAD\n" + sound)
    office.commit("带着冲突")
    office.write(sound)
    office.drop("event: start")
    office.commit("收拾")
    result = audit(run)
    assert losses(result) == [("line", 3, "log", False)]
    assert result.json["losses"][0]["commit"]["subject"] == "收拾"
    assert len(result.json["unreadable"]) == 1
    assert "1 次提交里的清单读不了" in run("audit").out


def test_a_broken_working_copy_is_said_and_the_commits_are_audited(
    run: Run, office: Office
) -> None:
    office.record(3, START)
    office.drop("event: start")
    office.commit()
    office.write("<<<<<<< HEAD\n" + office.text)
    assert losses(audit(run)) == [("line", 3, "log", False)]
    assert "现在的清单文件读不了" in run("audit").out


def test_before_the_first_commit_there_is_no_history(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("audit")
    assert result.code == 1
    assert "不在 git 仓库里" in result.err
    assert "init --git" in result.err
    office = Office(ledger.parent.parent)
    office.git("init", "-q")
    assert "还没有提交过" in run("audit").err


def test_a_ledger_that_git_does_not_keep_has_no_history(run: Run, office: Office) -> None:
    other = office.folder / "另一份.yaml"
    shutil.copyfile(office.ledger, other)
    result = run("audit", "--file", other)
    assert "清单还没有提交过" in result.out


def test_without_git_one_sentence_says_so(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A program of that name in the current folder is never taken for git.
    (office.folder / "git").write_text("#!/bin/sh\ntouch hacked\n", encoding="utf-8")
    (office.folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), "", ".")))
    result = run("audit")
    assert result.code == 1
    assert "没有找到 git" in result.err
    assert run("list").code == 0
    assert "11 项，校验通过" in run("check", "--as-of", "2020-10-20").out
    assert not (office.folder / "hacked").exists()


def test_words_of_a_commit_do_no_harm_to_the_screen(run: Run, office: Office) -> None:
    office.record(3, START)
    office.drop("event: start")
    office.commit("越狱\x1b[31m [red]红[/]", author="王\x07某")
    out = run("audit").out
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[red]红[/]" in out
