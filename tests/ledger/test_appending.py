"""Appending to ledger text: what goes in, where, and that nothing else moves."""

from pathlib import Path

import pytest

from rectify_cli.ledger.reading import ledger_of, parse_ledger_text
from rectify_cli.ledger.text import blocks
from rectify_cli.ledger.text.appending import Appended, RefusedError, append, prove
from rectify_cli.ledger.text.blocks import split
from rectify_cli.ledger.text.insertions import Addition

EVENT = "{date: 2020-10-20, event: done}"
OLD = "{date: 2020-09-01, event: start}"
HEAD = """\
document: {title: 清单, issued_on: 2020-08-12}
issues:
"""
ONE = HEAD + "  - id: 1\n    title: 甲\n    problem: 甲\n"
TWO = "  - id: 2\n    title: 乙\n    problem: 乙\n"
NEW = f"      - {EVENT}\n"

# name → text with «…» around what is put in and ‹…› around what is taken out.
CASES = {
    "no log key, last issue": f"{ONE}«    log:\n{NEW}»",
    "no log key, another issue follows": f"{ONE}«    log:\n{NEW}»{TWO}",
    "no log key, blank lines between issues": f"{ONE}«    log:\n{NEW}»\n\n{TWO}",
    "no log key, no final newline": f"{ONE[:-1]}«\n    log:\n{NEW}»",
    "no log key, comment of the issue at its end": f"{ONE}    # 尾注\n«    log:\n{NEW}»\n{TWO}",
    "no log key, comment of the next issue": f"{ONE}«    log:\n{NEW}»  # 下一项\n{TWO}",
    "no log key, last value is a literal block": (
        f"{ONE}    goal: |-\n      甲\n      - id: 9\n«    log:\n{NEW}»\n{TWO}"
    ),
    "no log key, last value is a kept block": (
        f"{ONE}    goal: |+\n      甲\n\n«    log:\n{NEW}»{TWO}"
    ),
    "no log key, last value is a list": (
        f"{ONE}    measures:\n      - 甲\n      - 乙\n«    log:\n{NEW}»{TWO}"
    ),
    "no log key, last value is empty": f"{ONE}    contact:\n«    log:\n{NEW}»{TWO}",
    "no log key, last value runs over lines": (
        f"{ONE}    contact: 张三\n      李四\n«    log:\n{NEW}»{TWO}"
    ),
    "no log key, last value is quoted over lines": (
        f'{ONE}    contact: "张三 # 不是注\n\n      李四"  # 注\n«    log:\n{NEW}»{TWO}'
    ),
    "empty brackets": f"{ONE}    log:‹ []›\n«{NEW}»{TWO}",
    "empty brackets with spaces": f"{ONE}    log:‹  [ ]›\n«{NEW}»{TWO}",
    "empty brackets and a comment": f"{ONE}    log:‹ []› # 暂无\n«{NEW}»{TWO}",
    "empty brackets, no final newline": f"{ONE}    log:‹ []›«\n{NEW}»",
    "empty brackets holding a comment": f"{ONE}    log: [ # [暂无]\n      «{EVENT}»]\n{TWO}",
    "empty brackets over two lines": f"{ONE}    log: [\n      «{EVENT}»]\n{TWO}",
    "empty brackets and keys after": f"{ONE}    log:‹ []›\n«{NEW}»    contact: 张三\n{TWO}",
    "log with nothing": f"{ONE}    log:\n«{NEW}»{TWO}",
    "log with nothing, at the end": f"{ONE}    log:\n«{NEW}»",
    "log with nothing, no final newline": f"{ONE}    log:«\n{NEW}»",
    "log with nothing but spaces": f"{ONE}    log:   \n«{NEW}»{TWO}",
    "log with nothing, comment behind it": f"{ONE}    log:  # 暂无: 无\n«{NEW}»\n{TWO}",
    "log with nothing, comment below it": f"{ONE}    log:\n      # 暂无\n«{NEW}»\n{TWO}",
    "log with nothing, next issue's comment": f"{ONE}    log:\n«{NEW}»\n  # 下一项\n{TWO}",
    "log with nothing, a key after it": f"{ONE}    log:\n«{NEW}»    contact: 张三\n{TWO}",
    "log with nothing, comment of the key after it": (
        f"{ONE}    log:\n«{NEW}»    # 电话\n    contact: 张三\n{TWO}"
    ),
    "log with nothing, space before the colon": f"{ONE}    log :\n«{NEW}»{TWO}",
    "log not last": f"{ONE}    log:\n      - {OLD}\n«{NEW}»    contact: 张三\n{TWO}",
    "log first": (
        f"{HEAD}  - log:\n      - {OLD}\n«{NEW}»    id: 1\n    title: 甲\n    problem: 甲\n"
    ),
    "log first with nothing": (
        f"{HEAD}  - log:\n«{NEW}»    id: 1\n    title: 甲\n    problem: 甲\n"
    ),
    "flow events": f"{ONE}    log:\n      - {OLD}\n«{NEW}»{TWO}",
    "flow events, no final newline": f"{ONE}    log:\n      - {OLD}«\n{NEW}»",
    "flow event and a comment behind it": f"{ONE}    log:\n      - {OLD}  # 会议\n«{NEW}»\n{TWO}",
    "flow event over lines": (
        f"{ONE}    log:\n      - {{date: 2020-09-01,\n         event: start\n        }}\n"
        f"«{NEW}»{TWO}"
    ),
    "block event": f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n«{NEW}»{TWO}",
    "block event, its dash alone": (
        f"{ONE}    log:\n      -\n        date: 2020-09-01\n        event: start\n«{NEW}»{TWO}"
    ),
    "block event, wide dash": (
        f"{ONE}    log:\n      -   date: 2020-09-01\n          event: start\n«{NEW}»{TWO}"
    ),
    "block event ending in a list": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n        evidence:\n"
        f"          - evidence/1/甲.pdf\n«{NEW}»{TWO}"
    ),
    "block event ending in an unindented list": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n        evidence:\n"
        f"        - evidence/1/甲.pdf\n«{NEW}»{TWO}"
    ),
    "block event ending in an empty value": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n        by:\n«{NEW}»{TWO}"
    ),
    **{
        f"block event ending in a text {mark}": (
            f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
            f"        note: {mark}\n          - 甲：乙\n          # 不是注\n          log: []\n"
            f"«{NEW}»\n\n  # 注\n{TWO}"
        )
        for mark in ("|", "|-", ">", ">-", "|2", "|2-", ">-2", "|- # 注 + 注")
    },
    **{
        f"block event ending in a kept text {mark}": (
            f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
            f"        note: {mark}\n          甲\n\n\n«{NEW}»  # 注\n{TWO}"
        )
        for mark in ("|+", ">+", "|+2")
    },
    "block event ending in a kept text, nothing follows": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
        f"        note: |+\n          甲\n\n«{NEW}»"
    ),
    "block text at the end of a file without final newline": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
        f"        note: |\n          甲«\n{NEW}»"
    ),
    "block text with spaces at its end": (
        f"{ONE}    log:\n      - date: 2020-09-01\n        event: start\n"
        f"        note: |-\n          甲\n            \n«{NEW}»\n{TWO}"
    ),
    "comments before, between and after": (
        f"{ONE}    log:  # 甲\n      # 乙\n      - {OLD}\n      # 丙\n      - {OLD}\n"
        f"      # 丁\n«{NEW}»\n{TWO}"
    ),
    "comment after a blank line, indented like the log": (
        f"{ONE}    log:\n      - {OLD}\n\n      # 丁\n«{NEW}»\n{TWO}"
    ),
    "comment indented deeper": f"{ONE}    log:\n      - {OLD}\n        # 丁\n«{NEW}»\n{TWO}",
    "comment indented less": f"{ONE}    log:\n      - {OLD}\n«{NEW}»    # 丁\n{TWO}",
    "comment at the margin": f"{ONE}    log:\n      - {OLD}\n«{NEW}»# 丁\n{TWO}",
    "comments of both kinds": (
        f"{ONE}    log:\n      - {OLD}\n      # 丁\n«{NEW}»\n  # 戊\n      # 己\n{TWO}"
    ),
    "comment at the end without final newline": (
        f"{ONE}    log:\n      - {OLD}\n      # 丁«\n{NEW}»"
    ),
    "commented-out event": f"{ONE}    log:\n      - {OLD}\n      # - {OLD}\n«{NEW}»{TWO}",
    "unindented log": f"{ONE}    log:\n    - {OLD}\n«    - {EVENT}\n»{TWO}",
    "unindented log and its comment": (
        f"{ONE}    log:\n    - {OLD}\n    # 丁\n«    - {EVENT}\n»{TWO}"
    ),
    "unindented log, a key with a comment follows": (
        f"{ONE}    log:\n    - {OLD}\n«    - {EVENT}\n»    # 电话\n    contact: 张三\n{TWO}"
    ),
    "unindented style copied from a neighbour": (
        f"{ONE}    log:\n«    - {EVENT}\n»{TWO}    log:\n    - {OLD}\n"
    ),
    "four spaces copied from the measures": (
        f"{ONE}    measures:\n        - 甲\n    log:\n«        - {EVENT}\n»{TWO}"
    ),
    "issues not indented": (
        f"{HEAD}- id: 1\n  title: 甲\n  problem: 甲\n  log:\n«    - {EVENT}\n»"
        "# 下一项\n- id: 2\n  title: 乙\n  problem: 乙\n"
    ),
    "issues and log not indented": (
        f"{HEAD}- id: 1\n  title: 甲\n  problem: 甲\n  log:\n  - {OLD}\n«  - {EVENT}\n»"
        "# 下一项\n- id: 2\n  title: 乙\n  problem: 乙\n"
    ),
    "four spaces": (
        f"{HEAD}    -   id: 1\n        title: 甲\n        problem: 甲\n        log:\n"
        f"            - {OLD}\n«            - {EVENT}\n»"
    ),
    "quoted keys": f"{ONE}    'log':\n      - {OLD}\n«{NEW}»{TWO}",
    "quoted key, nothing after": f'{ONE}    "log":\n«{NEW}»{TWO}',
    "question mark key": f"{ONE}    ? log\n    : - {OLD}\n«{NEW}»{TWO}",
    "question mark key, list below": f"{ONE}    ? log\n    :\n      - {OLD}\n«{NEW}»{TWO}",
    "question mark key, nothing after": f"{ONE}    ? log\n    :\n«{NEW}»{TWO}",
    "question mark key alone": f"{ONE}    ? log\n«    : - {EVENT}\n»{TWO}",
    "question mark key at the end of an issue without a log": (
        f"{ONE}    ? contact\n«    log:\n{NEW}»\n{TWO}"
    ),
    "question mark keys throughout": (
        f"{HEAD}  - ? id\n    : 1\n    ? title\n    : 甲\n    ? problem\n    : 甲\n"
        f"«    log:\n{NEW}»{TWO}"
    ),
    "one-line list": f"{ONE}    log: [{OLD}«, {EVENT}»]\n{TWO}",
    "one-line list, comma at its end": f"{ONE}    log: [{OLD}«, {EVENT}», ]  # 注\n{TWO}",
    "list in brackets over lines": (
        f"{ONE}    log: [\n        {OLD},\n        {OLD}«,»\n«        {EVENT}\n»      ]\n{TWO}"
    ),
    "list in brackets over lines, comma at its end": (
        f"{ONE}    log: [\n        {OLD}, # 注\n«        {EVENT},\n»      ]\n{TWO}"
    ),
    "list in brackets over lines, comments": (
        f"{ONE}    log: [\n        # 首\n        {OLD}«,»  # 注, 注\n        # 尾\n"
        f"«        {EVENT}\n»      ]\n{TWO}"
    ),
    "list in brackets over lines, closed at once": (
        f"{ONE}    log: [\n        {OLD}«,\n        {EVENT}»]\n{TWO}"
    ),
    "list in brackets, several a line": (
        f"{ONE}    log: [\n        {OLD}, {OLD}«, {EVENT}»\n      ]\n{TWO}"
    ),
    "issue in braces with a log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log: [{OLD}«, {EVENT}»]}}\n{TWO}"
    ),
    "issue in braces with an empty log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log: [«{EVENT}»]}}\n{TWO}"
    ),
    "issue in braces with a log of nothing": (
        f"{HEAD}  - {{id: 1, title: 甲, log:« [{EVENT}]» , problem: 甲}}\n{TWO}"
    ),
    "issue in braces with a log of nothing at its end": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log:« [{EVENT}]» }}\n{TWO}"
    ),
    "issue in braces with a log of nothing, a tab elsewhere": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log:« [{EVENT}]» }}\n"
        f"  - {{id: 2, title: 乙, problem: 乙\t# 注\n    }}\n"
    ),
    "issue in braces with the bare word log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log«: [{EVENT}]»}}\n{TWO}"
    ),
    "issue in braces without a log": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲«, log: [{EVENT}]»}}\n{TWO}"
    ),
    "issue in braces ending in an empty value": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, contact:« , log: [{EVENT}]» }}\n{TWO}"
    ),
    "issue in braces over lines": (
        f"{HEAD}  - {{id: 1, # 注 }}\n      title: 甲,\n"
        f'      problem: "甲"«, log: [{EVENT}]», # 注\n    }}\n{TWO}'
    ),
    "issue in braces ending in a list": (
        f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, measures: [甲, 乙]«, log: [{EVENT}]»}}\n"
    ),
    "whole list in brackets": (
        f"document: {{title: 甲, issued_on: 2020-08-12}}\n"
        f"issues: [{{id: 1, title: 甲, problem: 甲«, log: [{EVENT}]»}}, "
        f"{{id: 2, title: 乙, problem: 乙}}]\n"
    ),
    "whole file in braces, no final newline": (
        f"{{document: {{title: 甲, issued_on: 2020-08-12}}, "
        f"issues: [{{id: 1, title: 甲, problem: 甲«, log: [{EVENT}]»}}]}}"
    ),
    "document marks": f"---\n{ONE}«    log:\n{NEW}»...\n",
    "document mark and a comment after it": f"--- # 注\n{ONE}    log:\n«{NEW}»...\n# 完\n",
    "directive": f"%YAML 1.1\n---\n{ONE}    log:\n«{NEW}»",
    "issues before the document": (
        f"issues:\n  - id: 1\n    title: 甲\n    problem: 甲\n«    log:\n{NEW}»\n"
        "# 文件\ndocument: {title: 甲, issued_on: 2020-08-12}\n"
    ),
    "tag on the log": f"{ONE}    log: !!seq\n      - {OLD}\n«{NEW}»{TWO}",
    "problem that looks like a log": (
        f"{HEAD}  - id: 1\n    title: 甲\n    problem: |-\n      log:\n      - {OLD}\n    log:\n"
        f"«{NEW}»{TWO}"
    ),
    "wide characters before it": f"{ONE}    contact: 😀😀é\n    log:\n      - {OLD}\n«{NEW}»{TWO}",
    "tabs behind values": f"{ONE}    log:\t\n      - {OLD}\t# 注\n«{NEW}»{TWO}",
    "blank lines made of spaces": f"{ONE}    log:\n      - {OLD}\n«{NEW}»      \n  \n{TWO}",
}


