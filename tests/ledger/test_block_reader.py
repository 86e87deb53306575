"""Reading and writing in parts: the same as reading and writing the whole, or not done at all."""

import re
from pathlib import Path
from typing import Any

import pytest
from conftest import FROZEN, Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_writer_properties import events, ledgers

from rectify_cli.domain.model import Checklist, Event, Issue
from rectify_cli.errors import InvalidDataError
from rectify_cli.ledger import reading
from rectify_cli.ledger.parsing import issue_data, rest_data
from rectify_cli.ledger.reading import parse_ledger_text
from rectify_cli.ledger.render import issue_text, record_text
from rectify_cli.ledger.text import blocks
from rectify_cli.ledger.text.blocks import split
from rectify_cli.ledger.text.own_form import read_entry, read_rest
from rectify_cli.ledger.text.yaml_text import compose, plain_data

thorough = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def whole(text: str) -> Any:
    """What ``text`` says, parsed as one."""
    return plain_data(compose(text).root)


def in_parts(text: str) -> Any:
    """What the parts of ``text`` say; none where they are not to be read by themselves."""
    cut = split(text)
    if cut is None:
        return None
    rest = rest_data(cut)
    own = read_rest(cut)
    assert own is None or (rest is not None and {**own, "issues": None} == rest)
    issues = []
    for at in range(len(cut)):
        parsed = issue_data(cut, at)
        taken = read_entry(cut.text, cut.starts[at], cut.starts[at + 1], cut.column)
        assert taken is None or taken == parsed
        issues.append(parsed)
    return None if rest is None or None in issues else {**rest, "issues": issues}


@thorough
@given(ledgers())
def test_parts_say_what_the_whole_says(written: Any) -> None:
    said = in_parts(written.text)
    assert said is None or said == whole(written.text)
    if said is None:
        odd = {"file: issues in brackets", "file: all in braces", "keys: quoted"}
        marked = any(style.startswith("document marks: -") for style in written.styles)
        assert marked or written.styles & odd, "nothing was in doubt"


def test_the_shipped_ledger_is_read_in_parts() -> None:
    text = FROZEN.read_text(encoding="utf-8")
    assert in_parts(text) == whole(text)


HEAD = "document: {title: 清单, issued_on: 2020-08-12}\nissues:\n"
ONE = "  - id: 1\n    title: 甲\n    problem: 甲\n"
LINE = "      - {date: 2020-09-01, event: start}\n"
TWO = f"  - id: 2\n    title: 乙\n    problem: 乙\n    log:\n{LINE}"
BLOCK = "      - date: 2020-09-02\n        event: done\n"
PAPERS = "papers:\n  - {date: 2020-11-06, paper: notice, until: 2020-11-05}\n"
NULLS = "      - {date: 2020-09-01, event: start, note: null, by: ''}\n"
FALSE_FRIENDS = {
    "a quote over lines": f'{HEAD}{ONE}    goal: "一\n  - id: 9\n  二"\n{TWO}',
    "a quote over lines that ends oddly": f"{HEAD}{ONE}    goal: '一\n  - it''s: '\n{TWO}",
    "brackets over lines": f"{HEAD}{ONE}    measures: [一,\n  - 二,\n  三]\n{TWO}",
    "a quote in the document": HEAD.replace("清单", '"清\nissues:\n  - 单"') + ONE + TWO,
    "a log in a quote": f'{HEAD}{ONE}    goal: "一\n    log:\n{LINE}  二"\n{TWO}',
    "a log in a block text": f"{HEAD}{ONE}    goal: |-\n      log:\n{LINE}{TWO}",
    "a log in a list": f"{HEAD}{ONE}    measures:\n      - |-\n        log:\n  {LINE}{TWO}",
    "a log of both kinds": f"{HEAD}{ONE}    log:\n{LINE}{BLOCK}{TWO}",
    "a log with a comment in it": f"{HEAD}{ONE}    log:\n{LINE}      # 注\n{LINE}{TWO}",
    "a log that is not indented": f"{HEAD}{ONE}    log:\n{LINE[2:]}{TWO}",
    "a log in a wrong place": f"{HEAD}{ONE}    log:\n{LINE[3:]}{TWO}",
    "two indentations": f"{HEAD}{ONE}    log:\n{LINE}  {LINE}{TWO}",
    "the key twice": f"{HEAD}{ONE}    log:\n{LINE}    log:\n{LINE}{TWO}",
    "the key below a quote": 'document: {title: "清\nissues:\n'
    + ONE
    + 'x", issued_on: 2020-08-12}\nissues:\n',
    "all in a quote": f'"\n{HEAD}{ONE}"\n',
    "all in a list": f'- "\n{HEAD}{ONE}"\n',
    "issues twice": f"{HEAD}{ONE}issues:\n  - x\n",
    "dashes in other lists": f"units:\n  - name: 甲局\n{HEAD}{ONE}{TWO}{PAPERS}",
    "a dash and a tab": f"{HEAD}{ONE}{TWO.replace('- id', '-' + chr(9) + 'id')}",
    "a mark of documents": f"{HEAD}{ONE}    goal: |-\n      一\n---\n{TWO}",
    "an anchor and its alias": f"{HEAD}{ONE}    goal: &a 一\n{TWO}    goal: *a\n",
    "an alias alone": f"{HEAD}{ONE}    goal: R&D\n{TWO}    goal: *a\n",
    "a sign that is no anchor": f"{HEAD}{ONE}    goal: R&D*\n{TWO}",
    "a line end that only YAML knows": f"{HEAD}{ONE}    goal: '一\u2028  - id: 9'\n{TWO}",
    "issues that are not indented": f"{HEAD}{ONE}{TWO}".replace("\n  ", "\n"),
    "a key that looks like an item": f"{HEAD}{ONE}-x: 1\n{TWO}",
    "texts of nothing": f"{HEAD}{ONE}    log:\n{NULLS}{TWO}",
}


