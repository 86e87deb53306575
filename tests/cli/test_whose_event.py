"""Whose event moves what, as the commands tell it: units, offices, groups, several leads."""

from pathlib import Path

import pytest
from conftest import Run

from rectify_cli.ledger.reading import read_ledger

DAY = ("--as-of", "2020-10-20")


def log(path: Path, number: int) -> list[str]:
    """The lines of an issue's log, as events and units."""
    issue = read_ledger(path).checklist.issues_by_id()[number]
    return [f"{event.event} {event.unit or '-'}" for event in issue.log]


def test_a_members_report_moves_its_own_part_and_says_what_it_did_not(
    run: Run, ledger: Path
) -> None:
    said = run("progress", "3", "--unit", "漕涧", *DAY).out
    assert "漕涧镇人民政府：未启动 → 整改中（事项状态不变：未启动，牵头单位还没有报送）" in said
    assert "没有写 --unit" not in said
    assert run("start", "3", *DAY).code == 0, "the lead may still start"
    again = run("progress", "3", "--unit", "漕涧", "--note", "又一次", *DAY).out
    assert "漕涧镇人民政府：整改中（不变）（事项状态不变：整改中）" in again


def test_a_members_submission_is_no_application(run: Run, ledger: Path) -> None:
    said = run("submit", "3", "--unit", "漕涧", *DAY).out
    assert "漕涧镇人民政府：本单位报告完成，未启动 → 本单位已完成" in said
    assert "申请销号" not in said
    again = run("submit", "3", "--unit", "漕涧", "--note", "又一次", *DAY)
    assert again.code == 1
    assert "漕涧镇人民政府已经报告过完成" in again.err


def test_a_leads_submission_tells_which_units_have_not_finished(run: Run, ledger: Path) -> None:
    run("submit", "3", "--unit", "诺邓", *DAY)
    said = run("submit", "3", *DAY).out
    assert "状态：未启动 → 待销号" in said
    unfinished = said.partition("还没有报告完成的单位：")[2].splitlines()[0]
    assert "功果桥镇人民政府" in unfinished
    assert "诺邓镇人民政府" not in unfinished
    assert "没有写 --unit，按牵头单位报送记" in said


def test_several_units_report_in_one_write(run: Run, ledger: Path) -> None:
    result = run("progress", "3", "4", "--unit", "漕涧", "--unit", "宝丰", "--unit", "漕涧", *DAY)
    assert result.code == 0
    expected = ["progress 漕涧镇人民政府", "progress 宝丰乡人民政府"]
    assert (log(ledger, 3), log(ledger, 4)) == (expected, expected)


