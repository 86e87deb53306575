"""Where ``check`` says that something stands: the same in a ledger of few issues and of many."""

from datetime import date
from pathlib import Path

import pytest

from rectify_cli.errors import InvalidDataError, Place, Problem
from rectify_cli.ledger.checking import check_ledger
from rectify_cli.ledger.reading import parse_ledger_text
from rectify_cli.ledger.text import blocks

HEAD = "document: {title: 清单, issued_on: 2020-08-12}\n"
UNITS = "units:\n  - name: 甲局\n    aliases: [甲]\n  - {name: 各乡镇, members: [宝丰乡]}\n"
SHARED = "  - name: 乙局\n    aliases:\n      - 乙\n      - 甲\n"


def issue(number: int, *more: str) -> str:
    lines = [f"  - id: {number}", f"    title: 事项{number}", "    problem: 甲", *more]
    return "".join(f"{line}\n" for line in lines)


SOUND = ("    lead_unit: 甲局", "    deadline: 年底前")
LATE = ("    lead_unit: [甲局, 丙局]", "    deadline: 尽快  ")
ALONE = ("    lead_unit: 戊局", "    deadline: 年底前")
LOG = ("    log:", "      - {date: 2020-09-01, event: start, unit: 丁局}")
GROUP = "    responsible_units: 各乡镇"
ODD = {
    1: LATE,
    2: (),
    7: ALONE,
    13: (*LATE, *LOG),
    14: (*SOUND, *LOG, LOG[1]),
    23: (*LATE, GROUP),
    24: (*LATE, *LOG),
}
ISSUES = "issues:\n" + "".join(issue(n, *ODD.get(n, SOUND)) for n in range(1, 25))

TEXTS = {
    "units before": HEAD + UNITS + ISSUES,
    "units after": HEAD + ISSUES + "# 尾\n\n" + UNITS,
    "document last": f"\ufeff# 首\n{ISSUES}\n{UNITS}\n{HEAD}",
}
TOLD = {
    "units 里没有“丙局”": "丙局",
    "units 里没有“丁局”": "丁局",
    "units 里没有“戊局”": "戊局",
    "整改时限“尽快”": "尽快",
    "没有写牵头单位": "2\n",
    "没有写整改时限": "2\n",
    "统称的成员是否列全": "[宝丰乡]",
    "“甲”已是甲局的名称或别称": "甲\n",
}


def told(path: Path, text: str) -> list[tuple[Problem, str]]:
    """Each problem, and the text from its place on, whether the ledger is read in parts or not."""
    path.write_bytes(text.encode())
    result = check_ledger(path, today=date(2020, 11, 5))
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    found = []
    for problem in result.problems:
        assert problem.place.file == str(path)
        assert problem.place.line is not None
        assert problem.place.column is not None
        line = lines[problem.place.line - 1]
        assert problem.source_line == line.rstrip("\r\n")
        found.append((problem, line[problem.place.column - 1 :]))
    return found


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_every_problem_is_told_where_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, eol: str
) -> None:
    text = text.replace(UNITS, UNITS + SHARED).replace("\n", eol)
    path = tmp_path / "issues.yaml"
    monkeypatch.setattr(blocks, "FEW", 1000)
    on_the_whole = told(path, text)
    monkeypatch.setattr(blocks, "FEW", 20)
    assert told(path, text) == on_the_whole
    for start in TOLD:
        assert any(problem.message.startswith(start) for problem, _ in on_the_whole)
    for problem, rest in on_the_whole:
        stands = next((at for start, at in TOLD.items() if problem.message.startswith(start)), "")
        assert rest.replace(eol, "\n").startswith(stands), problem
        assert problem.hint or not stands
    (shared,) = (problem for problem, _ in on_the_whole if "已是甲局" in problem.message)
    first = text[: text.index("[甲]")].count(eol) + 1
    assert shared.message.endswith(f"（第 {first} 行）")
    warned = [problem.place.line or 0 for problem, _ in on_the_whole[1:]]
    assert warned == sorted(warned)


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
@pytest.mark.parametrize(("last", "column"), [("issues: [", 10), ("issues", 7)])
def test_what_is_missing_at_the_end_is_told_on_the_last_line(
    last: str, column: int, end: str
) -> None:
    with pytest.raises(InvalidDataError) as raised:
        parse_ledger_text(HEAD + last + end, "x")
    (problem,) = raised.value.problems
    assert problem.place == Place("x", 2, column)
    assert problem.source_line == last


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", "# 注\n"])
def test_a_text_that_says_nothing_is_told_at_its_beginning(text: str) -> None:
    with pytest.raises(InvalidDataError) as raised:
        parse_ledger_text(text, "x")
    (problem,) = raised.value.problems
    assert problem.place == Place("x", 1, 1)
    assert problem.source_line == text.strip("\ufeff\n")
