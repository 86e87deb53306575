"""A 通讯录 becomes one change of ``units``: what is shown is what is written."""

from pathlib import Path

import openpyxl
import pytest
from conftest import Run

from rectify_cli.ledger.reading import read_ledger

HEAD = ("序号", "单位名称", "主要负责人", "分管领导", "股室", "联系人", "手机号码")
ROWS = (
    (1, "各乡镇", None, None, None, None, None),
    (2, "漕涧镇", "张某", "李某", "党政办", "王某", 13988880001),
    (3, "关坪乡人民政府", "赵某", None, "—", "钱某", "0872-5520002 "),
    (4, "县水务局", "孙某", None, None, "周某", 13988880003),
)


def book(rows: tuple[tuple[object, ...], ...] = ROWS) -> Path:
    path = Path("通讯录.xlsx")
    whole = openpyxl.Workbook()
    whole.worksheets[0].append(["全县营商环境工作通讯录"])
    for row in (HEAD, *rows):
        whole.worksheets[0].append(list(row))
    whole.save(path)
    return path


def unit(ledger: Path, name: str) -> tuple[str | None, ...]:
    found = next(u for u in read_ledger(ledger).checklist.units if u.name == name)
    return found.head, found.leader, found.office, found.contact, found.phone


def test_all_units_are_written_in_one_change_and_nothing_else(run: Run, ledger: Path) -> None:
    before = ledger.read_text(encoding="utf-8").splitlines()
    result = run("contact", "--from", book(), "--json")
    assert (result.code, result.json["saved"]) == (0, True)
    assert [one["unit"] for one in result.json["units"]] == ["漕涧镇人民政府", "关坪乡人民政府"]
    assert result.json["unknown"] == [{"name": "县水务局", "cell": "B6"}]
    assert unit(ledger, "漕涧镇人民政府") == ("张某", "李某", "党政办", "王某", "13988880001")
    assert unit(ledger, "关坪乡人民政府") == ("赵某", None, None, "钱某", "0872-5520002")
    after = ledger.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line in before] == before
    assert run("check").code == 0
    again = run("contact", "--from", "通讯录.xlsx", "--json").json
    assert (again["saved"], again["units"], len(again["unchanged"])) == (False, [], 2)


def test_it_is_shown_old_beside_new_and_a_dry_run_writes_nothing(run: Run, ledger: Path) -> None:
    run("contact", "漕涧", "--head", "旧某", "--office", "综合办")
    before = ledger.read_bytes()
    result = run("contact", "--from", book(), "--dry-run")
    assert (result.code, ledger.read_bytes()) == (0, before)
    for words in ("旧某 → 张某", "综合办 → 党政办", "13988880001", "县水务局（B6）"):
        assert words in result.out


def test_two_answers_for_one_unit_are_told_with_their_cell(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    path = book((*ROWS, (5, "漕涧", "张某", None, None, "吴某", None)))
    result = run("contact", "--from", path)
    assert (result.code, ledger.read_bytes()) == (1, before)
    assert "F7" in result.err
    assert "王某、吴某" in result.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("漕涧", "--from", "通讯录.xlsx"), 2),
        (("--from", "通讯录.xlsx", "--head", "张某"), 2),
        (("--from", "没有.xlsx"), 1),
        (("--from", "别的.csv"), 1),
        ((), 2),
    ],
)
def test_what_makes_no_sense_is_refused(
    run: Run, ledger: Path, arguments: tuple[str, ...], code: int
) -> None:
    book()
    Path("别的.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    before = ledger.read_bytes()
    assert run("contact", *arguments).code == code
    assert ledger.read_bytes() == before
