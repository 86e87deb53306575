"""Whatever is done to a sheet on its way, the same lines come of it, or a problem with its cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import FROZEN, Result, Run
from filling import (
    DAY,
    DAYS,
    DIFFICULTY,
    EVIDENCE,
    NOTE,
    REPORTER,
    SPOILINGS,
    STATE,
    Form,
    fill,
    save_with_libreoffice,
    to_1904,
    with_result,
)
from openpyxl.workbook import Workbook

from rectify_cli.cli import main

OUT = ("--as-of", "2020-09-14")
BACK = ("--as-of", "2020-09-28")
UNIT = "漕涧镇人民政府"
NAME = f"{UNIT}.xlsx"
ANSWERS = {
    3: {NOTE: "办事指南印发200份", STATE: "整改中", DAY: "9月18日", REPORTER: "王某"},
    5: {NOTE: "工作人员统一着装", STATE: "已完成", REPORTER: "王某"},
}
EXPECTED = {
    (3, "progress", "2020-09-18", UNIT, "办事指南印发200份"),
    (5, "submit", "2020-09-28", UNIT, "工作人员统一着装"),
}


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheet of one township as it is sent out."""
    folder = tmp_path_factory.mktemp("out")
    code = main(["--file", str(FROZEN), *OUT, "dispatch", UNIT, "-o", str(folder / "分发")])
    assert code == 0
    return folder / "分发" / NAME


