"""What is in the program's own form is read without a YAML parser, and says what YAML says."""

from typing import Any

import pytest

from rectify_cli.ledger.text.blocks import split
from rectify_cli.ledger.text.own_form import read_entry, read_rest
from rectify_cli.ledger.text.yaml_text import compose, plain_data

DOCUMENT = "document:\n  title: 清单\n  issued_on: 2020-08-12\n"
UNITS = "units:\n  - name: 甲局\n    aliases: [甲]\n  - name: 乙局\n"
ISSUES = "issues:\n  - id: 1\n    title: 甲\n    problem: 甲\n"
OWN_RESTS = {
    "document, units, issues": DOCUMENT + UNITS + ISSUES,
    "without units": DOCUMENT + ISSUES,
    "no units yet": f"{DOCUMENT}units: []\n{ISSUES}",
    "no units yet, and a remark": f"{DOCUMENT}units: []\n\n# 注\n{ISSUES}",
    "issues first": ISSUES + UNITS + DOCUMENT,
    "units last": DOCUMENT + ISSUES + UNITS,
    "issues alone": ISSUES,
    "blank lines and remarks": (
        f"# 清单\n\n# 注: 一\n{DOCUMENT}\n# 单位\n{UNITS}\n    # 尾\n\n"
        f"{ISSUES.replace(':', ':' + chr(10) + '# 注', 1)}"
    ),
    "lines of text": f"document:\n  title: |-\n    清\n    单\n{ISSUES}",
}


def _whole(text: str) -> Any:
    return plain_data(compose(text).root)


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("text", OWN_RESTS.values(), ids=OWN_RESTS.keys())
def test_what_stands_around_the_issues_is_taken(text: str, eol: str) -> None:
    text = text.replace("\n", eol)
    cut = split(text)
    assert cut is not None
    said = _whole(text)
    assert read_rest(cut) == {key: said[key] for key in said if key != "issues"}


ODD_RESTS = {
    "another key": f"{DOCUMENT}papers: []\n{ISSUES}",
    "another key with lines": f"{DOCUMENT}{ISSUES}papers:\n  - {{date: 2020-11-06}}\n",
    "the same key twice": DOCUMENT + DOCUMENT + ISSUES,
    "the issues in no brackets and then in brackets": f"issues: []\n{ISSUES}",
    "the document as a list": f"document:\n- title: 清单\n{ISSUES}",
    "the document as an indented list": f"document:\n  - title: 清单\n{ISSUES}",
    "the document in braces": f"document: {{title: 清单}}\n{ISSUES}",
    "a key of the document twice": f"document:\n  title: 甲\n  title: 乙\n{ISSUES}",
    "units that are not indented": f"{DOCUMENT}units:\n- name: 甲局\n{ISSUES}",
    "units that are a text": f"{DOCUMENT}units:\n  甲局\n{ISSUES}",
    "a text before the units": f"{DOCUMENT}units:\n  甲局\n  - name: 甲局\n{ISSUES}",
    "a unit that is a text": f"{DOCUMENT}units:\n  - 甲局\n{ISSUES}",
    "a unit in braces beside others": f"{DOCUMENT}{UNITS}  - {{name: 丙局}}\n{ISSUES}",
    "a key of a unit twice": f"{DOCUMENT}{UNITS}    name: 丙局\n{ISSUES}",
    "a line that is not YAML's": f"清单\n{DOCUMENT}{ISSUES}",
    "a list first": f"- 清单\n{DOCUMENT}{ISSUES}",
    "units beside brackets": f"{DOCUMENT}units: []\n  - name: 甲局\n{ISSUES}",
    "a remark that YAML does not take": DOCUMENT + ISSUES.replace(":", ":\n# \a", 1),
    "a line of spaces": f"{DOCUMENT}    \n{ISSUES}",
}


@pytest.mark.parametrize("text", ODD_RESTS.values(), ids=ODD_RESTS.keys())
def test_what_is_written_otherwise_is_left_to_the_parser(text: str) -> None:
    cut = split(text)
    assert cut is None or read_rest(cut) is None


ONE = "  - id: 1\n    title: 甲\n    problem: 甲\n"
EVENT = "{date: 2020-09-01, event: start}"
OWN_ISSUES = {
    "texts": f"{ONE}    goal: 甲 乙, 丙\n    office: '甲: ''乙'' #'\n    contact: null\n",
    "lists in brackets": f"{ONE}    lead_unit: ['甲, 乙', 丙局, null]\n    category: []\n",
    "lists line by line": f"{ONE}    measures:\n      - 甲 乙\n      - '丙''丁'\n    goal: 戊\n",
    "lines of text": f"{ONE}    goal: |-\n      甲\n      乙: - 丙\n      # 丁\n    office: 戊\n",
    "lines of text, wide": f"{ONE}    goal: |-\n          甲\n          乙\n",
    "nothing": f"{ONE}    goal:\n    log:\n",
    "a log": f"{ONE}    log:\n      - {EVENT}\n      - {EVENT}\n",
    "a log and a key after it": f"{ONE}    log:\n      - {EVENT}\n    goal: 乙\n",
    "a log that is not indented": f"{ONE}    log:\n    - {EVENT}\n    - {EVENT}\n    goal: 乙\n",
    "texts of nothing in a log": (
        f"{ONE}    log:\n      - {EVENT[:-1]}, by: '', note: null, evidence: [null, n.pdf]}}\n"
    ),
    "remarks and blank lines": "  - id: 1\n\n    # 注\n    title: 甲\n  # 尾\n\n# 末\n",
}


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("text", OWN_ISSUES.values(), ids=OWN_ISSUES.keys())
def test_an_issue_in_the_programs_form_is_taken_wherever_it_stands(text: str, eol: str) -> None:
    text = text.replace("\n", eol)
    (said,) = _whole(text)
    assert read_entry(text, 0, len(text), 2) == said
    assert read_entry(f"XX{text}XX", 2, len(text) + 2, 2) == said


ODD_ISSUES = {
    "a key twice": f"{ONE}    title: 乙\n",
    "a key of a log twice": f"{ONE}    log:\n      - {EVENT}\n    log:\n",
    "an event without its first key": f"{ONE}    log:\n      - {{, event: start}}\n",
    "an event in another order": f"{ONE}    log:\n      - {{event: start, date: 2020-09-01}}\n",
    "a void": f"{ONE}    log:\n      - {{date: 2020-09-02, event: void, of: {EVENT}}}\n",
    "events at two columns": f"{ONE}    log:\n      - {EVENT}\n       - {EVENT}\n",
    "events further to the left": f"{ONE}    log:\n       - {EVENT}\n      - {EVENT}\n",
    "events left of their key": f"{ONE}    log:\n   - {EVENT}\n",
    "a remark in a log": f"{ONE}    log:\n      - {EVENT}\n      # 注\n      - {EVENT}\n",
    "events below a text": f"{ONE}    goal: 乙\n      - {EVENT}\n",
    "a folded text": f"{ONE}    goal: >-\n      甲\n",
    "a text over lines": f"{ONE}    goal: 甲\n      乙\n",
    "a blank line in lines of text": f"{ONE}    goal: |-\n      甲\n\n      乙\n",
    "a line without a key": f"{ONE}    甲\n",
}


@pytest.mark.parametrize("text", ODD_ISSUES.values(), ids=ODD_ISSUES.keys())
def test_an_issue_written_otherwise_is_left_to_the_parser(text: str) -> None:
    assert read_entry(text, 0, len(text), 2) is None
