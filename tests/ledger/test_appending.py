"""Appending to ledger text: what goes in, where, and that nothing else moves."""

from pathlib import Path

import pytest
from event_cases import CASES, EVENT, HEAD, NEW, OLD, ONE, TWO
from marked import after, before

from rectify_cli.ledger.reading import ledger_of, parse_ledger_text
from rectify_cli.ledger.text import blocks
from rectify_cli.ledger.text.appending import Appended, RefusedError, append, prove
from rectify_cli.ledger.text.blocks import split
from rectify_cli.ledger.text.insertions import Addition


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
    old_text, new_text = before(marked), after(marked)
    appended = _with_events(old_text, EVENT)
    assert appended.text == new_text
    assert EVENT in new_text.split("\n")[appended.lines[0][0] - 1]
    old = parse_ledger_text(old_text, "x")
    log = parse_ledger_text(new_text, "x").issues[0].log
    assert len(log) == len(old.issues[0].log) + 1
    assert log[-1].event == "done"


@pytest.mark.parametrize("eol", ["\r\n", "\r"], ids=["CRLF", "CR"])
@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_other_line_ends_are_kept_and_a_byte_order_mark_shifts_nothing(
    marked: str, eol: str
) -> None:
    marked = "\ufeff" + marked.replace("\n", eol)
    assert _with_events(before(marked), EVENT).text == after(marked)


# What goes at once into empty brackets goes on one line; what follows a line goes on its own.
ON_ONE_LINE = [CASES[f"empty brackets {name}"] for name in ("holding a comment", "over two lines")]


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_two_events_stand_in_their_order_put_in_at_once_or_one_by_one(marked: str) -> None:
    second = EVENT.replace("done", "reopen")
    one_by_one = _with_events(_with_events(before(marked), EVENT).text, second)
    at_once = _with_events(before(marked), EVENT, second)
    for appended in (one_by_one, at_once):
        kinds = [event.event for event in parse_ledger_text(appended.text, "x").issues[0].log]
        assert kinds[-2:] == ["done", "reopen"]
    assert at_once.text == one_by_one.text or marked in ON_ONE_LINE
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
    in_braces = f"{HEAD}  - {{id: 1, title: 甲, problem: 甲, log: {nothing}}}\n"
    for text in (f"{ONE}    log: {nothing}\n", in_braces):
        with pytest.raises(RefusedError, match=r"^log 不是列表$"):
            _with_events(text, EVENT)


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