@pytest.mark.parametrize("text", FALSE_FRIENDS.values(), ids=FALSE_FRIENDS.keys())
def test_lines_that_are_not_what_they_look_like_deceive_nobody(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    def read() -> Checklist | None:
        try:
            return parse_ledger_text(text, "x")
        except InvalidDataError:
            return None

    read_in_parts = read()
    monkeypatch.setattr(reading, "split", lambda _: None)
    assert read_in_parts == read()


def test_a_quote_over_lines_at_the_end_misplaces_nothing(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its second line looks like the key after the list: as many blocks as issues, and yet."""
    monkeypatch.setattr(blocks, "FEW", 0)
    last = ONE.replace("1", "3") + '    deadline: "尽快\nunits: 完成"\n'
    ledger.write_text(f"{HEAD}{ONE}{TWO}{last}", encoding="utf-8")
    assert "issues.yaml:14:15: 提醒：整改时限“尽快 units: 完成”" in run("check").out
    assert run("start", "3", "--as-of", "2020-09-01").code == 0
    assert ledger.read_text(encoding="utf-8") == f"{HEAD}{ONE}{TWO}{last}    log:\n{LINE}"


CHARACTERS = "甲乙abc 019,，。：:#-—_/()（）[]{}'\"?&*!|>%@`~=<.+\\\u3000\xa0é😀\t"
odd_texts = st.one_of(st.text(CHARACTERS, max_size=12), st.sampled_from(["null", "~", "''", "no"]))
odd_lines = st.lists(odd_texts, min_size=1, max_size=4)


def taken(issue: str, column: int = 2) -> Any:
    """What ``read_entry`` takes of an issue; none where it leaves it to libyaml."""
    return read_entry(issue, 0, len(issue), column)


def assert_taken_as_libyaml_takes_it(issue: str, column: int = 2) -> None:
    data = taken(issue, column)
    assert data is None or [data] == whole(issue)


@thorough
@given(events(), st.sampled_from(["event", "by", "unit", "note", "number"]), odd_texts)
def test_a_log_line_is_taken_as_libyaml_takes_it(event: Event, key: str, text: str) -> None:
    line = record_text(event)
    by_hand = re.sub(rf"(?<=, {key}: )[^,]*(?=[,}}])", lambda _: text, line)
    for written in (line, by_hand):
        assert_taken_as_libyaml_takes_it(f"{ONE}    log:\n      - {written}\n")


@settings(thorough, max_examples=500)
@given(odd_texts.filter(bool))
def test_a_text_is_taken_only_as_libyaml_takes_it(text: str) -> None:
    for value in (text, f"'{text}'"):
        assert_taken_as_libyaml_takes_it(f"{ONE}    goal: {value}\n")
        assert_taken_as_libyaml_takes_it(f"{ONE}    lead_unit: [{value}, {value}]\n")
        assert_taken_as_libyaml_takes_it(f"{ONE}    measures:\n      - {value}\n")
        event = f"{{date: 2020-09-01, event: done, note: {value}, evidence: [{value}]}}"
        assert_taken_as_libyaml_takes_it(f"{ONE}    log:\n      - {event}\n")


@settings(thorough, max_examples=500)
@given(odd_lines, st.sampled_from(["|-", "|", "|+", ">-", "", "'"]), st.integers(3, 7))
def test_lines_of_text_are_taken_only_as_libyaml_takes_them(
    lines: list[str], style: str, margin: int
) -> None:
    text = "".join(f"{' ' * margin}{line}\n" for line in lines)
    assert_taken_as_libyaml_takes_it(f"{ONE}    goal: {style}\n{text}    office: 甲\n")
    assert_taken_as_libyaml_takes_it(f"{ONE}    measures:\n{text}    office: 甲\n")


own_lines = st.sampled_from(
    (
        *("title: 甲", "problem: |-", "goal: |-", "goal: 甲", "measures:", "log:", "log: []"),
        *("- {date: 2020-09-01, event: start}", "- {date: 2020-09-01, event: done, by: 甲}"),
        *(
            "- 甲",
            "甲",
            "甲 乙 ",
            "# 注",
            "#",
            "",
            " ",
            "lead_unit: [甲, 乙]",
            "office: '甲'",
            "title: '",
        ),
    )
)


@settings(thorough, max_examples=1500)
@given(
    st.lists(st.tuples(st.sampled_from([4, 4, 4, 6, 6, 5, 8, 2, 0]), own_lines), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)
def test_lines_in_any_order_are_taken_only_as_libyaml_takes_them(
    lines: list[tuple[int, str]], eol: str
) -> None:
    issue = "  - id: 1\n" + "".join(f"{' ' * indent}{line}\n" for indent, line in lines)
    cut = split(f"{HEAD}{issue}".replace("\n", eol))
    if cut is not None and len(cut) == 1:
        assert_taken_as_libyaml_takes_it(cut.part(0, 1))


@pytest.mark.parametrize("column", [0, 2, 4])
def test_what_the_program_writes_is_taken(column: int) -> None:
    event = {
        "date": "2020-10-20",
        "event": "progress",
        "by": "李某",
        "note": "印发200份，R&D",
        "evidence": ["evidence/3/a-1.pdf"] * 2,
    }
    log = (Event.model_validate(event), Event.model_validate({**event, "event": "done"}))
    issues = parse_ledger_text(FROZEN.read_text(encoding="utf-8"), "x").issues
    for issue in issues:
        written = issue.model_copy(update={"log": log})
        for remarks in ((), ("编号缺失",)):
            text = issue_text(written, indent=" " * column, remarks=remarks)
            assert Issue.model_validate(taken(text + "\n", column)) == written
            assert [taken(text, column)] == whole(text)


def long_ledger(issues: int) -> str:
    """A ledger of many issues, each with a log."""
    return HEAD + "".join(
        f"  - id: {n}\n    title: 事项{n}\n    problem: |-\n      问题{n}。\n    log:\n{LINE}\n"
        for n in range(1, issues + 1)
    )


@pytest.mark.parametrize("eol", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_events_far_apart_leave_every_other_character(run: Run, ledger: Path, eol: str) -> None:
    ledger.write_bytes(("\ufeff" + long_ledger(300).replace("\n", eol)).encode())
    before = ledger.read_bytes().decode()
    numbers = ["1", "2", "150", "151", "299", "300"]
    assert run("inspect", *numbers, "--note", "抽查", "--as-of", "2020-10-01").code == 0
    line = "      - {date: 2020-10-01, event: inspect, note: 抽查}" + eol
    after = ledger.read_bytes().decode()
    assert after.count(line) == len(numbers)
    assert after.replace(line, "") == before
    for number in numbers:
        assert run("show", number, "--json").json["log"][-1]["event"] == "inspect"


def test_what_is_odd_far_down_is_told_at_its_place(run: Run, ledger: Path) -> None:
    text = long_ledger(100).replace("事项77\n", "事项77\n    deadline: 尽快\n")
    ledger.write_text(text, encoding="utf-8")
    line = text.splitlines().index("    deadline: 尽快") + 1
    said = run("check", "--as-of", "2020-11-05").out
    assert f"issues.yaml:{line}:15: 提醒：整改时限“尽快”" in said
