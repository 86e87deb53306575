"""``void`` and ``correct``: a line is taken back by one more line, and none is ever removed."""

from pathlib import Path

import pytest
from conftest import Run
from offices import Office

from rectify_cli.domain.journal import lines_of
from rectify_cli.ledger.reading import read_ledger

DAY = ("--as-of", "2020-10-20")


@pytest.fixture
def slip(run: Run, ledger: Path) -> Path:
    """Issue 9 with a start of the lead, and a report that was put down to the wrong township."""
    assert run("start", "9", "--as-of", "2020-09-01").code == 0
    wrong = ("progress", "9", "--unit", "关坪", "--note", "印发300份", "--by", "赵某")
    assert run(*wrong, "--as-of", "2020-09-30").code == 0
    return ledger


def status(run: Run, number: int = 9) -> str:
    return str(run("show", str(number), "--json", *DAY).json["status"])


def test_a_voided_line_counts_no_more_and_stays_where_it_was(run: Run, slip: Path) -> None:
    before = slip.read_text(encoding="utf-8")
    result = run("void", "9#1", "--by", "李某", "--note", "记错了事项", *DAY)
    assert result.code == 0
    assert "作废：2020-09-01 启动" in result.out
    assert "状态：整改中 → 未启动" in result.out
    after = slip.read_text(encoding="utf-8")
    assert set(before.splitlines()) < set(after.splitlines())
    assert status(run) == "not_started"
    assert run("check", *DAY).code == 0


def test_a_correction_is_a_void_and_the_right_line_in_one_write(run: Run, slip: Path) -> None:
    result = run("correct", "9#2", "--unit", "宝丰", "--by", "李某", *DAY)
    assert result.code == 0
    issue = read_ledger(slip).checklist.issues_by_id()[9]
    void, right = issue.log[2:]
    assert (void.of, void.by) == (issue.log[1], "李某")
    assert (right.unit, right.note) == ("宝丰乡人民政府", "印发300份")
    assert (str(right.date), str(right.recorded)) == ("2020-09-30", "2020-10-20")
    assert "关坪乡人民政府：整改中 → 未启动" in result.out
    assert "宝丰乡人民政府：未启动 → 整改中" in result.out
    assert run("check", *DAY).out.endswith("校验通过（另有 1 处提醒）\n")


def test_who_corrects_need_not_be_who_reported(
    run: Run, slip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECTIFY_BY", "李某")
    run("correct", "9#2", "--unit", "宝丰", *DAY)
    void, right = read_ledger(slip).checklist.issues_by_id()[9].log[2:]
    assert (void.by, right.by) == ("李某", "赵某")


def test_a_wrong_extension_is_corrected_with_its_own_option(run: Run, ledger: Path) -> None:
    run("extend", "6", "--to", "2020-12-30", "--date", "2020-10-01", *DAY)
    assert "到期日：2020-10-31 → 2020-11-30" in run("correct", "6#1", "--to", "11-30", *DAY).out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("void", "9#7"), 1, "没有第 7 条记录（共 3 条）"),
        (("void", "9#0"), 1, "没有第 0 条"),
        (("void", "12#1"), 1, "没有事项 12"),
        (("void", "9"), 2, "写成 9#2"),
        (("void", "9#2"), 1, "已在 2020-10-20 作废"),
        (("void", "9#3"), 1, "不能再作废"),
        (("void", "9#1", "--as-of", "2020-08-31"), 2, "早于"),
        (("correct", "9#1"), 2, "没有写要更正什么"),
        (("correct", "9#1", "--to", "2020-12-01"), 2, "只有 extend"),
        (("correct", "9#1", "--date", "2020-10-21"), 1, "还没有到"),
    ],
    ids=str,
)
def test_what_cannot_be_taken_back(
    run: Run, slip: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    run("void", "9#2", *DAY)
    before = slip.read_bytes()
    result = run(*arguments, *(() if "--as-of" in arguments else DAY))
    assert result.code == code
    assert words in result.err
    assert slip.read_bytes() == before


def test_what_was_voided_is_recorded_anew_with_another_note(run: Run, ledger: Path) -> None:
    run("start", "3", *DAY)
    run("void", "3#1", *DAY)
    again = run("start", "3", *DAY)
    assert again.code == 1
    assert "已作废完全相同的一条" in again.err
    assert run("start", "3", "--note", "这次是真的", *DAY).code == 0
    assert status(run, 3) == "in_progress"


def test_several_lines_are_voided_in_one_write(run: Run, slip: Path) -> None:
    assert run("void", "9#1", "共性3#1", *DAY).code == 1
    assert run("void", "9#1,9#2", *DAY).code == 0
    assert status(run) == "not_started"


def test_a_union_merge_may_double_a_line_and_one_void_takes_both_out(run: Run, slip: Path) -> None:
    text = slip.read_text(encoding="utf-8")
    line = next(row for row in text.splitlines() if "event: start" in row)
    slip.write_text(text.replace(line, f"{line}\n{line}"), encoding="utf-8")
    assert run("void", "9#2", *DAY).code == 0
    assert status(run) == "not_started"
    lines = lines_of(read_ledger(slip).checklist.issues_by_id()[9])
    assert [bool(line.voided_by) for line in lines] == [True, True, False, False]


@pytest.mark.parametrize("word", ["undo", "撤销", "删除", "delete"])
def test_who_looks_for_an_undo_is_shown_the_way(run: Run, ledger: Path, word: str) -> None:
    result = run(word, "3")
    assert result.code == 2
    assert "rectify void" in result.err
    assert "rectify correct" in result.err


def test_two_clerks_who_take_the_same_line_back_leave_the_right_one(
    run: Run, office: Office
) -> None:
    """What ``git revert`` got wrong under ``merge=union``: it deleted the good line of the two."""
    wrong = ("progress", "9", "--unit", "关坪", "--note", "印发300份", "--as-of", "2020-09-30")
    assert run(*wrong).code == 0
    office.commit("记错了单位")
    other = office.clone("other")
    voided = ("void", "9#1", "--by", "李某", "--note", "应为宝丰乡", *DAY)
    corrected = ("correct", "9#1", "--unit", "宝丰", "--by", "赵某", *DAY)
    assert run("--file", office.ledger, *voided).code == 0
    office.commit("作废")
    assert run("--file", other.ledger, *corrected).code == 0
    other.commit("更正")
    office.git("pull", "-q", "--no-rebase", "--no-edit", str(other.folder), "main")
    standing = [
        (event["unit"], event["note"])
        for event in run("log", "9", *DAY, "--json").json["events"]
        if not event["voided"] and event["event"] != "void"
    ]
    assert standing == [("宝丰乡人民政府", "印发300份")]
    parts = {
        unit: run("list", "--unit", unit, *DAY, "--json").json["issues"][8]["part"]["status"]
        for unit in ("关坪", "宝丰")
    }
    assert parts == {"关坪": "not_started", "宝丰": "in_progress"}
    week = run("report", "--month", "2020-09", "--as-of", "2020-10-25", "--json").json
    assert (week["corrections"], week["late_entries"]) == (1, 1)