@pytest.fixture(scope="session")
def spoiled(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled sheet for each spoiling, under the spoiling's name."""
    folder = tmp_path_factory.mktemp("spoiled")
    for name, spoil in SPOILINGS.items():
        path = folder / f"{name}.xlsx"
        fill(blank, path, ANSWERS)
        book = openpyxl.load_workbook(path)
        spoil(book)
        book.save(path)
    return folder


@pytest.fixture(scope="session")
def resaved(spoiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same sheets as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("resaved") / "sheets"
    if not save_with_libreoffice(sorted(spoiled.glob("*.xlsx")), folder):
        pytest.skip("no LibreOffice")
    return folder


def said(result: Result) -> set[tuple[Any, ...]]:
    return {
        (event["id"], event["event"], event["date"], event["unit"], event["note"])
        for event in result.json["events"]
    }


def collected(run: Run, path: Path) -> Result:
    """What comes of one sheet in a folder, under the township's name unless the sheet tells."""
    folder = Path("回收")
    folder.mkdir()
    (folder / NAME).write_bytes(path.read_bytes())
    return run(*BACK, "collect", folder, "--json")


@pytest.mark.parametrize("spoiling", SPOILINGS)
def test_a_spoiled_sheet_says_the_same(
    run: Run, ledger: Path, spoiled: Path, spoiling: str
) -> None:
    result = collected(run, spoiled / f"{spoiling}.xlsx")
    assert (result.code, result.json["problems"], said(result)) == (0, [], EXPECTED)
    again = run("--as-of", "2020-10-09", "collect", "回收", "--json")
    assert (again.code, again.json["events"], again.json["problems"]) == (0, [], [])
    assert run("check").code == 0


@pytest.mark.parametrize("spoiling", SPOILINGS)
def test_so_does_one_that_libreoffice_saved(
    run: Run, ledger: Path, resaved: Path, spoiling: str
) -> None:
    result = collected(run, resaved / f"{spoiling}.xlsx")
    assert (result.code, result.json["problems"], said(result)) == (0, [], EXPECTED)


@pytest.mark.parametrize("kind", DAYS)
def test_a_day_in_any_form_is_that_day(run: Run, ledger: Path, blank: Path, kind: str) -> None:
    fill(blank, Path("填过.xlsx"), {3: {NOTE: "印发200份", DAY: DAYS[kind]}})
    result = collected(run, Path("填过.xlsx"))
    assert said(result) == {(3, "progress", "2020-09-18", UNIT, "印发200份")}


@pytest.mark.parametrize("day", [42630, DAYS["real date"], "42630"])
def test_a_day_in_the_other_date_system_is_that_day(
    run: Run, ledger: Path, blank: Path, day: object
) -> None:
    fill(blank, Path("填过.xlsx"), {3: {NOTE: "印发200份"}})
    to_1904(Path("填过.xlsx"), {DAY: day})
    result = collected(run, Path("填过.xlsx"))
    assert said(result) == {(3, "progress", "2020-09-18", UNIT, "印发200份")}


def test_a_formula_is_taken_for_what_it_showed(run: Run, ledger: Path, blank: Path) -> None:
    path = Path("填过.xlsx")
    fill(blank, path, {3: {NOTE: "=A1*200"}})
    path.write_bytes(with_result(path.read_bytes(), "A1*200", "印发200份"))
    assert {event[-1] for event in said(collected(run, path))} == {"印发200份"}


def test_a_renamed_sheet_is_still_the_units(run: Run, ledger: Path, blank: Path) -> None:
    fill(blank, Path("回收/新建 工作表(1).xlsx"), ANSWERS)
    assert said(run(*BACK, "collect", "回收", "--json")) == EXPECTED


def test_a_sheet_under_another_units_name_is_the_sheets_and_that_is_told(
    run: Run, ledger: Path, blank: Path
) -> None:
    fill(blank, Path("回收/关坪乡.xlsx"), ANSWERS)
    shown = run(*BACK, "collect", "回收", "--dry-run")
    assert "文件名写的是关坪乡人民政府" in shown.out
    assert said(run(*BACK, "collect", "回收", "--json")) == EXPECTED


def _edit(**cells: Any) -> Callable[[Form], None]:
    def edit(form: Form) -> None:
        for heading, value in cells.items():
            form.cell(3, heading).value = value

    return edit


def _fault(form: Form) -> None:
    cell = form.cell(3, NOTE)
    cell.value = "#REF!"
    cell.data_type = "e"


def _other_words(form: Form) -> None:
    _drop_marks(form)
    form.cell(3, "类别编号").value = None
    form.cell(3, "存在问题").value = "农村饮水安全保障不到位的问题"


def _no_number(form: Form) -> None:
    row = form.row(3)
    for column in range(1, form.columns["整改时限"]):
        form.sheet.cell(row, column).value = None


def _drop_marks(form: Form) -> None:
    for row in range(1, form.sheet.max_row + 1):
        form.sheet.cell(row, 1).value = None


def _unknown_number(form: Form) -> None:
    _no_number(form)
    form.sheet.cell(form.row(4) - 1, form.columns["序号"]).value = 99


def _two_columns(form: Form) -> None:
    column = form.sheet.max_column + 1
    form.sheet.cell(form.top, column).value = NOTE
    form.sheet.cell(form.row(4), column).value = "又写了一列"


def _other_unit(form: Form) -> None:
    form.sheet.cell(2, 2).value = "填报单位：关坪乡人民政府"


PROBLEMS: dict[str, tuple[Callable[[Form], None], str, str]] = {
    "a day to come": (_edit(填报日期="2020-12-01"), DAY, "还没有到"),
    "a day before the document": (_edit(填报日期="2020-8-1"), DAY, "早于文件印发"),
    "no day at all": (_edit(填报日期="上周五"), DAY, "不是日期"),
    "a day that does not exist": (_edit(填报日期="9月31日"), DAY, "不存在"),
    "a number that may be two days": (_edit(填报日期=9.1), DAY, "说不清"),
    "another word for finished": (_edit(完成情况="差不多"), STATE, "只能是整改中或已完成"),
    "finished, and nothing said": (_edit(本期落实情况=None, 完成情况="已完成"), NOTE, "没有写"),
    "nothing to say": (_edit(本期落实情况="无"), NOTE, "整行留空"),
    "a formula without its result": (_edit(本期落实情况='="印发"&200'), NOTE, "是公式"),
    "a picture in the cell": (_edit(佐证材料='=DISPIMG("ID_1",1)'), EVIDENCE, "图片"),
    "a formula that failed": (_fault, NOTE, "#REF!"),
    "the words of another problem": (_other_words, "存在问题", "开头却与它不同"),
    "no number": (_no_number, "序号", "没有序号"),
    "a number of nothing": (_unknown_number, "序号", "没有第99项"),
}


@pytest.mark.parametrize("kind", PROBLEMS)
def test_what_is_unclear_is_one_problem_with_its_cell_and_nothing_is_written(
    run: Run, ledger: Path, blank: Path, kind: str
) -> None:
    spoil, heading, words = PROBLEMS[kind]
    path = Path("填过.xlsx")
    fill(blank, path, ANSWERS)
    book = openpyxl.load_workbook(path)
    form = Form(book.worksheets[0])
    at = form.row(3)
    spoil(form)
    book.save(path)
    before = ledger.read_bytes()
    result = collected(run, path)
    (problem,) = result.json["problems"]
    cell = form.sheet.cell(at, form.columns[heading]).coordinate
    assert (problem["file"], problem["sheet"]) == (str(Path("回收", NAME)), "填报表")
    assert (problem["cell"], words in problem["message"]) == (cell, True)
    assert (result.code, result.json["saved"], ledger.read_bytes()) == (1, False, before)
    skipped = run(*BACK, "collect", "回收", "--skip-problems", "--json")
    assert (skipped.code, skipped.json["saved"]) == (0, True)
    assert {event["id"] for event in skipped.json["events"]} == {5}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [(_two_columns, "有两列"), (_other_unit, "不知以哪个为准")],
    ids=["two columns of a name", "two units"],
)
def test_a_sheet_that_says_two_things_is_not_guessed_at(
    run: Run, ledger: Path, blank: Path, spoil: Callable[[Form], None], words: str
) -> None:
    path = Path("填过.xlsx")
    fill(blank, path, ANSWERS)
    book = openpyxl.load_workbook(path)
    spoil(Form(book.worksheets[0]))
    book.save(path)
    result = collected(run, path)
    assert result.code == 1
    assert all(
        words in problem["message"] and problem["cell"] for problem in result.json["problems"]
    )


def _bytes_of(book: Workbook, path: Path) -> bytes:
    book.save(path)
    return path.read_bytes()


def test_files_that_are_no_sheets_are_told_one_by_one(run: Run, ledger: Path, blank: Path) -> None:
    fill(blank, Path("回收", NAME), ANSWERS)
    bad = {
        "空表.xlsx": _bytes_of(Workbook(), Path("x.xlsx")),
        "坏的.xlsx": b"PK\x03\x04 broken",
        "旧的.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600,
        "别的.csv": "姓名,电话\n王某,1\n".encode(),
    }
    for name, data in bad.items():
        Path("回收", name).write_bytes(data)
    for name in ("~$漕涧.xlsx", "照片.jpg", "Thumbs.db", ".DS_Store"):
        Path("回收", name).write_bytes(b"x")
    result = run(*BACK, "collect", "回收", "--json")
    assert {Path(problem["file"]).name for problem in result.json["problems"]} == set(bad)
    shown = run(*BACK, "collect", "回收", "--skip-problems")
    assert shown.code == 0
    assert "另存为" in shown.out
    assert "照片.jpg" in shown.out


@pytest.mark.parametrize("change", ["number: 〔2020〕15号", "issued_on: 2020-08-12"])
def test_a_sheet_of_another_list_or_year_is_refused(
    run: Run, ledger: Path, blank: Path, change: str
) -> None:
    fill(blank, Path("回收", NAME), ANSWERS)
    text = ledger.read_text(encoding="utf-8")
    other = {
        "number: 〔2020〕15号": "number: 〔2021〕3号",
        "issued_on: 2020-08-12": "issued_on: 2019-08-12",
    }
    ledger.write_text(text.replace(change, other[change]), encoding="utf-8")
    result = run(*BACK, "collect", "回收", "--json")
    (problem,) = result.json["problems"]
    assert (result.code, "另一份清单" in problem["message"]) == (1, True)


def test_a_sheet_of_a_day_to_come_is_refused(run: Run, ledger: Path, blank: Path) -> None:
    fill(blank, Path("回收", NAME), ANSWERS)
    result = run("--as-of", "2020-09-01", "collect", "回收", "--json")
    (problem,) = result.json["problems"]
    assert "还没有到" in problem["message"]


def test_difficulties_stand_at_the_end_and_no_difficulty_is_none(
    run: Run, ledger: Path, blank: Path
) -> None:
    path = Path("填过.xlsx")
    fill(
        blank,
        path,
        {
            3: {NOTE: "印发200份。", DIFFICULTY: "经费不足"},
            4: {NOTE: "更换座椅", DIFFICULTY: "无"},
            5: {NOTE: "培训1次", DIFFICULTY: "缺老师"},
            6: {DIFFICULTY: "部门没有响应"},
        },
    )
    assert {(event[0], event[-1]) for event in said(collected(run, path))} == {
        (3, "印发200份。存在困难：经费不足"),
        (4, "更换座椅"),
        (5, "培训1次；存在困难：缺老师"),
        (6, "存在困难：部门没有响应"),
    }


def test_evidence_named_in_a_cell_is_found_beside_the_sheet(
    run: Run, ledger: Path, blank: Path
) -> None:
    Path("回收/照片").mkdir(parents=True)
    Path("秘密.txt").write_text("x", encoding="utf-8")
    for name in ("办事指南.pdf", "照片/窗口 1.jpg", "台账.xlsx"):
        Path("回收", name).write_text(name, encoding="utf-8")
    named = "1.《办事指南》、窗口 1.jpg；台账\n签到册，../秘密.txt"
    fill(blank, Path("回收", NAME), {3: {NOTE: "印发200份", EVIDENCE: named}})
    result = run(*BACK, "collect", "回收", "--json")
    (event,) = result.json["events"]
    stems = [Path(path).name.rpartition("-")[0] for path in event["evidence"]]
    assert stems == ["办事指南", "窗口 1", "台账"]
    assert all((ledger.parent / path).is_file() for path in event["evidence"])
    assert event["missing_evidence"] == ["签到册", "../秘密.txt"]
    assert (result.code, result.json["problems"]) == (0, [])