def _before(marked: str) -> str:
    kept = "".join(part.split("»")[-1] for part in marked.split("«"))
    return kept.replace("‹", "").replace("›", "")


def _after(marked: str) -> str:
    kept = "".join(part.split("›")[-1] for part in marked.split("‹"))
    return kept.replace("«", "").replace("»", "")


@pytest.fixture(autouse=True)
def _cut_as_if_it_were_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "FEW", 0)


def _with_events(text: str, *events: str, issue: int = 0) -> Appended:
    additions = [Addition("log", tuple([event] for event in events), issue)]
    parts = ledger_of(text, Path("x")).blocks
    appended = append(text, parts, additions)
    assert prove(text, parts, additions, appended.text)
    return appended


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_an_event_goes_in_and_nothing_else_moves(marked: str) -> None:
    before, after = _before(marked), _after(marked)
    appended = _with_events(before, EVENT)
    assert appended.text == after
    assert EVENT in after.split("\n")[appended.lines[0][0] - 1]
    old = parse_ledger_text(before, "x")
    log = parse_ledger_text(after, "x").issues[0].log
    assert len(log) == len(old.issues[0].log) + 1
    assert log[-1].event == "done"


@pytest.mark.parametrize("eol", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_other_line_ends_are_kept_and_a_byte_order_mark_shifts_nothing(
    marked: str, eol: str
) -> None:
    marked = "\ufeff" + marked.replace("\n", eol)
    assert _with_events(_before(marked), EVENT).text == _after(marked)


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_two_events_stand_in_their_order_put_in_at_once_or_one_by_one(marked: str) -> None:
    second = EVENT.replace("done", "reopen")
    one_by_one = _with_events(_with_events(_before(marked), EVENT).text, second)
    at_once = _with_events(_before(marked), EVENT, second)
    for appended in (one_by_one, at_once):
        kinds = [event.event for event in parse_ledger_text(appended.text, "x").issues[0].log]
        assert kinds[-2:] == ["done", "reopen"]
    lines = at_once.text.split("\n")
    assert all(e in lines[n - 1] for e, n in zip((EVENT, second), at_once.lines[0], strict=True))


def test_the_neighbouring_line_end_is_copied_where_they_are_mixed() -> None:
    text = ONE.replace("\n", "\r\n") + f"    log:\n      - {OLD}\n" + TWO.replace("\n", "\r\n")
    assert _with_events(text, EVENT).text == text.replace(f"{OLD}\n", f"{OLD}\n{NEW}")


def test_everything_goes_in_at_once_each_in_its_place() -> None:
    text = f"{ONE}    log: []\n{TWO}    log:\n"
    additions = [
        Addition("units", (["name: 县局"],)),
        Addition("issues", (["id: 3", "title: 丙", "problem: 丙"],)),
        Addition("log", ([EVENT],), 1),
        Addition("log", ([EVENT],), 0),
    ]
    appended = append(text, split(text), additions)
    three = "  - id: 3\n    title: 丙\n    problem: 丙\n"
    assert appended.text == (
        f"{ONE}    log:\n{NEW}{TWO}    log:\n{NEW}{three}units:\n  - name: 县局\n"
    )
    assert appended.lines == [[17], [13], [12], [7]]
    assert prove(text, split(text), additions, appended.text)


@pytest.mark.parametrize("nothing", ["~", "null"])
def test_a_log_of_a_written_nothing_is_refused_with_the_reason(nothing: str) -> None:
    with pytest.raises(RefusedError, match="log 不是列表"):
        _with_events(f"{ONE}    log: {nothing}\n", EVENT)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (EVENT, ""),
        (EVENT, f"{EVENT}\n      - {EVENT}"),
        ("event: done", "event: reopen"),
        ("title: 乙", "title: 甲"),
        (OLD, OLD.replace("09", "10")),
        ("problem: 甲\n", "problem: 甲\n    by: 甲\n"),
        ("log:", "log: &a"),
        ("- {", "- ["),
    ],
)
def test_the_proof_sees_whatever_else_the_new_text_says(right: str, wrong: str) -> None:
    text = f"{ONE}    log:\n      - {OLD}\n{TWO}"
    additions = [Addition("log", ([EVENT],), 0)]
    new = append(text, split(text), additions).text
    assert right in new
    assert prove(text, split(text), additions, new)
    assert not prove(text, split(text), additions, new.replace(right, wrong, 1))


