"""``contact``: a unit's people are written into ``units``, and nothing else is touched."""

from pathlib import Path

import pytest
from conftest import Run

from rectify_cli.domain.model import Unit
from rectify_cli.domain.units import UnitDirectory
from rectify_cli.ledger.reading import read_ledger

LEADER = ("--head", "张某", "--office", "党政办")


def unit(path: Path, name: str) -> Unit:
    return UnitDirectory(read_ledger(path).checklist).unit(name)


def test_a_unit_with_an_entry_gets_lines_and_keeps_the_rest(run: Run, ledger: Path) -> None:
    before = ledger.read_text(encoding="utf-8")
    result = run("contact", "政务局", *LEADER)
    assert result.code == 0
    assert "县政务服务局：主要领导 张某，责任股室 党政办" in result.out
    added = [line for line in ledger.read_text("utf-8").splitlines() if line not in before]
    assert added == ["    head: 张某", "    office: 党政办"]
    assert run("check").code == 0


def test_a_unit_that_is_only_a_member_gets_an_entry_and_keeps_its_place(
    run: Run, ledger: Path
) -> None:
    names = UnitDirectory(read_ledger(ledger).checklist).names
    assert run("contact", "漕涧", "--phone", " 0872-552 0000 ").code == 0
    assert unit(ledger, "漕涧镇人民政府").phone == "0872-552 0000"
    assert UnitDirectory(read_ledger(ledger).checklist).names == names


def test_what_is_set_again_is_replaced(run: Run, ledger: Path) -> None:
    run("contact", "漕涧", *LEADER)
    run("contact", "漕涧", "--head", "李某: 甲 # 乙")
    assert unit(ledger, "漕涧镇人民政府").head == "李某: 甲 # 乙"
    assert unit(ledger, "漕涧镇人民政府").office == "党政办"


def test_a_dry_run_writes_nothing_and_json_says_so(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    answer = run("contact", "漕涧", *LEADER, "--dry-run", "--json").json
    assert answer == {"saved": False, "unit": "漕涧镇人民政府", "head": "张某", "office": "党政办"}
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("漕涧",), 2, "没有写要记的内容"),
        (("没有这个", *LEADER), 1, "没有叫“没有这个”的单位"),
        (("县政务", *LEADER), 2, "可以指"),
    ],
    ids=str,
)
def test_what_cannot_be_written(
    run: Run, ledger: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = run("contact", *arguments)
    assert result.code == code
    assert words in result.err