def test_of_several_units_one_that_is_wrong_stops_all(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    result = run("progress", "3", "--unit", "漕涧", "--unit", "没有这个", *DAY)
    assert result.code == 1
    assert ledger.read_bytes() == before


def test_a_group_is_asked_for_its_members(run: Run, ledger: Path) -> None:
    result = run("progress", "3", "--unit", "各乡镇人民政府", "--force", *DAY)
    assert result.code == 1
    assert "是统称，请逐个单位记" in result.err


@pytest.mark.parametrize("office", ["县优化营商环境领导小组办公室", "县政务服务局"])
def test_the_offices_names_need_no_force(run: Run, ledger: Path, office: str) -> None:
    result = run("done", "3", "--unit", office, "--by", "何志龙", *DAY)
    assert result.code == 0, result.err
    assert "状态：未启动 → 已销号" in result.out


def test_a_township_cannot_strike_off(run: Run, ledger: Path) -> None:
    result = run("done", "3", "--unit", "漕涧", "--force", *DAY)
    assert result.code == 1
    assert "不能销号" in result.err


def test_a_striking_off_says_in_a_line_what_the_file_lacks(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    proof = tmp_path / "一.pdf"
    proof.write_bytes(b"1")
    assert "提醒：这一项没有申请销号、没有佐证材料、没有写核验人。" in run("done", "3", *DAY).out
    run("submit", "4", "--evidence", proof, *DAY)
    assert "提醒" not in run("done", "4", "--by", "何志龙", *DAY).out


def test_an_inspection_of_a_unit_alone_is_of_all_its_open_issues(run: Run, ledger: Path) -> None:
    run("done", "3", *DAY)
    result = run("inspect", "--unit", "漕涧", "--note", "现场抽查", *DAY)
    assert result.code == 0
    assert log(ledger, 3) == ["done -"]
    assert log(ledger, 4) == ["inspect 漕涧镇人民政府"]
    assert run("inspect", *DAY).code == 2


def test_an_answer_may_be_asked_for_by_a_day(run: Run, ledger: Path) -> None:
    options = ("--reply-by", "10-25", "--number", "督查〔2020〕3号")
    assert run("inspect", "4", "--unit", "漕涧", *options, *DAY).code == 0
    event = read_ledger(ledger).checklist.issues_by_id()[4].log[0]
    assert (str(event.reply_by), event.number) == ("2020-10-25", "督查〔2020〕3号")
    early = run("inspect", "4", "--reply-by", "2020-10-19", *DAY)
    assert early.code == 2
    assert "早于办理日期" in early.err


def test_json_tells_the_part_beside_the_status(run: Run, ledger: Path) -> None:
    (event,) = run("submit", "3", "--unit", "漕涧", "--json", *DAY).json["events"]
    assert (event["unit"], event["n"]) == ("漕涧镇人民政府", 1)
    assert (event["part_before"], event["part"]) == ("not_started", "finished")
    assert (event["status_before"], event["status"]) == ("not_started", "not_started")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--date", "2020-10-18"), "{date: 2020-10-18, event: start, recorded: 2020-10-20}"),
        (("--date", "2020-10-20"), "{date: 2020-10-20, event: start}"),
        ((), "{date: 2020-10-20, event: start}"),
    ],
)
def test_a_line_that_enters_late_says_when(
    run: Run, ledger: Path, options: tuple[str, ...], line: str
) -> None:
    assert f"- {line}" in run("start", "3", *options, *DAY).out


def test_the_same_entered_again_on_a_later_day_is_nothing_new(run: Run, ledger: Path) -> None:
    words = ("progress", "3", "--date", "2020-10-18", "--note", "甲")
    assert run(*words, "--as-of", "2020-10-18").code == 0
    again = run(*words, "--as-of", "2020-10-20", "--force")
    assert again.code == 1
    assert "完全相同" in again.err


def test_what_was_known_on_a_day_can_be_asked(run: Run, ledger: Path) -> None:
    run("start", "3", "--date", "2020-10-10", *DAY)

    def status(*known: str) -> str:
        answer = run("list", "--as-of", "2020-10-15", "--json", *known).json["issues"][2]
        return str(answer["status"])

    assert status() == "in_progress"
    assert status("--known", "2020-10-19") == "not_started"
    assert status("--known", "2020-10-20") == "in_progress"
    report = run("report", "--week", "2020-W41", "--known", "2020-10-11", "--json").json
    assert (report["known"], report["events"]) == ("2020-10-11", [])


def test_what_was_known_is_no_question_to_a_command_that_writes(run: Run, ledger: Path) -> None:
    for arguments in (("--known", "2020-10-01", "start", "3"), ("check", "--known", "2020-10-01")):
        assert run(*arguments).code == 2


def test_what_a_township_finishes_is_called_an_application_nowhere(run: Run, ledger: Path) -> None:
    day = ("--as-of", "2020-09-20")
    run("submit", "3", "--unit", "漕涧", *day)
    again = run("submit", "3", "--unit", "漕涧", *day)
    assert again.code == 1
    assert "不能记“本单位报告完成”" in again.err
    assert "完全相同的一条“本单位报告完成”" in again.err
    run("submit", "4", "--unit", "漕涧", *day)
    run("void", "4#1", *day)
    for issue in ("3", "4"):
        for command in (("show", issue), ("log", issue), ("dossier", issue, "-o", "-")):
            more = ("--format", "md") if command[0] == "dossier" else ()
            said = run(*command, *more, *day).out
            said = said[said.index("办理记录") :] if command[0] == "dossier" else said
            assert "本单位报告完成" in said
            assert "申请销号" not in said
