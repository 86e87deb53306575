"""Sheets out and back: every filled cell is one line of the right unit, item and day."""

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from conftest import Result, Run
from filling import (
    DAY,
    DIFFICULTY,
    EVIDENCE,
    NOTE,
    PHONE,
    REPORTER,
    STATE,
    fill,
    save_with_libreoffice,
)

from rectify_cli.domain.model import Event, EventKind
from rectify_cli.ledger.reading import read_ledger

OUT = ("--as-of", "2020-09-14")
BACK = ("--as-of", "2020-09-28")
UNIT = "漕涧镇人民政府"
NAME = f"{UNIT}.xlsx"


def events_of(ledger: Path) -> dict[tuple[int, str | None, str | None], list[Event]]:
    found: dict[tuple[int, str | None, str | None], list[Event]] = {}
    for issue in read_ledger(ledger).checklist.issues:
        for event in issue.log:
            found.setdefault((issue.id, event.unit, event.note), []).append(event)
    return found


def dispatched(run: Run, *units: str) -> list[Path]:
    result = run(*OUT, "dispatch", *units, "--json")
    assert result.code == 0
    return [Path(one["file"]) for one in result.json["written"]]


@pytest.mark.parametrize("libreoffice", [False, True], ids=["openpyxl", "libreoffice"])
def test_eleven_townships_fill_in_and_send_back(run: Run, ledger: Path, libreoffice: bool) -> None:
    sheets = dispatched(run, "各乡镇人民政府")
    assert len(sheets) == 11
    wanted: dict[tuple[int, str, str], tuple[str, str]] = {}
    for number, path in enumerate(sheets):
        answers: dict[int, dict[str, object]] = {}
        for issue_id in range(1, 12):
            if (issue_id + number) % 3:
                continue
            finished = (issue_id + number) % 2 == 0
            day = 15 + (issue_id + number) % 12
            answers[issue_id] = {
                NOTE: f"第{issue_id}项：{path.stem}印发{number}份",
                STATE: "已完成" if finished else "整改中",
                DAY: f"9月{day}日",
                REPORTER: "王某",
            }
            wanted[issue_id, path.stem, f"第{issue_id}项：{path.stem}印发{number}份"] = (
                "submit" if finished else "progress",
                f"2020-09-{day:02}",
            )
        fill(path, Path("填过", path.name), answers)
    folder = Path("填过")
    if libreoffice:
        folder = Path("回收")
        if not save_with_libreoffice(sorted(Path("填过").iterdir()), folder):
            pytest.skip("no LibreOffice")
    before = ledger.read_text(encoding="utf-8")
    result = run(*BACK, "collect", folder, "--json")
    assert (result.code, result.json["saved"], result.json["problems"]) == (0, True, [])
    found = events_of(ledger)
    assert {
        key: (events[0].event.value, str(events[0].date)) for key, events in found.items()
    } == wanted
    assert all(len(events) == 1 for events in found.values())
    one = next(iter(found.values()))[0]
    assert (one.sheet, one.by, str(one.recorded)) == (
        f"2020-09-14/{one.unit}",
        "王某",
        "2020-09-28",
    )
    lines = ledger.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "sheet:" not in line] == before.splitlines()
    again = run("--as-of", "2020-10-12", "collect", folder, "--json")
    assert (again.code, again.json["events"], again.json["unchanged"]) == (0, [], len(wanted))
    assert again.json["saved"] is False
    assert run("check").code == 0


def test_a_members_end_is_its_parts_and_a_leads_is_its_application(run: Run, ledger: Path) -> None:
    for path in dispatched(run, "县人行", "漕涧"):
        fill(path, Path("回收", path.name), {7: {NOTE: "宣传3次", STATE: "已完成"}})
    assert run(*BACK, "collect", "回收").code == 0
    state = run(*BACK, "show", "7", "--json").json
    assert state["status"] == "submitted"
    kinds = {event.unit: event.event for events in events_of(ledger).values() for event in events}
    assert kinds == {"县人行": EventKind.SUBMIT, UNIT: EventKind.SUBMIT}
    assert "申请销号" not in run("--as-of", "2020-10-09", "collect", "回收", "--dry-run").out


