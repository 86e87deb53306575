"""A sheet for each unit: what stands in it, what can be changed, what is never overwritten."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import Run
from openpyxl.worksheet.worksheet import Worksheet

from rectify_cli.exchange.form import FILLED

ON = ("--as-of", "2020-10-25")


def sheet(path: Path) -> Worksheet:
    return openpyxl.load_workbook(path).worksheets[0]


def heading(page: Worksheet) -> dict[str, int]:
    """Title → column of the row that holds the titles."""
    for row in page.iter_rows():
        titles = {str(cell.value): cell.column for cell in row if cell.value}
        if "本期落实情况" in titles:
            return titles
    raise AssertionError("no heading")


def heading_row(page: Worksheet) -> int:
    return next(
        cell.row for row in page.iter_rows() for cell in row if cell.value == "本期落实情况"
    )


def test_every_township_of_the_group_gets_a_sheet_with_its_open_items(
    run: Run, ledger: Path
) -> None:
    run("--as-of", "2020-09-01", "submit", "3", "--unit", "县政务服务中心")
    run("--as-of", "2020-09-02", "done", "3")
    result = run(*ON, "dispatch", "各乡镇人民政府", "--reply-by", "10-28", "--json")
    assert result.code == 0
    assert len(result.json["written"]) == 11
    first = result.json["written"][0]
    assert first["file"] == str(Path("分发/诺邓镇人民政府.xlsx"))
    assert first["issues"] == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11]
    text = "\n".join(str(cell.value) for row in sheet(Path(first["file"])).iter_rows()
                     for cell in row if cell.value)  # fmt: skip
    assert "填报单位：诺邓镇人民政府" in text
    assert "2020年10月28日前" in text
    assert "主要领导审签" in text


def test_the_unit_sees_its_own_part_and_its_last_report(run: Run, ledger: Path) -> None:
    run("--as-of", "2020-09-18", "progress", "3", "--unit", "漕涧", "--note", "办事指南印发200份")
    run("--as-of", "2020-09-20", "submit", "4", "--unit", "漕涧", "--note", "大厅座椅已换")
    run(*ON, "dispatch", "漕涧")
    page = sheet(Path("分发/漕涧镇人民政府.xlsx"))
    titles, top = heading(page), heading_row(page)
    shown = {
        page.cell(row, titles["序号"]).value: [
            page.cell(row, titles[name]).value for name in ("事项状态", "本单位", "最近报送")
        ]
        for row in range(top + 1, top + 12)
    }
    assert shown[3] == ["未启动", "整改中", "2020年9月18日：办事指南印发200份"]
    assert shown[4] == ["未启动", "本单位已完成", "2020年9月20日：大厅座椅已换"]
    assert shown[5] == ["未启动", "未启动", "尚未报送"]


def test_only_the_cells_to_fill_in_can_be_changed_and_no_password_is_needed(
    run: Run, ledger: Path
) -> None:
    run(*ON, "dispatch", "漕涧")
    page = sheet(Path("分发/漕涧镇人民政府.xlsx"))
    titles, top = heading(page), heading_row(page)
    assert page.protection.sheet
    assert page.protection.password is None
    open_columns = {
        name for name, column in titles.items() if not page.cell(top + 1, column).protection.locked
    }
    assert open_columns == set(FILLED)
    assert all(cell.protection.locked for cell in page[top])
    assert not any(area.min_row <= top <= area.max_row for area in page.merged_cells.ranges)
    choices = page.data_validations.dataValidation[0]
    assert choices.formula1 == '"整改中,已完成"'
    assert page.cell(top + 1, titles["完成情况"]).coordinate in choices.sqref
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9


def test_words_of_the_document_never_become_formulas(run: Run, ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(
        text.replace("problem: |-", 'problem: "=1+1"\n    goal: |-', 1), encoding="utf-8"
    )
    run(*ON, "dispatch", "漕涧")
    page = sheet(Path("分发/漕涧镇人民政府.xlsx"))
    cell = page.cell(heading_row(page) + 1, heading(page)["存在问题"])
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_same_sheet_is_the_same_bytes(run: Run, ledger: Path) -> None:
    run(*ON, "dispatch", "漕涧", "-o", "一")
    run(*ON, "dispatch", "漕涧", "-o", "二")
    name = "漕涧镇人民政府.xlsx"
    assert Path("一", name).read_bytes() == Path("二", name).read_bytes()
    assert openpyxl.load_workbook(Path("一", name)).properties.created.date() == date(2020, 10, 25)


def test_a_folder_with_files_is_left_alone(run: Run, ledger: Path) -> None:
    Path("分发").mkdir()
    Path("分发/旧.txt").write_text("x", encoding="utf-8")
    result = run(*ON, "dispatch", "漕涧")
    assert (result.code, "已有文件" in result.err) == (1, True)
    assert [path.name for path in Path("分发").iterdir()] == ["旧.txt"]
    assert run(*ON, "dispatch", "漕涧", "--overwrite").code == 0
    assert len(list(Path("分发").iterdir())) == 2


def test_without_units_all_who_have_a_part_get_one(run: Run, ledger: Path) -> None:
    result = run(*ON, "dispatch", "--dry-run", "--json")
    names = [one["unit"] for one in result.json["written"]]
    assert "县人行" in names
    assert "各乡镇人民政府" not in names
    assert not Path("分发").exists()
    assert result.json["saved"] is False


def test_units_whose_names_make_one_file_name_get_a_sheet_each(run: Run, ledger: Path) -> None:
    text = ledger.read_text("utf-8")
    ledger.write_text(
        text.replace(
            "lead_unit: 县人行", "lead_unit: [县人行/外管局, 县人行?外管局, 县人行_外管局-2]"
        ),
        "utf-8",
    )
    names = ["县人行/外管局", "县人行?外管局", "县人行_外管局-2"]
    assert run(*ON, "dispatch", *names).code == 0
    files = sorted(path.name for path in Path("分发").iterdir())
    assert files == ["县人行_外管局-2-2.xlsx", "县人行_外管局-2.xlsx", "县人行_外管局.xlsx"]
    told = " ".join(
        str(cell.value)
        for file in files
        for row in sheet(Path("分发") / file).iter_rows()
        for cell in row
    )
    assert all(f"填报单位：{name}" in told for name in names)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("--reply-by", "2020-10-01"), 2), (("没有的单位",), 1), ((" ",), 2)],
)
def test_what_makes_no_sense_is_refused(
    run: Run, ledger: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert run(*ON, "dispatch", *arguments).code == code
    assert not Path("分发").exists()


def test_a_number_without_its_word_is_not_printed_as_one(run: Run, ledger: Path) -> None:
    run(*ON, "dispatch", "漕涧")
    head = openpyxl.load_workbook("分发/漕涧镇人民政府.xlsx").worksheets[0]["B2"].value
    assert "（云龙县人民政府办公室2020年8月12日印发）" in head
    assert "〔2020〕15号" not in head
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("number: 〔2020〕15号", "number: 云政办发〔2020〕15号"), "utf-8")
    run(*ON, "dispatch", "漕涧", "--overwrite")
    head = openpyxl.load_workbook("分发/漕涧镇人民政府.xlsx").worksheets[0]["B2"].value
    assert "（云政办发〔2020〕15号）" in head


def test_the_example_of_a_date_is_of_this_year(run: Run, ledger: Path) -> None:
    run("--as-of", "2021-01-07", "dispatch", "漕涧")
    page = openpyxl.load_workbook("分发/漕涧镇人民政府.xlsx").worksheets[0]
    assert "写成2021-1-7这样的形式" in page["B4"].value
