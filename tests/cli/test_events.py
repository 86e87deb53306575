"""``start`` … ``inspect``: one line more in the ledger, and word of what it changed."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from conftest import Run

from rectify_cli.domain.model import EventKind, Issue, Status
from rectify_cli.domain.state import state_of
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.ledger.reading import read_ledger

DAY = ("--as-of", "2020-10-20")


def issue(path: Path, number: int) -> Issue:
    """An issue as the ledger has it now."""
    return read_ledger(path).checklist.issues_by_id()[number]


def added_lines(before: str, after: str) -> list[str]:
    """The lines that are new; fails when any old line was changed or moved past another."""
    old, new = before.splitlines(), after.splitlines()
    added = []
    for line in new:
        if old and line == old[0]:
            old.pop(0)
        else:
            added.append(line)
    assert not old, "an old line is gone or changed"
    return added


def test_done_adds_one_line_and_says_which(run: Run, ledger: Path) -> None:
    before = ledger.read_text(encoding="utf-8")
    result = run("done", "3", "--by", "何志龙", "--note", "现场核验通过，同意销号", *DAY)
    line = "{date: 2020-10-20, event: done, by: 何志龙, note: 现场核验通过，同意销号}"
    assert added_lines(before, ledger.read_text(encoding="utf-8")) == [f"      - {line}"]
    assert result.code == 0
    assert line in result.out
    number = int(result.out.partition("第 ")[2].partition(" 行")[0])
    assert ledger.read_text(encoding="utf-8").splitlines()[number - 1].strip() == f"- {line}"
    assert "状态：未启动 → 已销号" in result.out


@pytest.mark.parametrize(
    ("before", "command", "status"),
    [
        ((), ("start",), Status.IN_PROGRESS),
        ((), ("progress",), Status.IN_PROGRESS),
        ((), ("submit",), Status.SUBMITTED),
        ((), ("done",), Status.DONE),
        ((("submit",),), ("reopen",), Status.IN_PROGRESS),
        ((), ("extend", "--to", "2020-11-30"), Status.NOT_STARTED),
        ((), ("inspect",), Status.NOT_STARTED),
    ],
    ids=str,
)
def test_each_command_records_its_event(
    run: Run, ledger: Path, before: tuple[tuple[str, ...], ...], command: tuple[str, ...],
    status: Status,
) -> None:  # fmt: skip
    for name, *options in (*before, command):
        result = run(name, "8", *options, *DAY)
        assert (result.code, result.err) == (0, "")
    changed = issue(ledger, 8)
    assert changed.log[-1].event is EventKind(command[0])
    directory = UnitDirectory(read_ledger(ledger).checklist)
    assert state_of(changed, directory, date(2020, 10, 20)).status is status


def test_extend_shows_both_dates(run: Run, ledger: Path) -> None:
    result = run("extend", "个性3", "--to", "11-30", "--note", "新大厅尚未竣工", *DAY)
    assert "到期日：2020-10-31 → 2020-11-30" in result.out
    assert issue(ledger, 8).log[0].to == date(2020, 11, 30)


def test_several_issues_are_one_write(run: Run, ledger: Path) -> None:
    before = ledger.read_text(encoding="utf-8")
    result = run("start", "1", "共性2", "11", "1", *DAY)
    assert result.code == 0
    assert len(added_lines(before, ledger.read_text(encoding="utf-8"))) == 3
    for number in (1, 2, 11):
        assert issue(ledger, number).log[0].event is EventKind.START


def test_when_one_of_several_is_refused_none_is_written(run: Run, ledger: Path) -> None:
    run("done", "3", *DAY)
    before = ledger.read_bytes()
    result = run("done", "2", "3", "--note", "又一次", *DAY)
    assert result.code == 1
    assert "事项 3（企业办事体验感较差）：它已在 2020年10月20日 销号" in result.err
    assert "其余各项也没有记" in result.err
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("reopen", "3"), "不能退回"),
        (("done", "3", "--date", "2020-08-01"), "早于文件印发日期 2020-08-12"),
        (("done", "3", "--date", "2020-10-21"), "还没有到"),
        (("extend", "6", "--to", "2020-10-30"), "不晚于现在的到期日"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused_unless_forced(
    run: Run, ledger: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = ledger.read_bytes()
    refused = run(*arguments, *DAY)
    assert refused.code == 1
    assert words in refused.err
    assert "--force" in refused.err
    assert ledger.read_bytes() == before
    assert run(*arguments, "--force", *DAY).code == 0
    assert ledger.read_bytes() != before


def test_a_dry_run_shows_the_line_and_writes_nothing(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "照片.jpg"
    proof.write_bytes(b"x")
    before = ledger.read_bytes()
    result = run("done", "3", "--evidence", proof, "--dry-run", *DAY)
    assert result.code == 0
    assert "试运行" in result.out
    assert "{date: 2020-10-20, event: done, evidence: [evidence/3/照片-2d711642.jpg]}" in result.out
    assert ledger.read_bytes() == before
    assert not (ledger.parent / "evidence").exists()


def test_evidence_is_copied_beside_the_ledger(run: Run, ledger: Path, tmp_path: Path) -> None:
    proofs = [tmp_path / "办事指南 定稿.pdf", tmp_path / "签到表.xlsx"]
    for proof in proofs:
        proof.write_bytes(proof.name.encode())
    run("progress", "3", "--evidence", proofs[0], "--evidence", proofs[1], *DAY)
    copies = issue(ledger, 3).log[0].evidence
    for copy, proof in zip(copies, proofs, strict=True):
        digits = hashlib.sha256(proof.read_bytes()).hexdigest()[:8]
        assert copy == f"evidence/3/{proof.stem}-{digits}{proof.suffix}"
        assert (ledger.parent / copy).read_bytes() == proof.read_bytes()


def test_missing_evidence_writes_nothing(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    result = run("progress", "3", "--evidence", "没有这个.pdf", *DAY)
    assert result.code == 1
    assert "找不到佐证材料：没有这个.pdf" in result.err
    assert ledger.read_bytes() == before


def test_a_unit_may_be_typed_short_and_is_recorded_in_full(run: Run, ledger: Path) -> None:
    run("progress", "3", "--unit", "漕涧", "--note", "办事指南印发200份", *DAY)
    assert issue(ledger, 3).log[0].unit == "漕涧镇人民政府"


def test_an_unknown_unit_is_refused_and_may_be_forced(run: Run, ledger: Path) -> None:
    refused = run("inspect", "3", "--unit", "州优化营商环境办", *DAY)
    assert refused.code == 1
    assert "--force" in refused.err
    run("inspect", "3", "--unit", "州优化营商环境办", "--force", *DAY)
    assert issue(ledger, 3).log[0].unit == "州优化营商环境办"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("昨天", "2020-10-19"),
        ("今天", "2020-10-20"),
        ("10-15", "2020-10-15"),
        ("2020年9月1日", "2020-09-01"),
        ("2020/9/1", "2020-09-01"),
    ],
)
def test_a_day_may_be_typed_as_people_do(run: Run, ledger: Path, typed: str, day: str) -> None:
    assert run("start", "3", "--date", typed, *DAY).code == 0
    assert issue(ledger, 3).log[0].date == date.fromisoformat(day)


def test_a_day_that_is_none_is_a_usage_error(run: Run, ledger: Path) -> None:
    result = run("start", "3", "--date", "2020-02-30", *DAY)
    assert result.code == 2
    assert "“2020-02-30”这一天不存在" in result.err


def test_who_is_recorded_comes_from_the_environment_when_not_typed(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECTIFY_BY", "李某")
    run("start", "3", *DAY)
    assert issue(ledger, 3).log[0].by == "李某"


@pytest.mark.parametrize(
    "note",
    [
        "分两步: 先清单，后销号",
        "第一行\n第二行\t第三",
        "# 不是注释",
        "他说“好”, {甲}: [乙]",
        "'单引号' 与 \"双引号\"",
        "- 短横线",
        "no",
        "12:30",
        "0123",
        "=1+1",
        "[red]红[/red]",
        "100%",
        "𠮷祥 ✓",
    ],
)
def test_a_note_comes_back_as_it_was_typed_on_one_line(run: Run, ledger: Path, note: str) -> None:
    before = ledger.read_text(encoding="utf-8")
    assert run("progress", "3", "--note", note, *DAY).code == 0
    assert len(added_lines(before, ledger.read_text(encoding="utf-8"))) == 1
    assert issue(ledger, 3).log[0].note == " ".join(note.split())
    assert run("check", *DAY).code == 0


def test_an_empty_note_is_a_usage_error(run: Run, ledger: Path) -> None:
    result = run("progress", "3", "--note", "  ", *DAY)
    assert result.code == 2
    assert "--note 的内容是空的" in result.err


@pytest.mark.parametrize("reference", ["12", "共性9", "无此类1"])
def test_an_issue_that_is_not_there_is_told(run: Run, ledger: Path, reference: str) -> None:
    result = run("done", reference, *DAY)
    assert result.code == 1
    assert f"清单里没有事项 {reference}" in result.err


def test_json_tells_the_line_and_the_status(run: Run, ledger: Path) -> None:
    answer = run("submit", "6", "--by", "李某", "--json", *DAY).json
    assert answer["saved"] is True
    (event,) = answer["events"]
    assert event["id"] == 6
    assert event["text"] == "- {date: 2020-10-20, event: submit, by: 李某}"
    assert (event["status_before"], event["status"]) == ("not_started", "submitted")
    assert event["due"] == "2020-10-31"


def test_a_report_of_earlier_work_that_comes_late_does_not_lower_the_status(
    run: Run, ledger: Path
) -> None:
    run("submit", "3", *DAY)
    result = run("progress", "3", "--date", "2020-09-01", *DAY)
    assert "状态：待销号（不变）" in result.out


def test_the_ledger_may_be_named_before_or_after_the_command(
    run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "别处"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere.parent.parent)
    assert run("--file", ledger, "start", "1", *DAY).code == 0
    assert run("start", "2", "--file", ledger, *DAY).code == 0
    monkeypatch.setenv("RECTIFY_FILE", str(ledger))
    assert run("start", "3", *DAY).code == 0
    assert [len(issue(ledger, number).log) for number in (1, 2, 3)] == [1, 1, 1]


def test_without_a_ledger_the_way_to_one_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("done", "3")
    assert result.code == 1
    assert "data/issues.yaml" in result.err
    assert "rectify init" in result.err


def test_an_option_given_twice_is_refused_and_not_half_taken(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    for repeated in (
        ("--note", "甲", "--note", "乙"),
        ("-n", "甲", "--note=乙"),
        ("-n甲", "-n", "乙"),
    ):
        result = run("progress", "3", *repeated, *DAY)
        assert result.code == 2
        assert "选项 --note 写了两次" in result.err
    assert ledger.read_bytes() == before


def test_a_value_that_looks_like_an_option_is_a_value(run: Run, ledger: Path) -> None:
    assert run("progress", "3", "--note", "--by", "--by", "李某", *DAY).code == 0
    assert (issue(ledger, 3).log[0].note, issue(ledger, 3).log[0].by) == ("--by", "李某")


@pytest.mark.parametrize("typed", ["1,2", "1、2", "1，2"])
def test_several_issues_may_be_typed_with_marks_between(run: Run, ledger: Path, typed: str) -> None:
    assert run("start", typed, *DAY).code == 0
    assert [len(issue(ledger, number).log) for number in (1, 2, 3)] == [1, 1, 0]


def test_days_without_a_year_lie_where_they_must(run: Run, ledger: Path) -> None:
    new_year = ("--as-of", "2021-01-05")
    run("start", "6", "--date", "12-30", *new_year)
    run("extend", "6", "--date", "12-31", "--to", "01-31", *new_year)
    log = issue(ledger, 6).log
    assert (log[0].date, log[1].to) == (date(2020, 12, 30), date(2021, 1, 31))


def test_the_same_report_twice_is_refused_and_other_evidence_is_not(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "一.pdf", tmp_path / "二.pdf"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    assert run("progress", "3", "--evidence", first, *DAY).code == 0
    assert "完全相同" in run("progress", "3", "--evidence", first, *DAY).err
    result = run("progress", "3", "--evidence", second, *DAY)
    assert result.code == 0
    assert "一并提交" in result.out


def test_on_one_day_an_issue_may_be_struck_off_sent_back_and_struck_off_again(
    run: Run, ledger: Path
) -> None:
    for command, note in (("done", "初验"), ("reopen", "复查"), ("done", "再验")):
        assert run(command, "3", "--note", note, *DAY).code == 0


def test_a_line_that_says_what_another_says_is_refused(run: Run, ledger: Path) -> None:
    assert run("progress", "3", "--note", "开会", *DAY).code == 0
    again = run("progress", "3", "--note", "开会", *DAY, "--force")
    assert again.code == 1
    assert "已经记过完全相同的一条“进展”" in again.err


def test_a_number_that_two_issues_bear_is_not_guessed(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("    number: 4\n", "    number: 3\n", 1), encoding="utf-8")
    result = run("start", "共性3", *DAY)
    assert result.code == 2
    assert "可以指序号 3、4 的事项" in result.err
    assert "共性3 有几项：序号 3、4" in run("check").out


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("销号", "3"), "是不是 done"),
        (("撤销", "3"), "rectify void"),
        (("list", "漕涧"), "--unit 漕涧"),
        (("check", "写错.yaml"), "--file 写错.yaml"),
        (("list", "--status", "逾期"), "--overdue"),
        (("list", "--unit", ""), "内容是空的"),
        (("progress", "3", "—note"), "两个半角短横线"),
        (("done", "1-3"), "几项用空格隔开"),
    ],
    ids=str,
)
def test_a_slip_is_answered_with_what_was_meant(
    run: Run, ledger: Path, command: tuple[str, ...], words: str
) -> None:
    result = run(*command)
    assert result.code == 2
    assert words in result.err


def test_an_extension_carries_the_number_of_its_approval(run: Run, ledger: Path) -> None:
    day = ("--as-of", "2020-10-28")
    run("extend", "8", "--to", "12-31", "--number", "云政办复〔2020〕9号", *day)
    assert "云政办复〔2020〕9号" in run("log", "8", *day).out
    assert run("check", *day).code == 0