def test_more_work_on_a_finished_part_is_progress(run: Run, ledger: Path) -> None:
    run(*OUT, "submit", "3", "--unit", "漕涧", "--note", "已完成")
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "又印发100份", STATE: "已完成"}})
    (event,) = run(*BACK, "collect", "回收", "--json").json["events"]
    assert (event["event"], event["part"]) == ("progress", "finished")


def test_a_dry_run_shows_the_table_and_writes_nothing(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发200份", DAY: "9月18日"}, 4: {STATE: "已完成"}})
    before = ledger.read_bytes()
    result = run(*BACK, "collect", "回收", "--dry-run")
    assert (result.code, ledger.read_bytes()) == (1, before)
    for words in ("新报", "有问题", "印发200份", "填报表 K9", "填报表 K10", "没有写本期落实情况"):
        assert words in result.out
    only = run(*BACK, "collect", "回收", "--dry-run", "--skip-problems", "--json")
    assert (only.code, only.json["saved"], len(only.json["events"])) == (0, False, 1)
    assert ledger.read_bytes() == before


def test_another_text_of_the_same_sheet_is_a_conflict_until_corrections_are_asked_for(
    run: Run, ledger: Path
) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发200份", DAY: "9月18日", REPORTER: "王某"}})
    run(*BACK, "collect", "回收")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发300份"}})
    later = ("--as-of", "2020-10-09")
    before = ledger.read_bytes()
    result = run(*later, "collect", "回收", "--json")
    (problem,) = result.json["problems"]
    assert (result.code, problem["cell"], ledger.read_bytes()) == (1, "K9", before)
    assert "印发200份" in problem["message"]
    assert "--corrections" in problem["message"]
    result = run(*later, "collect", "回收", "--corrections", "--by", "李某", "--json")
    assert (result.code, result.json["problems"]) == (0, [])
    void, right = read_ledger(ledger).checklist.issues_by_id()[3].log[1:]
    assert void.event is EventKind.VOID
    assert void.of == read_ledger(ledger).checklist.issues_by_id()[3].log[0]
    assert (void.by, str(void.date)) == ("李某", "2020-10-09")
    assert (right.note, str(right.date), right.by) == ("印发300份", "2020-09-18", "王某")
    again = run("--as-of", "2020-10-12", "collect", "回收", "--json")
    assert (again.code, again.json["events"], again.json["problems"]) == (0, [], [])
    # The earlier sheet, found again in the folder, does not undo the correction.
    fill(path, Path("回收", "旧的.xlsx"), {3: {NOTE: "印发200份", DAY: "9月18日"}})
    again = run("--as-of", "2020-10-12", "collect", "回收", "--corrections", "--json")
    assert (again.code, again.json["events"], again.json["unchanged"]) == (0, [], 2)
    assert run("check").code == 0


def test_what_was_corrected_asks_for_nothing_more(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发200份", DAY: "9月18日"}})
    run(*BACK, "collect", "回收")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发300份"}})
    asked = run(*BACK, "collect", "回收", "--corrections", "--dry-run").out
    assert "加 --corrections" in asked
    told = run(*BACK, "collect", "回收", "--corrections").out
    assert "与已记不同" not in told
    assert "加 --corrections" not in told
    assert "已更正 1 行" in told
    assert "原记“印发200份”（2020-09-18）已作废" in told


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({NOTE: "印发200份", STATE: "整改中"}, {NOTE: "印发200份", STATE: "已完成"}),
        ({NOTE: "印发200份", STATE: "已完成"}, {NOTE: "印发200份", STATE: "整改中"}),
        ({NOTE: "印发200份"}, {NOTE: "印发200份", EVIDENCE: "指南.pdf"}),
        ({NOTE: "印发200份"}, {NOTE: "印发200份", DIFFICULTY: "经费不足"}),
    ],
    ids=["now finished", "not finished after all", "with evidence", "with a difficulty"],
)
def test_whatever_else_a_sheet_says_now_is_a_conflict_too(
    run: Run, ledger: Path, first: dict[str, object], then: dict[str, object]
) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: first})
    run(*BACK, "collect", "回收")
    Path("回收/指南.pdf").write_text("x", encoding="utf-8")
    fill(path, Path("回收", NAME), {3: then})
    result = run(*BACK, "collect", "回收", "--json")
    assert (result.code, len(result.json["problems"])) == (1, 1)
    assert run(*BACK, "collect", "回收", "--corrections").code == 0
    again = run(*BACK, "collect", "回收", "--json")
    assert (again.code, again.json["events"]) == (0, [])