RECORD = ["id: 2", "title: 乙", "problem: |-", "  乙", "  丙", "log:"]
DEEP = "  - id: 2\n    title: 乙\n    problem: |-\n      乙\n      丙\n    log:\n"
RECORDS = {
    "after one issue": f"{ONE}«\n{DEEP}»",
    "after one issue, no final newline": f"{ONE[:-1]}«\n\n{DEEP}»",
    "after issues set apart": f"{ONE}\n{TWO.replace('2', '3')}«\n{DEEP}»",
    "after issues set close": f"{ONE}{TWO.replace('2', '3')}«{DEEP}»",
    "after a text that keeps blank lines": f"{ONE}    contact: |+\n      甲\n«{DEEP}»",
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
    text = _before(marked)
    additions = [Addition("issues", (RECORD,))]
    parts = ledger_of(text, Path("x")).blocks
    added = append(text, parts, additions)
    assert added.text == _after(marked)
    assert "id: 2" in added.text.split("\n")[added.lines[0][0] - 1]
    assert prove(text, parts, additions, added.text)


def test_a_list_in_brackets_takes_no_whole_issue() -> None:
    text = f"{HEAD[:-1]} [{{id: 1, title: 甲, problem: 甲}}]\n"
    with pytest.raises(RefusedError, match="方括号"):
        append(text, None, [Addition("issues", (RECORD,))])
