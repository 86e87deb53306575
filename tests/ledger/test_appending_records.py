"""Appending whole issues, units and papers to ledger text."""

from pathlib import Path

import pytest
from marked import after, before

from rectify_cli.ledger.reading import ledger_of
from rectify_cli.ledger.text.appending import RefusedError, append, prove
from rectify_cli.ledger.text.insertions import Addition

HEAD = """\
document: {title: 清单, issued_on: 2020-08-12}
issues:
"""
ONE = HEAD + "  - id: 1\n    title: 甲\n    problem: 甲\n"
TWO = "  - id: 2\n    title: 乙\n    problem: 乙\n"
RECORD = ["id: 2", "title: 乙", "problem: |-", "  乙", "", "  丙", "log:"]
DEEP = "  - id: 2\n    title: 乙\n    problem: |-\n      乙\n\n      丙\n    log:\n"
RECORDS = {
    "after one issue": f"{ONE}«\n{DEEP}»",
    "after one issue, no final newline": f"{ONE[:-1]}«\n\n{DEEP}»",
    "after issues set apart": f"{ONE}\n{TWO.replace('2', '3')}«\n{DEEP}»",
    "after issues set close": f"{ONE}{TWO.replace('2', '3')}«{DEEP}»",
    "after issues set apart, one ending in a text": (
        f"{ONE}    goal: |-\n      甲\n\n{TWO.replace('2', '3')}«\n{DEEP}»"
    ),
    "after a text that keeps blank lines": f"{ONE}    contact: |+\n      甲\n«{DEEP}»",
    "after a folded text that keeps blank lines": (f"{ONE}    contact: >+\n      甲\n«{DEEP}»"),
    "after a text that keeps none, with a remark": (
        f"{ONE}    contact: |- # 甲+乙\n      甲\n«\n{DEEP}»"
    ),
    "before a closing remark": f"{ONE}«\n{DEEP}»\n# 完\n",
    "before another key": (
        f"issues:\n  - {{id: 1, title: 甲, problem: 甲}}\n«\n{DEEP}»\n"
        "# 文件\ndocument: {title: 甲, issued_on: 2020-08-12}\n"
    ),
    "first of an empty list": f"{HEAD[:-1]}‹ []›\n«{DEEP}»",
    "first of nothing": f"{HEAD}«{DEEP}»",
    "without the key": f"{HEAD.removesuffix('issues:' + chr(10))}«\nissues:\n{DEEP}»",
    "before the end mark": f"{ONE}«\n{DEEP}»...\n",
}


@pytest.mark.parametrize("marked", RECORDS.values(), ids=RECORDS.keys())
@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_an_issue_goes_in_at_the_end_of_the_list(marked: str, eol: str) -> None:
    marked = marked.replace("\n", eol)
    text = before(marked)
    additions = [Addition("issues", (RECORD,))]
    parts = ledger_of(text, Path("x")).blocks
    added = append(text, parts, additions)
    assert added.text == after(marked)
    assert "id: 2" in added.text.split("\n")[added.lines[0][0] - 1]
    assert prove(text, parts, additions, added.text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"{HEAD[:-1]} [{{id: 1, title: 甲, problem: 甲}}]\n", "列表写在一对方括号里"),
        (
            "{document: {title: 甲, issued_on: 2020-08-12}, issues: []}\n",
            "整份清单写在一对花括号里",
        ),
    ],
    ids=["brackets", "braces"],
)
@pytest.mark.parametrize("record", [RECORD, RECORD[:2]], ids=len)
def test_a_list_in_brackets_takes_no_record_of_several_lines(
    text: str, reason: str, record: list[str]
) -> None:
    with pytest.raises(RefusedError, match=f"^{reason}$"):
        append(text, None, [Addition("issues", (record,))])


PAPER = ["{date: 2020-11-06, paper: notice, until: 2020-11-05}"]


@pytest.mark.parametrize(
    "marked",
    [
        f"{ONE}units:\n  - name: 县局\n«  - name: 乡\npapers:\n  - {PAPER[0]}\n»",
        f"{ONE}units:\n- name: 县局\n«- name: 乡\npapers:\n  - {PAPER[0]}\n»",
        f"{ONE}    log:\n    - {{date: 2020-09-01, event: start}}\nunits:\n  - name: 县局\n"
        f"«  - name: 乡\npapers:\n  - {PAPER[0]}\n»",
        f"? document\n: {{title: 清单, issued_on: 2020-08-12}}\nissues: []\nunits:\n"
        f"  - name: 县局\n«  - name: 乡\npapers:\n  - {PAPER[0]}\n»",
    ],
    ids=["indented", "not indented", "logs not indented", "question mark first"],
)
def test_a_unit_and_a_paper_go_in_at_the_same_place_one_below_the_other(marked: str) -> None:
    text = before(marked)
    additions = [Addition("papers", (PAPER,)), Addition("units", (["name: 乡"],))]
    added = append(text, None, additions)
    assert added.text == after(marked)
    papers, units = added.lines
    assert "name: 乡" in added.text.split("\n")[units[0] - 1]
    assert PAPER[0] in added.text.split("\n")[papers[0] - 1]
    assert prove(text, None, additions, added.text)


def test_a_first_issue_goes_in_below_a_unit_that_is_added_with_it() -> None:
    marked = f"document: {{title: 清单}}\nunits:\n  - name: 县局\n«  - name: 乡\n\nissues:\n{DEEP}»"
    text = before(marked)
    additions = [Addition("issues", (RECORD,)), Addition("units", (["name: 乡"],))]
    added = append(text, None, additions)
    assert added == (after(marked), [[7], [4]])
    assert prove(text, None, additions, added.text)


def test_a_unit_stands_apart_where_the_others_do() -> None:
    marked = f"{ONE}units:\n  - name: 县局\n\n  - name: 乡\n«\n  - name: 镇\n    phone: '1'\n»"
    added = append(before(marked), None, [Addition("units", (["name: 镇", "phone: '1'"],))])
    assert added == (after(marked), [[11]])