def test_next_weeks_sheet_with_the_same_words_is_a_new_report(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "正在推进"}})
    run(*BACK, "collect", "回收")
    run("--as-of", "2020-09-29", "dispatch", "漕涧", "-o", "第二周")
    fill(Path("第二周", NAME), Path("第二周回收", NAME), {3: {NOTE: "正在推进"}})
    result = run("--as-of", "2020-10-09", "collect", "第二周回收", "--json")
    assert len(result.json["events"]) == 1


def test_two_versions_of_one_sheet_are_not_chosen_between(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发200份"}, 5: {NOTE: "培训1次"}})
    fill(path, Path("回收", "漕涧 (改).xlsx"), {3: {NOTE: "印发300份"}, 5: {NOTE: "培训1次"}})
    result = run(*BACK, "collect", "回收", "--skip-problems", "--json")
    assert {problem["cell"] for problem in result.json["problems"]} == {"K9"}
    assert len(result.json["problems"]) == 2
    assert [event["id"] for event in result.json["events"]] == [5]
    assert result.json["unchanged"] == 1


def _two_rows(path: Path, days: tuple[object, object]) -> None:
    """A second row for the same issue, as a unit inserts it."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.insert_rows(10)
    for column in range(1, sheet.max_column + 1):
        sheet.cell(10, column).value = sheet.cell(9, column).value
    sheet["K10"].value = "又印发100份"
    sheet["O9"].value, sheet["O10"].value = days
    book.save(path)


def test_two_rows_for_two_days_are_two_reports(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发200份"}})
    _two_rows(Path("回收", NAME), ("9月16日", "9月18日"))
    result = run(*BACK, "collect", "回收", "--json")
    assert [event["date"] for event in result.json["events"]] == ["2020-09-16", "2020-09-18"]
    assert run(*BACK, "collect", "回收", "--json").json["unchanged"] == 2


def test_two_rows_for_one_day_are_a_problem(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发200份"}})
    _two_rows(Path("回收", NAME), (None, None))
    result = run(*BACK, "collect", "回收", "--json")
    assert {problem["cell"] for problem in result.json["problems"]} == {"K9", "K10"}


def test_rows_carried_into_another_units_workbook_stay_their_own_units(
    run: Run, ledger: Path
) -> None:
    paths = dispatched(run, "漕涧", "关坪", "宝丰")
    for path in paths:
        fill(path, Path("填过", path.name), {3: {NOTE: f"{path.stem}印发200份"}})
    whole = openpyxl.load_workbook(Path("填过", paths[0].name))
    sheet = whole.worksheets[0]
    sheet["B2"].value = "汇总"
    for path in paths[1:]:
        rows = openpyxl.load_workbook(Path("填过", path.name)).worksheets[0]
        sheet.append([cell.value for cell in rows[9]])
    Path("回收").mkdir()
    whole.save(Path("回收/汇总.xlsx"))
    result = run(*BACK, "collect", "回收", "--json")
    assert {event["unit"]: event["note"] for event in result.json["events"]} == {
        path.stem: f"{path.stem}印发200份" for path in paths
    }


TOGETHER = (
    ("单位", "序号", "填报日期", "落实情况", "佐证材料"),
    ("漕涧镇", "3", "9月18日", "办事指南印发200份", ""),
    ("县政务局", "5", "", "统一着装", ""),
    ("关坪乡人民政府", "共性4", "2020.9.20", "更换座椅", ""),
)


def _csv(path: Path) -> Path:
    text = "\n".join(",".join(row) for row in TOGETHER)
    path.with_suffix(".csv").write_bytes(text.encode("gb18030"))
    return path.with_suffix(".csv")


def _word(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("各单位落实情况")
    table = document.add_table(rows=0, cols=len(TOGETHER[0]))
    for row in TOGETHER:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path.with_suffix(".docx")))
    return path.with_suffix(".docx")


def _excel(path: Path) -> Path:
    book = openpyxl.Workbook()
    for row in TOGETHER:
        book.worksheets[0].append([int(cell) if cell.isdecimal() else cell for cell in row])
    book.save(path.with_suffix(".xlsx"))
    return path.with_suffix(".xlsx")


@pytest.mark.parametrize("make", [_csv, _word, _excel])
def test_one_table_for_many_units(run: Run, ledger: Path, make: Callable[[Path], Path]) -> None:
    path = make(Path("汇总"))
    result = run(*BACK, "collect", path, "--json")
    assert (result.code, result.json["problems"]) == (0, [])
    assert {(e["id"], e["unit"], e["date"], e["note"]) for e in result.json["events"]} == {
        (3, UNIT, "2020-09-18", "办事指南印发200份"),
        (4, "关坪乡人民政府", "2020-09-20", "更换座椅"),
        (5, "县政务服务局", "2020-09-28", "统一着装"),
    }
    assert {event["sheet"] for event in result.json["events"]} == {None}
    again = run("--as-of", "2020-10-09", "collect", path, "--json")
    assert (again.json["events"], again.json["unchanged"]) == ([], 3)


def _sheet_in_word(path: Path, *, unit: str) -> None:
    document = docx.Document()
    document.add_paragraph(f"填报单位（盖章）：{unit}　　　日期：")
    table = document.add_table(rows=2, cols=4)
    rows = (("序号", "存在问题", NOTE, STATE), ("3", "企业办事体验感较差", "印发\n200份", "已完成"))
    for cells, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


@pytest.mark.parametrize(
    ("unit", "name"), [("漕涧镇人民政府", "1.docx"), ("", "漕涧镇填报表.docx")]
)
def test_a_unit_is_told_by_the_page_or_else_by_the_name_of_the_file(
    run: Run, ledger: Path, unit: str, name: str
) -> None:
    _sheet_in_word(Path(name), unit=unit)
    (event,) = run(*BACK, "collect", name, "--json").json["events"]
    assert (event["unit"], event["event"], event["note"]) == (UNIT, "submit", "印发 200份")
    assert (event["file"], event["cell"]) == (name, "第2行第3列")


@pytest.mark.parametrize("unit", ["", "没有的乡"])
def test_a_unit_that_nothing_tells_is_a_problem(run: Run, ledger: Path, unit: str) -> None:
    _sheet_in_word(Path("1.docx"), unit=unit)
    result = run(*BACK, "collect", "1.docx", "--json")
    assert (result.code, len(result.json["problems"])) == (1, 1)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("各乡镇人民政府", "3", "", "印发200份", ""), "请逐个单位记"),
        (("县人行", "3", "", "印发200份", ""), "不是它的牵头、责任或成员单位"),
    ],
    ids=["a group", "a stranger"],
)
def test_who_cannot_report_is_a_problem_of_the_row(
    run: Run, ledger: Path, row: tuple[str, ...], words: str
) -> None:
    Path("汇总.csv").write_text(
        "\n".join(",".join(cells) for cells in (TOGETHER[0], row)), encoding="utf-8"
    )
    result = run(*BACK, "collect", "汇总.csv", "--json")
    (problem,) = result.json["problems"]
    assert words in problem["message"]
    assert (problem["file"], problem["cell"]) == ("汇总.csv", "第2行第4列")


def test_a_struck_off_item_takes_no_report_of_a_later_day(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    run("--as-of", "2020-09-20", "done", "3")
    fill(path, Path("回收", NAME), {3: {NOTE: "印发200份"}})
    fill(path, Path("早的", NAME), {3: {NOTE: "印发200份", DAY: "9月18日"}})
    assert "销号" in run(*BACK, "collect", "回收", "--json").json["problems"][0]["message"]
    assert run(*BACK, "collect", "早的").code == 0


def test_a_filled_sheet_is_never_overwritten_by_an_empty_one(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, path, {3: {NOTE: "印发200份"}})
    before = path.read_bytes()
    result = run(*OUT, "dispatch", "漕涧", "--overwrite")
    assert (result.code, path.read_bytes()) == (1, before)


def test_nothing_filled_in_is_nothing_to_write(run: Run, ledger: Path) -> None:
    dispatched(run, "各乡镇人民政府")
    result = run(*BACK, "collect", "分发")
    assert (result.code, "没有新的要记" in result.out) == (0, True)


@pytest.mark.parametrize("arguments", [("没有的文件夹",), ()])
def test_what_is_not_there_is_an_error(run: Run, ledger: Path, arguments: tuple[str, ...]) -> None:
    assert run(*BACK, "collect", *arguments).code in (1, 2)


def test_a_damaged_ledger_is_named_before_any_sheet(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    ledger.write_text("document: [", encoding="utf-8")
    result: Result = run(*BACK, "collect", path)
    assert (result.code, "issues.yaml" in result.err) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        "本期无进展",
        "无新进展。",
        "未开展",
        "尚未启动",
        "同上",
        "与上期一致",
        "我乡不涉及此项",
        "目前，无",
    ],
)
def test_a_report_of_nothing_ends_no_silence(run: Run, ledger: Path, words: str) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: words}, 4: {NOTE: "无障碍通道改造完成"}})
    result = run(*BACK, "collect", "回收", "--json")
    (problem,) = result.json["problems"]
    assert (result.code, problem["cell"]) == (1, "K9")
    assert f"“{words}”不是落实情况" in problem["message"]
    run(*BACK, "collect", "回收", "--skip-problems")
    (unit,) = run(*BACK, "roster", "--unit", "漕涧", "--json").json["units"]
    assert (unit["reported"], unit["missing"]) == (1, 10)


def test_a_difficulty_beside_a_report_of_nothing_is_heard(run: Run, ledger: Path) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", NAME), {3: {NOTE: "本期无进展", DIFFICULTY: "缺经费"}})
    (event,) = run(*BACK, "collect", "回收", "--json").json["events"]
    assert event["note"] == "存在困难：缺经费"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("漕涧镇12月", "漕涧镇人民政府"),
        ("12月份落实情况（苗尾乡）", "苗尾傈僳族乡人民政府"),
        ("第四周报表-发改局王某", "县发改局"),
        ("政务服务中心四季度", "县政务服务中心"),
        ("县政务服务11月", None),  # the bureau's or the centre's?
        ("十二月份反馈", None),
    ],
)
def test_the_name_of_a_file_tells_the_unit_whatever_else_it_says(
    run: Run, ledger: Path, name: str, unit: str | None
) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for texts in (("序号", "本期落实情况", "填报日期"), ("5", "培训1次", "9月18日")):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(f"{name}.docx")
    data = run(*BACK, "collect", f"{name}.docx", "--dry-run", "--json").json
    assert [event["unit"] for event in data["events"]] == ([unit] if unit else [])
    assert len(data["problems"]) == (0 if unit else 1)


def test_a_number_that_the_list_does_not_have_is_told_with_the_command(
    run: Run, ledger: Path
) -> None:
    (path,) = dispatched(run, "漕涧")
    answer = {NOTE: "宣传3次", REPORTER: "张某", PHONE: "13800001111"}
    fill(path, Path("回收", path.name), {7: answer})
    told = run(*BACK, "collect", "回收").out
    assert f"rectify contact {UNIT} --contact 张某 --phone 13800001111" in told
    assert run("contact", UNIT, "--contact", "张某", "--phone", "13800001111").code == 0
    assert "rectify contact" not in run(*BACK, "collect", "回收").out


@pytest.mark.parametrize("phone", ["$(rm -rf .)", "1; reboot", "见通讯录", "13800001111 && x"])
def test_no_command_is_made_of_what_is_no_number(run: Run, ledger: Path, phone: str) -> None:
    (path,) = dispatched(run, "漕涧")
    fill(path, Path("回收", path.name), {7: {NOTE: "宣传3次", PHONE: phone}})
    result = run(*BACK, "collect", "回收")
    assert (result.code, "rectify contact" in result.out) == (0, False)
